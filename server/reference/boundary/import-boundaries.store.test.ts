import * as turf from '@turf/turf';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { regencyId } from '../../kernel/ids.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { findBoundaries, findBoundarySet, findVillageMap } from './boundary.store.ts';
import { type BoundariesImported, importBoundaries } from './import-boundaries.command.ts';

const db = testDatabase();
const city: Reach = { regencyId: regencyId(17), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const neighbour: Reach = { ...city, regencyId: regencyId(18) };
const [day1, day2, day3] = ['2025-01-01', '2025-11-27', '2026-01-01'].map(businessDate) as [
  BusinessDate,
  BusinessDate,
  BusinessDate,
];

/** Two small cities of two villages each, so that a test reads at a glance. */
beforeAll(async () => {
  await db.owner.query(`
    truncate reference.region cascade;
    insert into reference.region (id, level, parent_id, name, kind, time_zone, centre_lng, centre_lat, area_m2) values
      (10001, 'province', null, 'Kalimantan Timur', 'provinsi', null, null, null, null),
      (17, 'regency', 10001, 'Kota Satu', 'kota', 'Asia/Makassar', null, null, null),
      (18, 'regency', 10001, 'Kota Dua', 'kota', 'Asia/Makassar', null, null, null),
      (20001, 'district', 17, 'Timur', 'kecamatan', null, null, null, null),
      (20002, 'district', 18, 'Barat', 'kecamatan', null, null, null, null),
      (100001, 'village', 20001, 'Manggar', 'kelurahan', null, 116.905, -1.205, 1236161),
      (100002, 'village', 20001, 'Manggar Baru', 'kelurahan', null, null, null, null),
      (100003, 'village', 20002, 'Damai', 'kelurahan', null, 116.905, -1.205, 1000000);
    insert into reference.region_code (authority, code, region_id) values
      ('kemendagri', '64', 10001), ('kemendagri', '64.71', 17), ('kemendagri', '64.72', 18), ('kemendagri', '64.71.01', 20001),
      ('kemendagri', '64.72.01', 20002), ('kemendagri', '64.71.01.1001', 100001), ('kemendagri', '64.71.01.1002', 100002),
      ('kemendagri', '64.72.01.1001', 100003)`);
});

function collection(middleLng = 116.91, codes = ['64.71.01.1001', '64.71.01.1002']): unknown {
  const rings = [block(116.9, middleLng), block(middleLng, 116.92)];
  const features = codes.map((code, index) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [rings[index]] },
  }));
  return { type: 'FeatureCollection', features };
}

function block(west: number, east: number): [number, number][] {
  return [
    [west, -1.21],
    [east, -1.21],
    [east, -1.2],
    [west, -1.2],
    [west, -1.21],
  ];
}

function take(
  tx: Tx,
  file: { collection?: unknown; source?: string; validFrom?: BusinessDate } = {},
): Promise<BoundariesImported> {
  const { collection: given = collection(), source = 'contoh', validFrom = day2 } = file;
  return importBoundaries(tx, { role: 'command-line' }, { collection: given, source, licence: 'MIT', validFrom });
}

async function widthOfManggar(tx: Tx, on: BusinessDate): Promise<number | undefined> {
  const boundary = (await findBoundaries(tx, { on, detail: 'exact' })).get(100_001);
  const corners = boundary?.type === 'Polygon' ? boundary.coordinates[0] : undefined;
  return corners && Math.max(...corners.map(([lng = 0]) => lng));
}

