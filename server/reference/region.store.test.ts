import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId } from '../kernel/ids.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import {
  districtsOf,
  findRegencyByCode,
  findRegencyById,
  findVillageByCode,
  listDatasets,
  listProvinces,
  resolveVillage,
  searchRegencies,
  successorsOf,
  villagesOf,
} from './region.store.ts';
import type { VillageSplit } from './region.ts';
import { type SeedOutcome, seedRegions } from './seed-regions.command.ts';
import { splitVillage } from './split-village.command.ts';

const db = testDatabase();
const on = businessDate('2025-11-27');
const balikpapan = regencyId(363);
let first: SeedOutcome;

beforeAll(async () => {
  await db.owner.query('truncate reference.dataset, reference.region cascade');
  first = await seed();
}, 30_000);

async function seed(): Promise<SeedOutcome> {
  const client = await db.owner.connect();
  try {
    return await seedRegions(client);
  } finally {
    client.release();
  }
}

describe('seeding', () => {
  test('loads all of Indonesia, once', async () => {
    expect(first).toEqual({ outcome: 'loaded', addedCount: 91_599, renamedCount: 0, unlistedCodes: [] });
    const began = performance.now();
    expect((await seed()).outcome).toBe('current');
    expect(performance.now() - began).toBeLessThan(250);
  });

  test('a newer version of our own facts is taken without renumbering or adding anything', async () => {
    const before = await villagesOf(db.app.central, balikpapan, on);
    await db.owner.query(`update reference.dataset set version = 'older'`);
    expect(await seed()).toEqual({ outcome: 'loaded', addedCount: 0, renamedCount: 0, unlistedCodes: [] });
    expect(await villagesOf(db.app.central, balikpapan, on)).toEqual(before);
  });

  test('keeps source and licence for attribution', async () => {
    const datasets = await listDatasets(db.app.central);
    expect(datasets.map(({ name, licence }) => [name, licence.includes('ODbL') || licence.includes('MIT')])).toEqual([
      ['idn-area-data', true],
      ['lumbung-village-facts', true],
    ]);
  });
});

describe('regions as of a day', () => {
  test('Balikpapan has number 363, 6 districts and 34 kelurahan with centre and area', async () => {
    const central = db.app.central;
    const regency = await findRegencyByCode(central, '64.71', on);
    expect(regency).toEqual({
      id: 363,
      code: '64.71',
      name: 'Kota Balikpapan',
      kind: 'kota',
      provinceName: 'Kalimantan Timur',
      timeZone: 'Asia/Makassar',
    });
    expect(await findRegencyById(central, balikpapan, on)).toEqual(regency);
    expect(await districtsOf(central, balikpapan, on)).toHaveLength(6);
    const villages = await villagesOf(central, balikpapan, on);
    expect(villages).toHaveLength(34);
    expect(villages.filter((village) => village.centre === undefined || village.areaM2 === undefined)).toEqual([]);
    expect(villages.find(({ code }) => code === '64.71.05.1010')).toMatchObject({
      name: 'Sungai Nangka',
      kind: 'kelurahan',
      districtName: 'Balikpapan Selatan',
      aliases: ['sungainangka'],
      centre: [116.8781, -1.25932],
      areaM2: 3_220_000,
    });
  });

  test('an unknown code is nobody', async () => {
    expect(await findRegencyByCode(db.app.central, '64.99', on)).toBeUndefined();
    expect(await findVillageByCode(db.app.central, '64.71.05.1001', on)).toBeUndefined();
  });

  test('a city can be chosen: provinces, then regencies by any part of the name', async () => {
    const central = db.app.central;
    expect(await listProvinces(central, on)).toHaveLength(38);
    const names = async (text: string, provinceCode?: string) =>
      (await searchRegencies(central, { text, on, ...(provinceCode ? { provinceCode } : {}) })).map(({ name }) => name);
    expect(await names('balik')).toEqual(['Kota Balikpapan']);
    expect((await names('Bandung')).toSorted()).toEqual([
      'Kabupaten Bandung',
      'Kabupaten Bandung Barat',
      'Kota Bandung',
    ]);
    expect(await names('', '64')).toHaveLength(10);
    expect(await names("'; drop table")).toEqual([]);
    expect(await names('%')).toHaveLength(514);
  });

  test('a text is resolved to the whole name, within its district', async () => {
    const resolve = (name: string, district?: string) =>
      resolveVillage(db.app.central, { place: district ? { name, district } : { name }, regency: balikpapan, on });
    expect(await resolve('DAMAI')).toMatchObject({ outcome: 'one', village: { code: '64.71.06.1005' } });
    expect(await resolve('Damai Baru')).toMatchObject({ outcome: 'one', village: { code: '64.71.05.1011' } });
    expect(await resolve('Damai', 'Balikpapan Selatan')).toMatchObject({ outcome: 'none' });
  });

  test('is read by every login and written by none', async () => {
    await expect(db.app.central.deleteFrom('reference.region').execute()).rejects.toThrow('permission denied');
  });
});

