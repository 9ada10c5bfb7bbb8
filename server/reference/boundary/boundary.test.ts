import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as turf from '@turf/turf';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { regionId } from '../../kernel/ids.ts';
import type { Village } from '../region.ts';
import { type BoundaryReport, checkBoundaries } from './boundary.ts';
import { forDisplay } from './boundary-shape.ts';

const west = village(1, 'Manggar', [116.905, -1.205]);
const east = village(2, 'Manggar Baru', [116.915, -1.205]);
const villages = [west, east];

function village(number: number, name: string, centre: [number, number]): Village {
  const district = { districtId: regionId(10), districtName: 'Balikpapan Timur' };
  return {
    id: regionId(100 + number),
    code: `64.71.01.100${number}`,
    name,
    kind: 'kelurahan',
    ...district,
    aliases: [],
    centre,
  };
}

/** Counter-clockwise rectangle of about a kilometre, corners shared with its neighbour unless moved. */
function block(fromLng: number, toLng: number): Position[] {
  return [
    [fromLng, -1.21],
    [toLng, -1.21],
    [toLng, -1.2],
    [fromLng, -1.2],
    [fromLng, -1.21],
  ];
}

const westRing = block(116.9, 116.91);
const eastRing = block(116.91, 116.92);

function feature(of: Village, rings: unknown, more: Record<string, unknown> = {}): object {
  return {
    type: 'Feature',
    properties: { code: of.code, name: of.name, ...more },
    geometry: { type: 'Polygon', coordinates: rings },
  };
}

function collection(...features: object[]): object {
  return { type: 'FeatureCollection', features };
}

function kindsOf(report: BoundaryReport): string[] {
  return [...report.errors, ...report.warnings].map((finding) => finding.kind);
}

/** The set with the western ring replaced. */
function checkWest(ring: unknown): BoundaryReport {
  return checkBoundaries(collection(feature(west, [ring]), feature(east, [eastRing])), villages);
}

describe('a good set is taken whole', () => {
  test('two neighbours sharing a border: nothing to say', () => {
    const report = checkWest(westRing);
    expect(kindsOf(report)).toEqual([]);
    expect(report.boundaries.map(({ villageId, areaM2 }) => [villageId, areaM2])).toEqual([
      [101, 1_236_161],
      [102, 1_236_161],
    ]);
  });

  test('rings the wrong way round are turned, and said', () => {
    const report = checkWest(westRing.toReversed());
    expect(report.warnings).toEqual([{ kind: 'ring-order', codes: [west.code] }]);
    expect(turf.booleanClockwise(report.boundaries[0]?.geometry.coordinates[0] as Position[])).toBe(false);
  });

  test('a third number, a height, is dropped', () => {
    const report = checkWest(westRing.map(([lng, lat]) => [lng, lat, 12]));
    expect(report.boundaries[0]?.geometry.coordinates).toEqual([westRing]);
  });
});

describe('what is not a set of boundaries at all is refused', () => {
  test.each([null, 'polygon', [], {}, { type: 'Feature' }, { type: 'FeatureCollection', features: {} }])(
    '%j',
    (input) => {
      expect(kindsOf(checkBoundaries(input, villages))).toEqual(['not-a-feature-collection']);
    },
  );

  test('an empty collection', () => expect(kindsOf(checkBoundaries(collection(), villages))).toEqual(['empty']));

  test('more positions than anyone can check', () => {
    const ring = Array.from({ length: 100_001 }, () => [116.9, -1.2]);
    expect(checkWest(ring).errors).toEqual([{ kind: 'too-large', codes: [], figure: 100_006 }]);
  });
});

