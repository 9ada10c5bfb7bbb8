import { describe, expect, test } from 'vitest';
import { troubleWith } from './lock.ts';
import type { Pair, Problem } from './problem.ts';
import { someProblem } from './testing/some-problem.ts';

const base = someProblem({
  cooperatives: 4,
  sites: 4,
  uses: ['secretariat', 'temporary_office'],
  seed: 2,
  passPercent: 100,
});
const place = { adjacentIdr: 0, cityIdr: 0 };
const problem: Problem = {
  ...base,
  sites: base.sites.map((site) => ({ ...site, ownerKind: 'regency', areaDm2: 5_000, isDivisible: false })),
  rules: { ...base.rules, place: { ...base.rules.place, secretariat: place, temporary_office: place } },
};
const pair = (cooperative: number, site: number, use: Pair['use'] = 'secretariat'): Pair => ({
  ...{ cooperativeId: `cooperative ${cooperative}`, siteId: `site ${site}`, use },
});
const trouble = (locked: readonly Pair[], forbidden: readonly Pair[] = [], over: Partial<Problem> = {}) =>
  troubleWith({ ...problem, ...over, locked, forbidden })?.kind;

describe('pairs that somebody wants to lock or forbid', () => {
  test('may stand where nothing is broken', () => {
    expect(trouble([pair(0, 0), pair(1, 1)], [pair(0, 1)])).toBeUndefined();
  });

  test('name what is there, and a need that is', () => {
    expect(trouble([pair(9, 0)])).toBe('unknown');
    expect(trouble([], [pair(0, 9)])).toBe('unknown');
    expect(trouble([pair(0, 0, 'warehouse')])).toBe('unknown');
  });

  test('do not contradict each other', () => {
    expect(trouble([pair(0, 0)], [pair(0, 0)])).toBe('twice');
    expect(trouble([pair(0, 0), pair(0, 1)])).toBe('twice');
  });

  test('break no hard rule', () => {
    const open = [{ criterion: 'title', state: 'unknown' as const, settledBy: null, costIdr: 0 }];
    const sites = problem.sites.map((site) => ({
      ...site,
      screenings: site.screenings.map((each) => ({ ...each, outcome: 'unknown' as const, open })),
    }));
    expect(trouble([pair(0, 0)], [], { sites })).toBe('breaks');
    expect(trouble([pair(0, 0)], [], { sites, countsUnknownAsPass: true })).toBeUndefined();
  });

  test('fit into their asset', () => {
    expect(trouble([pair(0, 0), pair(1, 0)])).toBe('collide');
    const divisible = problem.sites.map((site) => ({ ...site, isDivisible: true }));
    expect(trouble([pair(0, 0), pair(1, 0)], [], { sites: divisible })).toBeUndefined();
    expect(trouble([pair(0, 0), pair(1, 0), pair(2, 0)], [], { sites: divisible })).toBe('collide');
    expect(trouble([pair(0, 0), pair(0, 0, 'temporary_office')])).toBeUndefined();
  });
});
