import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { assertFit } from '../platform/auth/own-password.ts';
import { addUser, anyUser } from '../platform/auth/user.store.ts';
import { newId, today } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { accessRefusals } from './access.refusals.ts';
import type { AccessParts } from './access.ts';
import { traceOf } from './give-grant.command.ts';
import { insertGrant } from './grant.store.ts';
import type { Offer } from './grant.ts';
import { hashOf, newToken } from './one-time-link.ts';
import { findSetUpLink, replaceSetUpLink, useSetUpLink } from './set-up.store.ts';

/** An empty system waits for its first administrator. */
export async function needsSetUp(central: Central): Promise<boolean> {
  return !(await anyUser(central));
}

/**
 * On an empty system makes the link that `main` prints on the console; a later start makes another and the earlier one dies.
 * @returns undefined once somebody can sign in
 */
export async function makeSetUpLink(central: Central, publicUrl: string): Promise<string | undefined> {
  if (!(await needsSetUp(central))) return undefined;
  const { token, hash } = newToken();
  await replaceSetUpLink(central, hash);
  return `${publicUrl}/app/pasang#${token}`;
}

/**
 * Whoever holds the link becomes the administrator of the city he chooses; the city is opened in the same transaction.
 * @throws access/set-up-over, access/regency-not-found, auth/weak-password
 */
export async function setUp(
  database: Database,
  parts: AccessParts,
  sent: { token: string; regencyCode: string; name: string; email: string; password: string },
): Promise<void> {
  const waiting = await findSetUpLink(database.central);
  if (waiting === undefined || !waiting.equals(hashOf(sent.token))) throw accessRefusals.setUpOver({});
  assertFit(sent.password, sent);
  const day = today('Asia/Jakarta', parts.fixedToday);
  const regency = await reference.findRegencyByCode(database.central, sent.regencyCode, day);
  if (regency === undefined) throw accessRefusals.regencyNotFound({});
  await database.inRegency(wholeRegency(regency.id), async (tx) => {
    if (!(await useSetUpLink(tx, waiting))) throw accessRefusals.setUpOver({}); // of two at once, one wins
    const offer = {
      role: 'city-administrator',
      scope: { kind: 'regency', regencyId: regency.id },
      validTo: 'infinity',
    } as const;
    const administrator = await enrol(tx, 'itself', { ...sent, ...offer });
    await parts.foundCity(tx, administrator, regency);
  });
}

/**
 * Adds a person with a password and a first grant, without an invitation: the first administrator, the operator's command
 * line, sample data. `by` is who answers for it; `itself` for the first administrator, whom nobody let in.
 * A known e-mail violates `user_email_once`.
 * @returns the person as doer under that grant
 */
export async function enrol(
  tx: Tx,
  by: Doer | 'itself',
  person: Offer & { name: string; email: string; password: string },
): Promise<{ userId: string; grantId: Id<'grant'>; role: string; onBehalf: boolean }> {
  const { role, scope, validTo } = person;
  const userId = await addUser(tx, person);
  const grant = { id: newId<'grant'>(), userId, role, scope, validFrom: today('Asia/Jakarta'), validTo };
  await insertGrant(tx, { ...grant, givenBy: undefined });
  const enrolled = { userId, grantId: grant.id, role, onBehalf: false };
  const subject = { kind: 'access/grant', id: grant.id, detail: traceOf(grant) };
  await audit(tx, by === 'itself' ? enrolled : by, 'access/enrol', subject);
  return enrolled;
}
