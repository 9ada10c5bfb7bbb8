import { type SqlBool, sql } from 'kysely';
import type { Instant } from '../../kernel/business-date.ts';
import { nowMs } from '../clock.ts';
import type { Central } from '../db/tx.ts';
import type { SignIn } from './library.ts';
import { cookieNames, headersFor, type Visitor } from './visitor.ts';

/** A session in use, and whose it is. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
}

/** A session as its owner sees it in his list. */
export interface SessionSeen {
  readonly id: string;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

const idleMinutesMax = 30;
const touchEveryMs = 60_000;

/** The living session these cookies prove, if any. Asking counts as use, so that it does not go idle. */
export async function currentSession(signIn: SignIn, visitor: Visitor): Promise<Session | undefined> {
  if (!visitor.cookies.has(cookieNames.session)) return undefined;
  const found = await signIn.library.api.getSession({ headers: headersFor(visitor, cookieNames.session) });
  if (found === null || found.user.disabledAt) return undefined;
  const { session, user } = found;
  const idleMs = nowMs() - (session.seenAt ?? session.createdAt).getTime();
  if (idleMs > idleMinutesMax * 60_000) {
    await endSession(signIn.central, user.id, session.id);
    return undefined;
  }
  if (idleMs > touchEveryMs) await touch(signIn.central, session.id);
  return {
    id: session.id,
    userId: user.id,
    email: user.email,
    name: user.name,
    hasSecondFactor: user.twoFactorEnabled === true,
  };
}

/** The person's living sessions, the latest used first. */
export async function sessionsOf(central: Central, userId: string): Promise<SessionSeen[]> {
  return central
    .selectFrom('auth.session')
    .select(['id', 'createdAt as startedAt', 'seenAt', 'ipAddress as address', 'userAgent'])
    .where('userId', '=', userId)
    .where(isAlive)
    .orderBy('seenAt', 'desc')
    .execute();
}

/** Ends one of the person's sessions. False when he has none of this id, any more or ever. */
export async function endSession(central: Central, userId: string, sessionId: string): Promise<boolean> {
  const ended = await central
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return ended.numDeletedRows === 1n;
}

/** Ends every session of the person but this one. */
export async function endOtherSessions(central: Central, userId: string, kept: string): Promise<void> {
  await central.deleteFrom('auth.session').where('userId', '=', userId).where('id', '!=', kept).execute();
}

export async function isDisabled(central: Central, { email }: { email: string }): Promise<boolean> {
  const user = await central
    .selectFrom('auth.user')
    .select('disabledAt')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return user.disabledAt !== null;
}

/** Sessions and unfinished sign-ins that nobody can use any more, for the nightly sweep. */
export async function forgetDeadSessions(central: Central): Promise<void> {
  await central
    .deleteFrom('auth.session')
    .where((eb) => eb.not(isAlive()))
    .execute();
  await central.deleteFrom('auth.verification').where('expiresAt', '<', sql<Instant>`now()`).execute();
}

function isAlive() {
  return sql<SqlBool>`(expires_at > now() and seen_at > now() - make_interval(mins => ${idleMinutesMax}))`;
}

async function touch(central: Central, sessionId: string): Promise<void> {
  await central.updateTable('auth.session').set({ seenAt: sql`now()` }).where('id', '=', sessionId).execute();
}
