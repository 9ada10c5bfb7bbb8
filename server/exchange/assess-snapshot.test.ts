import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { FacilityState } from '../cooperatives/public.ts';
import { assessSnapshot, changesSince, type HeldCooperative, type Thresholds } from './assess-snapshot.ts';
import { matchCooperatives, valuesOf } from './match-cooperatives.ts';
import type { CountedFigure, Position, Value } from './simkopdes-figures.ts';
import { readSnapshotFiles } from './simkopdes-files.ts';
import {
  balikpapan,
  cooperativeId,
  hasRealData,
  realSnapshotFiles,
  whyNoRealData,
} from './testing/snapshot-samples.ts';

const thresholds: Thresholds = {
  placeholderMetresMax: 60,
  boundaryMetresMax: 100,
  pointsApartMetresMax: 500,
  concentrationShareBpMax: 5_000,
  concentrationCooperatives: 2,
  growthPercentMax: 300,
  growthFloorIdr: 10_000_000,
  unitValueIdrMin: 1_000,
  unitValueIdrMax: 500_000,
};
/** A square of about 2.2 km around a point on the equator; 0.001° is 111 m. */
const square = (lng: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng - 0.01, -0.01],
      [lng + 0.01, -0.01],
      [lng + 0.01, 0.01],
      [lng - 0.01, 0.01],
      [lng - 0.01, -0.01],
    ],
  ],
});
const held = (n: number, over: Partial<HeldCooperative> = {}): HeldCooperative => ({
  cooperativeId: cooperativeId(n),
  facility: 'proposed',
  villages: [],
  ...over,
});
const number = (n: number, figure: CountedFigure, value: number): Value => ({
  cooperativeId: cooperativeId(n),
  figure,
  number: value,
});
const point = (figure: 'registered_point' | 'land_point', at: Position): Value => ({
  cooperativeId: cooperativeId(1),
  figure,
  point: at,
});
const status = (text: string): Value => ({ cooperativeId: cooperativeId(1), figure: 'land_status', text });
const assess = (values: Value[], cooperatives: HeldCooperative[] = [], previous: Value[] = []) =>
  assessSnapshot({
    values,
    previous,
    held: cooperatives,
    city: [square(116), square(116.02)],
    isLandComplete: true,
    thresholds,
  });
const kinds = (findings: ReturnType<typeof assess>) => findings.map((finding) => finding.kind);

describe('points', () => {
  const here = [held(1, { villages: [{ border: square(116) }] })];

  test('within 60 m of the centre of area is a placeholder, beyond is a place', () => {
    expect(kinds(assess([point('registered_point', [116.0005, 0])], here))).toEqual(['placeholder-point']);
    expect(kinds(assess([point('registered_point', [116.0006, 0])], here))).toEqual([]);
  });

  test('outside the kelurahan, but in the city or within 100 m of a simplified border; outside the city', () => {
    expect(assess([point('land_point', [116.011, 0])], here)).toMatchObject([
      { kind: 'point-outside-village', data: { figure: 'land_point', metres: 111 } },
    ]);
    expect(kinds(assess([point('land_point', [115.9892, 0])], here))).toEqual(['point-outside-village']);
    expect(kinds(assess([point('land_point', [115.989, 0])], here))).toEqual(['point-outside-city']);
  });

  test('a cooperative that serves two kelurahan may be in either', () => {
    const both = [held(1, { villages: [{ border: square(116) }, { border: square(116.02) }] })];
    expect(assess([point('land_point', [116.025, 0])], both)).toEqual([]);
    expect(kinds(assess([point('registered_point', [116.02, 0])], both))).toEqual(['placeholder-point']);
  });

  test('while no border is imported, the centre we know tells a placeholder', () => {
    const known = [held(1, { villages: [{ centre: [116, 0] }] })];
    expect(kinds(assess([point('registered_point', [116.0005, 0]), point('land_point', [116.004, 0])], known))).toEqual(
      ['placeholder-point'],
    );
  });

  test('more than 500 m between land and registered point', () => {
    const registered = point('registered_point', [116.005, 0]);
    expect(kinds(assess([registered, point('land_point', [116.0004, 0])], here))).toContain('points-apart');
    expect(kinds(assess([registered, point('land_point', [116.0006, 0])], here))).toEqual([]);
  });

  test('without boundaries only the two points are compared', () => {
    expect(kinds(assess([point('registered_point', [116, 0]), point('land_point', [117, 0])], [held(1)]))).toEqual([
      'points-apart',
    ]);
  });
});

