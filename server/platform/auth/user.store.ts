import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../clock.ts';
import type { DB } from '../db/schema.generated.ts';
import { hashPassword } from './password.ts';

/** Either a regency's transaction or the pool: users belong to no regency. */
type Connection = Kysely<DB>;

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly hasSecondFactor: boolean;
}

/**
 * Adds a person who signs in with this password. The caller has checked it (`assertFit`).
 * A known e-mail violates `user_email_once`.
 */
export async function addUser(
  connection: Connection,
  person: { email: string; name: string; password: string },
): Promise<string> {
  const id = newId<'user'>();
  const password = await hashPassword(person.password);
  await connection
    .insertInto('auth.user')
    .values({ id, email: emailOf(person.email), name: person.name.trim(), emailVerified: true })
    .execute();
  await connection
    .insertInto('auth.account')
    .values({ id: newId<'account'>(), accountId: id, userId: id, providerId: 'credential', password })
    .execute();
  return id;
}

export async function findUser(connection: Connection, email: string): Promise<User | undefined> {
  return (await usersBy(connection, 'email', [emailOf(email)]))[0];
}

export async function anyUser(connection: Connection): Promise<boolean> {
  return (await connection.selectFrom('auth.user').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function usersById(connection: Connection, ids: readonly string[]): Promise<User[]> {
  return ids.length === 0 ? [] : usersBy(connection, 'id', ids);
}

async function usersBy(connection: Connection, column: 'email' | 'id', values: readonly string[]): Promise<User[]> {
  const rows = await connection
    .selectFrom('auth.user')
    .select(['id', 'email', 'name', 'disabledAt', 'twoFactorEnabled'])
    .where(column, 'in', values)
    .orderBy('name')
    .execute();
  return rows.map(({ disabledAt, twoFactorEnabled, ...user }) => ({
    ...user,
    isDisabled: disabledAt !== null,
    hasSecondFactor: twoFactorEnabled,
  }));
}

/** From the next request on nothing of his is accepted; `false` lets him sign in again. */
export async function setDisabled(connection: Connection, userId: string, disabled: boolean): Promise<void> {
  await connection
    .updateTable('auth.user')
    .set({ disabledAt: disabled ? sql`now()` : null, updatedAt: sql`now()` })
    .where('id', '=', userId)
    .execute();
  await connection.deleteFrom('auth.session').where('userId', '=', userId).execute();
}

/** Gives a person another password. The caller has checked it (`assertFit`). Every session of the person ends. */
export async function setPassword(connection: Connection, userId: string, password: string): Promise<void> {
  const hashed = await hashPassword(password);
  await connection
    .updateTable('auth.account')
    .set({ password: hashed, updatedAt: sql`now()` })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute();
  await connection.deleteFrom('auth.session').where('userId', '=', userId).execute();
}

/** Takes a lost second factor away. Every session of the person ends. */
export async function resetSecondFactor(connection: Connection, userId: string): Promise<void> {
  await connection.deleteFrom('auth.twoFactor').where('userId', '=', userId).execute();
  await connection
    .updateTable('auth.user')
    .set({ twoFactorEnabled: false, updatedAt: sql`now()` })
    .where('id', '=', userId)
    .execute();
  await connection.deleteFrom('auth.session').where('userId', '=', userId).execute();
}

/** E-mail addresses are compared in lower case. */
export function emailOf(text: string): string {
  return text.trim().toLowerCase();
}
