import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Id } from '../kernel/ids.ts';
import { idFrom } from '../kernel/ids.ts';
import { type Drawn, type Examined, findingsOfOne, findOverlaps, type Ground, villageHolding } from './plausibility.ts';

const idOf = (number: number): Id<'asset'> => idFrom(number, new Uint8Array(10));

const border: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [116.8, -1.3],
      [116.9, -1.3],
      [116.9, -1.2],
      [116.8, -1.2],
      [116.8, -1.3],
    ],
  ],
};
const bordered: Ground = { borders: new Map([[1, border]]), villages: new Map([[1, {}]]) };
/** A kelurahan of 3 km² that nobody has drawn: a circle of one kilometre. */
const round: Ground = { borders: new Map(), villages: new Map([[1, { centre: [116.85, -1.25], areaM2: 3_141_593 }]]) };

const lot = (over: Partial<Examined> = {}): Examined => ({
  ...{
    id: idOf(1),
    object: 'land',
    ownerKind: 'regency',
    areaDm2: 100_000,
    parcelAreaDm2: null,
    priceIdr: 500_000_000,
  },
  ...{ villageId: 1, longitude: null, latitude: null },
  ...over,
});
const kindsOf = (over: Partial<Examined>, ground = bordered) =>
  findingsOfOne(lot(over), ground).map(({ kind }) => kind);

describe('the size of an asset', () => {
  test('is plausible from 10 m² to 100 ha of land and from 4 m² of floor', () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ areaDm2: 1_000, priceIdr: null })).toEqual([]);
    expect(kindsOf({ areaDm2: 999, priceIdr: null })).toEqual(['area-tiny']);
    expect(kindsOf({ areaDm2: 100_000_000, priceIdr: null })).toEqual([]);
    expect(kindsOf({ areaDm2: 100_000_001, priceIdr: null })).toEqual(['area-huge']);
    expect(kindsOf({ object: 'building', areaDm2: 400, priceIdr: null })).toEqual([]);
    expect(kindsOf({ object: 'building', areaDm2: 399, priceIdr: null })).toEqual(['area-tiny']);
    expect(kindsOf({ areaDm2: null })).toEqual(['area-missing']);
  });

  test('may differ from its parcel by a tenth, and by 20 m² whatever it is', () => {
    expect(kindsOf({ parcelAreaDm2: 110_000 })).toEqual([]);
    expect(kindsOf({ parcelAreaDm2: 110_001 })).toEqual(['area-differs']);
    expect(kindsOf({ areaDm2: 5_000, parcelAreaDm2: 7_000 })).toEqual([]);
    expect(kindsOf({ areaDm2: 5_000, parcelAreaDm2: 7_001 })).toEqual(['area-differs']);
    expect(kindsOf({ object: 'building', parcelAreaDm2: 900_000 })).toEqual([]);
  });
});

describe('the price of an asset', () => {
  test('is neither nothing nor absurd for its size; only the register states one', () => {
    expect(kindsOf({ priceIdr: 0 })).toEqual(['price-zero']);
    expect(kindsOf({ priceIdr: 499_000 })).toEqual(['price-odd']);
    expect(kindsOf({ priceIdr: 500_000 })).toEqual([]);
    expect(kindsOf({ priceIdr: 100_001_000_000 })).toEqual(['price-odd']);
    expect(kindsOf({ priceIdr: null })).toEqual([]);
    expect(kindsOf({ priceIdr: 0, ownerKind: 'private' })).toEqual([]);
  });
});

describe('where an asset lies', () => {
  const at = (longitude: number, latitude: number) => ({ longitude, latitude });

  test('is within its kelurahan, 50 m of border aside', () => {
    expect(kindsOf(at(116.85, -1.25))).toEqual([]);
    expect(kindsOf(at(116.9004, -1.25))).toEqual([]);
    expect(kindsOf(at(116.901, -1.25))).toEqual(['outside-city']);
    const two: Ground = {
      borders: bordered.borders,
      villages: new Map([
        [1, {}],
        [2, { centre: [117, -1.25], areaM2: 3_141_593 }],
      ]),
    };
    expect(kindsOf(at(117, -1.25), two)).toEqual(['outside-village']);
    expect(kindsOf({ ...at(117, -1.25), villageId: null }, two)).toEqual([]);
  });

  test('is judged by circles where no border is known, and not at all where nothing is', () => {
    expect(kindsOf(at(116.87, -1.25), round)).toEqual([]);
    expect(kindsOf(at(116.88, -1.25), round)).toEqual(['outside-city']);
    expect(kindsOf(at(106.8, -6.2), { borders: new Map(), villages: new Map([[1, {}]]) })).toEqual([]);
  });

  test('tells the kelurahan where its border is known', () => {
    expect(villageHolding([116.85, -1.25], bordered)).toBe(1);
    expect(villageHolding([116.95, -1.25], bordered)).toBeUndefined();
    expect(villageHolding([116.85, -1.25], round)).toBeUndefined();
  });
});

