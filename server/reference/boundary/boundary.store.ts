import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { sql } from 'kysely';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { villagesOf } from '../region.store.ts';
import { boundaryRefusals } from './boundary.refusals.ts';
import type { CheckedBoundary } from './boundary.ts';
import type { BoundaryFinding } from './boundary-finding.ts';
import { forDisplay } from './boundary-shape.ts';
import { type DrawnVillage, drawVillages } from './village-map.ts';

/** One import: the borders of all villages of the regency, replaced as a whole. */
export interface BoundarySet {
  readonly validFrom: BusinessDate;
  readonly source: string;
  readonly licence: string;
  readonly contentHash: string;
  readonly warnings: readonly BoundaryFinding[];
}

export interface StoredBoundarySet extends BoundarySet {
  readonly revision: number;
}

/** The set that counts on a day: the last to become valid by then, and of those of one day the last imported. */
export async function findBoundarySet(tx: Tx, on: BusinessDate): Promise<StoredBoundarySet | undefined> {
  const { rows } = await sql<StoredBoundarySet>`
    select revision, valid_from, source, licence, content_hash, warnings
    from territory.boundary_set
    where regency_id = ${tx.regencyId} and valid_from <= ${on}::date
    order by valid_from desc, revision desc
    limit 1`.execute(tx);
  return rows[0];
}

/**
 * @returns the set's revision, counted per regency
 * @throws reference/boundaries-imported-meanwhile when two import at once
 */
export async function insertBoundarySet(
  tx: Tx,
  set: BoundarySet,
  boundaries: readonly CheckedBoundary[],
): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    insert into territory.boundary_set (regency_id, revision, valid_from, source, licence, content_hash, warnings)
    select ${tx.regencyId}::integer, coalesce(max(revision), 0) + 1, ${set.validFrom}::date, ${set.source}::text,
      ${set.licence}::text, ${set.contentHash}::text, ${JSON.stringify(set.warnings)}::jsonb
    from territory.boundary_set
    where regency_id = ${tx.regencyId}
    returning revision`
    .execute(tx)
    .catch(onConstraint({ boundary_set_pk: () => boundaryRefusals.importedMeanwhile({}) }));
  const { revision } = present(rows[0], 'the boundary set just inserted');
  const borders = boundaries.map(({ villageId, geometry, bbox, areaM2 }) => ({
    village_id: villageId,
    geometry,
    display_geometry: forDisplay(geometry),
    bbox,
    area_m2: areaM2,
  }));
  await sql`
    insert into territory.boundary (regency_id, revision, village_id, geometry, display_geometry, bbox, area_m2)
    select ${tx.regencyId}::integer, ${revision}::integer, village_id, geometry, display_geometry, bbox, area_m2
    from jsonb_to_recordset(${JSON.stringify(borders)}::jsonb)
      as border (village_id integer, geometry jsonb, display_geometry jsonb, bbox double precision[], area_m2 bigint)
  `.execute(tx);
  return revision;
}

/**
 * The borders of a day by village id, empty while none was imported.
 * @param detail `exact` to test what lies inside, `display` for maps
 */
export async function findBoundaries(
  tx: Tx,
  { on, detail }: { on: BusinessDate; detail: 'exact' | 'display' },
): Promise<Map<number, Polygon | MultiPolygon>> {
  const set = await findBoundarySet(tx, on);
  if (set === undefined) return new Map();
  const { rows } = await sql<{ villageId: number; geometry: Polygon | MultiPolygon }>`
    select village_id, ${sql.ref(detail === 'exact' ? 'geometry' : 'display_geometry')} as geometry
    from territory.boundary
    where regency_id = ${tx.regencyId} and revision = ${set.revision}`.execute(tx);
  return new Map(rows.map((row) => [row.villageId, row.geometry]));
}

/** What the map of a day draws, and the set it comes from, whose source, licence and warnings are printed beside it. */
export async function findVillageMap(
  tx: Tx,
  on: BusinessDate,
): Promise<{
  collection: FeatureCollection<Polygon | MultiPolygon, DrawnVillage>;
  set: StoredBoundarySet | undefined;
}> {
  const set = await findBoundarySet(tx, on);
  const villages = await villagesOf(tx, tx.regencyId, on);
  return { collection: drawVillages(villages, await findBoundaries(tx, { on, detail: 'display' })), set };
}
