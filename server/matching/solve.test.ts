import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pair, Problem, Site } from './problem.ts';
import { type Answer, solve } from './solve.ts';
import { loadSolver } from './solver.ts';
import { chance, someProblem } from './testing/some-problem.ts';

const highs = await loadSolver();
const limits = { secondsMax: 20 };
const answerTo = (problem: Problem) => solve(highs, problem, limits);

const small = fc
  .record({
    cooperatives: fc.integer({ min: 1, max: 4 }),
    sites: fc.integer({ min: 0, max: 5 }),
    uses: fc.constantFrom(['new_building'], ['secretariat', 'new_building'], ['outlet', 'warehouse']),
    seed: fc.nat(),
    passPercent: fc.constantFrom(30, 70, 100),
  })
  .map((size) => someProblem(size as Parameters<typeof someProblem>[0]));

const middling = fc
  .record({ seed: fc.nat(), passPercent: fc.constantFrom(10, 40, 80), sites: fc.integer({ min: 5, max: 40 }) })
  .map((size) => someProblem({ ...size, cooperatives: 9, uses: ['new_building', 'secretariat', 'outlet'] }));

/** Written apart from the code it judges. */
function mayServe(problem: Problem, { cooperativeId, use, siteId }: Pair): boolean {
  const site = problem.sites.find(({ id }) => id === siteId);
  const cooperative = problem.cooperatives.find(({ id }) => id === cooperativeId);
  const own = cooperative?.villageIds ?? [];
  if (site === undefined || site.villageId === null) return false;
  const { villageId } = site;
  const isNear = problem.villages.some(({ id, adjacentIds }) => own.includes(id) && adjacentIds.includes(villageId));
  const { adjacentIdr, cityIdr } = problem.rules.place[use];
  const lies = own.includes(villageId) || (isNear ? adjacentIdr !== null : cityIdr !== null);
  const isFit = site.screenings.some((each) => each.use === use && each.outcome === 'pass');
  const isForbidden = problem.forbidden.some(
    (pair) => pair.cooperativeId === cooperativeId && pair.siteId === siteId && pair.use === use,
  );
  return lies && isFit && !isForbidden && problem.rules.ownerKinds.includes(site.ownerKind);
}

function fits(problem: Problem, site: Site, held: readonly Pair[]): boolean {
  if (!site.isDivisible && new Set(held.map(({ cooperativeId }) => cooperativeId)).size > 1) return false;
  const area = site.areaDm2 ?? 0;
  const taken = held.reduce((sum, { use }) => sum + Math.min(problem.rules.shareDm2[use], area), 0);
  return held.length <= 1 || taken <= area;
}

/** Every way there is to serve the needs. */
function* everyWay(problem: Problem, done: readonly Pair[] = [], at = 0): Generator<readonly Pair[]> {
  const need = problem.needs[at];
  if (need === undefined) return yield done;
  yield* everyWay(problem, done, at + 1);
  for (const site of problem.sites) {
    const pair = { ...need, siteId: site.id };
    const held = [...done.filter(({ siteId }) => siteId === site.id), pair];
    if (mayServe(problem, pair) && fits(problem, site, held)) yield* everyWay(problem, [...done, pair], at + 1);
  }
}

/** Served per use, then burden, by fixing the pairs and letting the engine weigh what is left to choose: nothing. */
function worthOf(problem: Problem, pairs: readonly Pair[]): number[] {
  const served = problem.uses.map((use) => -pairs.filter((pair) => pair.use === use).length);
  const only = { ...problem, locked: pairs, needs: problem.needs };
  const burden = answerTo({ ...only, forbidden: [...problem.forbidden, ...othersOf(problem, pairs)] }).burden;
  return [...served, burden];
}

function othersOf(problem: Problem, pairs: readonly Pair[]): Pair[] {
  return problem.needs.flatMap((need) =>
    problem.sites
      .map(({ id }) => ({ ...need, siteId: id }))
      .filter((all) => !pairs.some((pair) => JSON.stringify(pair) === JSON.stringify(all))),
  );
}

const compare = (a: readonly number[], b: readonly number[]) =>
  a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

const total = ({ served }: Answer) => served.map(({ count }) => count);

