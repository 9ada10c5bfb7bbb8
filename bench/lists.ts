import { percentile } from './figure.ts';
import { signInPeople } from './nation.ts';
import * as plain from './plain-reads.store.ts';
import type { Stage } from './stage.ts';
import { peopleAsking } from './traffic.ts';

const people = 500;
const thinkMs = 8_000;
const forMs = 40_000;
/** Budget of any list. */
const budgetMs = 50;

/** Of ten people in a city most work for one cooperative or kelurahan and some see all of it. */
const roles = [
  ...['dinas-officer', 'dinas-officer', 'camat', 'lurah', 'lurah', 'lurah'],
  ...['cooperative-manager', 'cooperative-manager', 'cooperative-chair', 'dinas-head'],
];

/** 500 people of the largest city, with ten times its history, who read the worklist and the register as fast as people do. */
export async function lists(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  await nation.deepen();
  const { large, server } = nation;
  const cookies = await signInPeople(
    nation,
    large,
    Array.from({ length: people }, (_, i) => roles[i % roles.length] ?? 'lurah'),
  );
  const base = `${server.url}/api/regencies/${large.code}`;
  const pages = [
    { what: 'worklist', url: `${base}/tasks?mine=true` },
    { what: 'register', url: `${base}/cooperatives` },
    { what: 'worklist', url: `${base}/tasks` },
    { what: 'register', url: `${base}/cooperatives?facility=proposed&sort=district` },
    { what: 'register', url: `${base}/cooperatives?search=barat` },
    { what: 'settled tasks', url: `${base}/tasks?settled=true` },
  ];
  const { ms: asked, away } = await peopleAsking(
    cookies.map((cookie, person) => (turn) => {
      const page = pages[(person + turn) % pages.length];
      return { ...(page ?? { what: '', url: base }), cookie };
    }),
    { thinkMs, forMs },
  );
  const where = `${large.cooperatives} of ${nation.cooperatives} cooperatives, ${people} people`;
  const plainly = { worklist: plain.worklistPage, register: plain.registerPage };
  for (const [what, ms] of asked) {
    const value = percentile(ms, 95);
    await stage.report({ figure: `${what}, ${where}, p95 against the budget`, value, unit: 'ms', baseline: budgetMs });
    await stage.report({ figure: `${what}, median`, value: percentile(ms, 50), unit: 'ms', baseline: budgetMs });
  }
  await stage.report({ figure: 'answered 503', value: away, unit: 'count', baseline: 0 });
  for (const [what, read] of Object.entries(plainly)) {
    const ms: number[] = [];
    for (let turn = 0; turn < 200; turn++) {
      const began = performance.now();
      await read(nation.owner, large.regencyId);
      ms.push(performance.now() - began);
    }
    const value = percentile(asked.get(what) ?? [], 95);
    await stage.report({ figure: `${what}, p95 against plain SQL`, value, unit: 'ms', baseline: percentile(ms, 95) });
  }
}