describe('a kelurahan splits', () => {
  const damai: VillageSplit = {
    code: '64.71.06.1005',
    successors: [
      { code: '64.71.06.1005', name: 'Damai' },
      { code: '64.71.06.1006', name: 'Damai Utara' },
    ],
    happensOn: businessDate('2026-07-01'),
    legalBasis: 'contoh: Perda 1/2026',
  };

  async function inOwnersTransaction<T>(
    end: 'commit' | 'rollback',
    work: (owner: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const owner = await db.owner.connect();
    try {
      await owner.query('begin');
      return await work(owner);
    } finally {
      await owner.query(end);
      owner.release();
    }
  }

  test('from the day on there are two, before it there was one, and the code means each in its time', async () => {
    const before = await findVillageByCode(db.app.central, damai.code, on);
    const ids = await inOwnersTransaction('commit', (owner) => splitVillage(owner, damai));
    const central = db.app.central;
    const eve = businessDate('2026-06-30');
    expect(await findVillageByCode(central, damai.code, eve)).toEqual(before);
    expect(await villagesOf(central, balikpapan, eve)).toHaveLength(34);
    const after = await villagesOf(central, balikpapan, damai.happensOn);
    expect(after).toHaveLength(35);
    expect(
      after.filter(({ name }) => name.startsWith('Damai U') || name === 'Damai').map(({ id, code }) => [id, code]),
    ).toEqual([
      [ids[0], '64.71.06.1005'],
      [ids[1], '64.71.06.1006'],
    ]);
    expect(before && (await successorsOf(central, before.id))).toEqual(ids);
    await db.owner.query(`update reference.dataset set version = 'older'`);
    expect(await seed()).toMatchObject({ addedCount: 0, unlistedCodes: ['64.71.06.1006'] });
    expect(await villagesOf(central, balikpapan, damai.happensOn)).toHaveLength(35);
  });

  test.each<[string, Partial<VillageSplit>, string]>([
    ['a code nobody bears', { code: '64.71.06.1099' }, 'reference/village-unknown'],
    ['a single successor', { successors: [{ code: '64.71.01.1009', name: 'A' }] }, 'reference/split-not-possible'],
    [
      'one code twice',
      { successors: Array(2).fill({ code: '64.71.01.1009', name: 'A' }) },
      'reference/split-not-possible',
    ],
    [
      'a code of another village',
      {
        successors: [
          { code: '64.71.01.1002', name: 'A' },
          { code: '64.71.01.1009', name: 'B' },
        ],
      },
      'reference/split-not-possible',
    ],
    [
      'another district',
      {
        successors: [
          { code: '64.71.01.1001', name: 'A' },
          { code: '64.71.02.1009', name: 'B' },
        ],
      },
      'reference/split-not-possible',
    ],
  ])('%s is refused', async (_, change, type) => {
    const manggar = {
      ...damai,
      code: '64.71.01.1001',
      successors: [
        { code: '64.71.01.1008', name: 'A' },
        { code: '64.71.01.1009', name: 'B' },
      ],
    };
    const refused = inOwnersTransaction('rollback', (owner) => splitVillage(owner, { ...manggar, ...change }));
    await expect(refused).rejects.toMatchObject({ name: 'Refusal', type });
  });
});
