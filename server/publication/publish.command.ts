import { isDeepStrictEqual } from 'node:util';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import {
  listCooperatives,
  lockPublication,
  type PublishedFrom,
  publishableHistory,
  replacePublished,
  upsertSummary,
} from './publication.store.ts';

/** Cooperatives read and written at once: enough to be set-wise, few enough to hold. */
export const batchMax = 500;

/**
 * Rewrites the published history of these cooperatives from the facts, and the city's counts. Running it again changes nothing,
 * so a job may be carried out twice.
 */
export async function publish(tx: Tx, ids: readonly Id<'cooperative'>[], today: BusinessDate): Promise<void> {
  await lockPublication(tx);
  for (let from = 0; from < ids.length; from += batchMax) {
    const batch = ids.slice(from, from + batchMax);
    await replacePublished(tx, batch, withoutRepeats(await publishableHistory(tx, batch)));
  }
  await upsertSummary(tx, today);
}

/** Rewrites everything that is published of a city, by a person's decision after something differed; on record. @returns cooperatives rewritten */
export async function republish(tx: Tx, doer: Doer, today: BusinessDate): Promise<number> {
  const ids: Id<'cooperative'>[] = [];
  let batch: readonly Id<'cooperative'>[];
  do {
    batch = await listCooperatives(tx, ids.at(-1), batchMax);
    ids.push(...batch);
  } while (batch.length === batchMax);
  await publish(tx, ids, today);
  const detail = { cooperatives: ids.length };
  await audit(tx, doer, 'publication/republish', { kind: 'publication/city', id: tx.regencyId }, { detail });
  return ids.length;
}

/** Leaves out the days on which nothing that is published changed. @param history by cooperative and day */
export function withoutRepeats(history: readonly PublishedFrom[]): PublishedFrom[] {
  return history.filter((state, index) => {
    const before = history[index - 1];
    return before === undefined || !isDeepStrictEqual({ ...before, effectiveOn: state.effectiveOn }, state);
  });
}
