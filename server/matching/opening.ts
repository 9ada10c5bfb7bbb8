import { type Change, lotsOf } from './change.ts';
import type { Explanation } from './explain.ts';
import type { Named } from './named.ts';
import { byText } from './problem.ts';
import type { Use } from './use.ts';

/** One thing to do, and whom it would open the way for: several kelurahan may count on the same lot. */
export interface Opening {
  readonly use: Use;
  /** Without the step that only says that the lot lies in another kelurahan; of land bought, all of it together. */
  readonly change: Change;
  readonly named: Named;
  /** Kelurahan whose cheapest change it is. */
  readonly villages: readonly string[];
  /** How many of them it could serve at most. */
  readonly serves: number;
}

interface Told {
  readonly use: Use;
  readonly cooperative: { readonly village: string };
  readonly explanation: Explanation;
  readonly named: Named;
}

/** The distinct first changes of everybody who goes unserved, the cheapest first; land to buy is one of them, whole. */
export function openingsOf(outcomes: readonly Told[]): Opening[] {
  const wanted = outcomes.flatMap(({ use, cooperative, explanation, named }) => {
    const first = explanation.kind === 'unserved' ? explanation.changes[0] : undefined;
    return first === undefined ? [] : [{ use, village: cooperative.village, change: placeless(first), named }];
  });
  return [...Map.groupBy(wanted, ({ use, change }) => `${use} ${keyOf(change)}`).values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const villages = same.map(({ village }) => village);
      const { use, change, named } = first;
      if (change.siteId !== null)
        return [{ use, change, named, villages, serves: Math.min(same.length, change.holds) }];
      const costIdr = same.reduce((sum, each) => sum + each.change.costIdr, 0);
      return [{ use, change: { ...change, costIdr }, named, villages, serves: same.length }];
    })
    .toSorted((a, b) => costOf(a) - costOf(b) || byText(keyOf(a.change), keyOf(b.change)));
}

const costOf = ({ change }: Opening) => change.costIdr + change.readyIdr;

/** A lot elsewhere needs no act of its own once it is settled or put right: whoever takes it, it is the same thing to do. */
function placeless(change: Change): Change {
  const steps = change.steps.filter(({ kind }) => kind !== 'place');
  return steps.length === 0 ? change : { ...change, steps };
}

function keyOf(change: Change): string {
  if (change.siteId === null) return 'purchase';
  const kinds = change.steps.map((step) => (step.kind === 'join' ? step.kind : JSON.stringify(step)));
  return `${lotsOf(change).toSorted(byText).join(' ')} ${kinds.join(' ')}`;
}
