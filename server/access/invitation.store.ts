import { sql } from 'kysely';
import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/business-date.ts';
import type { Id, RegencyId } from '../kernel/ids.ts';
import { type Connection, type ScopeRow, scopeFrom } from './grant.store.ts';
import { type Offer, scopeColumns } from './grant.ts';
import { isRoleName } from './role.ts';

export interface Invitation extends Offer {
  readonly id: Id<'invitation'>;
  readonly email: string;
  readonly regencyId: RegencyId;
  readonly invitedBy: string;
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  readonly state: 'open' | 'accepted' | 'withdrawn' | 'expired';
}

const columns = [
  'id',
  'email',
  'role',
  'regencyId',
  'districtId',
  'villageId',
  'cooperativeId',
  'partnerId',
  'lenderId',
  'validTo',
  'invitedBy',
  'invitedAt',
  'expiresAt',
] as const;

const state = sql<Invitation['state']>`case when accepted_at is not null then 'accepted'
  when withdrawn_at is not null then 'withdrawn' when expires_at <= now() then 'expired' else 'open' end`;

/** The invitations of a regency, the latest first. */
export async function invitationsIn(connection: Connection, regencyId: RegencyId): Promise<Invitation[]> {
  const rows = await connection
    .selectFrom('auth.invitation')
    .select([...columns, state.as('state')])
    .where('regencyId', '=', regencyId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(invitationFrom);
}

/** The open invitation whose link this is. */
export async function findOpenInvitation(connection: Connection, tokenHash: Buffer): Promise<Invitation | undefined> {
  const row = await connection
    .selectFrom('auth.invitation')
    .select([...columns, state.as('state')])
    .where('tokenHash', '=', tokenHash)
    .where(state, '=', 'open')
    .executeTakeFirst();
  return row && invitationFrom(row);
}

/** A known id violates `invitation_pk`. */
export async function insertInvitation(
  connection: Connection,
  invitation: Offer & {
    id: Id<'invitation'>;
    email: string;
    invitedBy: string;
    tokenHash: Buffer;
    regencyId: RegencyId;
  },
): Promise<Instant> {
  const { scope, ...rest } = invitation;
  const row = await connection
    .insertInto('auth.invitation')
    .values({ ...rest, ...scopeColumns(scope), regencyId: rest.regencyId, expiresAt: sql`now() + interval '7 days'` })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  return row.expiresAt;
}

/** False when it is not open any more: of two who accept at once, one does. */
export async function markAccepted(
  connection: Connection,
  id: Id<'invitation'>,
  grantId: Id<'grant'>,
): Promise<boolean> {
  const marked = await connection
    .updateTable('auth.invitation')
    .set({ acceptedAt: sql`now()`, grantId })
    .where('id', '=', id)
    .where(state, '=', 'open')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

export async function markWithdrawn(
  connection: Connection,
  id: Id<'invitation'>,
  regencyId: RegencyId,
): Promise<boolean> {
  const marked = await connection
    .updateTable('auth.invitation')
    .set({ withdrawnAt: sql`now()` })
    .where('id', '=', id)
    .where('regencyId', '=', regencyId)
    .where(state, '=', 'open')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

type Row = Omit<Invitation, 'role' | 'scope' | 'regencyId'> & ScopeRow & { role: string; regencyId: RegencyId };

function invitationFrom(row: Row): Invitation {
  assert(isRoleName(row.role), `an invitation names an unknown role: ${row.role}`);
  const { id, email, role, regencyId, validTo, invitedBy, invitedAt, expiresAt } = row;
  return {
    id,
    email,
    role,
    scope: scopeFrom(row),
    regencyId,
    validTo,
    invitedBy,
    invitedAt,
    expiresAt,
    state: row.state,
  };
}
