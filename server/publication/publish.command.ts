import { isDeepStrictEqual } from 'node:util';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import {
  daysOfChange,
  lockPublication,
  publishableOn,
  publishedOn,
  replacePublished,
  upsertSummary,
} from './publication.store.ts';
import { countStates, type PublishedCooperative } from './summary.ts';

/**
 * Rewrites the published history of these cooperatives from the facts, and the city's counts. Running it again changes nothing,
 * so it is safe as a job and as a nightly repair.
 */
export async function publish(tx: Tx, ids: readonly Id<'cooperative'>[], today: BusinessDate): Promise<void> {
  await lockPublication(tx);
  const days = await daysOfChange(tx, ids);
  const history: (PublishedCooperative & { effectiveOn: BusinessDate })[] = [];
  const latest = new Map<string, PublishedCooperative>();
  for (const day of days) {
    for (const state of await publishableOn(tx, ids, day)) {
      if (isDeepStrictEqual(latest.get(state.cooperativeId), state)) continue;
      latest.set(state.cooperativeId, state);
      history.push({ ...state, effectiveOn: day });
    }
  }
  await replacePublished(tx, ids, history);
  await upsertSummary(tx, today, countStates(await publishedOn(tx, today)));
}
