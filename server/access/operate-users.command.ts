import { randomBytes } from 'node:crypto';
import { type BusinessDate, businessDateOf } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Machine } from '../platform/audit/audit.ts';
import { findUser, resetSecondFactor, setDisabled, type User, usersById } from '../platform/auth/user.store.ts';
import { newId, now } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { accessRefusals } from './access.refusals.ts';
import { traceOf } from './give-grant.command.ts';
import { endGrantRow, grantsReaching, insertGrant } from './grant.store.ts';
import { fits, type Grant, holdsOn, type Offer } from './grant.ts';
import { makeResetLink, type ResetLink } from './reset-password.command.ts';
import { enrol } from './set-up.command.ts';

/** Who can sign in and reaches this city, with the grants that hold. */
export async function peopleOf(tx: Tx): Promise<{ user: User; grants: Grant[] }[]> {
  const day = realDay();
  const grants = (await grantsReaching(tx, tx.regencyId)).filter((grant) => holdsOn(grant, day));
  const users = await usersById(tx, [...new Set(grants.map(({ userId }) => userId))]);
  return users.map((user) => ({ user, grants: grants.filter(({ userId }) => userId === user.id) }));
}

/**
 * Gives a person a grant, the nation's included, and makes him known first where he is not. Nobody knows the password he
 * begins with: he chooses one by the link.
 * @throws access/may-not-give for a scope the role is not made for
 */
export async function addPerson(
  tx: Tx,
  doer: Machine,
  asked: Offer & { name: string; email: string; publicUrl: string },
): Promise<{ grantId: Id<'grant'>; link?: ResetLink }> {
  const { role, scope, validTo } = asked;
  if (!fits(role, scope.kind)) throw accessRefusals.mayNotGive({ problem: 'wrong-scope' });
  const known = await findUser(tx, asked.email);
  if (known === undefined) {
    const { userId, grantId } = await enrol(tx, doer, { ...asked, password: randomBytes(32).toString('base64url') });
    return { grantId, link: await makeResetLink(tx, doer, { userId, publicUrl: asked.publicUrl }) };
  }
  const grant: Grant = { id: newId<'grant'>(), userId: known.id, role, scope, validFrom: realDay(), validTo };
  await insertGrant(tx, { ...grant, givenBy: undefined });
  await audit(tx, doer, 'access/give-grant', { kind: 'access/grant', id: grant.id, detail: traceOf(grant) });
  return { grantId: grant.id };
}

/** @throws access/user-not-found */
export async function resetLinkFor(
  tx: Tx,
  doer: Machine,
  { email, publicUrl }: { email: string; publicUrl: string },
): Promise<ResetLink> {
  return makeResetLink(tx, doer, { userId: await idOfUser(tx, email), publicUrl });
}

/** @throws access/user-not-found */
export async function takeSecondFactor(tx: Tx, doer: Machine, email: string): Promise<void> {
  const id = await idOfUser(tx, email);
  await resetSecondFactor(tx, id);
  await audit(tx, doer, 'access/reset-second-factor', { kind: 'access/user', id });
}

/** @throws access/user-not-found */
export async function letIn(tx: Tx, doer: Machine, asked: { email: string; disabled: boolean }): Promise<void> {
  const id = await idOfUser(tx, asked.email);
  await setDisabled(tx, id, asked.disabled);
  await audit(tx, doer, 'access/disable-user', { kind: 'access/user', id, detail: { disabled: asked.disabled } });
}

/** Ends any grant, the nation's included. @throws access/grant-not-found */
export async function endAnyGrant(tx: Tx, doer: Machine, id: Id<'grant'>): Promise<void> {
  const ended = await endGrantRow(tx, { id, within: 'anywhere', today: realDay() });
  if (!ended) throw accessRefusals.grantNotFound({});
  await audit(tx, doer, 'access/end-grant', { kind: 'access/grant', id });
}

/** Grants hold by the real day, also where the business date stands still. */
function realDay(): BusinessDate {
  return businessDateOf(now(), 'Asia/Jakarta');
}

async function idOfUser(tx: Tx, email: string): Promise<string> {
  const user = await findUser(tx, email);
  if (user === undefined) throw accessRefusals.userNotFound({});
  return user.id;
}
