import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { QueryOf } from '../../kernel/call.ts';
import { countedMax, type Page } from '../../kernel/page.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { NearestMiss, VillageTally } from './report.ts';
import type { listScreenedCall, Reason, ScreenedRow } from './screening.schema.ts';
import type { OpenReason } from './screening.store.ts';

export type ScreenedAsked = Omit<QueryOf<typeof listScreenedCall>, 'asOf' | 'district' | 'village'> & {
  readonly day: BusinessDate;
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

/** The result of a use that held on a day: one an asset. */
function resultsOn(tx: Tx, use: string, day: BusinessDate): RawBuilder<SqlBool> {
  return sql`s.regency_id = ${tx.regencyId} and s.use = ${use} and s.valid_from <= ${day} and (s.valid_to is null or s.valid_to > ${day})`;
}

const isOfItsKind = sql<SqlBool>`not s.reasons @> '[{"topic": "kind", "state": "fail"}]'`;

/** One page of assets by what they came to, those with the least open first. The cursor is the last row's id. */
export async function screenedPage(tx: Tx, asked: ScreenedAsked, nameOf: NameOf): Promise<Page<ScreenedRow>> {
  const { use = 'new_building', day, limit = 50, after } = asked;
  const where = sql.join([resultsOn(tx, use, day), isOfItsKind, ...narrowing(asked)], sql` and `);
  const place = sql`jsonb_array_length(s.reasons), -s.score, s.asset_id`;
  const seen = sql`(select ${place} from assets.screening as s where ${resultsOn(tx, use, day)} and s.asset_id::text = ${after ?? ''})`;
  const { rows } = await sql<Row>`
    select page.*, a.name, coalesce(a.asset_code || ' / ' || a.register, a.owner_number) as number, a.object, a.owner_kind,
      case a.object when 'building' then a.floor_area_dm2 else least(a.land_area_dm2, a.parcel_area_dm2) end as area_dm2,
      code.code as village_code, village.name as village_name, district.name as district, a.sample,
      (select count(*) from (select from assets.screening as s where ${where} limit ${countedMax + 1}) as counted)::integer as total
    from (
      select row_number() over (order by ${place}) as place, s.asset_id as id, s.use, s.outcome, s.score, s.known_percent, s.reasons,
        s.valid_from as since
      from assets.screening as s where ${where} ${after === undefined ? sql`` : sql`and (${place}) > ${seen}`}
      order by ${place} limit ${limit + 1}) as page
    join assets.asset as a on a.regency_id = ${tx.regencyId} and a.id = page.id
    left join reference.region as village on village.id = a.village_id
    left join reference.region as district on district.id = village.parent_id
    left join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
      and code.valid_from <= ${day} and code.valid_to > ${day}
    order by page.place
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

/** What each kelurahan comes to for a use on a day: three questions to one table, none of them a row an asset. */
export async function talliesOn(tx: Tx, use: string, day: BusinessDate, nameOf: NameOf): Promise<VillageTally[]> {
  const results = sql`assets.screening as s where ${resultsOn(tx, use, day)} and ${isOfItsKind}`;
  const counted = await sql<Omit<VillageTally, 'missed' | 'waiting' | 'nearest'>>`
    select s.village_id, count(*)::integer as candidates, count(*) filter (where s.outcome = 'pass')::integer as pass,
      count(*) filter (where s.outcome = 'unknown')::integer as unknown, count(*) filter (where s.outcome = 'fail')::integer as fail,
      bool_or(a.sample) as sample
    from (select s.* from ${results}) as s join assets.asset as a on a.regency_id = s.regency_id and a.id = s.asset_id
    group by s.village_id
  `.execute(tx);
  const open = await sql<{ villageId: number | null; topic: string | null; settledBy: string | null; assets: number }>`
    select s.village_id, case s.outcome when 'fail' then r.topic end as topic, case s.outcome when 'unknown' then r."settledBy" end as settled_by,
      count(distinct s.asset_id)::integer as assets
    from (select s.* from ${results}) as s, jsonb_to_recordset(s.reasons) as r (topic text, state text, "settledBy" text)
    where r.state = s.outcome
    group by 1, 2, 3
  `.execute(tx);
  const nearest = await sql<
    Omit<NearestMiss, 'reasons'> & { villageId: number | null; reasons: readonly OpenReason[] }
  >`
    select n.village_id, n.asset_id as id, a.name, n.score, n.reasons
    from (
      select distinct on (s.village_id) s.village_id, s.asset_id, s.score, s.reasons from ${results} and s.outcome <> 'pass'
      order by s.village_id, jsonb_array_length(s.reasons), s.score desc, s.asset_id) as n
    join assets.asset as a on a.regency_id = ${tx.regencyId} and a.id = n.asset_id
  `.execute(tx);
  return counted.rows.map((tally) => {
    const own = open.rows.filter(({ villageId }) => villageId === tally.villageId);
    const of = (key: 'topic' | 'settledBy') =>
      Object.fromEntries(own.flatMap((each) => (each[key] === null ? [] : [[each[key], each.assets]])));
    const miss = nearest.rows.find(({ villageId }) => villageId === tally.villageId);
    return {
      ...tally,
      ...{ missed: of('topic'), waiting: of('settledBy') },
      nearest:
        miss === undefined
          ? null
          : { id: miss.id, name: miss.name, score: miss.score, reasons: reasonsOf(use, miss.reasons, nameOf) },
    };
  });
}
