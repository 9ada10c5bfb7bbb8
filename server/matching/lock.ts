import type { Block } from './candidate.ts';
import { blocksOf, knownOf, pairKey, shareOf } from './candidate.ts';
import type { Pair, Problem } from './problem.ts';

/** Why the pairs somebody wants to lock or forbid cannot stand. */
export type PairTrouble =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'twice' }
  | { readonly kind: 'breaks'; readonly pair: Pair; readonly block: Block }
  | { readonly kind: 'collide'; readonly siteId: string };

/** The first thing wrong with locked and forbidden pairs, or undefined: a lock is a wish, and no wish breaks a hard rule. */
export function troubleWith(problem: Problem): PairTrouble | undefined {
  const known = knownOf(problem);
  const { locked, forbidden } = problem;
  const isKnown = ({ cooperativeId, siteId }: Pair) => known.cooperatives.has(cooperativeId) && known.sites.has(siteId);
  if (![...locked, ...forbidden].every(isKnown)) return { kind: 'unknown' };
  const needs = new Set(problem.needs.map(({ use, cooperativeId }) => `${use} ${cooperativeId}`));
  if (!locked.every(({ use, cooperativeId }) => needs.has(`${use} ${cooperativeId}`))) return { kind: 'unknown' };
  const lockedNeeds = new Set(locked.map(({ use, cooperativeId }) => `${use} ${cooperativeId}`));
  if (lockedNeeds.size < locked.length || locked.some((pair) => known.forbidden.has(pairKey(pair)))) {
    return { kind: 'twice' };
  }
  for (const pair of locked) {
    const site = known.sites.get(pair.siteId);
    const [block] = site === undefined ? [] : blocksOf(known, pair, site);
    if (block !== undefined) return { kind: 'breaks', pair, block };
  }
  for (const [siteId, own] of Map.groupBy(locked, (pair) => pair.siteId)) {
    const site = known.sites.get(siteId);
    const holders = new Set(own.map(({ cooperativeId }) => cooperativeId)).size;
    const taken = site === undefined ? 0 : own.reduce((sum, { use }) => sum + shareOf(known, site, use), 0);
    const isTooSmall = own.length > 1 && taken > (site?.areaDm2 ?? 0);
    if ((holders > 1 && !site?.isDivisible) || isTooSmall) return { kind: 'collide', siteId };
  }
  return undefined;
}
