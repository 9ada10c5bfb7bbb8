import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId, regionId } from '../kernel/ids.ts';
import { recordedBy } from '../platform/audit/audit.ts';
import { newId, now } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import {
  type AssetId,
  findAsset,
  followAssets,
  followers,
  insertAssets,
  insertChanges,
  latestObservations,
  lockAsset,
} from './asset.store.ts';
import { replaceFindings } from './finding.store.ts';
import { recordObservations } from './record-observations.command.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
const [timur, barat] = [regionId(900_010), regionId(900_011)];
const city: Reach = { regencyId: regencyId(9001), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const lurahTimur: Reach = { ...city, scope: 'cooperatives', villageIds: [timur] };
const tables = ['asset', 'observation', 'asset_change', 'finding', 'asset_document', 'legal_correction'] as const;

beforeAll(async () => {
  await database.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (900001, 'province', null, 'Contoh', 'provinsi', null), (900002, 'regency', 900001, 'Contoh', 'kota', 'Asia/Makassar'),
      (900003, 'district', 900002, 'Contoh', 'kecamatan', null),
      (${timur}, 'village', 900003, 'Timur', 'kelurahan', null), (${barat}, 'village', 900003, 'Barat', 'kelurahan', null)`);
});

/** One asset in Timur, one in Barat and one that nobody has placed, each with one row of everything that is kept about it. */
async function threeAssets(tx: Tx): Promise<AssetId[]> {
  const assets = [timur, barat, null].map((villageId, number) => ({
    ...{ id: newId<'asset'>(), ownerKind: 'regency', object: 'land', villageId, name: `Tanah ${number}` },
    ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: `000${number}` },
    ...{ sourceName: 'contoh', sourceDate: today, sample: true },
  }));
  await insertAssets(tx, assets);
  const content = { sha256: 'a'.repeat(64), bytes: 10, mediaType: 'application/pdf' } as const;
  const { regencyId } = tx;
  await tx
    .insertInto('platform.content')
    .values({ ...content, regencyId, receivedAt: now() })
    .execute();
  const file = { id: newId<'file'>(), name: 'sertipikat.pdf', uploadedBy: 'uji', uploadedAt: now(), regencyId };
  await tx
    .insertInto('platform.file')
    .values({ ...content, ...file })
    .execute();
  for (const { id, villageId } of assets) {
    const seen = { id: newId<'observation'>(), subject: 'flood', word: 'none', observedOn: today } as const;
    await recordObservations(tx, machine, id, [{ ...seen, source: { name: 'contoh', date: today } }], { today });
    await insertChanges(tx, recordedBy(machine), [
      { asset: { id, villageId }, kind: 'described', changes: { name: ['a', 'b'] } },
    ]);
    await replaceFindings(tx, [id], [{ assetId: id, kind: 'price-zero', figures: {}, others: [] }]);
    const row = { regencyId, assetId: id, villageId, recordedRole: 'machine' };
    const document = {
      ...row,
      id: newId<'asset-document'>(),
      kind: 'certificate',
      title: 'Sertipikat',
      fileId: file.id,
    };
    await tx.insertInto('assets.assetDocument').values(document).execute();
    const said = { field: 'name', registerValue: 'a', proposedValue: 'b', reason: 'uji' };
    await tx
      .insertInto('assets.legalCorrection')
      .values({ ...row, ...said, id: newId<'legal-correction'>() })
      .execute();
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
      expect(await counts(tx), 'the control').toEqual([3, 3, 3, 3, 3, 3]);
      await actAs(tx, lurahTimur);
      expect(await counts(tx)).toEqual([1, 1, 1, 1, 1, 1]);
      await actAs(tx, { ...lurahTimur, villageIds: [] });
      expect(await counts(tx)).toEqual([0, 0, 0, 0, 0, 0]);
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

describe('what hangs on an asset of another kelurahan', () => {
  test('is not written by who does not act there, and findings of it are not removed', async () => {
    await database.rolledBack(city, async (tx) => {
      const [, ofBarat] = await threeAssets(tx);
      await actAs(tx, lurahTimur);
      const remove = sql`delete from assets.finding where asset_id = ${ofBarat}`;
      expect((await remove.execute(tx)).numAffectedRows).toBe(0n);
      const settle = sql`update assets.legal_correction set state = 'refused', settled_on = ${today} where asset_id = ${ofBarat}`;
      expect((await settle.execute(tx)).numAffectedRows).toBe(0n);
    });
  });

  test.each(['finding', 'asset_document', 'legal_correction'])('no %s is slipped in', async (table) => {
    await database.rolledBack(city, async (tx) => {
      const [, ofBarat] = await threeAssets(tx);
      const copied =
        await sql<object>`select * from ${sql.table(`assets.${table}`)} where asset_id = ${ofBarat}`.execute(tx);
      expect(copied.rows, 'the control').toHaveLength(1);
      await actAs(tx, lurahTimur);
      const forged = {
        finding: sql`insert into assets.finding (regency_id, asset_id, village_id, kind, severity, detail)
          values (${tx.regencyId}, ${ofBarat}, ${barat}, 'price-odd', 'warning', '{}')`,
        asset_document: sql`insert into assets.asset_document (regency_id, id, asset_id, village_id, kind, title, file_id, recorded_role)
          values (${tx.regencyId}, ${newId()}, ${ofBarat}, ${barat}, 'other', 'palsu', ${newId()}, 'lurah')`,
        legal_correction: sql`insert into assets.legal_correction (regency_id, id, asset_id, village_id, field, proposed_value, reason, recorded_role)
          values (${tx.regencyId}, ${newId()}, ${ofBarat}, ${barat}, 'note', 'palsu', 'palsu', 'lurah')`,
      }[table];
      await expect(forged?.execute(tx)).rejects.toMatchObject({ code: '42501' });
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
      expect(await counts(tx)).toEqual([2, 2, 2, 2, 2, 2]);
      expect(await findAsset(tx, first)).toMatchObject({ villageId: barat });
    });
  });

  test('takes along every table that says of what asset its rows are and where they lie', async () => {
    const { rows } = await database.owner.query<{ name: string }>(`
      select table_name as name from information_schema.columns
      where table_schema = 'assets' and column_name in ('asset_id', 'village_id')
      group by table_name having count(*) = 2 order by table_name`);
    const inSql = (name: string) =>
      name.replace('assets.', '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const staged = ['kib_row']; // of a file, not of an asset: for who works for the whole city, whatever the row lies in
    expect(rows.map(({ name }) => name).filter((name) => !staged.includes(name))).toEqual(
      followers.map(inSql).toSorted(),
    );
  });

  test('takes along what is being recorded of it at that moment', async () => {
    const id = newId<'asset'>();
    await database.app.inRegency(city, async (tx) => {
      await insertAssets(tx, [
        {
          ...{ id, ownerKind: 'private', object: 'land', ownerNumber: '1', villageId: timur, name: 'Pindah' },
          ...{ sourceName: 'contoh', sourceDate: today, sample: true },
        },
      ]);
    });
    const moved = Promise.withResolvers<void>();
    const isRecording = Promise.withResolvers<void>();
    const mover = database.app.inRegency(city, async (tx) => {
      await lockAsset(tx, id);
      await sql`update assets.asset set village_id = ${barat} where regency_id = ${tx.regencyId} and id = ${id}`.execute(
        tx,
      );
      await followAssets(tx, [{ id, villageId: barat }]);
      moved.resolve();
      await isRecording.promise;
      await delay(100);
    });
    await moved.promise;
    const seen = { id: newId<'observation'>(), subject: 'flood', word: 'none', observedOn: today } as const;
    const recorded = database.app.inRegency(city, async (tx) => {
      isRecording.resolve();
      await recordObservations(tx, machine, id, [{ ...seen, source: { name: 'contoh', date: today } }], { today });
    });
    await Promise.all([mover, recorded]);
    await database.app.inRegency({ ...lurahTimur, villageIds: [barat] }, async (tx) => {
      expect((await latestObservations(tx, today, [id])).map(({ word }) => word)).toEqual(['none']);
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
