import { type Kysely, sql } from 'kysely';
import { assert } from '../kernel/assert.ts';
import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import { type Id, id, type RegencyId, regionId } from '../kernel/ids.ts';
import type { DB } from '../platform/db/schema.generated.ts';
import { type Grant, type Scope, scopeColumns } from './grant.ts';
import { isRoleName } from './role.ts';

/** Grants belong to no tenant, so either a regency's transaction or the pool will do. */
export type Connection = Kysely<DB>;

const columns = [
  'id',
  'userId',
  'role',
  'regencyId',
  'districtId',
  'villageId',
  'cooperativeId',
  'partnerId',
  'lenderId',
  'validFrom',
  'validTo',
] as const;

/** Every grant the person ever held, oldest first. */
export async function grantsOf(connection: Connection, userId: string): Promise<Grant[]> {
  const rows = await connection
    .selectFrom('auth.grant')
    .select(columns)
    .where('userId', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(grantFrom);
}

export async function findGrant(connection: Connection, grantId: Id<'grant'>): Promise<Grant | undefined> {
  const row = await connection.selectFrom('auth.grant').select(columns).where('id', '=', grantId).executeTakeFirst();
  return row && grantFrom(row);
}

/** Whether a partner's grant reaches every city: only the operator gives such a one. */
export async function isOfAllCities(connection: Connection, grantId: Id<'grant'>): Promise<boolean> {
  const grant = await findGrant(connection, grantId);
  return grant?.scope.kind === 'partner' && grant.scope.regencyId === undefined;
}

/** A grant with the moments, if any, at which it and its holder were taken out of service. */
export interface HeldGrant {
  readonly grant: Grant;
  readonly endedAt: Instant | null;
  readonly disabledAt: Instant | null;
}

export async function heldGrant(connection: Connection, grantId: Id<'grant'>): Promise<HeldGrant | undefined> {
  const row = await connection
    .selectFrom('auth.grant')
    .innerJoin('auth.user', 'auth.user.id', 'auth.grant.userId')
    .select(columns.map((column) => `auth.grant.${column}` as const))
    .select(['auth.grant.endedAt', 'auth.user.disabledAt'])
    .where('auth.grant.id', '=', grantId)
    .executeTakeFirst();
  return row && { grant: grantFrom(row), endedAt: row.endedAt, disabledAt: row.disabledAt };
}

/** Every grant that ever reached a regency, those of the nation included, oldest first. */
export async function grantsReaching(connection: Connection, regencyId: RegencyId): Promise<Grant[]> {
  const rows = await connection
    .selectFrom('auth.grant')
    .select(columns)
    .where((eb) => eb.or([eb('regencyId', '=', regencyId), eb('regencyId', 'is', null)]))
    .orderBy('id')
    .execute();
  return rows.map(grantFrom);
}

export async function insertGrant(
  connection: Connection,
  grant: Grant & { readonly givenBy: string | undefined },
): Promise<void> {
  const { scope, givenBy, ...rest } = grant;
  await connection
    .insertInto('auth.grant')
    .values({ ...rest, ...scopeColumns(scope), givenBy: givenBy ?? null })
    .execute();
}

/** Ends a grant that holds today; it counts no more from the next request on. False when there is none such there. */
export async function endGrantRow(
  connection: Connection,
  { id, within, by, today }: { id: Id<'grant'>; within: RegencyId | 'anywhere'; by?: string; today: BusinessDate },
): Promise<boolean> {
  const ending = connection
    .updateTable('auth.grant')
    .set({ validTo: sql`greatest(valid_from, ${today}::date)`, endedBy: by ?? null, endedAt: sql`now()` })
    .where('id', '=', id)
    .where('validTo', '>', today);
  const ended = await (within === 'anywhere' ? ending : ending.where('regencyId', '=', within)).executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/**
 * Whether this person still acts under this grant; if so, both stay as they are until the transaction ends. Two who end each other's
 * at once wait for each other: one is rerun, and by then acts under nothing.
 */
export async function holdsFast(
  connection: Connection,
  { grantId, userId }: { grantId: Id<'grant'>; userId: string },
  today: BusinessDate,
): Promise<boolean> {
  const held = await connection
    .selectFrom('auth.grant')
    .innerJoin('auth.user', 'auth.user.id', 'auth.grant.userId')
    .select('auth.grant.id')
    .where('auth.grant.id', '=', grantId)
    .where('auth.user.id', '=', userId)
    .where('auth.grant.validTo', '>', today)
    .where('auth.user.disabledAt', 'is', null)
    .forShare()
    .executeTakeFirst();
  return held !== undefined;
}

/** Regencies that someone holds a grant in: the cities this system runs. */
export async function regenciesInUse(connection: Connection): Promise<RegencyId[]> {
  const rows = await connection
    .selectFrom('auth.grant')
    .select('regencyId')
    .distinct()
    .where('regencyId', 'is not', null)
    .orderBy('regencyId')
    .execute();
  return rows.flatMap((row) => row.regencyId ?? []);
}

/** The columns that say where a grant or an offer of one holds. */
export interface ScopeRow {
  readonly regencyId: RegencyId | null;
  readonly districtId: number | null;
  readonly villageId: number | null;
  readonly cooperativeId: Id<'cooperative'> | null;
  readonly partnerId: Id<'partner'> | null;
  readonly lenderId: string | null;
}

export function scopeFrom(row: ScopeRow): Scope {
  const { regencyId, districtId, villageId, cooperativeId, partnerId, lenderId } = row;
  const where = regencyId === null ? {} : { regencyId };
  if (partnerId !== null) return { kind: 'partner', ...where, partnerId };
  if (lenderId !== null) return { kind: 'lender', ...where, lenderId: id<'lender'>(lenderId) };
  if (regencyId === null) return { kind: 'nation' };
  if (districtId !== null) return { kind: 'district', regencyId, districtId: regionId(districtId) };
  if (villageId !== null) return { kind: 'village', regencyId, villageId: regionId(villageId) };
  if (cooperativeId !== null) return { kind: 'cooperative', regencyId, cooperativeId };
  return { kind: 'regency', regencyId };
}

interface GrantRow extends ScopeRow {
  readonly id: Id<'grant'>;
  readonly userId: string;
  readonly role: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate;
}

function grantFrom(row: GrantRow): Grant {
  assert(isRoleName(row.role), `a grant names an unknown role: ${row.role}`);
  const { userId, role, validFrom, validTo } = row;
  return { id: row.id, userId, role, scope: scopeFrom(row), validFrom, validTo };
}