describe('a match', () => {
  test('is as good as the best of every way there is', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const answer = answerTo(problem);
        const ways = [...everyWay(problem)];
        fc.pre(ways.length <= 400);
        const best = ways.map((pairs) => worthOf(problem, pairs)).toSorted(compare)[0];
        expect([...total(answer).map((count) => -count), answer.burden]).toEqual(best);
        expect(answer.proven).toBe(true);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('breaks no hard criterion', () => {
    fc.assert(
      fc.property(middling, (problem) => {
        const { assignments } = answerTo(problem);
        for (const pair of assignments) expect(mayServe(problem, pair)).toBe(true);
        for (const site of problem.sites)
          expect(
            fits(
              problem,
              site,
              assignments.filter(({ siteId }) => siteId === site.id),
            ),
          ).toBe(true);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('never serves fewer for a site more', () => {
    fc.assert(
      fc.property(middling, (problem) => {
        const fewer = { ...problem, sites: problem.sites.slice(1) };
        expect(compare(total(answerTo(problem)), total(answerTo(fewer)))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('is the same whatever the order of its lists, and when asked again', () => {
    fc.assert(
      fc.property(middling, fc.nat(), (problem, seed) => {
        const next = chance(seed);
        const mixed = <T>(list: readonly T[]) =>
          list
            .map((value) => ({ value, at: next() }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ value }) => value);
        const shuffled = {
          ...problem,
          sites: mixed(problem.sites),
          cooperatives: mixed(problem.cooperatives),
          villages: mixed(problem.villages),
          needs: mixed(problem.needs),
        };
        const answer = answerTo(problem);
        expect(answerTo(shuffled)).toEqual(answer);
        expect(answerTo(problem)).toEqual(answer);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test('keeps what is locked and leaves what is forbidden', () => {
    fc.assert(
      fc.property(middling, fc.nat(), (problem, seed) => {
        const first = answerTo(problem).assignments;
        fc.pre(first.length > 1);
        const pairOf = ({ cooperativeId, siteId, use }: Pair) => ({ cooperativeId, siteId, use });
        const chosen = first.map(pairOf);
        const at = seed % chosen.length;
        const locked = chosen.filter((_, index) => index === at);
        const forbidden = chosen.filter((_, index) => index === (at + 1) % chosen.length);
        const pairs = answerTo({ ...problem, locked, forbidden }).assignments.map(pairOf);
        expect(pairs).toEqual(expect.arrayContaining(locked));
        for (const pair of forbidden) expect(pairs).not.toContainEqual(pair);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test('gives equals the site that comes first by code to the cooperative that comes first', () => {
    const base = someProblem({ cooperatives: 2, sites: 2, uses: ['new_building'], seed: 1, passPercent: 100 });
    const [first, second] = base.cooperatives;
    const [one, two] = base.sites;
    if (!first || !second || !one || !two) throw new Error('two of each');
    const equal = {
      ...base,
      cooperatives: [first, { ...second, homes: first.homes }],
      sites: [one, { ...one, id: two.id, code: two.code }],
      rules: { ...base.rules, place: { ...base.rules.place, new_building: { adjacentIdr: 0, cityIdr: 0 } } },
    };
    const chosen = answerTo(equal).assignments.map(({ cooperativeId, siteId }) => [cooperativeId, siteId]);
    expect(chosen).toEqual([
      [first.id, one.id],
      [second.id, two.id],
    ]);
  });

  test('says what is open when its time is too short, and still keeps every rule', () => {
    const problem = someProblem({
      cooperatives: 34,
      sites: 1_000,
      uses: ['new_building', 'outlet', 'warehouse', 'secretariat'],
      seed: 3,
      passPercent: 90,
    });
    const answer = solve(highs, problem, { secondsMax: 0.05 });
    expect(answer.proven).toBe(false);
    expect(answer.gap.served + answer.gap.burden).toBeGreaterThan(0);
    for (const pair of answer.assignments) expect(mayServe(problem, pair)).toBe(true);
  }, 60_000);

  test('shares an asset that can be divided as far as its area goes', () => {
    const base = someProblem({ cooperatives: 4, sites: 1, uses: ['secretariat'], seed: 2, passPercent: 100 });
    const lot = base.sites.map((site) => ({
      ...site,
      ownerKind: 'regency',
      villageId: 1,
      isDivisible: true,
      areaDm2: 5_000,
    }));
    const anywhere = { ...base.rules.place, secretariat: { adjacentIdr: 0, cityIdr: 0 } };
    const problem = { ...base, sites: lot, rules: { ...base.rules, place: anywhere } };
    expect(total(answerTo(problem))).toEqual([2]);
    expect(total(answerTo({ ...problem, sites: lot.map((site) => ({ ...site, isDivisible: false })) }))).toEqual([1]);
  });

  test('counts the unknown as fit only when asked what if', () => {
    const base = someProblem({ cooperatives: 1, sites: 1, uses: ['outlet'], seed: 5, passPercent: 100 });
    const open = [{ criterion: 'flood', state: 'unknown' as const, settledBy: 'technical-office', costIdr: 0 }];
    const sites = base.sites.map((site) => ({
      ...site,
      ownerKind: 'regency',
      screenings: site.screenings.map((each) => ({ ...each, outcome: 'unknown' as const, open })),
    }));
    expect(total(answerTo({ ...base, sites }))).toEqual([0]);
    expect(total(answerTo({ ...base, sites, countsUnknownAsPass: true }))).toEqual([1]);
  });
});
