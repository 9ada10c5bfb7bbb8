import { sql } from 'kysely';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegionId } from '../kernel/ids.ts';
import type { Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import type { CooperativeRow } from './cooperative.schema.ts';
import { type FacilityState, facilityStates, type OperationState, operationStates } from './state.ts';

/** Takes the cooperative's row for this transaction, so that two reports about it are decided one after the other. */
export async function lockCooperative(tx: Tx, id: Id<'cooperative'>): Promise<void> {
  const row = await tx
    .selectFrom('cooperatives.cooperative')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw cooperativeRefusals.notFound({});
}

interface RegisterLine {
  readonly id: Id<'cooperative'>;
  readonly name: string;
  readonly facility: FacilityState;
  readonly facilitySince: BusinessDate | null;
  readonly operation: OperationState;
  readonly operationSince: BusinessDate | null;
  readonly withBumnPartner: boolean;
  readonly villages: CooperativeRow['villages'];
}

/**
 * What the register says of each cooperative on a day. The state in the cooperative's row is that of its last action, so it holds on
 * every day since; only where it began later than `day` are the actions asked, one by index for each axis. Everything about a line is
 * found from the line: behind row-level security PostgreSQL expects a handful of rows and would join whole tables by loops.
 */
const linesOn = (tx: Tx, day: BusinessDate, only: Id<'cooperative'> | null) => {
  const { regencyId } = tx;
  const earlier = (axis: 'facility' | 'operation') => sql`
    select action.state, action.effective_on
    from cooperatives.state_action as action
    where ${sql.ref(`c.${axis}_since`)} > ${day} and action.regency_id = ${regencyId} and action.cooperative_id = c.id
      and action.axis = ${axis} and action.effective_on <= ${day}
      and not exists (
        select from cooperatives.state_action as correction
        where correction.regency_id = ${regencyId} and correction.corrects_id = action.id)
    order by action.effective_on desc, action.recorded_at desc, action.id desc
    limit 1`;
  const served = sql`
    select min(code.code) as first_code, array_agg(substring(code.code from '^(.*)[.]')) as districts,
      jsonb_agg(jsonb_build_object('code', code.code, 'name', village.name, 'district', district.name) order by code.code) as villages
    from cooperatives.service_area as area
    join reference.region as village on village.id = area.village_id
    join reference.region as district on district.id = village.parent_id
    join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
      and code.valid_from <= ${day} and code.valid_to > ${day}
    where area.regency_id = ${regencyId} and area.cooperative_id = c.id
      and area.valid_from <= ${day} and (area.valid_to is null or area.valid_to > ${day})`;
  return sql`
    line as materialized (
      select c.id, c.name,
        case when c.facility_since > ${day} then coalesce(facility.state, 'none') else c.facility_state end as facility,
        case when c.facility_since > ${day} then facility.effective_on else c.facility_since end as facility_since,
        case when c.operation_since > ${day} then coalesce(operation.state, 'unknown') else c.operation_state end as operation,
        case when c.operation_since > ${day} then operation.effective_on else c.operation_since end as operation_since,
        c.id in (
          select active.cooperative_id from partners.active_on(${regencyId}, ${day}) as active where active.kind = 'bumn') as with_bumn_partner,
        coalesce(served.villages, '[]') as villages, coalesce(served.first_code, '') as first_code, served.districts
      from cooperatives.cooperative as c
      left join lateral (${earlier('facility')}) as facility on true
      left join lateral (${earlier('operation')}) as operation on true
      left join lateral (${served}) as served on true
      where c.regency_id = ${regencyId} and (${only}::uuid is null or c.id = ${only}::uuid)
        and exists (
          select from cooperatives.service_area as area
          where area.regency_id = ${regencyId} and area.cooperative_id = c.id and area.valid_from <= ${day}))`;
};

/** Every cooperative the reader may see, as of a day, by name: one line each. For what needs the whole city; lists page. */
export async function registerOn(tx: Tx, day: BusinessDate, only?: Id<'cooperative'>): Promise<RegisterLine[]> {
  const { rows } = await sql<RegisterLine>`
    with ${linesOn(tx, day, only ?? null)}
    select id, name, facility, facility_since, operation, operation_since, with_bumn_partner, villages from line order by name
  `.execute(tx);
  return rows;
}

export interface RegisterAsked {
  readonly search?: string;
  readonly district?: string;
  readonly facility?: FacilityState;
  readonly operation?: OperationState;
  readonly withBumnPartner?: boolean;
  readonly funding?: string;
  readonly sort?: 'name' | 'district' | 'facility' | 'operation';
  readonly after?: string;
  readonly limit?: number;
}

interface RegisterPage extends Page<RegisterLine> {
  /** Kecamatan in which the reader has cooperatives, whatever is filtered. */
  readonly districts: { code: string; name: string }[];
}

/** What a list is sorted by first, as text; ties end by name. The furthest built and the trading come first. */
const sortKeys = {
  name: sql`''`,
  district: sql`first_code`,
  facility: sql`(9 - array_position(${[...facilityStates]}::text[], facility))::text`,
  operation: sql`array_position(${[...operationStates]}::text[], operation)::text`,
};

/** One page of the register. The cursor is the id of the last line seen, wherever that line stands by now. */
export async function registerPage(tx: Tx, day: BusinessDate, asked: RegisterAsked): Promise<RegisterPage> {
  const { facility = null, operation = null, withBumnPartner = null, district = null, limit = 50 } = asked;
  const { after = null, search = null, funding = null } = asked;
  const { rows } = await sql<{ total: number; page: RegisterLine[]; districts: RegisterPage['districts'] }>`
    with ${linesOn(tx, day, null)},
    placed as (select line.*, ${sortKeys[asked.sort ?? 'name']} as sort_key, name collate "id-x-icu" as sort_name from line),
    wanted as (
      select * from placed
      where (${facility}::text is null or facility = ${facility}) and (${operation}::text is null or operation = ${operation})
        and (${withBumnPartner}::boolean is null or with_bumn_partner = ${withBumnPartner})
        and (${district}::text is null or ${district} = any (districts))
        and (${funding}::text is null or exists (
          select from cooperatives.cooperative
          where regency_id = ${tx.regencyId} and cooperative.id = placed.id and coalesce(funding_code, 'none') = ${funding}))
        and (${search}::text is null or strpos(lower(name), lower(${search})) > 0)),
    page as (
      select wanted.* from wanted
      left join placed as seen on seen.id::text = ${after}
      where seen.id is null or (wanted.sort_key, wanted.sort_name, wanted.id) > (seen.sort_key, seen.sort_name, seen.id)
      order by wanted.sort_key, wanted.sort_name, wanted.id limit ${limit + 1})
    select (select count(*) from wanted)::integer as total,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'villages', villages, 'facility', facility,
          'facilitySince', facility_since, 'operation', operation, 'operationSince', operation_since,
          'withBumnPartner', with_bumn_partner) order by sort_key, sort_name, id), '[]') from page) as page,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('code', substring(village ->> 'code' from '^(.*)[.]'),
          'name', village ->> 'district')), '[]') from line, jsonb_array_elements(villages) as village) as districts
  `.execute(tx);
  const { total, page, districts } = present(rows[0], 'one row');
  const shown = page.slice(0, limit);
  const next = page.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { rows: shown, next, total, districts: districts.toSorted((a, b) => a.code.localeCompare(b.code)) };
}

interface Funding {
  readonly code: string;
  readonly name: string;
  readonly legalBasis: string;
}

interface Profile {
  readonly address: string | null;
  readonly establishedOn: BusinessDate | null;
  readonly funding: Funding | null;
}

export async function fundingSourcesOn(tx: Tx, day: BusinessDate): Promise<Funding[]> {
  return await tx
    .selectFrom('reference.fundingSource')
    .select(['code', 'name', 'legalBasis'])
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .orderBy('code')
    .execute();
}

/** @throws cooperatives/not-found */
export async function profileOf(tx: Tx, id: Id<'cooperative'>, day: BusinessDate): Promise<Profile> {
  const row = await tx
    .selectFrom('cooperatives.cooperative as c')
    .leftJoin('reference.fundingSource as f', (join) =>
      join
        .onRef('f.code', '=', 'c.fundingCode')
        .on('f.validFrom', '<=', day)
        .on((on) => on.or([on('f.validTo', 'is', null), on('f.validTo', '>', day)])),
    )
    .select(['c.address', 'c.establishedOn', 'f.code', 'f.name as fundingName', 'f.legalBasis'])
    .where('c.regencyId', '=', tx.regencyId)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw cooperativeRefusals.notFound({});
  const { code, fundingName, legalBasis } = row;
  return {
    address: row.address,
    establishedOn: row.establishedOn,
    funding:
      code !== null && fundingName !== null && legalBasis !== null ? { code, name: fundingName, legalBasis } : null,
  };
}

/** @throws cooperatives/not-found */
export async function updateProfile(
  tx: Tx,
  id: Id<'cooperative'>,
  profile: { address?: string | null; establishedOn?: string | null; fundingCode?: string | null },
): Promise<void> {
  const updated = await tx
    .updateTable('cooperatives.cooperative')
    .set(profile)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) throw cooperativeRefusals.notFound({});
}

