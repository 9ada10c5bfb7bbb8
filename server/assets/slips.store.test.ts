import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { businessDate } from '../kernel/business-date.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import { type AssetId, findAsset, insertAssets, type NewAsset, updateAsset } from './asset.store.ts';
import { assetPage } from './asset-page.store.ts';
import { proposeCorrection, settleCorrection, settleCorrections } from './correct-register.command.ts';
import { describeUse, locateAsset } from './edit-asset.command.ts';
import { replaceFindings } from './finding.store.ts';
import { idleSummary } from './idle.store.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
let city: Reach;
let damai: reference.Village;

beforeAll(async () => {
  const owner = await database.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const here = present(await reference.findRegencyByCode(database.app.central, '64.71', today), 'Balikpapan').id;
  city = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  const villages = await reference.villagesOf(database.app.central, here, today);
  damai = present(
    villages.find(({ name }) => name === 'Damai'),
    'Damai',
  );
}, 30_000);

async function lot(tx: Tx, more: Partial<NewAsset> = {}): Promise<AssetId> {
  const id = newId<'asset'>();
  await insertAssets(tx, [
    {
      ...{ id, ownerKind: 'regency', object: 'land', villageId: damai.id, name: 'Tanah', currentUse: 'idle' },
      ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: id.slice(-8) },
      ...{ sourceName: 'contoh', sourceDate: today, sample: true, ...more },
    },
  ]);
  return id;
}

describe('a slip of the hand', () => {
  test('of a parcel drawn over half of Indonesia is refused, though its point lies in the city', async () => {
    await database.rolledBack(city, async (tx) => {
      const [longitude, latitude] = present(damai.centre, 'the middle of Damai');
      const square = (metres: number) => {
        const d = metres / 111_320 / 2;
        const corners = [
          [longitude - d, latitude - d],
          [longitude + d, latitude - d],
          [longitude + d, latitude + d],
          [longitude - d, latitude + d],
          [longitude - d, latitude - d],
        ];
        return { type: 'Polygon' as const, coordinates: [corners] };
      };
      const id = await lot(tx);
      const draw = (metres: number) =>
        locateAsset(tx, machine, { id, revision: 1, today }, { longitude, latitude, parcel: square(metres) });
      await expect(draw(300_000)).rejects.toMatchObject({ type: 'assets/point-elsewhere' });
      await draw(40);
      expect((await findAsset(tx, id))?.parcelAreaDm2, 'the control').toBeGreaterThan(150_000);
    });
  });

  test('of too many digits in a register leaves the city its sums', async () => {
    await database.rolledBack(city, async (tx) => {
      for (let written = 0; written < 12; written += 1) await lot(tx, { priceIdr: 999_999_999_999_999 });
      const { whole } = await idleSummary(tx, today, {});
      expect([whole.count, whole.price.knownIdr]).toEqual([12, Number.MAX_SAFE_INTEGER]);
    });
  });
});

describe('an edit', () => {
  test('of what is judged looks at the asset anew, and one of its use does not', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await lot(tx);
      const kinds = async () => (await assetPage(tx, id, today)).findings.map(({ kind }) => kind);
      await replaceFindings(tx, [id], [{ assetId: id, kind: 'price-odd', figures: {}, others: [] }]);
      await describeUse(
        tx,
        machine,
        { id, revision: 1, today },
        { revision: 1, currentUse: 'own_duty', isDivisible: false },
      );
      expect(await kinds()).toEqual(['price-odd']);
      await locateAsset(tx, machine, { id, revision: 2, today }, {});
      expect(await kinds()).toEqual(['area-missing']);
    });
  });
});

describe('a proposal answered by a person and by the register at once', () => {
  test('is answered once, by whoever came first', async () => {
    const correction = newId<'legal-correction'>();
    const id = await database.app.inRegency(city, async (tx) => {
      const asset = await lot(tx, { note: 'lama' });
      const said = { field: 'note', proposedValue: 'baru', reason: 'uji' } as const;
      await proposeCorrection(tx, machine, asset, { id: correction, ...said });
      await updateAsset(tx, asset, 2, { note: 'baru' });
      return asset;
    });
    const refused = Promise.withResolvers<void>();
    const person = database.app.inRegency(city, async (tx) => {
      await settleCorrection(tx, machine, correction, { state: 'refused', on: today, note: 'tidak' }, today);
      refused.resolve();
      await delay(100);
    });
    await refused.promise;
    const register = database.app.inRegency(city, (tx) => settleCorrections(tx, machine, [id], today));
    await person;
    expect(await register).toEqual({ accepted: 0, overtaken: 0 });
    const { rows } = await database.owner.query('select state from assets.legal_correction where id = $1', [
      correction,
    ]);
    expect(rows).toEqual([{ state: 'refused' }]);
  });
});
