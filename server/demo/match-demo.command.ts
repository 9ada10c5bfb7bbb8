import { id } from '../kernel/ids.ts';
import * as matching from '../matching/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import { demoToday } from './facts.ts';

const machine = { role: 'machine' } as const;
const scenarioId = id<'scenario'>('01980000-0000-7000-8000-000000000201');

/** Asks the first match of the demo, which of its assets serves whom, for all five uses at weights that favour none. */
export async function askMatch(tx: Tx): Promise<void> {
  const weights = { distance: 3, access: 3, ready: 3, equity: 3 };
  const none = { locked: [], forbidden: [], countsUnknownAsPass: false };
  const asked = { id: scenarioId, name: 'dasar', uses: [...matching.uses], weights, ...none };
  await matching.askScenario(tx, machine, asked, demoToday);
}

/**
 * Solves that match and publishes it, so that every kelurahan says why it is served or not. It is solved between transactions; whatever
 * a start that was cut off has left to do, the next one does.
 */
export async function finishMatch(inCity: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<void> {
  const isLeft = await inCity(async (tx) => {
    if ((await matching.findScenario(tx, scenarioId)) === undefined) return false;
    return (await matching.publishedOutcomes(tx)).length === 0;
  });
  if (!isLeft) return;
  await matching.solveScenario(scenarioId, { doer: machine, inRegency: inCity });
  await inCity((tx) => matching.publishScenario(tx, machine, scenarioId, demoToday));
}
