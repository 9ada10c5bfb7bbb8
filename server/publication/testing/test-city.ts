import { beforeAll } from 'vitest';
import * as cooperatives from '../../cooperatives/public.ts';
import type { Reach } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { type Id, id, regencyId, regionId } from '../../kernel/ids.ts';
import type { NewPartnership } from '../../partners/partner.schema.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { publish } from '../publish.command.ts';

export const machine = { role: 'machine' } as const;
const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');
const founded = businessDate('2025-07-07');
export const today = businessDate('2025-11-27');
export const on = businessDate;
const city: Reach = { regencyId: regencyId(9001), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const villages = [
  { id: regionId(9_001_01), name: 'Contoh Laut', kind: 'kelurahan', code: '99.01.01.1001' },
  { id: regionId(9_001_02), name: 'Contoh Gunung', kind: 'kelurahan', code: '99.01.01.1002' },
];

export type Ids = readonly [Id<'cooperative'>, Id<'cooperative'>];

/** A small city for the test file that calls this at its top. @returns what runs `work` with its two cooperatives, published, and takes all back */
export function testCity(): (work: (tx: Tx, ids: Ids) => Promise<void>) => Promise<void> {
  const database = testDatabase();
  beforeAll(async () => {
    await database.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (9000, 'province', null, 'Contoh', 'provinsi', null), (9001, 'regency', 9000, 'Kota Contoh', 'kota', 'Asia/Makassar'),
      (90011, 'district', 9001, 'Contoh Timur', 'kecamatan', null),
      (900101, 'village', 90011, 'Contoh Laut', 'kelurahan', null), (900102, 'village', 90011, 'Contoh Gunung', 'kelurahan', null);
    insert into reference.region_code (authority, code, region_id) values
      ('kemendagri', '99.01', 9001), ('kemendagri', '99.01.01.1001', 900101), ('kemendagri', '99.01.01.1002', 900102);
  `);
  });

  return (work) =>
    database.rolledBack(city, async (tx) => {
      const [sea, hill] = await cooperatives.foundCooperatives(tx, machine, villages, founded);
      const ids = [present(sea, 'a cooperative'), present(hill, 'another')] as const;
      await publish(tx, ids, today);
      await work(tx, ids);
    });
}

const press = { name: 'siaran pers', date: on('2025-10-21') };

export async function report(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  what: Pick<Parameters<typeof cooperatives.recordState>[2], 'axis' | 'state' | 'effectiveOn' | 'correctsId'>,
): Promise<Id<'state-action'>> {
  const actionId = newId<'state-action'>();
  await cooperatives.recordState(tx, machine, { id: actionId, cooperativeId, source: press, ...what }, today);
  return actionId;
}

export const partnership = (
  cooperativeId: Id<'cooperative'>,
  validFrom: BusinessDate,
  validTo?: BusinessDate,
): NewPartnership => ({
  id: newId<'partnership'>(),
  cooperativeId,
  partnerId: bulog,
  goods: ['staples'],
  stage: 'active',
  validFrom,
  ...(validTo && { validTo }),
  source: { name: 'perjanjian', date: validFrom },
});
