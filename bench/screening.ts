import { setTimeout } from 'node:timers/promises';
import { newId } from '../server/platform/clock.ts';
import { insertInventory } from './assets.store.ts';
import { percentile } from './figure.ts';
import { signInPeople } from './nation.ts';
import * as fill from './screening.store.ts';
import type { Stage } from './stage.ts';

/** The city holds so many of the nation's assets (design.md §10). */
const here = 20_000;
const total = 1_000_000;
const rounds = 60;
/** Budget of any page or list. */
const budgetMs = 50;

/** What assets are fit for, as it is read and settled through the front door; first the whole city is screened by the server itself. */
export async function screening(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const { city, server, owner } = nation;
  await insertInventory(owner, { regencyId: city.regencyId, here, total });
  await fill.insertObservations(owner, city.regencyId);
  await fill.insertOtherScreenings(owner, city.regencyId);
  const [officer = '', lurah = '', technician = ''] = await signInPeople(nation, city, [
    'dinas-officer',
    'lurah',
    'technical-office',
  ]);
  const base = `${server.url}/api/regencies/${city.code}`;
  const asked = asker(base, server.url);
  const seconds = [await screenedS(asked, officer), await screenedS(asked, officer)];
  const plainS = await fill.plainWriteS(owner, city.regencyId);
  await fill.vacuumScreenings(owner); // what was rolled back lies in every index until then
  const { id, deep } = await fill.someScreened(owner, city.regencyId);
  for (const [turn, value] of seconds.entries()) {
    const figure = `${here} assets screened for five uses, ${turn === 0 ? 'first' : 'nothing new'}, against writing the results alone`;
    await stage.report({ figure, value, unit: 's', baseline: plainS });
  }
  const yesterday = '2025-11-26';
  for (const [what, path, cookie = officer] of [
    ['report by district', '/screenings/report'],
    ['report by kelurahan', '/screenings/report?by=village&limit=200'],
    ['report by kelurahan, a lurah', '/screenings/report?by=village', lurah],
    ['report of warehouses', '/screenings/report?use=warehouse'],
    ['first page', '/screenings'],
    ['first page of a lurah', '/screenings', lurah],
    ['page 300', `/screenings?after=${deep}`],
    ['what fails by ground', '/screenings?outcome=fail&topic=ground&state=fail'],
    ['what waits for the technical office', '/screenings?settledBy=technical-office'],
    ['what waits for nobody', '/screenings?settledBy=nobody'],
    ['one kecamatan', '/screenings?district=64.71.05&outcome=fail'],
    ['matrix of an asset', `/assets/${id}/screening`],
    ['criteria', '/criteria'],
  ] as const)
    await compare(stage, what, () => asked('GET', path, cookie));
  await compare(stage, 'a criterion settled, screened at once', (round) =>
    settle(asked, id, technician, round % 2 === 0 ? 4 : 40),
  );
  for (const [what, path] of [
    ['report by district, past day', `/screenings/report?asOf=${yesterday}`],
    ['first page, past day', `/screenings?asOf=${yesterday}`],
  ] as const)
    await compare(stage, what, () => asked('GET', path, officer));
}

type Ask = (method: 'GET' | 'POST', path: string, cookie: string, body?: object) => Promise<unknown>;

function asker(base: string, origin: string): Ask {
  return async (method, path, cookie, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: { cookie, origin, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}

async function compare(stage: Stage, what: string, ask: (round: number) => Promise<unknown>): Promise<void> {
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await ask(round);
    ms.push(performance.now() - began);
  }
  const figure = `${what}, ${here} of ${total} assets, p95 against the budget`;
  await stage.report({ figure, value: percentile(ms, 95), unit: 'ms', baseline: budgetMs });
  await stage.report({ figure: `${what}, median`, value: percentile(ms, 50), unit: 'ms', baseline: budgetMs });
}

/** A fact of its own every time, of which the outcome changes. */
async function settle(asked: Ask, assetId: string, cookie: string, slope: number): Promise<void> {
  await asked('POST', `/assets/${assetId}/settlements`, cookie, {
    ...{ id: newId<'observation'>(), subject: 'slope_percent', number: slope, observedOn: '2025-11-27' },
    source: { name: 'ukur', date: '2025-11-27' },
  });
}

/** How long the whole city takes, from asking for it until its run is done. */
async function screenedS(asked: Ask, cookie: string): Promise<number> {
  const began = performance.now();
  const { runId } = (await asked('POST', '/screenings/runs', cookie)) as { runId: string };
  for (;;) {
    const run = (await asked('GET', `/jobs/${runId}`, cookie)) as { state: string; note: string | null };
    if (run.state === 'failed') throw new Error(`the city could not be screened: ${run.note}`);
    if (run.state === 'done') return (performance.now() - began) / 1000;
    await setTimeout(100);
  }
}