describe('sales', () => {
  const sellers = (...values: number[]) => values.map((value, i) => number(i + 1, 'transaction_value', value));

  test('two of five that hold more than half are named; exactly half is not too much', () => {
    const [finding] = assess(sellers(301, 200, 200, 149, 150));
    expect(finding).toEqual({
      kind: 'sales-concentrated',
      data: { cooperativeIds: [cooperativeId(1), cooperativeId(2)], shareBp: 5_010 },
    });
    expect(assess(sellers(300, 200, 200, 150, 150))).toEqual([]);
  });

  test('the smallest set is told: one that holds more than half stands alone', () => {
    expect(assess(sellers(601, 100, 100, 100, 99))).toMatchObject([{ data: { cooperativeIds: [cooperativeId(1)] } }]);
  });

  test('four sellers are too few to judge', () => {
    expect(assess(sellers(900, 10, 10, 10))).toEqual([]);
  });

  test('value and volume that do not go together', () => {
    const sold = (value: number, volume: number) =>
      kinds(assess([number(1, 'transaction_value', value), number(1, 'transaction_volume', volume)], [held(1)]));
    expect(sold(1_000_000, 1_000)).toEqual([]);
    expect(sold(999_999, 1_000)).toEqual(['unit-value-odd']);
    expect(sold(500_000_000, 1_000)).toEqual([]);
    expect(sold(500_000_001, 1_000)).toEqual(['unit-value-odd']);
  });

  test('value without volume and volume without value', () => {
    expect(kinds(assess([number(1, 'transaction_value', 5)], [held(1)]))).toEqual(['unit-value-odd']);
    expect(kinds(assess([number(1, 'transaction_volume', 5)], [held(1)]))).toEqual(['unit-value-odd']);
  });

  test('more than three times the last figure, when it matters', () => {
    const grown = (from: number, to: number) =>
      kinds(assess([number(1, 'savings_total_amount', to)], [], [number(1, 'savings_total_amount', from)]));
    expect(grown(10_000_000, 30_000_001)).toEqual(['figure-jumped']);
    expect(grown(10_000_000, 30_000_000)).toEqual([]);
    expect(grown(1_000_000, 10_999_999)).toEqual([]);
  });

  test('a first report is no jump', () => {
    expect(assess([number(1, 'savings_total_amount', 900_000_000)])).toEqual([]);
  });
});

describe('land status beside our facility', () => {
  const differs = (text: string | undefined, facility: FacilityState) =>
    kinds(assess([number(1, 'npwp_count', 1), ...(text === undefined ? [] : [status(text)])], [held(1, { facility })]))
      .length > 0;

  test.each<[string | undefined, FacilityState, boolean]>([
    ['Selesai', 'under_construction', true],
    ['Selesai', 'handed_over', false],
    ['Terverifikasi', 'under_construction', false],
    ['Terverifikasi', 'none', true],
    ['Sedang Diverifikasi', 'designated', false],
    ['Sedang Diverifikasi', 'under_construction', true],
    ['Tidak Ada Lahan', 'proposed', false],
    ['Tidak Ada Lahan', 'designated', true],
    [undefined, 'proposed', false],
    [undefined, 'under_construction', true],
  ])('%s against %s: differs %s', (text, facility, expected) => {
    expect(differs(text, facility)).toBe(expected);
  });

  test('a cooperative no row speaks of is said to be missing, and compared with nothing', () => {
    expect(kinds(assess([], [held(1, { facility: 'under_construction' })]))).toEqual(['not-listed']);
  });

  test('while a land row has not found its cooperative, "no row" proves nothing', () => {
    const values = [number(1, 'npwp_count', 1)];
    const cooperatives = [held(1, { facility: 'under_construction' })];
    const judge = (isLandComplete: boolean) =>
      kinds(assessSnapshot({ values, previous: [], held: cooperatives, city: [], isLandComplete, thresholds }));
    expect(judge(true)).toEqual(['facility-differs']);
    expect(judge(false)).toEqual([]);
  });

  test('an unknown word is flagged and compared with nothing', () => {
    expect(assess([status('Dibatalkan')], [held(1, { facility: 'under_construction' })])).toEqual([
      { kind: 'land-status-unknown', cooperativeId: cooperativeId(1), data: { status: 'Dibatalkan' } },
    ]);
  });
});

test('what changed since last time, also what came and went', () => {
  const before = [number(1, 'npwp_count', 1), number(1, 'nib_count', 1), status('Dipertimbangkan')];
  const after = [number(1, 'npwp_count', 1), number(1, 'accounts_count', 1), status('Terverifikasi')];
  const id = cooperativeId(1);
  expect(changesSince(before, after)).toEqual([
    { cooperativeId: id, figure: 'nib_count', from: 1 },
    { cooperativeId: id, figure: 'land_status', from: 'Dipertimbangkan', to: 'Terverifikasi' },
    { cooperativeId: id, figure: 'accounts_count', to: 1 },
  ]);
  expect(changesSince(after, after)).toEqual([]);
});

describe.skipIf(!hasRealData)(`the real snapshot of 5 August 2026 (${whyNoRealData})`, () => {
  const city = hasRealData ? balikpapan() : [];
  const values = hasRealData ? valuesOf(matchCooperatives(readSnapshotFiles(realSnapshotFiles()).rows, city)) : [];
  const findings = assess(values, city);
  const of = (kind: string) => findings.filter((finding) => finding.kind === kind);

  test('14 of 34 registered points are placeholders, one lies just outside its polygon', () => {
    expect(of('placeholder-point')).toHaveLength(14);
    expect(of('point-outside-village')).toMatchObject([{ data: { figure: 'registered_point', metres: 17 } }]);
    expect(of('point-outside-city')).toEqual([]);
  });

  test('eight land points are more than 500 m from the registered one, the farthest 3.9 km', () => {
    const metres = of('points-apart').flatMap((finding) =>
      finding.kind === 'points-apart' ? [finding.data.metres] : [],
    );
    expect(metres).toHaveLength(8);
    expect(Math.max(...metres)).toBe(3_888);
  });

  test('Batu Ampar and Prapatan hold 58.75 % of the sales value', () => {
    expect(of('sales-concentrated')).toMatchObject([{ data: { shareBp: 5_875 } }]);
  });

  test('only Graha Indah is finished there and under construction here', () => {
    expect(of('facility-differs')).toEqual([
      {
        kind: 'facility-differs',
        cooperativeId: cooperativeId(31006),
        data: { status: 'Selesai', facility: 'under_construction' },
      },
    ]);
    expect(of('unit-value-odd')).toEqual([]);
  });
});