describe('parcels that lie on one another', () => {
  test('are cut although their corners differ by less than an atom, which made the cutting lose its way and throw', () => {
    const drawn = (number: number, ring: [number, number][]): Drawn => ({
      ...{ id: idOf(number), object: 'land', west: 116.829, east: 116.831, south: -1.25, north: -1.249 },
      parcel: { type: 'Polygon', coordinates: [ring] },
    });
    const first = drawn(1, [
      [116.83059999951655, -1.2496999998564573],
      [116.83040000000001, -1.2494],
      [116.82999999983126, -1.2495000000000005],
      [116.83000000000001, -1.2499],
      [116.83030000000001, -1.24989999963507],
      [116.83059999951655, -1.2496999998564573],
    ]);
    const second = drawn(2, [
      [116.83059999951655, -1.2496999998564569],
      [116.83040000000001, -1.2493999999999998],
      [116.82999999983126, -1.2495000000000007],
      [116.83000000000001, -1.2499],
      [116.83030000000001, -1.24989999963507],
      [116.83059999951655, -1.2496999998564569],
    ]);
    expect(findOverlaps([first, second]).map(({ others }) => others)).toEqual([[idOf(1)], [idOf(2)]]);
  });

  const metre = 1 / 111_320;
  const square = (number: number, x: number, y: number, size: number, object = 'land'): Drawn => {
    const [west, south, side] = [116.85 + x * metre, y * metre, size * metre];
    const [east, north] = [west + side, south + side];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return { id: idOf(number), object, west, south, east, north, parcel: { type: 'Polygon', coordinates: [ring] } };
  };
  const named = (parcels: Drawn[], only?: ReadonlySet<Id<'asset'>>) =>
    findOverlaps(parcels, only)
      .map(({ assetId, others }) => [assetId, ...others])
      .toSorted();

  test('are found on both sides; neighbours that share an edge are none', () => {
    expect(named([square(1, 0, 0, 30), square(2, 30, 0, 30)])).toEqual([]);
    expect(named([square(1, 0, 0, 30), square(2, 29.9, 0, 30)])).toEqual([]);
    expect(named([square(1, 0, 0, 30), square(2, 20, 0, 30)])).toEqual([
      [idOf(1), idOf(2)],
      [idOf(2), idOf(1)],
    ]);
    expect(named([square(1, 0, 0, 30), square(2, 10, 10, 5)])).toHaveLength(2);
  });

  test('are of one kind: a building lies on its land', () => {
    expect(named([square(1, 0, 0, 30), square(2, 5, 5, 10, 'building')])).toEqual([]);
  });

  test('are looked for only where one of the pair is asked for', () => {
    const three = [square(1, 0, 0, 30), square(2, 20, 0, 30), square(3, 40, 0, 30)];
    expect(named(three, new Set([idOf(3)]))).toEqual([
      [idOf(2), idOf(3)],
      [idOf(3), idOf(2)],
    ]);
  });

  test('are those that comparing each with each finds', () => {
    const some = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 5, max: 60 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const parcels = given.map(([x, y, size], number) => square(number, x, y, size));
        const pairs = parcels.flatMap((a) =>
          parcels.filter((b) => a !== b && named([a, b]).length > 0).map((b) => `${a.id} ${b.id}`),
        );
        const found = findOverlaps(parcels).flatMap(({ assetId, others }) =>
          others.map((other) => `${assetId} ${other}`),
        );
        expect(found.toSorted()).toEqual(pairs.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  test('of 20,000 are found in seconds', { timeout: 30_000 }, () => {
    const grid = Array.from({ length: 20_000 }, (_, n) =>
      square(n, (n % 200) * 40, Math.floor(n / 200) * 40, n % 100 === 0 ? 50 : 30),
    );
    const began = performance.now();
    expect(findOverlaps(grid).length).toBeGreaterThan(100);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
