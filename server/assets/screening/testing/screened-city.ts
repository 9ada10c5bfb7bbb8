import type pg from 'pg';
import type { Reach } from '../../../kernel/actor.ts';
import { businessDate } from '../../../kernel/business-date.ts';
import { regencyId, regionId } from '../../../kernel/ids.ts';
import { newId } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { type AssetId, insertAssets, type NewAsset } from '../../asset.store.ts';
import type { Subject } from '../../observation.ts';
import { recordObservations } from '../../record-observations.command.ts';

/** A city of two kelurahan in two districts, for tests of screening. */
export const today = businessDate('2025-11-27');
export const [timur, barat] = [regionId(900_110), regionId(900_111)];
export const city: Reach = {
  regencyId: regencyId(9101),
  scope: 'regency',
  cooperativeIds: [],
  knownCooperativeIds: [],
};
export const lurahTimur: Reach = { ...city, scope: 'cooperatives', villageIds: [timur] };

export async function addRegions(owner: pg.Pool): Promise<void> {
  await owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (900101, 'province', null, 'Contoh', 'provinsi', null), (9101, 'regency', 900101, 'Contoh', 'kota', 'Asia/Makassar'),
      (900103, 'district', 9101, 'Kecamatan Timur', 'kecamatan', null), (900104, 'district', 9101, 'Kecamatan Barat', 'kecamatan', null),
      (${timur}, 'village', 900103, 'Timur', 'kelurahan', null), (${barat}, 'village', 900104, 'Barat', 'kelurahan', null);
    insert into reference.region_code (region_id, authority, code, valid_from) values
      (9101, 'kemendagri', '99.01', '2020-01-01'), (900103, 'kemendagri', '99.01.01', '2020-01-01'),
      (900104, 'kemendagri', '99.01.02', '2020-01-01'), (${timur}, 'kemendagri', '99.01.01.1001', '2020-01-01'),
      (${barat}, 'kemendagri', '99.01.02.1001', '2020-01-01')`);
}

/** Idle city land of 1,240 m² with a certificate in Timur, of which nobody has looked at anything. */
export async function addLot(tx: Tx, more: Partial<NewAsset> = {}): Promise<AssetId> {
  const id = newId<'asset'>();
  await insertAssets(tx, [
    {
      ...{ id, ownerKind: 'regency', object: 'land', villageId: timur, name: 'Tanah eks SD 014' },
      ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: id.slice(-8) },
      ...{ landAreaDm2: 124_000, certificateNumber: 'HP 12/1998', currentUse: 'idle' },
      ...{ sourceName: 'contoh', sourceDate: today, sample: true },
      ...more,
    },
  ]);
  return id;
}

const settled = {
  flood: 'none',
  mangrove: 'absent',
  landslide: 'absent',
  slope_percent: 4,
  cut_and_fill: 'none',
  soil: 'firm',
  power_line: 'absent',
} as const;

/** What the technical office and the Dinas must say before a lot passes as a building lot. */
export const allSettled: Partial<Record<Subject, string | number>> = { ...settled, road_access: 'asphalt' };

/** Records what an office says of an asset on a day, which is screened by it. */
export async function say(
  tx: Tx,
  assetId: AssetId,
  words: Partial<Record<Subject, string | number>>,
  { on = today, authority = 'technical-office', asOf = today } = {},
): Promise<void> {
  const observations = Object.entries(words).map(([subject, value]) => ({
    ...{ id: newId<'observation'>(), subject: subject as Subject, observedOn: on },
    ...(typeof value === 'number' ? { number: value } : { word: value }),
    source: { name: 'contoh', date: on },
  }));
  await recordObservations(tx, { role: 'machine' }, assetId, observations, { today: asOf, authority, sample: true });
}
