import { describe, expect, test } from 'vitest';
import { knownOf } from './candidate.ts';
import { applied } from './change.ts';
import { explain, type SecondBest, secondBest, type UnservedBecause } from './explain.ts';
import { matchApart } from './match-apart.command.ts';
import { openingsOf } from './opening.ts';
import type { OpenCriterion, Problem, Site } from './problem.ts';
import { solve } from './solve.ts';
import { loadSolver } from './solver.ts';
import { someProblem } from './testing/some-problem.ts';

const highs = await loadSolver();
const limits = { secondsMax: 20 };

/** One kelurahan, one cooperative, one lot of 1,200 m²; the neighbour is another kelurahan, across the city. */
function one(site: Partial<Site>, open: readonly OpenCriterion[], more: readonly Site[] = []): Problem {
  const base = someProblem({ cooperatives: 9, sites: 1, uses: ['new_building'], seed: 4, passPercent: 100 });
  const cooperative = base.cooperatives.slice(0, 1);
  const isUnknown = open.length > 0 && open.every(({ state }) => state === 'unknown');
  const outcome = open.length === 0 ? ('pass' as const) : isUnknown ? ('unknown' as const) : ('fail' as const);
  const lot = base.sites.map((each) => ({
    ...each,
    ownerKind: 'regency',
    villageId: 1,
    areaDm2: 120_000,
    screenings: [{ use: 'new_building' as const, outcome, open, score: 80, accessPenalty: 10, readyIdr: 0 }],
    ...site,
  }));
  return {
    ...base,
    cooperatives: cooperative,
    needs: base.needs.slice(0, 1),
    sites: [...lot, ...more],
  };
}

function unserved(problem: Problem): UnservedBecause {
  const [because] = explain(highs, problem, solve(highs, problem, limits));
  if (because?.kind !== 'unserved') throw new Error('it is served');
  return because;
}

const stepsOf = (problem: Problem) => unserved(problem).changes[0]?.steps.map(({ kind }) => kind);
const unknown = {
  criterion: 'landslide',
  state: 'unknown',
  settledBy: 'technical-office',
  costIdr: 2_500_000,
} as const;
const failed = { criterion: 'road_access', state: 'fail', settledBy: null, costIdr: 80_000_000 } as const;
const hopeless = { criterion: 'mangrove', state: 'fail', settledBy: null, costIdr: null } as const;
const small = { criterion: 'area', state: 'fail', settledBy: null, costIdr: null } as const;

describe('why a cooperative is not served', () => {
  test('names the criterion that nobody has settled, and who can', () => {
    const because = unserved(one({}, [unknown]));
    expect(because.fallen).toEqual([{ because: 'criterion', criterion: 'landslide', state: 'unknown', count: 1 }]);
    expect(because.changes[0]).toMatchObject({ steps: [{ kind: 'settle', criteria: [unknown] }], costIdr: 2_500_000 });
  });

  test('offers to put right what can be put right, at its price', () => {
    expect(unserved(one({}, [failed])).changes[0]).toMatchObject({ steps: [{ kind: 'remedy' }], costIdr: 80_000_000 });
  });

  test('offers to join two neighbours that lack nothing but area', () => {
    const [lot] = one({ id: 'a', areaDm2: 60_000, adjoiningIds: ['b'] }, [small]).sites;
    const [other] = one({ id: 'b', code: 'b', areaDm2: 50_000, adjoiningIds: ['a'] }, [small]).sites;
    if (!lot || !other) throw new Error('two lots');
    expect(stepsOf(one(lot, [small], [other]))).toEqual(['join']);
    const [smaller] = one({ id: 'b', code: 'b', areaDm2: 30_000, adjoiningIds: ['a'] }, [small]).sites;
    expect(stepsOf(one(lot, [small], smaller ? [smaller] : []))).toEqual(['purchase']);
  });

  test('offers a lot elsewhere, another owner, and in the end a purchase', () => {
    expect(stepsOf(one({ villageId: 9 }, []))).toEqual(['place']);
    expect(stepsOf(one({ ownerKind: 'ministry' }, []))).toEqual(['route']);
    const route = { criterion: 'route', state: 'unknown', settledBy: 'bkad-officer', costIdr: 1_000_000 } as const;
    expect(stepsOf(one({ ownerKind: 'developer' }, [route]))).toEqual(['route']);
    expect(stepsOf(one({}, [route]))).toEqual(['settle']);
    expect(stepsOf(one({}, [hopeless]))).toEqual(['purchase']);
    const land = one({}, [hopeless]);
    const unpriced = land.villages.map((village) => ({ ...village, landPriceIdr: null }));
    expect(unserved({ ...land, villages: unpriced }).changes).toEqual([]);
  });

  test('the first change, once made, serves it and takes from nobody', () => {
    const problem = someProblem({ cooperatives: 16, sites: 60, uses: ['new_building'], seed: 11, passPercent: 8 });
    const answer = solve(highs, problem, limits);
    const because = explain(highs, problem, answer).filter((each) => each.kind === 'unserved');
    expect(because.length).toBeGreaterThan(3);
    for (const { changes, ...need } of because) {
      const [first] = changes;
      if (first === undefined) throw new Error('there is always land to buy');
      const known = knownOf(problem);
      const changed = applied(known, { use: need.use, cooperativeId: need.cooperativeId }, first);
      expect(solve(highs, changed, limits).served[0]?.count).toBe((answer.served[0]?.count ?? 0) + 1);
    }
  });
});

