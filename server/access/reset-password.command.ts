import type { Actor } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { assertFit } from '../platform/auth/own-password.ts';
import { setPassword, type User, usersById } from '../platform/auth/user.store.ts';
import type { Database } from '../platform/db/database.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import { accessRefusals } from './access.refusals.ts';
import { grantsOf } from './grant.store.ts';
import { reachesRegency } from './grant.ts';
import { assertOursAlone } from './keep-user.command.ts';
import { hashOf, newToken } from './one-time-link.ts';
import { findPasswordReset, putPasswordReset, takePasswordReset } from './password-reset.store.ts';
import { roleOf } from './role.ts';

/** A link by which a person chooses a new password. It is told this once; only its hash is kept. */
export interface ResetLink {
  readonly link: string;
  readonly expiresAt: Instant;
}

/**
 * An administrator lets in again who forgot his password. Until the link is used nothing changes; a later link ends an earlier one.
 * @throws access/user-not-found, access/not-your-own, access/not-yours-alone
 */
export async function issuePasswordReset(
  tx: Tx,
  actor: Actor,
  asked: { userId: string; realDay: BusinessDate; publicUrl: string },
): Promise<ResetLink> {
  await assertOursAlone(tx, actor, asked.userId, asked.realDay);
  return makeResetLink(tx, actor, asked);
}

/** The same without a limit on whom, for the operator at the command line. */
export async function makeResetLink(
  tx: Tx,
  doer: Doer,
  { userId, publicUrl }: { userId: string; publicUrl: string },
): Promise<ResetLink> {
  const { token, hash } = newToken();
  const expiresAt = await putPasswordReset(tx, { userId, regencyId: tx.regencyId, tokenHash: hash });
  await audit(tx, doer, 'access/issue-password-reset', { kind: 'access/user', id: userId });
  return { link: `${publicUrl}/app/sandi-baru#${token}`, expiresAt };
}

/** @throws access/reset-over */
export async function personOfReset(central: Central, token: string): Promise<User> {
  const reset = await findPasswordReset(central, hashOf(token));
  if (reset === undefined) throw accessRefusals.resetOver({});
  const [user] = await usersById(central, [reset.userId]);
  return present(user, 'whose password is reset');
}

/**
 * Whoever holds the link chooses the password. Every session of the person ends, and a second factor stays: the link alone lets
 * nobody into an agency's account.
 * @throws access/reset-over, auth/weak-password
 */
export async function resetPassword(database: Database, sent: { token: string; password: string }): Promise<void> {
  const hash = hashOf(sent.token);
  const reset = await findPasswordReset(database.central, hash);
  if (reset === undefined) throw accessRefusals.resetOver({});
  assertFit(sent.password, await personOfReset(database.central, sent.token));
  const { userId, regencyId } = reset;
  await database.inRegency(wholeRegency(regencyId), async (tx) => {
    if (!(await takePasswordReset(tx, hash))) throw accessRefusals.resetOver({});
    await setPassword(tx, userId, sent.password);
    await audit(tx, await himself(tx, userId), 'access/reset-password', { kind: 'access/user', id: userId });
  });
}

/** The person as doer under a grant he has or had here; a link from the command line may be for who has none. */
async function himself(tx: Tx, userId: string): Promise<Doer> {
  const grant = (await grantsOf(tx, userId)).find((each) => reachesRegency(each, tx.regencyId));
  if (grant === undefined) return { role: 'machine' };
  return { userId, grantId: grant.id, role: grant.role, onBehalf: roleOf(grant.role).onBehalf };
}
