import type { Highs, ModelData } from 'highs';
import { assert } from '../kernel/assert.ts';
import { type Candidate, candidatesOf, type Known, knownOf, pairKey, shareOf } from './candidate.ts';
import { districtOf, equityBurden, type Model, modelOf, type Row, type Stage } from './model.ts';
import { inOrder, type Pair, type Problem } from './problem.ts';
import type { Use } from './use.ts';

export interface Assignment extends Pair {
  readonly metres: number;
  readonly score: number;
  readonly place: Candidate['place'];
  readonly readyIdr: number;
  readonly parts: Candidate['parts'];
  readonly burden: number;
}

export interface Answer {
  /** In order of needs. */
  readonly assignments: readonly Assignment[];
  readonly served: readonly { readonly use: Use; readonly count: number; readonly needs: number }[];
  /** Largest unserved share of a district in thousandths, rounded up. */
  readonly unservedPermille: number;
  /** Sum over assignments and the unserved share, in whole units. */
  readonly burden: number;
  /** Every stage was solved to the end: nothing serves more, and nothing that serves as many weighs less. */
  readonly proven: boolean;
  /** What better there could still be where the time ran out; zero when proven. */
  readonly gap: { readonly served: number; readonly burden: number };
}

export interface Limits {
  readonly secondsMax: number;
  /** Only how many can be served, not at what burden. */
  readonly onlyServed?: boolean;
}

/** Solves a problem to the end, or as far as the time allows. The same problem in any order of its lists gives the same answer. */
export function solve(highs: Highs, unordered: Problem, limits: Limits): Answer {
  const known = knownOf(inOrder(unordered));
  const model = modelOf(known, candidatesOf(known));
  const solved = solveStages(highs, model, limits);
  const chosen = model.candidates.filter((_, column) => (solved.values[column] ?? 0) > 0.5);
  return checked(known, answerOf(known, chosen, solved));
}

interface Solved {
  readonly values: Float64Array;
  readonly proven: boolean;
  readonly gap: Answer['gap'];
}

/** Each stage among the best of those before it; a stage cut short keeps its best so far and says what is open. */
export function solveStages(highs: Highs, model: Model, { secondsMax, onlyServed = false }: Limits): Solved {
  const solver = highs.createModel(dataOf(highs, model));
  try {
    solver.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, time_limit: secondsMax });
    let values: Float64Array = lockedAlone(model);
    let proven = true;
    const gap = { served: 0, burden: 0 };
    for (const stage of model.stages) {
      if (stage.costs.length === 0 || (onlyServed && stage.kind !== 'served')) continue;
      solver.changeColsCost({ kind: 'range', from: 0, to: model.columns - 1 }, costsOf(stage, model.columns));
      solver.run();
      const status = solver.getModelStatus();
      const isOptimal = status === highs.constants.modelStatus.optimal;
      assert(isOptimal || status === highs.constants.modelStatus.timeLimit, `the solver ended with ${status}`);
      const found = isOptimal || solver.info.get('primal_solution_status') === 2;
      if (found) values = solver.getSolution().colValue.map(Math.round);
      if (!isOptimal) {
        proven = false;
        if (stage.kind !== 'ties') gap[stage.kind] += openOf(stage, values, Number(solver.info.get('mip_dual_bound')));
        if (!found) break;
      }
      const best = worthOf(stage, values);
      solver.addRow(Number.NEGATIVE_INFINITY, best, {
        indices: stage.costs.map(({ column }) => column),
        values: stage.costs.map(({ cost }) => cost),
      });
    }
    return { values, proven, gap };
  } finally {
    solver.dispose();
  }
}

/** What is certain before anything was found: the locked pairs. */
function lockedAlone({ columns, fixedToOne }: Model): Float64Array {
  const values = new Float64Array(columns);
  for (const column of fixedToOne) values[column] = 1;
  return values;
}

function costsOf({ costs }: Stage, columns: number): Float64Array {
  const all = new Float64Array(columns);
  for (const { column, cost } of costs) all[column] = cost;
  return all;
}

