import { describe, expect, test } from 'vitest';
import { fitsIn, type Ring } from './lot.ts';

/** Metres east and north of a corner in Balikpapan, turned by an angle. */
function lot(corners: readonly (readonly [number, number])[], degrees = 0): Ring {
  const angle = (degrees * Math.PI) / 180;
  const perDegree = (Math.PI / 180) * 6_371_008.8;
  return corners.map(([x, y]) => {
    const east = x * Math.cos(angle) - y * Math.sin(angle);
    const north = x * Math.sin(angle) + y * Math.cos(angle);
    return [116.83 + east / (perDegree * Math.cos((-1.24 * Math.PI) / 180)), -1.24 + north / perDegree];
  });
}

const rectangle = (width: number, depth: number) =>
  [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ] as const;
const building = { shortDm: 200, longDm: 350 };

describe('a building of 20 × 30 m with 5 m of parking', () => {
  test.each([0, 17, 45, 90, 133])('fits a lot of exactly its size, turned by %i degrees', (degrees) => {
    expect(fitsIn(lot(rectangle(20, 35), degrees), building)).toBe(true);
    expect(fitsIn(lot(rectangle(35, 20), degrees), building)).toBe(true);
  });

  test.each([0, 17, 45, 90, 133])(
    'fits none that is a metre too narrow or too short, turned by %i degrees',
    (degrees) => {
      expect(fitsIn(lot(rectangle(19, 60), degrees), building)).toBe(false);
      expect(fitsIn(lot(rectangle(34, 34), degrees), building)).toBe(false);
    },
  );

  test('does not fit a lot of 1,000 m² that is a strip', () => {
    expect(fitsIn(lot(rectangle(10, 100)), building)).toBe(false);
  });

  test('finds the wide arm of a crooked lot', () => {
    const crooked = [
      [0, 0],
      [60, 0],
      [60, 40],
      [30, 40],
      [30, 10],
      [0, 10],
    ] as const;
    expect(fitsIn(lot(crooked, 30), building)).toBe(true);
  });

  test('does not lie across the notch of a U, whose corners alone would hold it', () => {
    const notched = [
      [0, 0],
      [36, 0],
      [36, 30],
      [20, 30],
      [20, 4],
      [16, 4],
      [16, 30],
      [0, 30],
    ] as const;
    expect(fitsIn(lot(notched), { shortDm: 200, longDm: 340 })).toBe(false);
  });

  test('fits nothing that is not an area', () => {
    expect(fitsIn([], building)).toBe(false);
    expect(
      fitsIn(
        lot([
          [0, 0],
          [50, 50],
        ]),
        building,
      ),
    ).toBe(false);
  });
});
