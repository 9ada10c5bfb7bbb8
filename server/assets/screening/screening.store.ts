import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { RegionId } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AssetId } from '../asset.store.ts';
import type { SiteUse } from '../site-use.ts';
import type { Topic } from './criterion.ts';
import type { FindingState, Why } from './screen.ts';

/** A hard criterion that is not met, as kept with a result. */
export interface OpenReason {
  readonly criterion: string;
  readonly topic: Topic;
  readonly state: 'fail' | 'unknown';
  readonly why: Why;
  readonly is: readonly (string | number)[];
  readonly settledBy: string;
  readonly reportedBy: string | null;
}

/** A result as it is kept. */
export interface ScreeningResult {
  readonly assetId: AssetId;
  readonly use: SiteUse;
  readonly outcome: FindingState;
  readonly score: number;
  readonly knownPercent: number;
  readonly reasons: readonly OpenReason[];
}

export interface StoredScreening extends ScreeningResult {
  readonly validFrom: BusinessDate;
  readonly criteriaVersion: string;
}

/** The present results of some assets. */
export async function presentScreenings(tx: Tx, ids: readonly AssetId[]): Promise<StoredScreening[]> {
  const { rows } = await sql<StoredScreening>`
    select asset_id, use, outcome, score, known_percent, reasons, valid_from, criteria_version
    from assets.screening where regency_id = ${tx.regencyId} and asset_id = any (${ids}::uuid[]) and valid_to is null
  `.execute(tx);
  return rows;
}

/** The results of one asset that held on a day. */
export async function screeningsOn(tx: Tx, assetId: AssetId, day: BusinessDate): Promise<StoredScreening[]> {
  const { rows } = await sql<StoredScreening>`
    select asset_id, use, outcome, score, known_percent, reasons, valid_from, criteria_version
    from assets.screening
    where regency_id = ${tx.regencyId} and asset_id = ${assetId} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
  `.execute(tx);
  return rows;
}

/** From here on two more statements cost less than they save. */
const manyRows = 50;

/**
 * Puts new results in the place of those that held: what began before today ends today, what began today is written over, so that a
 * day has one result, its last. Where the clock went back the present result is written over as well.
 */
export async function writeScreenings(
  tx: Tx,
  day: BusinessDate,
  version: string,
  results: readonly (ScreeningResult & { villageId: RegionId | null })[],
): Promise<void> {
  const rowsMax = 2_000;
  // A foreign key is checked by a statement of PostgreSQL's own, which our transactions would have it plan anew for every row: 80 µs, not 9.
  if (results.length > manyRows) await sql`set local plan_cache_mode = auto`.execute(tx);
  for (let from = 0; from < results.length; from += rowsMax) {
    const rows = JSON.stringify(
      results.slice(from, from + rowsMax).map((result) => ({
        asset_id: result.assetId,
        village_id: result.villageId,
        ...{ use: result.use, outcome: result.outcome, score: result.score },
        known_percent: result.knownPercent,
        reasons: result.reasons,
      })),
    );
    await sql`
      update assets.screening as held set valid_to = ${day}
      from jsonb_to_recordset(${rows}::jsonb) as given (asset_id uuid, use text)
      where held.regency_id = ${tx.regencyId} and held.asset_id = given.asset_id and held.use = given.use
        and held.valid_to is null and held.valid_from < ${day}
    `.execute(tx);
    await sql`
      insert into assets.screening (regency_id, asset_id, use, valid_from, village_id, outcome, score, known_percent, reasons, criteria_version)
      select ${tx.regencyId}::integer, given.asset_id, given.use, coalesce(held.valid_from, ${day}::date), given.village_id, given.outcome,
        given.score, given.known_percent, given.reasons, ${version}::text
      from jsonb_to_recordset(${rows}::jsonb)
        as given (asset_id uuid, village_id integer, use text, outcome text, score integer, known_percent integer, reasons jsonb)
      left join assets.screening as held on held.regency_id = ${tx.regencyId} and held.asset_id = given.asset_id and held.use = given.use
        and held.valid_to is null
      on conflict on constraint screening_pk do update set outcome = excluded.outcome, score = excluded.score,
        known_percent = excluded.known_percent, reasons = excluded.reasons, criteria_version = excluded.criteria_version, valid_to = null
    `.execute(tx);
  }
  if (results.length > manyRows) await sql`set local plan_cache_mode = force_custom_plan`.execute(tx);
}
