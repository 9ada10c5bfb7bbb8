import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId, regionId } from '../kernel/ids.ts';
import { recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import {
  type AssetId,
  findAsset,
  followAssets,
  insertAssets,
  insertChanges,
  latestObservations,
} from './asset.store.ts';
import { recordObservations } from './record-observations.command.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
const [timur, barat] = [regionId(900_010), regionId(900_011)];
const city: Reach = { regencyId: regencyId(9001), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const lurahTimur: Reach = { ...city, scope: 'cooperatives', villageIds: [timur] };
const tables = ['asset', 'observation', 'asset_change'] as const;

beforeAll(async () => {
  await database.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (900001, 'province', null, 'Contoh', 'provinsi', null), (900002, 'regency', 900001, 'Contoh', 'kota', 'Asia/Makassar'),
      (900003, 'district', 900002, 'Contoh', 'kecamatan', null),
      (${timur}, 'village', 900003, 'Timur', 'kelurahan', null), (${barat}, 'village', 900003, 'Barat', 'kelurahan', null)`);
});

/** One asset in Timur, one in Barat and one that nobody has placed, each with an observation and a change. */
async function threeAssets(tx: Tx): Promise<AssetId[]> {
  const assets = [timur, barat, null].map((villageId, number) => ({
    ...{ id: newId<'asset'>(), ownerKind: 'regency', object: 'land', villageId, name: `Tanah ${number}` },
    ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: `000${number}` },
    ...{ sourceName: 'contoh', sourceDate: today, sample: true },
  }));
  await insertAssets(tx, assets);
  for (const { id, villageId } of assets) {
    const seen = { id: newId<'observation'>(), subject: 'flood', word: 'none', observedOn: today } as const;
    await recordObservations(tx, machine, id, [{ ...seen, source: { name: 'contoh', date: today } }], { today });
    await insertChanges(tx, recordedBy(machine), [
      { asset: { id, villageId }, kind: 'described', changes: { name: ['a', 'b'] } },
    ]);
  }
  return assets.map(({ id }) => id);
}

const counts = async (tx: Tx) =>
  await Promise.all(
    tables.map(async (table) => {
      const found = await sql<{
        n: number;
      }>`select count(*)::integer as n from ${sql.table(`assets.${table}`)}`.execute(tx);
      return found.rows[0]?.n;
    }),
  );

/** The rest of a transaction as somebody else. */
async function actAs(tx: Tx, reach: Reach): Promise<void> {
  await sql.raw(`set local app.scope = '${reach.scope}'`).execute(tx);
  await sql.raw(`set local app.village_ids = '{${(reach.villageIds ?? []).join(',')}}'`).execute(tx);
}

describe('who acts for a kelurahan', () => {
  test('sees what lies there, and nothing of another or of an asset nobody has placed', async () => {
    await database.rolledBack(city, async (tx) => {
      await threeAssets(tx);
      expect(await counts(tx), 'the control').toEqual([3, 3, 3]);
      await actAs(tx, lurahTimur);
      expect(await counts(tx)).toEqual([1, 1, 1]);
      await actAs(tx, { ...lurahTimur, villageIds: [] });
      expect(await counts(tx)).toEqual([0, 0, 0]);
    });
  });

  test.each(tables)('writes no %s into another', async (table) => {
    await database.rolledBack(city, async (tx) => {
      await threeAssets(tx);
      await actAs(tx, lurahTimur);
      const steal = sql`update ${sql.table(`assets.${table}`)} set village_id = ${barat}`.execute(tx);
      await expect(steal).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('changes nothing of another by naming its id', async () => {
    await database.rolledBack(city, async (tx) => {
      const [, ofBarat] = await threeAssets(tx);
      await actAs(tx, lurahTimur);
      const rename = sql`update assets.asset set name = 'diambil' where id = ${ofBarat}`;
      expect((await rename.execute(tx)).numAffectedRows).toBe(0n);
    });
  });
});

describe('an asset that turns out to lie elsewhere', () => {
  test('takes what is kept about it along', async () => {
    await database.rolledBack(city, async (tx) => {
      const ids = await threeAssets(tx);
      const [first] = ids;
      if (first === undefined) throw new Error('no asset');
      await sql`update assets.asset set village_id = ${barat} where regency_id = ${tx.regencyId} and id = ${first}`.execute(
        tx,
      );
      await followAssets(tx, [{ id: first, villageId: barat }]);
      await actAs(tx, { ...lurahTimur, villageIds: [barat] });
      expect(await counts(tx)).toEqual([2, 2, 2]);
      expect(await findAsset(tx, first)).toMatchObject({ villageId: barat });
    });
  });
});

describe('observations', () => {
  test('of the latest day count, then those recorded later; a past day is shown as it was', async () => {
    await database.rolledBack(city, async (tx) => {
      const [id] = await threeAssets(tx);
      if (id === undefined) throw new Error('no asset');
      const see = (word: string, observedOn: string) =>
        recordObservations(
          tx,
          machine,
          id,
          [
            {
              ...{ id: newId<'observation'>(), subject: 'flood', word, observedOn: businessDate(observedOn) },
              source: { name: 'contoh', date: today },
            },
          ],
          { today },
        );
      await see('frequent', '2025-11-20');
      await see('occasional', '2025-11-27');
      const on = async (day: string) => (await latestObservations(tx, businessDate(day), [id]))[0]?.word;
      expect([await on('2025-11-19'), await on('2025-11-26'), await on('2025-11-27')]).toEqual([
        undefined,
        'frequent',
        'occasional',
      ]);
      await expect(see('none', '2025-11-28')).rejects.toMatchObject({ type: 'assets/observed-in-future' });
      await expect(see('wet', '2025-11-27')).rejects.toMatchObject({ type: 'assets/value-impossible' });
    });
  });
});
