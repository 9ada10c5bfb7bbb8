import { sql } from 'kysely';
import type { Instant } from '../kernel/business-date.ts';
import type { RegencyId } from '../kernel/ids.ts';
import type { Connection } from './grant.store.ts';

/** Whose password an unused link changes, and in which regency that is told. */
export interface PasswordReset {
  readonly userId: string;
  readonly regencyId: RegencyId;
}

/** Keeps a link good for a day, in the place of an earlier one of the same person. */
export async function putPasswordReset(
  connection: Connection,
  reset: PasswordReset & { readonly tokenHash: Buffer },
): Promise<Instant> {
  const made = { ...reset, issuedAt: sql<Instant>`now()`, expiresAt: sql<Instant>`now() + interval '1 day'` };
  const row = await connection
    .insertInto('auth.passwordReset')
    .values(made)
    .onConflict((known) => known.column('userId').doUpdateSet(made))
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  return row.expiresAt;
}

export async function findPasswordReset(connection: Connection, tokenHash: Buffer): Promise<PasswordReset | undefined> {
  return connection
    .selectFrom('auth.passwordReset')
    .select(['userId', 'regencyId'])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Instant>`now()`)
    .executeTakeFirst();
}

/** Takes a link away for good. False when it is gone: of two who use it at once, one does. */
export async function takePasswordReset(connection: Connection, tokenHash: Buffer): Promise<boolean> {
  const taken = await connection
    .deleteFrom('auth.passwordReset')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Instant>`now()`)
    .executeTakeFirst();
  return taken.numDeletedRows === 1n;
}
