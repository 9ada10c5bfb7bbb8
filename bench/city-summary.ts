import type pg from 'pg';
import { percentile } from './figure.ts';
import type { Nation } from './nation.ts';
import { signInPeople } from './nation.ts';
import * as plain from './plain-reads.store.ts';
import type { Stage } from './stage.ts';
import { askInTurn, type Question } from './traffic.ts';

const times = 150;
const past = '2025-10-21';

/**
 * What the public and the head of the Dinas see first, of a small and of the largest city in a nation of 83,000 cooperatives, today
 * and on a past day; again with ten times the history. Baseline: the same rows by plain SQL.
 */
export async function citySummary(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const sizes = [nation.city, nation.large];
  const heads = new Map<string, string>();
  for (const city of sizes) heads.set(city.code, (await signInPeople(nation, city, ['dinas-head']))[0] ?? '');

  const measure = async (history: string) => {
    const costs = new Map<string, number>();
    for (const city of sizes) {
      const { url } = nation.server;
      const cookie = heads.get(city.code) ?? '';
      for (const [day, asOf] of [
        ['today', ''],
        ['past day', `?asOf=${past}`],
      ] as const) {
        const on = asOf === '' ? '2025-11-27' : past;
        const asked: Record<string, [Question, (owner: pg.Pool) => Promise<unknown>]> = {
          'public summary': [
            { url: `${url}/api/public/regencies/${city.code}/summary${asOf}` },
            (owner) => plain.publishedRows(owner, city.regencyId, on),
          ],
          picture: [
            { url: `${url}/api/regencies/${city.code}/picture${asOf}`, cookie },
            (owner) => plain.pictureRows(owner, city.regencyId, on),
          ],
        };
        for (const [what, [question, plainly]] of Object.entries(asked)) {
          const figure = `${what}, ${city.cooperatives} of ${nation.cooperatives} cooperatives, ${day}, ${history}, p95`;
          const value = await p95Of(question);
          await stage.report({ figure, value, unit: 'ms', baseline: await p95OfPlain(nation, plainly) });
          costs.set(`${what}, ${city.cooperatives} cooperatives, ${day}`, value);
        }
      }
    }
    return costs;
  };

  const little = await measure('history x1');
  await nation.deepen();
  const much = await measure('history x10');
  for (const [what, value] of much) {
    const figure = `${what}: p95 with ten times the history against one`;
    await stage.report({ figure, value, unit: 'ms', baseline: little.get(what) ?? value });
  }
  const figure = `national roll-up of ${nation.regencies} regencies, p95`;
  const value = await p95Of({ url: `${nation.server.url}/api/public/regencies` });
  await stage.report({ figure, value, unit: 'ms', baseline: await p95OfPlain(nation, plain.summaryRows) });
}

async function p95Of(question: Question): Promise<number> {
  await askInTurn(() => question, 10);
  return percentile((await askInTurn(() => question, times)).ms, 95);
}

async function p95OfPlain({ owner }: Nation, read: (owner: pg.Pool) => Promise<unknown>): Promise<number> {
  const ms: number[] = [];
  for (let turn = 0; turn < times + 10; turn++) {
    const began = performance.now();
    await read(owner);
    if (turn >= 10) ms.push(performance.now() - began);
  }
  return percentile(ms, 95);
}
