import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { QueryOf } from '../../kernel/call.ts';
import type { RegionId } from '../../kernel/ids.ts';
import { countedMax, type Page } from '../../kernel/page.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { cursorId } from '../asset-list.store.ts';
import { type AssetGroup, firstMiss, type NearestMiss } from './report.ts';
import type { listScreenedCall, Reason, ScreenedRow } from './screening.schema.ts';
import type { OpenReason } from './screening.store.ts';

export interface DayAsked {
  readonly day: BusinessDate;
  /** Whether it is today. */
  readonly isPresent: boolean;
}

export type ScreenedAsked = Omit<QueryOf<typeof listScreenedCall>, 'asOf' | 'district' | 'village'> & {
  readonly on: DayAsked;
  /** Kelurahan to look in; undefined for all, empty with `unplaced` for what nobody has placed. */
  readonly villageIds?: readonly number[];
  readonly unplaced?: boolean;
};

/** Names of criteria, by use and code; a code without one stands for itself. */
export type NameOf = (use: string, code: string) => string;

type Row = Omit<ScreenedRow, 'village' | 'reasons' | 'areaM2'> & {
  readonly areaDm2: number | null;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly district: string | null;
  readonly reasons: readonly OpenReason[];
  readonly total: number;
};

/**
 * The results of a use that held on a day, of assets of its kind: one an asset. Those of today are the ones that nothing followed, which
 * indexes hold; a past day's are picked out of the history.
 */
function resultsOn(tx: Tx, use: string, { day, isPresent }: DayAsked): RawBuilder<SqlBool> {
  const held = isPresent
    ? sql`s.valid_to is null`
    : sql`s.valid_from <= ${day} and (s.valid_to is null or s.valid_to > ${day})`;
  const { scope, villageIds = [] } = tx.reach;
  // What the policy says anyway, so that who acts for a kelurahan finds its assets by index.
  const within = scope === 'regency' ? sql`true` : sql`s.village_id = any (${villageIds}::integer[])`;
  return sql`s.regency_id = ${tx.regencyId} and s.use = ${use} and s.nearness is not null and ${held} and ${within}`;
}