function worthOf({ costs }: Stage, values: Float64Array): number {
  return costs.reduce((sum, { column, cost }) => sum + cost * (values[column] ?? 0), 0);
}

function openOf(stage: Stage, values: Float64Array, bound: number): number {
  return Math.max(0, worthOf(stage, values) - Math.ceil(bound - 1e-6));
}

function dataOf(highs: Highs, { columns, equityColumn, fixedToOne, rows }: Model): ModelData {
  const colLower = new Float64Array(columns);
  const colUpper = new Float64Array(columns).fill(1);
  colUpper[equityColumn] = 1000;
  for (const column of fixedToOne) colLower[column] = 1;
  const starts = [0];
  for (const { indices } of rows) starts.push((starts.at(-1) ?? 0) + indices.length);
  const bound = (value: number) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity);
  return {
    numCols: columns,
    numRows: rows.length,
    colCost: new Float64Array(columns),
    ...{ colLower, colUpper },
    rowLower: rows.map(({ lower }) => bound(lower)),
    rowUpper: rows.map(({ upper }) => bound(upper)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns,
      starts,
      indices: rows.flatMap((row: Row) => row.indices),
      values: rows.flatMap((row: Row) => row.values),
    },
    integrality: new Int32Array(columns).fill(1),
  };
}

function answerOf(known: Known, chosen: readonly Candidate[], { proven, gap }: Solved): Answer {
  const { problem } = known;
  const turn = new Map(problem.needs.map((need, index) => [need, index]));
  const assignments = chosen
    .toSorted((a, b) => (turn.get(a.need) ?? 0) - (turn.get(b.need) ?? 0))
    .map(({ need, site, metres, score, place, readyIdr, parts, burden }) => ({
      ...need,
      siteId: site.id,
      ...{ metres, score, place, readyIdr, parts, burden },
    }));
  const unservedPermille = largestUnserved(known, assignments);
  const burden = assignments.reduce((sum, each) => sum + each.burden, 0) + equityBurden(known) * unservedPermille;
  const served = problem.uses.map((use) => ({
    use,
    count: assignments.filter((each) => each.use === use).length,
    needs: problem.needs.filter((need) => need.use === use).length,
  }));
  const unserved = problem.needs.length - assignments.length;
  const open = { served: Math.min(gap.served, unserved), burden: gap.burden };
  return { assignments, served, unservedPermille, burden, proven, gap: open };
}

function largestUnserved(known: Known, assignments: readonly Pair[]): number {
  const needs = Map.groupBy(known.problem.needs, ({ cooperativeId }) => districtOf(known, cooperativeId));
  const served = Map.groupBy(assignments, ({ cooperativeId }) => districtOf(known, cooperativeId));
  const shares = [...needs].map(([district, { length }]) =>
    Math.ceil((1000 * (length - (served.get(district)?.length ?? 0))) / length),
  );
  return Math.max(0, ...shares);
}

/** Counts again what the solver promised, in whole numbers and without it. */
function checked(known: Known, answer: Answer): Answer {
  const { assignments } = answer;
  const needs = new Set(assignments.map(({ use, cooperativeId }) => `${use} ${cooperativeId}`));
  assert(needs.size === assignments.length, 'a need is served once');
  const chosen = new Set(assignments.map(pairKey));
  for (const pair of known.forbidden) assert(!chosen.has(pair), 'a forbidden pair is not chosen');
  for (const pair of known.locked) assert(chosen.has(pair), 'a locked pair is kept');
  for (const [siteId, own] of Map.groupBy(assignments, (each) => each.siteId)) {
    const site = known.sites.get(siteId);
    assert(site !== undefined, 'an assigned site is one of the problem');
    const holders = new Set(own.map(({ cooperativeId }) => cooperativeId));
    assert(site.isDivisible || holders.size === 1, 'a site that cannot be divided has one holder');
    const taken = own.reduce((sum, { use }) => sum + shareOf(known, site, use), 0);
    assert(own.length === 1 || (site.areaDm2 !== null && taken <= site.areaDm2), 'shares fit into the site');
  }
  return answer;
}
