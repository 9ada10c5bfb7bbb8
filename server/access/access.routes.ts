import type { Actor } from '../kernel/actor.ts';
import { type BusinessDate, businessDateOf } from '../kernel/business-date.ts';
import type { RegencyId } from '../kernel/ids.ts';
import { findUser, usersById } from '../platform/auth/user.store.ts';
import { now, today } from '../platform/clock.ts';
import { handle, handlePersonal, handlePublic } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import * as reference from '../reference/public.ts';
import { accessRefusals } from './access.refusals.ts';
import * as calls from './access.schema.ts';
import type { AccessParts } from './access.ts';
import { endGrant, giveGrant } from './give-grant.command.ts';
import { grantsReaching } from './grant.store.ts';
import { holdsOn, regencyIn, type Scope } from './grant.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  openInvitation,
  takeUpInvitation,
  withdrawInvitation,
} from './invite.command.ts';
import { disableUser, helpWithSecondFactor } from './keep-user.command.ts';
import { offerOf } from './offer-asked.ts';
import { issuePasswordReset, personOfReset, resetPassword } from './reset-password.command.ts';
import { labelOf } from './role.ts';
import { scopeNames } from './scope-name.ts';
import { needsSetUp, setUp } from './set-up.command.ts';

export function accessRoutes(http: Http, parts: AccessParts): void {
  bindGrants(http, parts);
  bindPasswordReset(http, parts);
  bindInvitations(http, parts);
  bindTakingUp(http, parts);
  bindSetUp(http, parts);
}

function bindGrants(http: Http, parts: AccessParts): void {
  handle(http, calls.listUsersCall, async ({ tx, actor }) => {
    const grants = await grantsReaching(tx, tx.regencyId);
    const users = await usersById(tx, [...new Set(grants.map((grant) => grant.userId))]);
    const nameOf = await scopeNames(
      parts,
      grants.map((grant) => grant.scope),
      actor.today,
    );
    const day = await realDay(parts, tx.regencyId);
    const shown = Map.groupBy(grants, (grant) => grant.userId);
    return {
      users: users.map((user) => ({
        ...user,
        grants: (shown.get(user.id) ?? []).map(({ id, role, scope, validFrom, validTo, ...rest }) => ({
          id,
          role,
          label: labelOf(role),
          ...scopeShown(scope, nameOf),
          validFrom,
          validTo: validTo === 'infinity' ? null : validTo,
          isOurs: regencyIn(scope) === tx.regencyId,
          holds: holdsOn({ ...rest, validFrom, validTo }, day),
        })),
      })),
    };
  });
  handle(http, calls.giveGrantCall, async ({ tx, actor, body }) => {
    const offer = await offerOf(parts, whereOf(actor), body);
    await giveGrant(tx, actor, { ...offer, id: body.id, userId: body.userId }, await realDay(parts, tx.regencyId));
    return null;
  });
  handle(http, calls.endGrantCall, async ({ tx, actor, params }) => {
    await endGrant(tx, actor, params.grant, await realDay(parts, tx.regencyId));
    return null;
  });
  handle(http, calls.disableUserCall, async ({ tx, actor, params, body }) => {
    const asked = { userId: params.user, disabled: body.disabled };
    await disableUser(tx, actor, asked, await realDay(parts, tx.regencyId));
    return null;
  });
  handle(http, calls.resetSecondFactorCall, async ({ tx, actor, params }) => {
    await helpWithSecondFactor(tx, actor, params.user, await realDay(parts, tx.regencyId));
    return null;
  });
}

function bindPasswordReset(http: Http, parts: AccessParts): void {
  handle(http, calls.issuePasswordResetCall, async ({ tx, actor, params }) =>
    issuePasswordReset(tx, actor, {
      userId: params.user,
      realDay: await realDay(parts, tx.regencyId),
      publicUrl: http.config.publicUrl,
    }),
  );
  handlePublic(http, calls.readPasswordResetCall, async ({ central, body }) => {
    const { name, email } = await personOfReset(central, body.token);
    return { name, email };
  });
  handlePublic(http, calls.resetPasswordCall, async ({ body }) => {
    await resetPassword(http.database, body);
    return null;
  });
}

function bindInvitations(http: Http, parts: AccessParts): void {
  handle(http, calls.listInvitationsCall, async ({ tx, actor }) => {
    const invitations = await listInvitations(tx);
    const nameOf = await scopeNames(
      parts,
      invitations.map(({ scope }) => scope),
      actor.today,
    );
    return {
      invitations: invitations.map(({ scope, regencyId: _, invitedBy: __, validTo: ___, ...invitation }) => ({
        ...invitation,
        label: labelOf(invitation.role),
        ...scopeShown(scope, nameOf),
      })),
    };
  });
  handle(http, calls.inviteCall, async ({ tx, actor, body }) => {
    const offer = await offerOf(parts, whereOf(actor), body);
    return invite(tx, actor, { ...offer, id: body.id, email: body.email }, http.config.publicUrl);
  });
  handle(http, calls.withdrawInvitationCall, async ({ tx, actor, params }) => {
    await withdrawInvitation(tx, actor, params.invitation);
    return null;
  });
}

function bindTakingUp(http: Http, parts: AccessParts): void {
  const { database } = http;
  handlePublic(http, calls.readInvitationCall, async ({ central, body }) => {
    const { email, role, regencyId } = await openInvitation(database, body.token);
    const regency = await reference.findRegencyById(central, regencyId, today('Asia/Jakarta', parts.fixedToday));
    if (regency === undefined) throw accessRefusals.invitationOver({});
    const isKnownUser = (await findUser(central, email)) !== undefined;
    return { email, role, label: labelOf(role), regency, isKnownUser };
  });
  handlePublic(http, calls.acceptInvitationCall, async ({ body }) => {
    await acceptInvitation(database, body);
    return null;
  });
  handlePersonal(http, calls.takeUpInvitationCall, async ({ person, body }) => {
    await takeUpInvitation(database, person, body.token);
    return null;
  });
}

function bindSetUp(http: Http, parts: AccessParts): void {
  handlePublic(http, calls.firstSetUpStateCall, async ({ central }) => ({
    isNeeded: await needsSetUp(central),
    isDemo: parts.isDemo,
  }));
  handlePublic(http, calls.searchRegenciesCall, async ({ central, query }) => {
    if (!(await needsSetUp(central))) throw accessRefusals.setUpOver({});
    const on = today('Asia/Jakarta', parts.fixedToday);
    return { regencies: await reference.searchRegencies(central, { text: query.text, on }) };
  });
  handlePublic(http, calls.firstSetUpCall, async ({ body }) => {
    await setUp(http.database, parts, body);
    return null;
  });
}

function whereOf({ reach, today: day }: Actor) {
  return { regencyId: reach.regencyId, day };
}

function scopeShown(scope: Scope, nameOf: (scope: Scope) => string | undefined) {
  const name = nameOf(scope);
  return { scopeKind: scope.kind, ...(name === undefined ? {} : { scope: name }) };
}

/** The real day in a regency, by which grants hold; the business date may stand still. */
async function realDay(parts: AccessParts, regencyId: RegencyId): Promise<BusinessDate> {
  const { central } = parts.signIn;
  const regency = await reference.findRegencyById(central, regencyId, today('Asia/Jakarta', parts.fixedToday));
  return businessDateOf(now(), regency?.timeZone ?? 'Asia/Jakarta');
}
