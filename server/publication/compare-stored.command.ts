import { isDeepStrictEqual } from 'node:util';
import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Job } from '../platform/jobs/tasks.ts';
import * as tasks from '../tasks/public.ts';
import {
  countsOn,
  findSummary,
  listCooperatives,
  lockPublication,
  publishableHistory,
  publishedHistoriesOf,
  upsertSummary,
} from './publication.store.ts';
import { batchMax, withoutRepeats } from './publish.command.ts';

/** What is stored and does not say what its facts say: `what`, and of which cooperative; of the city's counts, of none. */
export interface Difference {
  readonly what: 'states' | 'published' | 'counts';
  readonly cooperativeId: Id<'cooperative'> | null;
}

/**
 * Recomputes every cache of cooperatives' states and everything that is published, and says where they differ. Writes nothing.
 * @param pause between two looks: a fact that was just recorded is published a moment later, so only a difference that lasts is one
 */
export async function compareStored(job: Job, today: BusinessDate, pause: () => Promise<void>): Promise<Difference[]> {
  const seen = await look(job, today);
  if (seen.length === 0) return [];
  await pause();
  const still = new Set((await look(job, today)).map(keyOf));
  return seen.filter((difference) => still.has(keyOf(difference)));
}

function keyOf({ what, cooperativeId }: Difference): string {
  return `${what} ${cooperativeId}`;
}

async function look(job: Job, today: BusinessDate): Promise<Difference[]> {
  const states = await job.inRegency((tx) => cooperatives.statesThatDiffer(tx, today));
  const published: Id<'cooperative'>[] = [];
  let batch: readonly Id<'cooperative'>[] = [];
  do {
    job.signal.throwIfAborted();
    const after = batch.at(-1);
    batch = await job.inRegency((tx) => listCooperatives(tx, after, batchMax));
    published.push(...(await job.inRegency((tx) => publishedThatDiffer(tx, batch))));
  } while (batch.length === batchMax);
  return [
    ...states.map((cooperativeId) => ({ what: 'states', cooperativeId }) as const),
    ...published.map((cooperativeId) => ({ what: 'published', cooperativeId }) as const),
    ...((await job.inRegency(countsDiffer)) ? [{ what: 'counts', cooperativeId: null } as const] : []),
  ];
}

async function publishedThatDiffer(tx: Tx, ids: readonly Id<'cooperative'>[]): Promise<Id<'cooperative'>[]> {
  const of = (cooperativeId: string) => (state: { cooperativeId: string }) => state.cooperativeId === cooperativeId;
  const right = withoutRepeats(await publishableHistory(tx, ids));
  const stored = await publishedHistoriesOf(tx, ids);
  if (isDeepStrictEqual(right, stored)) return [];
  return ids.filter((each) => !isDeepStrictEqual(right.filter(of(each)), stored.filter(of(each))));
}

async function countsDiffer(tx: Tx): Promise<boolean> {
  await lockPublication(tx);
  const summary = await findSummary(tx);
  if (summary === undefined) return false;
  const { asOf, sources: _, ...counts } = summary;
  return !isDeepStrictEqual(counts, await countsOn(tx, asOf));
}

/** Takes the city's counts to a new day, on which an agreement may have ended though nobody recorded anything. */
export async function beginDay(tx: Tx, today: BusinessDate): Promise<void> {
  await lockPublication(tx);
  await upsertSummary(tx, today);
}

const origin = 'publication/compare-nightly';

/**
 * Asks the city's administrator to look, once for as long as he has not; takes the request back when nothing differs any more.
 * The differences themselves are left as they are: repaired silently, nobody would learn what made them.
 */
export async function tellAdministrator(tx: Tx, job: Job, differences: number, today: BusinessDate): Promise<void> {
  const waiting = await tasks.openOriginsOf(tx, origin);
  if (differences === 0) {
    for (const id of waiting)
      await tasks.settleFrom(tx, job.doer, { kind: origin, id }, { on: today, outcome: 'done' });
    return;
  }
  if (waiting.length > 0) return;
  await tasks.open(tx, job.doer, [
    {
      kind: 'stored-differs',
      data: { count: differences },
      ownerRole: 'city-administrator',
      openedOn: today,
      origin: { kind: origin, id: job.id },
    },
  ]);
}
