import type { Highs } from 'highs';
import { type Block, blocksOf, type Candidate, type Known, knownOf, type Place, weigh } from './candidate.ts';
import { applied, type Change, changesFor, lotsOf, placeFrom, siteOf } from './change.ts';
import { inOrder, type Need, type Pair, type Problem, type Site } from './problem.ts';
import { type Answer, type Assignment, solve } from './solve.ts';

/** Why a need is answered as it is. */
export type Explanation = ServedBecause | UnservedBecause;

export interface ServedBecause extends Need {
  readonly kind: 'served';
  readonly siteId: string;
  /** Sites that would weigh less, and what keeps each from serving: the constraints that bind here. */
  readonly lighter: readonly Lighter[];
}

export interface Lighter {
  readonly siteId: string;
  readonly metres: number;
  readonly burden: number;
  readonly because: Hindrance;
}

export type Hindrance = Block | { readonly kind: 'taken'; readonly cooperativeId: string };

export interface UnservedBecause extends Need {
  readonly kind: 'unserved';
  /** Sites looked at: those that lie where the rules let a site lie. */
  readonly looked: number;
  /** How many of them fall to what; a site is counted under its first hindrance, the hardest. */
  readonly fallen: readonly Fallen[];
  /** The site that lacks least, with all it lacks. */
  readonly nearest: { readonly siteId: string; readonly lacks: readonly Hindrance[] } | null;
  /** The cheapest first. The first was solved again with the change made: it serves this need and takes from nobody. */
  readonly changes: readonly Change[];
  /** How many other needs of this use have as their first change one that takes the same lot. */
  readonly rivals: number;
}

export interface Fallen {
  readonly because: 'criterion' | 'owner' | 'not-screened' | 'forbidden' | 'taken';
  readonly criterion: string | null;
  readonly state: 'fail' | 'unknown' | null;
  readonly count: number;
}

const shownMax = 3;

/** Explains every need of an answered problem, in order of needs. @param told how many are done, for whoever waits */
export function explain(
  highs: Highs,
  unordered: Problem,
  answer: Answer,
  told: (done: number, total: number) => void = () => undefined,
): Explanation[] {
  const known = knownOf(inOrder(unordered));
  const byNeed = new Map(answer.assignments.map((each) => [keyOf(each), each]));
  const explained = known.problem.needs.map((need, index) => {
    const chosen = byNeed.get(keyOf(need));
    const one = chosen === undefined ? whyNot(highs, known, need, answer) : why(known, chosen, answer);
    told(index + 1, known.problem.needs.length);
    return one;
  });
  return withRivals(explained);
}

/** Each first change is right alone; this counts who else would take the same lot. */
function withRivals(explained: readonly Explanation[]): Explanation[] {
  const takers = Map.groupBy(
    explained.flatMap((each) =>
      each.kind === 'served' || each.changes[0] === undefined
        ? []
        : lotsOf(each.changes[0]).map((lot) => ({ key: `${each.use} ${lot}`, cooperativeId: each.cooperativeId })),
    ),
    ({ key }) => key,
  );
  return explained.map((each) => {
    if (each.kind === 'served' || each.changes[0] === undefined) return each;
    const alike = lotsOf(each.changes[0]).flatMap((lot) => takers.get(`${each.use} ${lot}`) ?? []);
    return { ...each, rivals: Math.max(0, new Set(alike.map(({ cooperativeId }) => cooperativeId)).size - 1) };
  });
}

const keyOf = ({ use, cooperativeId }: Need): string => `${use} ${cooperativeId}`;

function holdersOf({ assignments }: Answer): Map<string, Assignment[]> {
  return Map.groupBy(assignments, ({ siteId }) => siteId);
}

function why(known: Known, chosen: Assignment, answer: Answer): ServedBecause {
  const { use, cooperativeId, siteId } = chosen;
  const need = { use, cooperativeId };
  const holders = holdersOf(answer);
  const lighter = known.problem.sites
    .filter((site) => site.id !== siteId && known.screenings.get(site)?.has(use))
    .flatMap((site) => {
      const weighed = weigh(known, need, site);
      const because = hindranceOf(known, need, site, holders);
      return weighed.burden < chosen.burden && because !== undefined ? [lighterOf(weighed, because)] : [];
    })
    .toSorted((a, b) => a.burden - b.burden)
    .slice(0, shownMax);
  return { kind: 'served', ...need, siteId, lighter };
}

function lighterOf({ site, metres, burden }: Candidate, because: Hindrance): Lighter {
  return { siteId: site.id, metres, burden, because };
}

/** The one thing that keeps a site from serving; undefined where there is more than one, and nothing binds alone. */
function hindranceOf(
  known: Known,
  need: Need,
  site: Site,
  holders: ReadonlyMap<string, readonly Assignment[]>,
): Hindrance | undefined {
  const blocks = blocksOf(known, need, site);
  const holder = holders.get(site.id)?.find(({ cooperativeId }) => cooperativeId !== need.cooperativeId);
  if (holder !== undefined && blocks.length === 0) return { kind: 'taken', cooperativeId: holder.cooperativeId };
  return blocks.length === 1 ? blocks[0] : undefined;
}

const isWithinReach = (place: Place, known: Known, { use }: Need) => {
  const rule = known.problem.rules.place[use];
  if (place === 'own') return true;
  return place === 'adjacent' ? rule.adjacentIdr !== null : place === 'city' && rule.cityIdr !== null;
};