/** One page of assets by what they came to, those with the least open first. The cursor is the last row's id. */
export async function screenedPage(tx: Tx, asked: ScreenedAsked, nameOf: NameOf): Promise<Page<ScreenedRow>> {
  const { use = 'new_building', on, limit = 50, after } = asked;
  const results = resultsOn(tx, use, on);
  const where = sql.join([results, ...narrowing(asked)], sql` and `);
  const last = sql`(select s.nearness, s.asset_id from assets.screening as s where ${results} and s.asset_id = ${cursorId(after ?? '')}::uuid)`;
  const { rows } = await sql<Row>`
    select page.*, a.name, coalesce(a.asset_code || ' / ' || a.register, a.owner_number) as number, a.object, a.owner_kind,
      case a.object when 'building' then a.floor_area_dm2 else least(a.land_area_dm2, a.parcel_area_dm2) end as area_dm2,
      code.code as village_code, village.name as village_name, district.name as district, a.sample,
      (select count(*) from (select from assets.screening as s where ${where} limit ${countedMax + 1}) as counted)::integer as total
    from (
      select s.nearness, s.asset_id as id, s.use, s.outcome, s.score, s.known_percent, s.reasons,
        s.valid_from as since
      from assets.screening as s where ${where} ${after === undefined ? sql`` : sql`and (s.nearness, s.asset_id) > ${last}`}
      order by s.nearness, s.asset_id limit ${limit + 1}) as page
    join assets.asset as a on a.regency_id = ${tx.regencyId} and a.id = page.id
    left join reference.region as village on village.id = a.village_id
    left join reference.region as district on district.id = village.parent_id
    left join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
      and code.valid_from <= ${on.day} and code.valid_to > ${on.day}
    order by page.nearness, page.id
  `.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map((row) => rowOf(row, nameOf)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}

function narrowing(asked: ScreenedAsked): RawBuilder<SqlBool>[] {
  const { outcome, criterion, topic, state, settledBy, villageIds, unplaced } = asked;
  const holds = (reason: object) => sql<SqlBool>`s.reasons @> ${JSON.stringify([reason])}::jsonb`;
  const isOpen = state === undefined ? {} : { state };
  return [
    ...(outcome === undefined ? [] : [sql<SqlBool>`s.outcome = ${outcome}`]),
    ...(criterion === undefined ? [] : [holds({ criterion, ...isOpen })]),
    ...(topic === undefined ? [] : [holds({ topic, ...isOpen })]),
    ...(state === undefined || criterion !== undefined || topic !== undefined ? [] : [holds(isOpen)]),
    ...(settledBy === undefined ? [] : [sql<SqlBool>`s.outcome = 'unknown'`, holds({ settledBy, state: 'unknown' })]),
    ...(unplaced === true ? [sql<SqlBool>`s.village_id is null`] : []),
    ...(villageIds === undefined ? [] : [sql<SqlBool>`s.village_id = any (${villageIds}::integer[])`]),
  ];
}

function rowOf({ villageCode, villageName, district, areaDm2, reasons, total: _, ...row }: Row, nameOf: NameOf) {
  const isPlaced = villageCode !== null && villageName !== null && district !== null;
  return {
    ...{ id: row.id, use: row.use, name: row.name, number: row.number, object: row.object, ownerKind: row.ownerKind },
    areaM2: areaDm2 === null ? null : areaDm2 / 100,
    village: isPlaced ? { code: villageCode, name: villageName, district } : null,
    ...{ outcome: row.outcome, score: row.score, knownPercent: row.knownPercent },
    reasons: reasonsOf(row.use, reasons, nameOf),
    ...{ since: row.since, sample: row.sample },
  };
}

function reasonsOf(use: string, reasons: readonly OpenReason[], nameOf: NameOf): Reason[] {
  return reasons.map(({ is, ...reason }) => ({ ...reason, is: [...is], name: nameOf(use, reason.criterion) }));
}

/** How many assets of a kelurahan came to the same for the same causes. */
export async function groupsOn(tx: Tx, use: string, on: DayAsked): Promise<AssetGroup[]> {
  const { rows } = await sql<AssetGroup>`
    select s.village_id, s.outcome, coalesce(s.causes, '[]')::jsonb as causes, count(*)::integer as assets
    from assets.screening as s where ${resultsOn(tx, use, on)}
    group by s.village_id, s.outcome, s.causes
  `.execute(tx);
  return rows;
}

/**
 * Of each kelurahan the asset that misses least of those that miss something; the better score, then the id, decides. Their names and
 * reasons are looked up one by one: PostgreSQL cannot know how few kelurahan there are, and would join every asset of the city.
 */
export async function nearestOn(tx: Tx, use: string, on: DayAsked, nameOf: NameOf): Promise<NearestMiss[]> {
  const { rows } = await sql<Omit<NearestMiss, 'reasons'> & { reasons: readonly OpenReason[] }>`
    select near.village_id, near.asset_id as id, near.nearness,
      (select a.name from assets.asset as a where a.regency_id = ${tx.regencyId} and a.id = near.asset_id) as name,
      (select s.reasons from assets.screening as s where s.asset_id = near.asset_id and ${resultsOn(tx, use, on)}) as reasons
    from (
      select distinct on (s.village_id) s.village_id, s.asset_id, s.nearness from assets.screening as s
      where ${resultsOn(tx, use, on)} and s.nearness >= ${firstMiss}
      order by s.village_id, s.nearness, s.asset_id) as near
  `.execute(tx);
  return rows.map(({ reasons, ...miss }) => ({ ...miss, reasons: reasonsOf(use, reasons, nameOf) }));
}

/** Kelurahan of which some asset is invented. */
export async function sampleVillages(tx: Tx): Promise<(RegionId | null)[]> {
  const { rows } = await sql<{ villageId: RegionId | null }>`
    select distinct village_id from assets.asset where regency_id = ${tx.regencyId} and sample
  `.execute(tx);
  return rows.map(({ villageId }) => villageId);
}
