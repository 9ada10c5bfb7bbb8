import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { addDays, type BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf, ReplyOf } from '../kernel/call.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import { rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import { conditionsOf, cursorId } from './asset-list.store.ts';
import {
  type IdleGroup,
  type IdleRow,
  type IdleSums,
  type idleSummaryCall,
  type listIdleCall,
  termEndingDays,
} from './idle.schema.ts';

const groups: Readonly<Record<IdleGroup, (day: BusinessDate) => RawBuilder<SqlBool>>> = {
  idle: () => sql`owner_kind = 'regency' and current_use = 'idle' and withdrawn_on is null`,
  term_ending: (day) =>
    sql`owner_kind = 'regency' and withdrawn_on is null and used_until <= ${addDays(day, termEndingDays)}`,
  withdrawn_promised: () => sql`current_use = 'promised' and withdrawn_on is not null`,
};

interface StoredSums {
  readonly code: string | null;
  readonly name: string | null;
  readonly count: number;
  readonly areaDm2: number;
  readonly areaUnknown: number;
  readonly priceIdr: number;
  readonly priceUnknown: number;
  readonly rentIdr: number;
  readonly rentUnknown: number;
  readonly upkeepIdr: number;
  readonly upkeepUnknown: number;
  readonly samples: number;
}

/** What is known is summed, what is not is counted: a sum over half of the assets must say so. */
export async function idleSummary(
  tx: Tx,
  day: BusinessDate,
  { group = 'idle' }: QueryOf<typeof idleSummaryCall>,
): Promise<ReplyOf<typeof idleSummaryCall>> {
  const { rows } = await sql<StoredSums>`
    with of_district as (
      select village.parent_id as district_id, counted.*
      from (
        select village_id, area_dm2, price_idr, fair_rent_year_idr, upkeep_year_idr, sample
        from assets.asset where ${await conditionsOf(tx, day, {})} and ${groups[group](day)}) as counted
      left join reference.region as village on village.id = counted.village_id)
    select code.code, district.name, count(*)::integer as count,
      ${sumOf('area_dm2')} as area_dm2, (count(*) - count(area_dm2))::integer as area_unknown,
      ${sumOf('price_idr')} as price_idr, (count(*) - count(price_idr))::integer as price_unknown,
      ${sumOf('fair_rent_year_idr')} as rent_idr, (count(*) - count(fair_rent_year_idr))::integer as rent_unknown,
      ${sumOf('upkeep_year_idr')} as upkeep_idr, (count(*) - count(upkeep_year_idr))::integer as upkeep_unknown,
      (count(*) filter (where sample))::integer as samples
    from of_district
    left join reference.region as district on district.id = of_district.district_id
    left join reference.region_code as code on code.region_id = district.id and code.authority = 'kemendagri'
      and code.valid_from <= ${day} and code.valid_to > ${day}
    group by code.code, district.name
    order by code.code nulls last
  `.execute(tx);
  return {
    whole: sumsOf(rows.reduce(added, { ...nothing })),
    districts: rows.map((row) => ({ code: row.code, name: row.name, sums: sumsOf(row) })),
  };
}

/** Stops where numbers stop being exact: ten slips of too many digits in a register would else leave the city without its page. */
const sumOf = (column: string): RawBuilder<number> =>
  sql`least(coalesce(sum(${sql.ref(column)}), 0), ${Number.MAX_SAFE_INTEGER}::bigint)::bigint`;
const both = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER);

const nothing: Omit<StoredSums, 'code' | 'name'> = {
  ...{ count: 0, areaDm2: 0, areaUnknown: 0, priceIdr: 0, priceUnknown: 0, rentIdr: 0, rentUnknown: 0 },
  ...{ upkeepIdr: 0, upkeepUnknown: 0, samples: 0 },
};

function added(sum: typeof nothing, row: StoredSums): typeof nothing {
  return {
    count: sum.count + row.count,
    ...{ areaDm2: both(sum.areaDm2, row.areaDm2), areaUnknown: sum.areaUnknown + row.areaUnknown },
    ...{ priceIdr: both(sum.priceIdr, row.priceIdr), priceUnknown: sum.priceUnknown + row.priceUnknown },
    ...{ rentIdr: both(sum.rentIdr, row.rentIdr), rentUnknown: sum.rentUnknown + row.rentUnknown },
    ...{ upkeepIdr: both(sum.upkeepIdr, row.upkeepIdr), upkeepUnknown: sum.upkeepUnknown + row.upkeepUnknown },
    samples: sum.samples + row.samples,
  };
}

function sumsOf(row: typeof nothing): IdleSums {
  return {
    ...{ count: row.count, areaM2: row.areaDm2 / 100, areaUnknown: row.areaUnknown, samples: row.samples },
    price: { knownIdr: rupiah(row.priceIdr), unknown: row.priceUnknown },
    fairRentYear: { knownIdr: rupiah(row.rentIdr), unknown: row.rentUnknown },
    upkeepYear: { knownIdr: rupiah(row.upkeepIdr), unknown: row.upkeepUnknown },
  };
}

interface StoredIdle extends Omit<IdleRow, 'areaM2' | 'source'> {
  readonly areaDm2: number | null;
  readonly sourceName: string;
  readonly sourceDate: BusinessDate;
  readonly sample: boolean;
  readonly total: number;
}

export async function idlePage(
  tx: Tx,
  day: BusinessDate,
  { group = 'idle', district, after, limit = 50 }: QueryOf<typeof listIdleCall>,
): Promise<Page<IdleRow>> {
  const where = sql`${await conditionsOf(tx, day, district === undefined ? {} : { district })} and ${groups[group](day)}`;
  const key = sql`coalesce(price_idr, -1)`;
  const seen = (what: RawBuilder<unknown>) =>
    sql`(select ${what} from assets.asset where regency_id = ${tx.regencyId} and id = ${cursorId(after ?? '')}::uuid)`;
  const { rows } = await sql<StoredIdle>`
    select page.*, village.name as village, district.name as district,
      (select count(*) from (select from assets.asset where ${where} limit ${countedMax + 1}) as counted)::integer as total
    from (
      select id, name, coalesce(asset_code || ' / ' || register, owner_number) as number, village_id, area_dm2, price_idr, fair_rent_year_idr,
        upkeep_year_idr, current_user_name, used_until, withdrawn_on, withdrawn_reason, source_name, source_date, sample
      from assets.asset
      where ${where} ${after === undefined ? sql`` : sql`and (${key}, id) < (${seen(key)}, ${seen(sql`id`)})`}
      order by ${key} desc, id desc limit ${limit + 1}) as page
    left join reference.region as village on village.id = page.village_id
    left join reference.region as district on district.id = village.parent_id
    order by coalesce(page.price_idr, -1) desc, page.id desc
  `.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map(({ areaDm2, sourceName, sourceDate, sample, total: _, ...row }) => ({
      ...row,
      areaM2: areaDm2 === null ? null : areaDm2 / 100,
      source: { name: sourceName, date: sourceDate, sample },
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}