function whyNot(highs: Highs, known: Known, need: Need, answer: Answer): UnservedBecause {
  const holders = holdersOf(answer);
  const looked = known.problem.sites.filter((site) => isWithinReach(placeFrom(known, need, site), known, need));
  const lacking = looked.map((site) => ({ site, lacks: lacksOf(known, need, site, holders) }));
  const hard = (lacks: readonly Hindrance[]) =>
    lacks.length * 2 - lacks.filter((each) => each.kind === 'criterion' && each.open.state === 'unknown').length;
  const [nearest] = lacking.toSorted((a, b) => hard(a.lacks) - hard(b.lacks));
  return {
    kind: 'unserved',
    ...need,
    looked: looked.length,
    fallen: counted(lacking.flatMap(({ lacks }) => lacks.slice(0, 1))),
    nearest: nearest === undefined ? null : { siteId: nearest.site.id, lacks: nearest.lacks },
    changes: verified(highs, known, need, answer),
    rivals: 0,
  };
}

function lacksOf(
  known: Known,
  need: Need,
  site: Site,
  holders: ReadonlyMap<string, readonly Assignment[]>,
): readonly Hindrance[] {
  const blocks = blocksOf(known, need, site);
  const [holder] = holders.get(site.id) ?? [];
  const failedFirst = blocks.toSorted((a, b) => Number(isUnknown(a)) - Number(isUnknown(b)));
  if (failedFirst.length > 0 || holder === undefined) return failedFirst;
  return [{ kind: 'taken', cooperativeId: holder.cooperativeId }];
}

const isUnknown = (block: Block) => block.kind === 'criterion' && block.open.state === 'unknown';

function counted(first: readonly Hindrance[]): Fallen[] {
  const lines = first.flatMap((each) => {
    if (each.kind === 'place') return [];
    const { criterion, state } = each.kind === 'criterion' ? each.open : { criterion: null, state: null };
    return [{ because: each.kind, criterion, state }];
  });
  return [...Map.groupBy(lines, (line) => JSON.stringify(line)).values()]
    .flatMap((same) => (same[0] === undefined ? [] : [{ ...same[0], count: same.length }]))
    .toSorted((a, b) => b.count - a.count || (a.criterion ?? '').localeCompare(b.criterion ?? '', 'id'));
}

/** The changes that would serve a need. The cheapest are solved again, one by one, until one holds; those that did not are left out. */
function verified(highs: Highs, known: Known, need: Need, answer: Answer): Change[] {
  const held = new Set(answer.assignments.map(({ siteId }) => siteId));
  const changes = changesFor(known, need, held);
  const first = changes.findIndex((change) => servesBesides(highs, known, need, change, answer));
  return first < 0 ? [] : changes.slice(first, first + shownMax);
}

/** Whether, with the change made and everybody else's other uses as they are, this need is served and as many others as before. */
export function servesBesides(highs: Highs, known: Known, need: Need, change: Change, answer: Answer): boolean {
  const changed = applied(known, need, change);
  const elsewhere = answer.assignments.filter(({ use }) => use !== need.use).map(pairOf);
  const pair = { ...need, siteId: siteOf(change, need) };
  const served = solve(
    highs,
    {
      ...changed,
      needs: changed.needs.filter(
        (each) => each.use === need.use || elsewhere.some((other) => keyOf(other) === keyOf(each)),
      ),
      locked: [...changed.locked.filter(({ use }) => use === need.use), ...elsewhere, pair],
    },
    { secondsMax: 10, onlyServed: true },
  );
  const countOf = ({ served: counts }: Answer) => counts.find(({ use }) => use === need.use)?.count ?? 0;
  return countOf(served) === countOf(answer) + 1;
}

function pairOf({ use, cooperativeId, siteId }: Pair): Pair {
  return { use, cooperativeId, siteId };
}

/** What would be without a pair that was chosen. */
export interface SecondBest {
  readonly answer: Answer;
  /** The site this need gets instead; null when it would not be served. */
  readonly siteId: string | null;
  readonly burdenMore: number;
  readonly servedFewer: number;
  /** Others that move: from where to where. */
  readonly moved: readonly { readonly need: Need; readonly from: string | null; readonly to: string | null }[];
}

/** Solves again with a chosen pair forbidden. */
export function secondBest(highs: Highs, problem: Problem, answer: Answer, pair: Pair, secondsMax: number): SecondBest {
  const without = {
    ...problem,
    locked: problem.locked.filter((each) => keyOf(each) !== keyOf(pair)),
    forbidden: [...problem.forbidden, pair],
  };
  const other = solve(highs, without, { secondsMax });
  const sitesBefore = new Map(answer.assignments.map((each) => [keyOf(each), each.siteId]));
  const sitesAfter = new Map(other.assignments.map((each) => [keyOf(each), each.siteId]));
  const moved = inOrder(problem).needs.flatMap((need) => {
    const [from, to] = [sitesBefore.get(keyOf(need)) ?? null, sitesAfter.get(keyOf(need)) ?? null];
    return from === to || keyOf(need) === keyOf(pair) ? [] : [{ need, from, to }];
  });
  return {
    answer: other,
    siteId: sitesAfter.get(keyOf(pair)) ?? null,
    burdenMore: other.burden - answer.burden,
    servedFewer: answer.assignments.length - other.assignments.length,
    moved,
  };
}
