import * as matching from '../matching/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type PublishedMatch, replaceMatch } from './match-outcome.store.ts';
import { matchReason } from './match-reason.ts';
import { lockPublication } from './publication.store.ts';

/** Rewrites what is published of the match from the scenario that counts. Running it again changes nothing. */
export async function publishMatch(tx: Tx): Promise<void> {
  await lockPublication(tx);
  const outcomes = await matching.publishedOutcomes(tx);
  await replaceMatch(tx, outcomes.map(publishedFrom));
}

function publishedFrom({ cooperative, use, day, site, explanation, sample }: matching.Outcome): PublishedMatch {
  const common = { cooperativeId: cooperative.id, use, day, sample };
  if (site !== null || explanation.kind === 'served') {
    const place = site === null ? null : [site.name, site.village].filter((part) => part !== null).join(', ');
    return { ...common, isServed: true, place, reason: null, named: { count: 0, looked: 0 } };
  }
  const { reason, count, looked } = matchReason(explanation);
  return { ...common, isServed: false, place: null, reason, named: { count, looked } };
}
