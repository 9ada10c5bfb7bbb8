import { describe, expect, test } from 'vitest';
import { knownOf } from './candidate.ts';
import { applied } from './change.ts';
import { explain, type SecondBest, secondBest, type UnservedBecause } from './explain.ts';
import { matchApart } from './match-apart.command.ts';
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
