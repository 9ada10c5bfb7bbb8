import { describe, expect, test } from 'vitest';
import { boundsAround, cornersOf } from './asset-geometry.ts';
import { cornersIn, linesOf, polygonIn } from './read-geojson.ts';

const polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [116.87, -1.24],
      [116.88, -1.24],
      [116.88, -1.23],
      [116.87, -1.24],
    ],
  ],
} as const;
const feature = { type: 'Feature', properties: {}, geometry: polygon };

describe('a pasted parcel', () => {
  test.each([
    ['bare', polygon],
    ['as a feature', feature],
    ['as the only feature of a collection', { type: 'FeatureCollection', features: [feature] }],
    ['as the only part of several', { type: 'MultiPolygon', coordinates: [polygon.coordinates] }],
  ])('is read %s', (_how, written) => {
    expect(polygonIn(JSON.stringify(written))).toEqual(polygon);
  });

  test.each([
    ['no JSON', '{"type": "Polygon"'],
    ['nothing', 'null'],
    ['a point', '{"type": "Point", "coordinates": [116.87, -1.24]}'],
    ['two features', JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] })],
    ['rings of words', '{"type": "Polygon", "coordinates": [["a"]]}'],
  ])('is none when it is %s', (_what, pasted) => {
    expect(polygonIn(pasted)).toBeUndefined();
  });

  test('has each corner once, and a box around it with some streets', () => {
    const corners = cornersOf(polygon as never);
    expect(corners).toEqual([
      [116.87, -1.24],
      [116.88, -1.24],
      [116.88, -1.23],
    ]);
    const [west, , east, north] = boundsAround(corners);
    expect(west).toBeLessThan(116.87);
    expect(east).toBeGreaterThan(116.88);
    expect(north).toBeGreaterThan(-1.23);
    expect(cornersOf(null)).toEqual([]);
  });

  test('is typed corner by corner, latitude first as maps write it', () => {
    const corners = [
      [116.87, -1.24],
      [116.88, -1.24],
      [116.88, -1.23],
    ] as const;
    expect(cornersIn('-1.24, 116.87\n\n-1.24;116.88\n -1.23 116.88 ')).toEqual(corners);
    expect(cornersIn(linesOf(corners))).toEqual(corners);
    expect(cornersIn('-1.24, 116.87\nsudut kedua')).toBeUndefined();
    expect(cornersIn('')).toEqual([]);
  });
});
