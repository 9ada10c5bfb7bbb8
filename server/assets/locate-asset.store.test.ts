import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { businessDate } from '../kernel/business-date.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import * as reference from '../reference/public.ts';
import { findAsset, insertAssets } from './asset.store.ts';
import { locateAsset } from './edit-asset.command.ts';
import { historyOf } from './history.store.ts';
import { insertSurvey } from './survey/survey.store.ts';

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

describe('the point of an asset', () => {
  test('taken over from a survey is the survey’s, moved by hand the map’s, and its history names the kelurahan', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = newId<'asset'>();
      await insertAssets(tx, [
        {
          ...{ id, ownerKind: 'regency', object: 'land', villageId: null, name: 'Tanah', currentUse: 'idle' },
          ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: '0001' },
          ...{ sourceName: 'contoh', sourceDate: today, sample: true },
        },
      ]);
      const [longitude, latitude] = present(damai.centre, 'the middle of Damai');
      await insertSurvey(tx, {
        ...{ id: newId<'survey'>(), assetId: id, villageId: null, surveyedOn: today },
        surveyedAt: '2025-11-27T01:30:00Z',
        ...{ attendees: JSON.stringify([{ name: 'Siti', office: 'Kelurahan' }]), flags: JSON.stringify([]) },
        ...{ latitude, longitude, accuracyM: 8, recordedRole: 'lurah', sample: true },
      });
      const village = damai.code;
      await locateAsset(tx, machine, { id, revision: 1, today }, { village, longitude, latitude });
      expect(await findAsset(tx, id)).toMatchObject({ latitude, longitude, pointSource: 'survey' });
      await locateAsset(tx, machine, { id, revision: 2, today }, { village, longitude, latitude: latitude + 0.001 });
      expect((await findAsset(tx, id))?.pointSource).toBe('map');

      const { rows } = await historyOf(tx, id, {});
      const moves = rows.flatMap(({ changes }) => changes).filter(({ field }) => field === 'villageId');
      expect(moves).toEqual([{ field: 'villageId', before: null, after: 'Damai' }]);
    });
  });
});
