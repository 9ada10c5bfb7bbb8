import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { adjacentVillages, adjoining } from './neighbour.ts';

const square = (west: number, south: number, side = 0.01): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});

describe('villages that touch', () => {
  test('share corners of their borders, however each was rounded', () => {
    const villages = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const borders = new Map([
      [1, square(116.8, -1.25)],
      [2, square(116.81003, -1.25002)],
      [3, square(116.84, -1.25)],
    ]);
    const adjacent = adjacentVillages(villages, borders);
    expect([...(adjacent.get(1) ?? [])]).toEqual([2]);
    expect([...(adjacent.get(2) ?? [])]).toEqual([1]);
    expect([...(adjacent.get(3) ?? [])]).toEqual([]);
  });

  test('without borders are those whose circles come near', () => {
    const village = (id: number, longitude: number) => ({ id, centre: [longitude, -1.25] as const, areaM2: 3_000_000 });
    const adjacent = adjacentVillages([village(1, 116.8), village(2, 116.82), village(3, 116.9), { id: 4 }], new Map());
    expect([...(adjacent.get(1) ?? [])]).toEqual([2]);
    expect([...(adjacent.get(3) ?? [])]).toEqual([]);
    expect([...(adjacent.get(4) ?? [])]).toEqual([]);
  });
});

describe('lots that could become one', () => {
  const lot = (id: string, west: number, south = -1.25) => ({
    ...{ id, west, south },
    ...{ east: west + 0.0003, north: south + 0.0003 },
  });

  test('lie at most so many metres apart, by their boxes', () => {
    const found = adjoining([lot('a', 116.8), lot('b', 116.80045), lot('c', 116.802)], 20);
    expect(Object.fromEntries(found)).toEqual({ a: ['b'], b: ['a'], c: [] });
    expect(adjoining([lot('a', 116.8), lot('b', 116.80045)], 10).get('a')).toEqual([]);
  });

  test('are found across a tall one that begins far south', () => {
    const tall = { id: 'tall', west: 116.8, east: 116.8003, south: -1.26, north: -1.25 };
    expect(adjoining([tall, lot('a', 116.80031, -1.2502)], 20).get('a')).toEqual(['tall']);
  });
});
