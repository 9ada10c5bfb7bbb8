import { describe, expect, test } from 'vitest';
import { regionId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { type Area, type AssetGroup, type NearestMiss, reportRows } from './report.ts';

const [damai, sepinggan, gunungBahagia] = [regionId(1), regionId(2), regionId(3)];
const areas: readonly Area[] = [
  { code: '64.71.05', name: 'Balikpapan Kota', district: null, villageIds: [damai] },
  { code: '64.71.06', name: 'Balikpapan Selatan', district: null, villageIds: [sepinggan, gunungBahagia] },
];
const group = (
  villageId: AssetGroup['villageId'],
  outcome: AssetGroup['outcome'],
  causes: string[],
  assets: number,
) => ({
  ...{ villageId, outcome, causes, assets },
});
const miss = (villageId: NearestMiss['villageId'], nearness: number, name: string): NearestMiss => ({
  ...{ villageId, nearness, name, id: newId<'asset'>(), reasons: [] },
});
const nothing = { groups: [], nearest: [], sampleVillages: [] };

describe('the report of a use by area', () => {
  test('adds up the kelurahan of a district; an asset that misses one head twice counts once under it', () => {
    const groups = [
      group(sepinggan, 'pass', [], 2),
      group(sepinggan, 'fail', ['ground', 'ground', 'water'], 3),
      group(gunungBahagia, 'fail', ['ground'], 4),
      group(gunungBahagia, 'unknown', ['technical-office', 'bkad-officer', 'technical-office'], 5),
    ];
    const [, south] = reportRows('new_building', areas, { ...nothing, groups });
    expect(south).toMatchObject({
      candidates: 14,
      pass: 2,
      unknown: 5,
      fail: 7,
      missed: { ground: 7, water: 3, size: 0 },
    });
    expect(south?.waiting).toEqual([
      { role: 'bkad-officer', assets: 5 },
      { role: 'technical-office', assets: 5 },
    ]);
  });

  test('says where there is nothing of the kind, and shows last what nobody has placed', () => {
    const rows = reportRows('outlet', areas, {
      ...nothing,
      groups: [group(damai, 'pass', [], 1), group(null, 'fail', ['size'], 1)],
    });
    expect(rows.map(({ id, candidates, noCandidate }) => [id, candidates, noCandidate])).toEqual([
      ['64.71.05', 1, false],
      ['64.71.06', 0, true],
      ['none', 1, false],
    ]);
  });

  test('names of a district the nearest miss of all its kelurahan', () => {
    const nearest = [
      miss(sepinggan, 320, 'Tanah Jauh'),
      miss(gunungBahagia, 150, 'Tanah Dekat'),
      miss(damai, 120, 'Tanah Damai'),
    ];
    const rows = reportRows('new_building', areas, { ...nothing, nearest });
    expect(rows.map((row) => row.nearest?.name)).toEqual(['Tanah Damai', 'Tanah Dekat']);
  });

  test('is marked as a sample where an asset is invented', () => {
    const rows = reportRows('new_building', areas, { ...nothing, sampleVillages: [damai] });
    expect(rows.map(({ sample }) => sample)).toEqual([true, false]);
  });
});
