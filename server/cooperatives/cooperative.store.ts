import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegionId } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import type { CooperativeRow } from './cooperative.schema.ts';
import type { FacilityState, OperationState } from './state.ts';

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
 * Every cooperative the reader may see, as of a day, by name: one line each. A city has tens to hundreds, so callers filter
 * and page what this returns.
 */
export async function registerOn(tx: Tx, day: BusinessDate, only?: Id<'cooperative'>): Promise<RegisterLine[]> {
  const { rows } = await sql<RegisterLine>`
    select state.cooperative_id as id, state.name, state.facility, state.facility_since, state.operation, state.operation_since,
      exists (
        select from partners.active_on(${tx.regencyId}, ${day}) as active
        where active.cooperative_id = state.cooperative_id and active.kind = 'bumn') as with_bumn_partner,
      coalesce(villages.list, '[]') as villages
    from cooperatives.states_on(${tx.regencyId}, ${day}) as state
    left join lateral (
      select jsonb_agg(jsonb_build_object('code', code.code, 'name', village.name, 'district', district.name) order by code.code) as list
      from cooperatives.service_area as area
      join reference.region as village on village.id = area.village_id
      join reference.region as district on district.id = village.parent_id
      join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
        and code.valid_from <= ${day} and code.valid_to > ${day}
      where area.regency_id = ${tx.regencyId} and area.cooperative_id = state.cooperative_id
        and area.valid_from <= ${day} and (area.valid_to is null or area.valid_to > ${day})
    ) as villages on true
    where ${only ?? null}::uuid is null or state.cooperative_id = ${only ?? null}::uuid
    order by state.name
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