/** Which cooperatives serve any of these kelurahan on a day: how far the grant of a lurah or camat reaches. */
export async function cooperativesServing(
  tx: Tx,
  villageIds: readonly RegionId[],
  day: BusinessDate,
): Promise<Id<'cooperative'>[]> {
  if (villageIds.length === 0) return [];
  const rows = await tx
    .selectFrom('cooperatives.serviceArea')
    .select('cooperativeId')
    .distinct()
    .where('regencyId', '=', tx.regencyId)
    .where('villageId', 'in', [...villageIds])
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .execute();
  return rows.map((row) => row.cooperativeId);
}

export interface NewCooperative {
  readonly id: Id<'cooperative'>;
  readonly name: string;
  readonly villageId: RegionId;
  readonly servesFrom: BusinessDate;
}

export async function insertCooperatives(tx: Tx, cooperatives: readonly NewCooperative[]): Promise<void> {
  if (cooperatives.length === 0) return;
  const { regencyId } = tx;
  await tx
    .insertInto('cooperatives.cooperative')
    .values(cooperatives.map(({ id, name }) => ({ regencyId, id, name })))
    .execute();
  await tx
    .insertInto('cooperatives.serviceArea')
    .values(
      cooperatives.map(({ id, villageId, servesFrom }) => ({
        regencyId,
        cooperativeId: id,
        villageId,
        validFrom: servesFrom,
      })),
    )
    .execute();
}

/** Kelurahan of this city that a cooperative already serves. */
export async function servedVillages(tx: Tx): Promise<Set<number>> {
  const rows = await tx
    .selectFrom('cooperatives.serviceArea')
    .select('villageId')
    .distinct()
    .where('regencyId', '=', tx.regencyId)
    .execute();
  return new Set(rows.map((row) => row.villageId));
}

/** Whether it is there and the reader may see it. */
export async function cooperativeExists(tx: Tx, id: Id<'cooperative'>): Promise<boolean> {
  const row = await tx
    .selectFrom('cooperatives.cooperative')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function namesOf(tx: Tx, ids: readonly Id<'cooperative'>[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('cooperatives.cooperative')
    .select(['id', 'name'])
    .where('regencyId', '=', tx.regencyId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
