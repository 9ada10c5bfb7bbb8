import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type DatasetRegion, type KnownRegion, planRegions } from './region-plan.ts';

const dataset: DatasetRegion[] = [
  { code: '64', name: 'Kalimantan Timur' },
  { code: '64.71', name: 'Kota Balikpapan' },
  { code: '64.71.01', name: 'Balikpapan Timur' },
  { code: '64.71.01.1001', name: 'Manggar' },
  { code: '64.71.01.1002', name: 'Lamaru' },
];
const issued = new Map([['64.71', 363]]);

function known(
  regions: readonly { id: number; code: string; name: string }[],
  ended: readonly string[] = [],
): KnownRegion[] {
  return regions.map(({ id, code, name }) => ({ id, code, name, isCurrent: !ended.includes(code) }));
}

const loaded = planRegions(dataset, [], issued).added;

describe('every region has a number of ours that stays', () => {
  test('a regency takes the issued one, others the next of their level', () => {
    expect(loaded.map(({ id, level, parentId, kind, timeZone }) => [id, level, parentId, kind, timeZone])).toEqual([
      [10_001, 'province', null, 'provinsi', null],
      [363, 'regency', 10_001, 'kota', 'Asia/Makassar'],
      [20_001, 'district', 363, 'kecamatan', null],
      [100_001, 'village', 20_001, 'kelurahan', null],
      [100_002, 'village', 20_001, 'kelurahan', null],
    ]);
  });

  test('the same data set again changes nothing', () => {
    expect(planRegions(dataset, known(loaded), issued)).toEqual({ added: [], renamed: [], unlisted: [] });
  });

  test('a village added in the middle is numbered at the end; a new name keeps the number', () => {
    const newer = [
      ...dataset.slice(0, 3),
      { code: '64.71.01.1000', name: 'Baru' },
      { code: '64.71.01.1001', name: 'Manggar Lama' },
    ];
    const plan = planRegions(newer, known(loaded), issued);
    expect(plan.added.map(({ id, name }) => [id, name])).toEqual([[100_003, 'Baru']]);
    expect(plan.renamed).toEqual([{ id: 100_001, name: 'Manggar Lama' }]);
  });

  test('a code that is gone waits for a person', () => {
    expect(planRegions(dataset.slice(0, 4), known(loaded), issued).unlisted).toEqual(['64.71.01.1002']);
  });

  test('a village we split before the data set did does not come back', () => {
    const plan = planRegions(dataset, known(loaded, ['64.71.01.1001']), issued);
    expect(plan).toEqual({ added: [], renamed: [], unlisted: [] });
  });

  test('a regency without an issued number is our mistake', () => {
    expect(() => planRegions([...dataset, { code: '64.75', name: 'Kota Baru' }], known(loaded), issued)).toThrow(
      'regency-ids.csv',
    );
  });
});

describe('regency-ids.csv is issued once and only grows', () => {
  const rows = parse<{ regency_id: string; code_at_issue: string; name: string }>(
    readFileSync(join(import.meta.dirname, 'regency-ids.csv')),
    { columns: true },
  );

  test('numbers count up from 1 and no code has two', () => {
    expect(rows.map((row) => Number(row.regency_id))).toEqual(rows.map((_, index) => index + 1));
    expect(new Set(rows.map((row) => row.code_at_issue)).size).toBe(rows.length);
  });

  test.each([
    ['1', '11.01', 'Kabupaten Aceh Selatan'],
    ['363', '64.71', 'Kota Balikpapan'],
    ['514', '96.71', 'Kota Sorong'],
  ])('%s is %s for ever', (id, code, name) => {
    expect(rows[Number(id) - 1]).toEqual({ regency_id: id, code_at_issue: code, name });
  });
});