describe('several who count on one lot', () => {
  /** Two kelurahan side by side with nothing but one lot that waits for an office, in the first. */
  function two(lot: Partial<Site>): Problem {
    const base = one(lot, [unknown]);
    const both = someProblem({ cooperatives: 9, sites: 1, uses: ['new_building'], seed: 4, passPercent: 100 });
    return { ...base, cooperatives: both.cooperatives.slice(0, 2), needs: both.needs.slice(0, 2) };
  }
  const told = (problem: Problem) => {
    const explained = explain(highs, problem, solve(highs, problem, limits));
    return explained.map((explanation, index) => ({
      ...{ use: explanation.use, explanation, named: { sites: {}, cooperatives: {}, villages: {} } },
      cooperative: { village: `Kelurahan ${index + 1}` },
    }));
  };

  test('are each told that the other does, and what is to be done stands once, for one of them', () => {
    const both = told(two({}));
    expect(both.map(({ explanation }) => explanation)).toMatchObject([{ rivals: 1 }, { rivals: 1 }]);
    expect(openingsOf(both)).toMatchObject([
      { change: { steps: [{ kind: 'settle' }] }, villages: ['Kelurahan 1', 'Kelurahan 2'], serves: 1 },
    ]);
  });

  test('both may have it where it is divisible and large enough for two', () => {
    const share = someProblem({ cooperatives: 1, sites: 1, uses: ['new_building'], seed: 1, passPercent: 1 }).rules
      .shareDm2;
    const twice = two({ isDivisible: true, areaDm2: 2 * share.new_building });
    expect(openingsOf(told(twice))).toMatchObject([{ serves: 2 }]);
    const nearly = two({ isDivisible: true, areaDm2: 2 * share.new_building - 1 });
    expect(openingsOf(told(nearly))).toMatchObject([{ serves: 1 }]);
  });

  test('the cheapest stands first, land to buy is one line with all its cost, and who is served asks for nothing', () => {
    const problem = someProblem({ cooperatives: 16, sites: 60, uses: ['new_building'], seed: 11, passPercent: 8 });
    const all = told(problem);
    const openings = openingsOf(all);
    const costs = openings.map(({ change }) => change.costIdr + change.readyIdr);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    const unserved_ = all.filter(({ explanation }) => explanation.kind === 'unserved');
    expect(openings.flatMap(({ villages }) => villages)).toHaveLength(unserved_.length);
    const rivalled = all.filter(({ explanation }) => explanation.kind === 'unserved' && explanation.rivals > 0);
    expect(rivalled.length).toBeGreaterThan(1);
    const land = one({}, [hopeless]);
    const [bought] = openingsOf([...told(land), ...told(land)]);
    expect(bought).toMatchObject({
      serves: 2,
      change: { siteId: null, costIdr: 2 * (unserved(land).changes[0]?.costIdr ?? 0) },
    });
  });
});

describe('why this site', () => {
  const problem = someProblem({ cooperatives: 9, sites: 40, uses: ['new_building'], seed: 21, passPercent: 40 });
  const answer = solve(highs, problem, limits);

  test('names lighter ones and what keeps each from serving', () => {
    const lighter = explain(highs, problem, answer).flatMap((each) => (each.kind === 'served' ? each.lighter : []));
    expect(lighter.length).toBeGreaterThan(0);
    expect(new Set(lighter.map(({ because }) => because.kind)).size).toBeGreaterThan(1);
  });

  test('the second best is what remains without it, never lighter and never serving more', () => {
    const better: SecondBest[] = answer.assignments.map(({ use, cooperativeId, siteId }) =>
      secondBest(highs, problem, answer, { use, cooperativeId, siteId }, 20),
    );
    expect(better.length).toBeGreaterThan(3);
    for (const { servedFewer, burdenMore, answer: other } of better) {
      expect(servedFewer).toBeGreaterThanOrEqual(0);
      if (servedFewer === 0) expect(burdenMore).toBeGreaterThanOrEqual(0);
      expect(other.proven).toBe(true);
    }
  });
});

test('a thread of its own gives the same answer, and stops when told to', async () => {
  const problem = someProblem({ cooperatives: 9, sites: 40, uses: ['new_building'], seed: 21, passPercent: 40 });
  const matched = await matchApart({ kind: 'match', problem, secondsMax: 20 });
  expect(matched.answer).toEqual(solve(highs, problem, limits));
  expect(matched.solver).toMatch(/^HiGHS \d+\.\d+/);
  const stopped = matchApart({ kind: 'match', problem, secondsMax: 20 }, { signal: AbortSignal.timeout(1) });
  await expect(stopped).rejects.toThrow(/timeout/i);
});
