import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountedLine, compareCounts, waitsFor } from './compare-counts.ts';

function counted(...counts: readonly [person: string, countedBase: number, bookBase?: number][]): CountedLine[] {
  return counts.map(([person, countedBase, bookBase = 10]) => ({ slot: 'beras', person, countedBase, bookBase }));
}

function agreedOn(lines: readonly CountedLine[]): number | undefined {
  return compareCounts(lines)[0]?.agreed?.countedBase;
}

describe('two people count blind, a third where they differ (domain 6.4)', () => {
  test('10 and 9, then 9: nine are there and one is missing', () => {
    expect(waitsFor(compareCounts(counted(['budi', 10], ['siti', 9])))).toBe('third_count');
    const [line] = compareCounts(counted(['budi', 10], ['siti', 9], ['joko', 9]));
    expect(line).toMatchObject({ state: 'agreed', agreed: { countedBase: 9, bookBase: 10 } });
  });

  test('one of the two may count again; his later count speaks for him', () => {
    expect(agreedOn(counted(['budi', 10], ['siti', 9], ['budi', 9]))).toBe(9);
    expect(agreedOn(counted(['budi', 9], ['siti', 9], ['budi', 10]))).toBeUndefined();
  });

  test('nobody agrees with himself', () => {
    expect(waitsFor(compareCounts(counted(['budi', 9], ['budi', 9])))).toBe('second_count');
  });

  test('what was sold between two counts changes both the shelf and the books', () => {
    expect(agreedOn(counted(['budi', 10, 10], ['siti', 9, 9]))).toBe(9);
    expect(agreedOn(counted(['budi', 10, 10], ['siti', 9, 10]))).toBeUndefined();
  });

  test('waits for the least that is missing of any line', () => {
    const other = { slot: 'minyak', person: 'budi', countedBase: 1, bookBase: 1 };
    expect(waitsFor(compareCounts([...counted(['budi', 10], ['siti', 9]), other]))).toBe('second_count');
    expect(waitsFor(compareCounts(counted(['budi', 10], ['siti', 10])))).toBe('approval');
  });

  test('whatever is agreed on was said by two people', () => {
    const anyone = fc.record({
      ...{ slot: fc.constantFrom('beras', 'minyak'), person: fc.constantFrom('budi', 'siti', 'joko') },
      ...{ countedBase: fc.integer({ min: 0, max: 3 }), bookBase: fc.integer({ min: 0, max: 3 }) },
    });
    fc.assert(
      fc.property(fc.array(anyone), (lines) => {
        for (const { agreed, counts } of compareCounts(lines)) {
          if (agreed === undefined) continue;
          const same = counts.filter((l) => l.countedBase - l.bookBase === agreed.countedBase - agreed.bookBase);
          expect(new Set(same.map(({ person }) => person)).size).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });
});
