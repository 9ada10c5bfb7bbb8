import type { Actor } from '../kernel/actor.ts';
import type { Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit } from '../platform/audit/audit.ts';
import { assertFit } from '../platform/auth/own-password.ts';
import { addUser, emailOf, findUser, usersById } from '../platform/auth/user.store.ts';
import { newId, today } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import type { Person } from '../platform/http/http.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import { accessRefusals } from './access.refusals.ts';
import { assertMayGive, traceOf } from './give-grant.command.ts';
import { grantsOf, insertGrant } from './grant.store.ts';
import { holdsOn, type Offer, reachesRegency } from './grant.ts';
import {
  findOpenInvitation,
  type Invitation,
  insertInvitation,
  invitationsIn,
  markAccepted,
  markWithdrawn,
} from './invitation.store.ts';
import { hashOf, newToken } from './one-time-link.ts';
import { roleOf } from './role.ts';

/**
 * Offers a grant by a link that works once, within seven days. The link is returned this once and mailed or handed over by
 * the inviter; the address part after `#` reaches no server and no log.
 * @throws access/may-not-give, access/id-reused
 */
export async function invite(
  tx: Tx,
  actor: Actor,
  asked: Offer & { id: Id<'invitation'>; email: string },
  publicUrl: string,
): Promise<{ link: string; expiresAt: Instant }> {
  const email = emailOf(asked.email);
  assertMayGive(actor, { ...asked, userId: (await findUser(tx, email))?.id });
  const { token, hash } = newToken();
  const expiresAt = await insertInvitation(tx, {
    ...asked,
    email,
    invitedBy: actor.userId,
    tokenHash: hash,
    regencyId: tx.regencyId,
  }).catch(onConstraint({ invitation_pk: () => accessRefusals.idReused({}) }));
  await audit(tx, actor, 'access/invite', {
    kind: 'access/invitation',
    id: asked.id,
    detail: { role: asked.role, scope: asked.scope.kind },
  });
  return { link: `${publicUrl}/app/undangan#${token}`, expiresAt };
}

/** @throws access/invitation-over */
export async function withdrawInvitation(tx: Tx, actor: Actor, id: Id<'invitation'>): Promise<void> {
  if (!(await markWithdrawn(tx, id, tx.regencyId))) throw accessRefusals.invitationOver({});
  await audit(tx, actor, 'access/withdraw-invitation', { kind: 'access/invitation', id });
}

/**
 * A stranger with the link becomes a person with a password and the grant he was offered, all or nothing.
 * @throws access/invitation-over, access/already-user, auth/weak-password
 */
export async function acceptInvitation(
  database: Database,
  sent: { token: string; name: string; password: string },
): Promise<void> {
  const invitation = await openInvitation(database, sent.token);
  const account = { email: invitation.email, name: sent.name, password: sent.password };
  assertFit(sent.password, account);
  await database.inRegency(wholeRegency(invitation.regencyId), async (tx) => {
    const add = addUser(tx, account);
    const userId = await add.catch(onConstraint({ user_email_once: () => accessRefusals.alreadyUser({}) }));
    await settle(tx, invitation, userId);
  });
}

/** Who has an account signs in and takes the offered grant as another hat. @throws access/invitation-over, access/not-your-invitation */
export async function takeUpInvitation(database: Database, person: Person, token: string): Promise<void> {
  const invitation = await openInvitation(database, token);
  if (invitation.email !== person.email) throw accessRefusals.notYourInvitation({});
  await database.inRegency(wholeRegency(invitation.regencyId), (tx) => settle(tx, invitation, person.userId));
}

/** A link does not outlive its giver's right to give: who was let go must not come back by a link he kept. @throws access/invitation-over */
export async function openInvitation({ central }: Pick<Database, 'central'>, token: string): Promise<Invitation> {
  const invitation = await findOpenInvitation(central, hashOf(token));
  if (invitation === undefined || !(await mayStillGive(central, invitation))) throw accessRefusals.invitationOver({});
  return invitation;
}

/** A city's invitations; one whose giver may no longer give is told as expired, which its link is. */
export async function listInvitations(tx: Tx): Promise<Invitation[]> {
  const all = await invitationsIn(tx, tx.regencyId);
  const givers = [...new Set(all.filter(isOpen).map(({ invitedBy }) => invitedBy))];
  const standing = await Promise.all(
    givers.map((invitedBy) => mayStillGive(tx, { invitedBy, regencyId: tx.regencyId })),
  );
  const gone = new Set(givers.filter((_, index) => !standing[index]));
  return all.map((each) => (isOpen(each) && gone.has(each.invitedBy) ? { ...each, state: 'expired' } : each));
}

function isOpen({ state }: Invitation): boolean {
  return state === 'open';
}

async function mayStillGive(
  central: Central,
  { invitedBy, regencyId }: Pick<Invitation, 'invitedBy' | 'regencyId'>,
): Promise<boolean> {
  const [giver] = await usersById(central, [invitedBy]);
  const day = today('Asia/Jayapura'); // the first zone to begin a day, so that a right of today counts wherever it is
  const grants = await grantsOf(central, invitedBy);
  return (
    giver?.isDisabled === false &&
    grants.some(
      (grant) =>
        holdsOn(grant, day) &&
        reachesRegency(grant, regencyId) &&
        roleOf(grant.role).permissions.includes('grant.give'),
    )
  );
}

async function settle(tx: Tx, invitation: Invitation, userId: string): Promise<void> {
  const { role, scope, validTo, invitedBy } = invitation;
  const grant = { id: newId<'grant'>(), userId, role, scope, validFrom: today('Asia/Jakarta'), validTo };
  await insertGrant(tx, { ...grant, givenBy: invitedBy });
  if (!(await markAccepted(tx, invitation.id, grant.id))) throw accessRefusals.invitationOver({});
  const doer = { userId, grantId: grant.id, role, onBehalf: roleOf(role).onBehalf };
  await audit(tx, doer, 'access/accept-invitation', {
    kind: 'access/invitation',
    id: invitation.id,
    detail: traceOf(grant),
  });
}
