import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { RegionId } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AssetId } from '../asset.store.ts';
import type { SiteUse } from '../site-use.ts';
import type { OpenReason } from './screening.store.ts';

/** An asset as a match needs it: what it is, where it lies, and what each use came to. */
export interface ScreenedSite {
  readonly id: AssetId;
  /** Identity in the register, `location/asset code/register`; the id of an asset outside it. */
  readonly code: string;
  readonly name: string;
  readonly object: 'land' | 'building';
  readonly ownerKind: string;
  readonly villageId: RegionId | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The box of the parcel, else of the point; null where neither is known. */
  readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number } | null;
  /** The parcel's where it is drawn and smaller than the register says. */
  readonly landAreaDm2: number | null;
  readonly floorAreaDm2: number | null;
  readonly isDivisible: boolean;
  readonly fairRentYearIdr: Rupiah | null;
  readonly sample: boolean;
  /** The last word of each subject by the day, whoever said it. */
  readonly seen: Readonly<Record<string, string | number>>;
  /** One a use that was screened by the day. */
  readonly screenings: readonly SiteResult[];
}

export interface SiteResult {
  readonly use: SiteUse;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** 0 to 100, and of which share of the weight something is known. */
  readonly score: number;
  readonly knownPercent: number;
  /** Hard criteria that are not met. */
  readonly open: readonly OpenReason[];
}

type Row = Omit<ScreenedSite, 'box' | 'screenings' | 'seen'> & {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly screenings: readonly SiteResult[] | null;
  readonly seen: Readonly<Record<string, string | number>> | null;
};

/**
 * All assets within reach with their results of a day, by code. A use without a result was not screened by then. Withdrawn assets are
 * among them: they fail. Results and observations are gathered once: on tables nobody has analysed yet the planner gathered them anew for
 * every asset, 5 s for 375.
 */
export async function screeningForMatching(tx: Tx, day: BusinessDate): Promise<ScreenedSite[]> {
  const { rows } = await sql<Row>`
    with result as materialized (
      select asset_id, jsonb_agg(jsonb_build_object('use', use, 'outcome', outcome, 'score', score, 'knownPercent', known_percent,
        'open', reasons) order by use) as screenings
      from assets.screening
      where regency_id = ${tx.regencyId} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
      group by asset_id),
    last as (
      select distinct on (asset_id, subject) asset_id, subject, coalesce(to_jsonb(word), to_jsonb(number)) as value
      from assets.observation where regency_id = ${tx.regencyId} and observed_on <= ${day}
      order by asset_id, subject, observed_on desc, id desc),
    seen as materialized (select asset_id, jsonb_object_agg(subject, value) as seen from last group by asset_id)
    select a.id, coalesce(a.location_code || '/' || a.asset_code || '/' || a.register, a.id::text) as code, a.name, a.object, a.owner_kind,
      a.village_id, a.latitude, a.longitude, a.west, a.south, a.east, a.north, least(a.land_area_dm2, a.parcel_area_dm2) as land_area_dm2,
      a.floor_area_dm2, a.is_divisible, a.fair_rent_year_idr, a.sample, result.screenings, seen.seen
    from assets.asset as a
    left join result on result.asset_id = a.id
    left join seen on seen.asset_id = a.id
    where a.regency_id = ${tx.regencyId}
    order by 2, a.id
  `.execute(tx);
  return rows.map(({ west, south, east, north, screenings, seen, ...site }) => ({
    ...site,
    box: west === null || south === null || east === null || north === null ? null : { west, south, east, north },
    screenings: screenings ?? [],
    seen: seen ?? {},
  }));
}
