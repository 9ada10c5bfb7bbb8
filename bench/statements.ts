import { percentile } from './figure.ts';
import { signInPeople } from './nation.ts';
import type { Stage } from './stage.ts';
import * as fill from './statements.store.ts';

/** What one cooperative posted within a year, and each of its neighbours. */
const journals = 250_000;
const journalsOfOthers = 1_000;
const rounds = 60;
/** Budget of any page or list. */
const budgetMs = 50;

/** Statements and books of a cooperative with a million postings, through the front door and with policies. */
export async function statements(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const { city, server, owner } = nation;
  const [treasurer = '', head = ''] = await signInPeople(nation, city, ['cooperative-treasurer', 'dinas-head']);
  const base = `${server.url}/api/regencies/${city.code}`;
  const ask = async (path: string, cookie: string) => {
    const answer = await fetch(base + path, { headers: { cookie } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text;
  };
  const cooperativeId: string = JSON.parse(await ask('/cooperatives?limit=1', treasurer)).rows[0].id;
  await fill.insertBook(owner, city.regencyId, { cooperativeId, journals });
  for (const other of await fill.otherCooperatives(owner, city.regencyId, cooperativeId))
    await fill.insertBook(owner, city.regencyId, { cooperativeId: other, journals: journalsOfOthers });
  await fill.vacuumBooks(owner);
  const own = `/cooperatives/${cooperativeId}`;
  const past = '2025-10-16';
  const summed: number[] = [];
  for (let round = 0; round < 5; round++) summed.push(await fill.summedMs(owner, city.regencyId, cooperativeId, past));
  const deep = JSON.parse(await ask(`${own}/account-book?from=2025-01-01&limit=200`, treasurer));
  for (const [what, path, cookie = treasurer] of [
    ['neraca, today', `${own}/statements`],
    ['neraca, today, the Dinas', `${own}/statements`, head],
    ['neraca of a past day, mid-month', `${own}/statements?to=${past}`],
    ['PHU between two mid-months', `${own}/statements?from=2025-03-16&to=${past}`],
    ['Buku Kas, the first page of a month', `${own}/account-book?from=2025-11-01`],
    ['Buku Kas of the year, the next page', `${own}/account-book?from=2025-01-01&after=${deep.next}`],
    ['Buku besar, mid-month', `${own}/account-book?code=411000&from=2025-10-16&to=2025-10-31`],
    ['the city, today', '/statements', head],
    ['the city, a past day', `/statements?to=${past}`, head],
  ] as const) {
    const ms: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await ask(path, cookie);
      ms.push(performance.now() - began);
    }
    const of = `${what}, of ${journals * 4} postings`;
    await stage.report({
      figure: `${of}, p95 against the budget`,
      value: percentile(ms, 95),
      unit: 'ms',
      baseline: budgetMs,
    });
    const median = percentile(ms, 50);
    await stage.report({
      figure: `${of}, median against summing all postings`,
      value: median,
      unit: 'ms',
      baseline: percentile(summed, 50),
    });
  }
  const began = performance.now();
  await ask(`${own}/book.journal`, treasurer);
  const seconds = (performance.now() - began) / 1000;
  await stage.report({ figure: `hledger export of ${journals} journals`, value: seconds, unit: 's', baseline: 60 });
}
