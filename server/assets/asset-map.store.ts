import type { Polygon } from 'geojson';
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf, ReplyOf } from '../kernel/call.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { AssetId } from './asset.store.ts';
import { conditionsOf } from './asset-list.store.ts';
import type { AssetCluster, AssetPin, mapAssetsCall } from './map.schema.ts';

/** So many are shown one by one; more are counted where they lie together, in as many columns and rows. */
const pinsMax = 300;
const cellsAcross = 24;

/** The assets of a viewport, in two reads at most however many there are. */
export async function assetsInView(
  tx: Tx,
  day: BusinessDate,
  asked: QueryOf<typeof mapAssetsCall>,
): Promise<ReplyOf<typeof mapAssetsCall>> {
  const { west, south, east, north, ...filters } = asked;
  const where = sql`${await conditionsOf(tx, day, filters)}
    and longitude between ${west} and ${east} and latitude between ${south} and ${north}`;
  const cell = (axis: string, from: number, to: number) =>
    sql`floor((${sql.ref(axis)} - ${from}) / ${Math.max(to - from, 1e-9) / cellsAcross})`;
  const { rows: clusters } = await sql<AssetCluster>`
    select avg(longitude) as longitude, avg(latitude) as latitude, count(*)::integer as count
    from assets.asset where ${where}
    group by ${cell('longitude', west, east)}, ${cell('latitude', south, north)}
  `.execute(tx);
  if (clusters.reduce((sum, { count }) => sum + count, 0) > pinsMax) return { clusters, pins: [] };
  const { rows: pins } = await sql<AssetPin>`
    select id, name, longitude, latitude, object, current_use, sample from assets.asset where ${where} order by id
  `.execute(tx);
  return { clusters: [], pins };
}

/** The parcels of these assets, of those that have one. */
export async function parcelsOf(tx: Tx, ids: readonly AssetId[]): Promise<Map<string, Polygon>> {
  const { rows } = await sql<{ id: string; parcel: Polygon }>`
    select id, parcel from assets.asset
    where regency_id = ${tx.regencyId} and id = any (${ids}::uuid[]) and parcel is not null
  `.execute(tx);
  return new Map(rows.map(({ id, parcel }) => [id, parcel]));
}