describe('a set of boundaries replaces the one before it, from a day on', () => {
  test('is taken whole, with its trace', () =>
    db.rolledBack(city, async (tx) => {
      expect(await take(tx)).toEqual({ outcome: 'imported', revision: 1, villageCount: 2, warnings: [] });
      expect(await findBoundarySet(tx, day2)).toMatchObject({
        revision: 1,
        source: 'contoh',
        licence: 'MIT',
        validFrom: day2,
      });
      const { rows } =
        await sql`select action, subject_kind, subject_id, detail ->> 'villageCount' as count from audit.entry`.execute(
          tx,
        );
      expect(rows).toEqual([
        { action: 'reference/import-boundaries', subjectKind: 'boundary-set', subjectId: '1', count: '2' },
      ]);
    }));

  test('the same file twice, even in another order, gives one effect', () =>
    db.rolledBack(city, async (tx) => {
      await take(tx);
      const { features } = collection() as { features: unknown[] };
      const again = await take(tx, {
        collection: { type: 'FeatureCollection', features: features.toReversed() },
        validFrom: day3,
      });
      expect(again).toEqual({ outcome: 'unchanged', revision: 1, villageCount: 2, warnings: [] });
      expect((await sql`select from audit.entry`.execute(tx)).rows).toHaveLength(1);
    }));

  test('days before it keep the borders they had, whichever was imported first', () =>
    db.rolledBack(city, async (tx) => {
      await take(tx, { collection: collection(116.912), validFrom: day3 });
      await take(tx, { collection: collection(116.911), validFrom: day2 });
      expect(await widthOfManggar(tx, day1)).toBeUndefined();
      expect(await widthOfManggar(tx, day2)).toBe(116.911);
      expect(await widthOfManggar(tx, day3)).toBe(116.912);
      expect((await take(tx, { collection: collection(116.913), validFrom: day3 })).revision).toBe(3);
      expect(await widthOfManggar(tx, day3)).toBe(116.913);
    }));

  test('a refused set leaves everything as it was and says all that is wrong', () =>
    db.rolledBack(city, async (tx) => {
      await take(tx);
      const broken = take(tx, { collection: collection(116.912, ['64.71.01.1001', '64.71.01.1009']) });
      await expect(broken).rejects.toMatchObject({
        type: 'reference/boundaries-refused',
        data: { errors: [{ kind: 'code-unknown' }, { kind: 'village-missing', codes: ['64.71.01.1002'] }] },
      });
      expect(await findBoundarySet(tx, day2)).toMatchObject({ revision: 1 });
    }));

  test('of two imports at once one is told that the other was first', async () => {
    const outcomes = await Promise.allSettled(
      [116.911, 116.912].map((lng) => db.app.inRegency(city, (tx) => take(tx, { collection: collection(lng) }))),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.type);
    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value.outcome);
    expect(taken).toContain('imported');
    expect(refused.concat(taken)).toHaveLength(2);
    expect(refused.filter((type) => type !== 'reference/boundaries-imported-meanwhile')).toEqual([]);
    await db.owner.query('truncate territory.boundary_set cascade');
  });
});

describe('who sees which borders', () => {
  test('one city has its own; the public login reads them, of one city at a time', async () => {
    await db.app.inRegency(city, (tx) => take(tx));
    const revisions = (reach: Reach) =>
      db.app.inRegency(reach, async (tx) => (await sql`select from territory.boundary`.execute(tx)).rows.length);
    expect([await revisions(city), await revisions(neighbour)]).toEqual([2, 0]);
    const readers = openDatabase(db.urlAs('lumbung_public'), { note: () => undefined });
    try {
      const seen = (reach: Reach) =>
        readers.inRegency(reach, async (tx) =>
          (await findVillageMap(tx, day2)).collection.features.map(({ properties }) => properties.drawnAs),
        );
      expect(await seen(city)).toEqual(['boundary', 'boundary']);
      expect(await seen(neighbour)).toEqual(['circle']);
      await expect(readers.inRegency(city, (tx) => take(tx, { collection: collection(116.911) }))).rejects.toThrow(
        'permission denied',
      );
    } finally {
      await readers.close();
    }
  });

  test('a village without a boundary is a circle as large as itself; without an area it is not drawn', () =>
    db.rolledBack(city, async (tx) => {
      const { collection: drawn, set } = await findVillageMap(tx, day1);
      expect(set).toBeUndefined();
      expect(drawn.features.map(({ properties }) => [properties.name, properties.drawnAs])).toEqual([
        ['Manggar', 'circle'],
      ]);
      expect(turf.area(drawn) / 1_236_161).toBeCloseTo(1, 1);
    }));
});
