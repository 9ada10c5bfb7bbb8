import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { findCrossing } from './ring-crossing.ts';

const square: Position[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];

function ring(...corners: Position[]): Position[] {
  return [...corners, corners[0] ?? [0, 0]];
}

/** Corners on rays around a point, each farther or nearer: a star-shaped ring never crosses itself. */
const starRing = fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 3, maxLength: 40 }).map((radii) =>
  ring(
    ...radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  ),
);

describe('rings neither touch nor cross', () => {
  test('a square, one with a hole, and two parts apart are sound', () => {
    expect(findCrossing([square])).toBeUndefined();
    expect(findCrossing([square, ring([1, 1], [1, 2], [2, 2], [2, 1])])).toBeUndefined();
    expect(findCrossing([square, square.map(([x = 0, y = 0]) => [x + 5, y])])).toBeUndefined();
  });

  test.each<[string, Position[][]]>([
    ['a bow tie', [ring([0, 0], [4, 4], [4, 0], [0, 4])]],
    ['a corner on another side', [ring([0, 0], [4, 0], [4, 4], [2, 0], [0, 4])]],
    ['a hole that leaves the ring', [square, ring([3, 1], [6, 1], [6, 2], [3, 2])]],
    ['two parts that overlap', [square, square.map(([x = 0, y = 0]) => [x + 2, y + 1])]],
  ])('%s is found', (_, rings) => expect(findCrossing(rings)).toBeDefined());

  test('a place given twice in a row is no crossing', () => {
    expect(findCrossing([[...square.slice(0, 2), ...square.slice(1)]])).toBeUndefined();
  });

  test('no star-shaped ring crosses itself', () =>
    fc.assert(fc.property(starRing, (star) => findCrossing([star]) === undefined)));

  test('swapping two corners that are not neighbours of a convex ring always crosses', () =>
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 30 }), fc.integer({ min: 2, max: 3 }), (corners, apart) => {
        const convex = Array.from({ length: corners }, (_, index): Position => {
          const angle = (2 * Math.PI * index) / corners;
          return [Math.cos(angle), Math.sin(angle)];
        });
        const [first, other] = [convex[0] ?? [0, 0], convex[apart] ?? [0, 0]];
        expect(findCrossing([ring(...convex.with(0, other).with(apart, first))])).toBeDefined();
      }),
    ));
});