describe('every village once, by its code', () => {
  const whole = [feature(west, [westRing]), feature(east, [eastRing])];

  test('one missing', () => {
    const report = checkBoundaries(collection(feature(west, [westRing])), villages);
    expect(report.errors).toEqual([{ kind: 'village-missing', codes: [east.code] }]);
    expect(report.boundaries).toEqual([]);
  });

  test('one twice', () => {
    const report = checkBoundaries(collection(...whole, feature(east, [eastRing])), villages);
    expect(report.errors).toContainEqual({ kind: 'code-duplicate', codes: [east.code] });
  });

  test('one of another city, and one without a code', () => {
    const stranger = { ...feature(west, [westRing]), properties: { code: '64.72.01.1001' } };
    const report = checkBoundaries(
      collection(...whole, stranger, { type: 'Feature', properties: { code: 6471 } }, 7 as never),
      villages,
    );
    expect(report.errors).toEqual([
      { kind: 'code-unknown', codes: ['64.72.01.1001'], position: 3 },
      { kind: 'code-missing', codes: [], position: 4 },
      { kind: 'code-missing', codes: [], position: 5 },
    ]);
  });

  test('a name that belongs to another village is a swap; a name nobody has is only said', () => {
    const swapped = checkBoundaries(
      collection(feature(west, [westRing], { name: 'MANGGAR BARU' }), feature(east, [eastRing])),
      villages,
    );
    expect(swapped.errors).toEqual([{ kind: 'name-of-another', codes: [west.code, east.code] }]);
    const odd = checkBoundaries(
      collection(feature(west, [westRing], { name: 'Mangar' }), feature(east, [eastRing])),
      villages,
    );
    expect(odd.errors).toEqual([]);
    expect(odd.warnings).toEqual([{ kind: 'name-differs', codes: [west.code] }]);
  });
});

describe('a geometry must be one', () => {
  test.each([
    ['axes swapped', westRing.map(([lng, lat]) => [lat, lng]), 'axes-swapped'],
    [
      'metres of a projection',
      westRing.map(([lng = 0, lat = 0]) => [lng * 111_000, lat * 111_000]),
      'coordinate-outside-indonesia',
    ],
    ['the wrong hemisphere', westRing.map(([lng = 0, lat]) => [-lng, lat]), 'coordinate-outside-indonesia'],
    ['null for a number', [[null, -1.2], ...westRing], 'coordinate-not-a-number'],
    ['text for a number', [['116.9', '-1.2'], ...westRing], 'coordinate-not-a-number'],
    ['not a number', [[Number.NaN, -1.2], ...westRing], 'coordinate-not-a-number'],
    ['1e999', [[Number.POSITIVE_INFINITY, -1.2], ...westRing], 'coordinate-not-a-number'],
    ['a position missing', [null, ...westRing], 'coordinate-not-a-number'],
    ['an unclosed ring', westRing.slice(0, -1), 'ring-open'],
    ['a ring of two places', [westRing[0], westRing[1], westRing[0]], 'ring-too-short'],
    ['an empty ring', [], 'ring-too-short'],
    ['a bow tie', [0, 2, 1, 3, 0].map((corner) => westRing[corner]), 'ring-crosses-itself'],
    ['a line back and forth', [westRing[0], westRing[1], westRing[0], westRing[0]], 'without-area'],
    ['no ring list', 'ring', 'geometry-wrong-type'],
  ])('%s', (_, ring, kind) => {
    const report = checkWest(ring);
    expect(report.errors.map((finding) => [finding.kind, ...finding.codes])).toEqual([[kind, west.code]]);
  });

  test.each([
    ['a point', { type: 'Point', coordinates: [116.9, -1.2] }, 'geometry-wrong-type'],
    ['nothing', null, 'geometry-wrong-type'],
    ['no polygon', { type: 'MultiPolygon', coordinates: [] }, 'without-area'],
    ['coordinates that are an object', { type: 'Polygon', coordinates: {} }, 'geometry-wrong-type'],
  ])('%s', (_, geometry, kind) => {
    const report = checkBoundaries(collection({ ...feature(west, []), geometry }, feature(east, [eastRing])), villages);
    expect(report.errors).toEqual([{ kind, codes: [west.code] }]);
  });
});

