import { type Candidate, type Known, pairKey, shareOf } from './candidate.ts';
import { burdenUnitIdr } from './problem.ts';
import type { Use } from './use.ts';

/** A sparse row: `lower ≤ Σ value · column ≤ upper`. */
export interface Row {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/**
 * The match in whole numbers: the first columns say "this candidate is chosen", the next "this cooperative holds this site", the last
 * is the largest unserved share of a district in thousandths. All are integers, and so are all coefficients.
 */
export interface Model {
  readonly candidates: readonly Candidate[];
  readonly columns: number;
  readonly equityColumn: number;
  readonly fixedToOne: readonly number[];
  readonly rows: readonly Row[];
  /** Asked in turn, each among the best answers of those before. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly kind: 'served' | 'burden' | 'ties';
  /** Counts for a maximum are given as negative costs: every stage is a minimum. */
  readonly costs: readonly { readonly column: number; readonly cost: number }[];
}

/** Beyond this a sum of weighed counts is no longer told apart by one for certain; further uses get a stage of their own. */
const weighedMax = 100_000_000;

export function modelOf(known: Known, candidates: readonly Candidate[]): Model {
  const rows: Row[] = [];
  const column = new Map(candidates.map((candidate, index) => [candidate, index]));
  const columnsOf = (list: readonly Candidate[]) => list.map((candidate) => column.get(candidate) ?? 0);
  const ones = (indices: readonly number[]) => indices.map(() => 1);
  const atMostOne = (indices: readonly number[]) =>
    rows.push({ indices, values: ones(indices), lower: Number.NEGATIVE_INFINITY, upper: 1 });

  for (const own of Map.groupBy(candidates, ({ need }) => need).values()) atMostOne(columnsOf(own));
  let columns = candidates.length;
  for (const [site, own] of Map.groupBy(candidates, (candidate) => candidate.site)) {
    const shares = own.map(({ need }) => shareOf(known, site, need.use));
    if (site.isDivisible && site.areaDm2 !== null) {
      rows.push({ indices: columnsOf(own), values: shares, lower: Number.NEGATIVE_INFINITY, upper: site.areaDm2 });
      continue;
    }
    const holders: number[] = [];
    for (const mine of Map.groupBy(own, ({ cooperative }) => cooperative).values()) {
      const chosen = columnsOf(mine);
      const [only] = chosen;
      if (only !== undefined && chosen.length === 1) {
        holders.push(only);
        continue;
      }
      const holds = columns++;
      holders.push(holds);
      for (const each of chosen) rows.push({ indices: [each, holds], values: [1, -1], lower: -1, upper: 0 });
      const parts = mine.map(({ need }) => shareOf(known, site, need.use));
      const room = site.areaDm2 ?? Math.min(...parts);
      if (parts.reduce((sum, part) => sum + part, 0) > room)
        rows.push({
          indices: [...chosen, holds],
          values: [...parts, -room],
          lower: Number.NEGATIVE_INFINITY,
          upper: 0,
        });
    }
    if (holders.length > 1) atMostOne(holders);
  }
  const equityColumn = columns++;
  rows.push(...equityRows(known, candidates, equityColumn));
  return {
    ...{ candidates, columns, equityColumn, rows },
    fixedToOne: candidates.flatMap(({ need, site }, index) =>
      known.locked.has(pairKey({ ...need, siteId: site.id })) ? [index] : [],
    ),
    stages: stagesOf(known, candidates, equityColumn),
  };
}

/** The district in which a cooperative's first kelurahan lies: fairness is between districts. */
export function districtOf({ problem }: Known, cooperativeId: string): string {
  const first = problem.cooperatives.find(({ id }) => id === cooperativeId)?.villageIds[0];
  return problem.villages.find(({ id }) => id === first)?.districtName ?? '';
}

/** `needs · E + 1000 · served ≥ 1000 · needs` for each district: E is at least its unserved share. */
function equityRows(known: Known, candidates: readonly Candidate[], equityColumn: number): Row[] {
  const districtById = new Map(known.problem.cooperatives.map(({ id }) => [id, districtOf(known, id)]));
  const needs = Map.groupBy(known.problem.needs, ({ cooperativeId }) => districtById.get(cooperativeId) ?? '');
  const chosen = new Map<string, number[]>();
  candidates.forEach(({ cooperative }, index) => {
    const district = districtById.get(cooperative.id) ?? '';
    const list = chosen.get(district);
    if (list === undefined) chosen.set(district, [index]);
    else list.push(index);
  });
  return [...needs].map(([district, { length }]) => {
    const indices = chosen.get(district) ?? [];
    return {
      indices: [...indices, equityColumn],
      values: [...indices.map(() => 1000), length],
      lower: 1000 * length,
      upper: Number.POSITIVE_INFINITY,
    };
  });
}

function stagesOf(known: Known, candidates: readonly Candidate[], equityColumn: number): Stage[] {
  const burden: Stage = {
    kind: 'burden',
    costs: [
      ...candidates.map((candidate, column) => ({ column, cost: candidate.burden })),
      { column: equityColumn, cost: equityBurden(known) },
    ],
  };
  return [...servedStages(known, candidates), burden, { kind: 'ties', costs: tieCosts(known, candidates) }];
}

/**
 * Uses in their order. As many as fit are asked at once: a need of one use weighs more than all needs of the later ones together,
 * which is the same as asking one after the other, and several times faster.
 */
function servedStages({ problem }: Known, candidates: readonly Candidate[]): Stage[] {
  const groups: { use: Use; weight: number }[][] = [];
  let room = 0;
  for (const use of problem.uses.toReversed()) {
    const count = problem.needs.filter((need) => need.use === use).length;
    const group = groups.at(-1);
    if (group === undefined || room * (count + 1) > weighedMax) {
      groups.push([{ use, weight: 1 }]);
      room = count + 1;
    } else {
      group.push({ use, weight: room });
      room *= count + 1;
    }
  }
  return groups.toReversed().map((group) => {
    const weights = new Map(group.map(({ use, weight }) => [use, weight]));
    const costs = candidates.flatMap(({ need }, column) => {
      const weight = weights.get(need.use);
      return weight === undefined ? [] : [{ column, cost: -weight }];
    });
    return { kind: 'served' as const, costs };
  });
}

/** Units of burden of a thousandth of the largest unserved share, weighted. */
export function equityBurden({ problem: { rules, weights } }: Known): number {
  return weights.equity * Math.round(rules.unservedPermilleIdr / burdenUnitIdr);
}

/** Among equals, the cooperative that comes first by code gets the site that comes first by code. */
function tieCosts(known: Known, candidates: readonly Candidate[]): Stage['costs'] {
  const used = new Set(candidates.map(({ site }) => site));
  const rank = new Map(known.problem.sites.filter((site) => used.has(site)).map((site, index) => [site, index + 1]));
  const turn = new Map(known.problem.needs.map((need, index) => [need, known.problem.needs.length - index]));
  return candidates.map(({ need, site }, column) => ({
    column,
    cost: (rank.get(site) ?? 0) * (turn.get(need) ?? 0),
  }));
}
