import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type Id, type RegionId, regionId } from '../kernel/ids.ts';
import type { Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
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
 * What the register says of each cooperative on a day, but for its villages. The state in the cooperative's row is that of its last
 * action, so it holds on every day since; only where it began later than `day` are the actions asked, one by index for each axis.
 */
const linesOn = (tx: Tx, day: BusinessDate, only?: Id<'cooperative'>) => {
  const { regencyId } = tx;
  const earlier = (axis: 'facility' | 'operation') => sql`
    select action.state, action.effective_on
    from cooperatives.state_action as action
    where ${sql.ref(`c.${axis}_since`)} > ${day} and action.regency_id = ${regencyId} and action.cooperative_id = c.id
      and action.axis = ${axis} and action.effective_on <= ${day}
      and action.id not in (
        select correction.corrects_id from cooperatives.state_action as correction
        where correction.regency_id = ${regencyId} and correction.corrects_id is not null)
    order by action.effective_on desc, action.recorded_at desc, action.id desc
    limit 1`;
  return sql`
    select c.id, c.name, c.funding_code,
      case when c.facility_since > ${day} then coalesce(facility.state, 'none') else c.facility_state end as facility,
      case when c.facility_since > ${day} then facility.effective_on else c.facility_since end as facility_since,
      case when c.operation_since > ${day} then coalesce(operation.state, 'unknown') else c.operation_state end as operation,
      case when c.operation_since > ${day} then operation.effective_on else c.operation_since end as operation_since,
      c.id in (
        select active.cooperative_id from partners.active_on(${regencyId}, ${day}) as active where active.kind = 'bumn') as with_bumn_partner
    from cooperatives.cooperative as c
    left join lateral (${earlier('facility')}) as facility on true
    left join lateral (${earlier('operation')}) as operation on true
    where c.regency_id = ${regencyId} and ${withinReach(tx, 'c.id', 'known')} ${only === undefined ? sql`` : sql`and c.id = ${only}`}
      and exists (
        select from cooperatives.service_area as area
        where area.regency_id = ${regencyId} and area.cooperative_id = c.id and area.valid_from <= ${day})`;
};

/** Which cooperative serves which kelurahan on a day. */
const servedOn = (tx: Tx, day: BusinessDate) => sql`
  cooperatives.service_area as area
  join reference.region as village on village.id = area.village_id and area.regency_id = ${tx.regencyId}
    and ${withinReach(tx, 'area.cooperative_id', 'known')} and area.valid_from <= ${day} and (area.valid_to is null or area.valid_to > ${day})`;

const codeOn = (day: BusinessDate, region: string) => sql`
  reference.region_code as code on code.region_id = ${sql.ref(region)} and code.authority = 'kemendagri'
    and code.valid_from <= ${day} and code.valid_to > ${day}`;

type Line = Omit<RegisterLine, 'villages'>;
type Villages = CooperativeRow['villages'];

/** The kelurahan each cooperative serves on a day, by code; of these cooperatives, or of all that the reader may see. */
async function villagesServed(
  tx: Tx,
  day: BusinessDate,
  ids?: readonly Id<'cooperative'>[],
): Promise<Map<Id<'cooperative'>, Villages>> {
  const { rows } = await sql<Villages[number] & { cooperativeId: Id<'cooperative'> }>`
    select area.cooperative_id, code.code, village.name, district.name as district
    from ${servedOn(tx, day)}
    join reference.region as district on district.id = village.parent_id
    join ${codeOn(day, 'village.id')}
    ${ids === undefined ? sql`` : sql`where area.cooperative_id = any (${ids}::uuid[])`}
    order by code.code
  `.execute(tx);
  const served = new Map<Id<'cooperative'>, Villages>();
  for (const { cooperativeId, ...village } of rows) {
    served.set(cooperativeId, [...(served.get(cooperativeId) ?? []), village]);
  }
  return served;
}

function withVillages(lines: readonly Line[], served: ReadonlyMap<Id<'cooperative'>, Villages>): RegisterLine[] {
  return lines.map((line) => ({ ...line, villages: served.get(line.id) ?? [] }));
}

/** Every cooperative the reader may see, as of a day, by name: one line each. For what needs the whole city; lists page. */
export async function registerOn(tx: Tx, day: BusinessDate, only?: Id<'cooperative'>): Promise<RegisterLine[]> {
  const [{ rows }, served] = await Promise.all([
    sql<Line>`
      select id, name, facility, facility_since, operation, operation_since, with_bumn_partner
      from (${linesOn(tx, day, only)}) as line order by name
    `.execute(tx),
    villagesServed(tx, day, only && [only]),
  ]);
  return withVillages(rows, served);
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

type District = { readonly code: string; readonly name: string };

interface RegisterPage extends Page<RegisterLine> {
  /** Kecamatan in which the reader has cooperatives, whatever is filtered. */
  readonly districts: District[];
}

/** One page of the register, with the villages of its lines only. */
export async function registerPage(tx: Tx, day: BusinessDate, asked: RegisterAsked): Promise<RegisterPage> {
  const { limit = 50 } = asked;
  const [lines, districts] = await Promise.all([linesOfPage(tx, day, { ...asked, limit }), districtsServed(tx, day)]);
  const shown = lines.slice(0, limit);
  const ids = shown.map(({ id }) => id);
  return {
    rows: withVillages(
      shown.map(({ total: _, ...line }) => line),
      await villagesServed(tx, day, ids),
    ),
    next: lines.length > limit ? (ids.at(-1) ?? null) : null,
    total: lines[0]?.total ?? 0,
    districts,
  };
}

async function districtsServed(tx: Tx, day: BusinessDate): Promise<District[]> {
  const { rows } = await sql<District>`
    select code.code, district.name
    from (select distinct village.parent_id as id from ${servedOn(tx, day)}) as served
    join reference.region as district using (id)
    join ${codeOn(day, 'district.id')}
    order by code.code
  `.execute(tx);
  return rows;
}

/** What a list is sorted by first, as text; ties end by name. The furthest built and the trading come first. */
const sortKeys: Readonly<
  Record<NonNullable<RegisterAsked['sort']>, (tx: Tx, day: BusinessDate) => RawBuilder<string>>
> = {
  name: () => sql`''`,
  district: (tx, day) => sql`coalesce((
    select min(code.code) from ${servedOn(tx, day)} join ${codeOn(day, 'village.id')} where area.cooperative_id = line.id), '')`,
  facility: () => sql`(9 - array_position(${[...facilityStates]}::text[], facility))::text`,
  operation: () => sql`array_position(${[...operationStates]}::text[], operation)::text`,
};

function conditionsOf(tx: Tx, day: BusinessDate, asked: RegisterAsked): RawBuilder<SqlBool> {
  const { facility, operation, withBumnPartner, funding, search, district } = asked;
  const conditions = [sql<SqlBool>`true`];
  if (facility !== undefined) conditions.push(sql`facility = ${facility}`);
  if (operation !== undefined) conditions.push(sql`operation = ${operation}`);
  if (withBumnPartner !== undefined) conditions.push(sql`with_bumn_partner = ${withBumnPartner}`);
  if (funding !== undefined) conditions.push(sql`coalesce(funding_code, 'none') = ${funding}`);
  if (search !== undefined) conditions.push(sql`strpos(lower(name), lower(${search})) > 0`);
  if (district !== undefined)
    conditions.push(sql`id in (
      select area.cooperative_id from ${servedOn(tx, day)} join ${codeOn(day, 'village.parent_id')} where code.code = ${district})`);
  return sql.join(conditions, sql` and `);
}

/** What follows the line seen last, wherever that line stands by now; everything, once it is gone. */
const isAfter = (seen: string) => sql`
  where not exists (select from placed where id::text = ${seen})
    or (sort_key, sort_name, id) > (select sort_key, sort_name, id from placed where id::text = ${seen})`;

/** One line more than asked for, if there is one. */
async function linesOfPage(
  tx: Tx,
  day: BusinessDate,
  asked: RegisterAsked & { readonly limit: number },
): Promise<(Line & { readonly total: number })[]> {
  const { rows } = await sql<Line & { total: number }>`
    with placed as materialized (
      select line.*, ${sortKeys[asked.sort ?? 'name'](tx, day)} as sort_key, name collate "id-x-icu" as sort_name
      from (${linesOn(tx, day)}) as line),
    wanted as (select *, (count(*) over ())::integer as total from placed where ${conditionsOf(tx, day, asked)})
    select wanted.id, wanted.name, wanted.facility, wanted.facility_since, wanted.operation, wanted.operation_since,
      wanted.with_bumn_partner, wanted.total
    from wanted
    ${asked.after === undefined ? sql`` : isAfter(asked.after)}
    order by wanted.sort_key, wanted.sort_name, wanted.id
    limit ${asked.limit + 1}
  `.execute(tx);
  return rows;
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

/** Which kelurahan these cooperatives serve on a day: where the assets lie that their boards see. */
export async function villagesServedBy(
  tx: Tx,
  cooperativeIds: readonly Id<'cooperative'>[],
  day: BusinessDate,
): Promise<RegionId[]> {
  const rows = await tx
    .selectFrom('cooperatives.serviceArea')
    .select('villageId')
    .distinct()
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', 'in', [...cooperativeIds])
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .execute();
  return rows.map((row) => regionId(row.villageId));
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