describe('neighbours share a border: no overlap, no gap, a few metres aside', () => {
  test('a hundred metres claimed by both is refused, with its size', () => {
    const report = checkWest(block(116.9, 116.911));
    expect(report.errors).toEqual([{ kind: 'overlap', codes: [west.code, east.code], figure: 123_616 }]);
  });

  test('the same land under two codes is refused', () => {
    const report = checkBoundaries(collection(feature(west, [westRing]), feature(east, [westRing])), villages);
    expect(report.errors.map((finding) => finding.kind)).toEqual(['centre-outside', 'overlap']);
  });

  test('a strip of ten metres is what simplifying leaves: accepted and said', () => {
    const report = checkWest(block(116.9, 116.9101));
    expect(report.errors).toEqual([]);
    expect(report.warnings).toEqual([{ kind: 'overlap-slivers', codes: [], figure: 12_362 }]);
  });

  test('a hole between villages is said, with its size and who surrounds it', () => {
    const hole = [
      [116.909, -1.206],
      [116.91, -1.206],
      [116.91, -1.204],
      [116.909, -1.204],
    ];
    const bitten = [...westRing.slice(0, 2), hole[1], hole[0], hole[3], hole[2], ...westRing.slice(2)];
    const report = checkBoundaries(collection(feature(west, [bitten]), feature(east, [eastRing])), villages);
    expect(report.errors).toEqual([]);
    expect(report.warnings).toEqual([{ kind: 'gap', codes: [west.code, east.code], figure: 24_723 }]);
  });
});

describe('a village lies where it is known to lie', () => {
  test('two polygons swapped under their codes are refused, with the distance', () => {
    const report = checkBoundaries(collection(feature(west, [eastRing]), feature(east, [westRing])), villages);
    expect(report.errors).toEqual([
      { kind: 'centre-outside', codes: [west.code], figure: 556 },
      { kind: 'centre-outside', codes: [east.code], figure: 556 },
    ]);
  });

  test('a centre fifty metres outside is only said', () => {
    const report = checkBoundaries(
      collection(feature(west, [block(116.9, 116.9046)]), feature(east, [eastRing])),
      villages,
    );
    expect(report.warnings).toEqual([{ kind: 'centre-just-outside', codes: [west.code], figure: 44 }]);
  });

  test('a village without a known centre is not asked', () => {
    const { centre: _, ...unknown } = west;
    const report = checkBoundaries(collection(feature(west, [eastRing]), feature(east, [westRing])), [
      unknown,
      { ...east, centre: [116.905, -1.205] },
    ]);
    expect(kindsOf(report)).toEqual([]);
  });
});

const realFile = join(
  process.env['LUMBUNG_TEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'balikpapan-kelurahan.geojson',
);

describe.skipIf(!existsSync(realFile))('the 34 of Balikpapan (not shipped; LUMBUNG_TEST_DATA names the folder)', () => {
  const text = existsSync(realFile) ? readFileSync(realFile, 'utf8') : '{"features":[]}';
  const real = JSON.parse(text) as {
    features: { properties: { code: string; name: string }; geometry: { coordinates: unknown } }[];
  };
  const kelurahan = real.features
    .map(({ properties }, index): Village => ({ ...village(index, properties.name, [0, 0]), ...properties }))
    .map(({ centre: _, ...rest }) => rest);

  test('pass, simplified as they are: turned rings and slivers are said, nothing is refused', () => {
    const report = checkBoundaries(real, kelurahan);
    expect(report.errors).toEqual([]);
    expect(report.warnings.map(({ kind, figure }) => [kind, figure])).toEqual([
      ['ring-order', undefined],
      ['overlap-slivers', 56_627],
      ['gap-slivers', 65_474],
    ]);
    expect(report.boundaries).toHaveLength(34);
    expect(report.boundaries.reduce((sum, { areaM2 }) => sum + areaM2, 0) / 1e6).toBeCloseTo(512.0, 1);
  });

  test('33 of them are refused, naming the one that is missing', () => {
    const report = checkBoundaries({ ...real, features: real.features.slice(1) }, kelurahan);
    expect(report.errors).toEqual([{ kind: 'village-missing', codes: ['64.71.01.1001'] }]);
  });

  test('with [lat, lng], as their source has them, all 34 are named', () => {
    const turned = JSON.parse(JSON.stringify(real), (_, value) =>
      Array.isArray(value) && typeof value[0] === 'number' ? [value[1], value[0]] : value,
    );
    expect(checkBoundaries(turned, kelurahan).errors.map((finding) => finding.kind)).toEqual(
      Array(34).fill('axes-swapped'),
    );
  });

  test('drawn for a map they keep their area and weigh at most 50 KB', () => {
    const { boundaries } = checkBoundaries(real, kelurahan);
    for (const { geometry, areaM2 } of boundaries) expect(turf.area(forDisplay(geometry)) / areaM2).toBeCloseTo(1, 1);
    expect(JSON.stringify(boundaries.map(({ geometry }) => forDisplay(geometry))).length).toBeLessThan(50_000);
  });
});
