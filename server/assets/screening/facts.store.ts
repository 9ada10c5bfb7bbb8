import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { RegionId } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AssetId } from '../asset.store.ts';
import type { Ring } from './lot.ts';
import type { Seen, SiteFacts } from './reading.ts';

export interface FactsOfAsset extends SiteFacts {
  readonly id: AssetId;
  readonly villageId: RegionId | null;
}

/** Keeps assets from changing until the transaction ends, so that of two who record at once the second screens what both know. */
export async function lockAssets(tx: Tx, ids: readonly AssetId[]): Promise<void> {
  await sql`
    select 1 from assets.asset where regency_id = ${tx.regencyId} and id = any (${ids}::uuid[]) order by id for no key update
  `.execute(tx);
}

interface AssetRow extends Omit<FactsOfAsset, 'parcel' | 'observations'> {
  readonly parcel: { readonly coordinates?: readonly Ring[] } | null;
}

/** What is known of assets: attributes as of now, observations until the end of a day, each observer's last word a subject. */
export async function factsOf(tx: Tx, ids: readonly AssetId[], day: BusinessDate): Promise<FactsOfAsset[]> {
  const assets = await sql<AssetRow>`
    select id, village_id, object, owner_kind, land_area_dm2, parcel_area_dm2, floor_area_dm2, parcel, certificate_number,
      current_use, used_until, withdrawn_on, register_condition
    from assets.asset where regency_id = ${tx.regencyId} and id = any (${ids}::uuid[]) order by id
  `.execute(tx);
  const seen = await sql<Seen & { assetId: string; id: string }>`
    select * from (
      select distinct on (asset_id, subject, authority) asset_id, id, subject, word, number, observed_on, authority
      from assets.observation
      where regency_id = ${tx.regencyId} and asset_id = any (${ids}::uuid[]) and observed_on <= ${day}
      order by asset_id, subject, authority, observed_on desc, id desc) as last
    order by id
  `.execute(tx);
  const observations = Map.groupBy(seen.rows, ({ assetId }) => assetId);
  return assets.rows.map(({ parcel, ...asset }) => ({
    ...asset,
    parcel: parcel?.coordinates?.[0] ?? null,
    observations: observations.get(asset.id) ?? [],
  }));
}

/** Assets in the order of their ids, for work done in portions. */
export async function assetIdsAfter(tx: Tx, after: AssetId | undefined, limit: number): Promise<AssetId[]> {
  const { rows } = await sql<{ id: AssetId }>`
    select id from assets.asset
    where regency_id = ${tx.regencyId} and (${after === undefined} or id > ${after ?? null}::uuid)
    order by id limit ${limit}
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export async function countAssets(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from assets.asset where regency_id = ${tx.regencyId}
  `.execute(tx);
  return rows[0]?.count ?? 0;
}
