import { Type } from 'typebox';
import type { BusinessDate, TimeZone } from '../kernel/business-date.ts';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, regencyCode, text, villageCode } from '../kernel/shapes.ts';
import { signInRefusals } from '../platform/auth/sign-in.refusals.ts';
import { accessRefusals as no } from './access.refusals.ts';
import { type RoleName, roleNames } from './role.ts';

const email = Type.String({ minLength: 3, maxLength: 254, pattern: '^\\S+@\\S+$' });
const password = Type.String({ minLength: 1, maxLength: 128 });
const token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const role = Type.Unsafe<RoleName>(Type.String({ enum: roleNames }));
const userId = Type.String({ minLength: 1, maxLength: 64 });

const RegencyShown = closed({
  code: Type.String(),
  name: Type.String(),
  timeZone: Type.Unsafe<TimeZone>(Type.String()),
});

/** One grant as its holder wears it; a grant of the nation is one hat per city this system runs. */
const Hat = closed({
  id: idOf<'grant'>(),
  role,
  /** Key of the role's name: `access.role.<role>`. */
  label: Type.String(),
  /** What the grant reaches, in words; absent for the whole city. */
  scope: Type.Optional(Type.String()),
  regency: RegencyShown,
  permissions: Type.Array(Type.String()),
  needsSecondFactor: Type.Boolean(),
});

export const meCall = call({
  name: 'access/me',
  method: 'GET',
  path: '/me',
  within: 'person',
  can: 'self',
  reply: closed({
    userId: Type.String(),
    name: Type.String(),
    email: Type.String(),
    hats: Type.Array(Hat),
    /** The hat of the header `lumbung-grant`, else the first; null when the person holds none. */
    worn: Type.Union([idOf<'grant'>(), Type.Null()]),
    /** Business date of the worn hat's regency, and its ISO week. */
    today: Type.Unsafe<BusinessDate>(Type.String()),
    week: Type.Integer(),
    demo: Type.Boolean(),
    /** `needed`: the worn role does nothing before a second factor is set up. */
    secondFactor: closed({ has: Type.Boolean(), needed: Type.Boolean() }),
  }),
});

/** Where an offered grant holds. Nothing: the whole regency. */
const scopeAsked = {
  districtCode: Type.Optional(Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}$' })),
  villageCode: Type.Optional(villageCode),
  cooperativeId: Type.Optional(idOf<'cooperative'>()),
  partnerId: Type.Optional(idOf<'partner'>()),
  lenderId: Type.Optional(idOf<'lender'>()),
};

const GrantShown = closed({
  id: idOf<'grant'>(),
  role,
  label: Type.String(),
  scopeKind: Type.String(),
  scope: Type.Optional(Type.String()),
  validFrom: Type.String(),
  /** The first day it no longer holds; null while its end is open. */
  validTo: Type.Union([Type.String(), Type.Null()]),
  holds: Type.Boolean(),
  /** False for a grant of the nation, which the operator gives and ends at the command line. */
  isOurs: Type.Boolean(),
});

export const listUsersCall = call({
  name: 'access/list-users',
  method: 'GET',
  path: '/users',
  can: 'grant.read',
  reply: closed({
    users: Type.Array(
      closed({
        id: Type.String(),
        name: Type.String(),
        email: Type.String(),
        isDisabled: Type.Boolean(),
        hasSecondFactor: Type.Boolean(),
        grants: Type.Array(GrantShown),
      }),
    ),
  }),
});

export const giveGrantCall = call({
  name: 'access/give-grant',
  method: 'POST',
  path: '/grants',
  can: 'grant.give',
  body: closed({ id: idOf<'grant'>(), userId, role, ...scopeAsked, validTo: Type.Optional(day) }),
  refusals: [no.mayNotGive, no.unknownScope, no.userNotFound, no.idReused],
});

export const endGrantCall = call({
  name: 'access/end-grant',
  method: 'POST',
  path: '/grants/:grant/end',
  can: 'grant.give',
  params: closed({ grant: idOf<'grant'>() }),
  refusals: [no.grantNotFound, no.notYourOwn, no.noSuchGrant],
});

export const disableUserCall = call({
  name: 'access/disable-user',
  method: 'PUT',
  path: '/users/:user/disabled',
  can: 'grant.give',
  params: closed({ user: userId }),
  body: closed({ disabled: Type.Boolean() }),
  refusals: [no.userNotFound, no.notYourOwn, no.notYoursAlone, no.noSuchGrant],
});

export const resetSecondFactorCall = call({
  name: 'access/reset-second-factor',
  method: 'POST',
  path: '/users/:user/second-factor-reset',
  can: 'grant.give',
  params: closed({ user: userId }),
  refusals: [no.userNotFound, no.notYourOwn, no.notYoursAlone, no.noSuchGrant],
});

/** The link is shown this once; only its hash is kept. A later one takes its place. */
export const issuePasswordResetCall = call({
  name: 'access/issue-password-reset',
  method: 'POST',
  path: '/users/:user/password-reset',
  can: 'grant.give',
  params: closed({ user: userId }),
  reply: closed({ link: Type.String(), expiresAt: Type.String() }),
  refusals: [no.userNotFound, no.notYourOwn, no.notYoursAlone, no.noSuchGrant],
});

/** Whose password the link changes. A POST, so that the token stays out of addresses and logs. */
export const readPasswordResetCall = call({
  name: 'access/read-password-reset',
  method: 'POST',
  path: '/password-reset',
  within: 'public',
  can: 'anyone',
  body: closed({ token }),
  reply: closed({ name: Type.String(), email: Type.String() }),
  refusals: [no.resetOver],
});

export const resetPasswordCall = call({
  name: 'access/reset-password',
  method: 'POST',
  path: '/password-reset/password',
  within: 'public',
  can: 'anyone',
  body: closed({ token, password }),
  refusals: [no.resetOver, signInRefusals.weakPassword],
});

export const listInvitationsCall = call({
  name: 'access/list-invitations',
  method: 'GET',
  path: '/invitations',
  can: 'grant.read',
  reply: closed({
    invitations: Type.Array(
      closed({
        id: idOf<'invitation'>(),
        email: Type.String(),
        role,
        label: Type.String(),
        scopeKind: Type.String(),
        scope: Type.Optional(Type.String()),
        invitedAt: Type.String(),
        expiresAt: Type.String(),
        state: Type.String({ enum: ['open', 'accepted', 'withdrawn', 'expired'] }),
      }),
    ),
  }),
});

export const inviteCall = call({
  name: 'access/invite',
  method: 'POST',
  path: '/invitations',
  can: 'grant.give',
  body: closed({ id: idOf<'invitation'>(), email, role, ...scopeAsked, validTo: Type.Optional(day) }),
  /** The link is shown this once; only its hash is kept. */
  reply: closed({ link: Type.String(), expiresAt: Type.String() }),
  refusals: [no.mayNotGive, no.unknownScope, no.idReused],
});

export const withdrawInvitationCall = call({
  name: 'access/withdraw-invitation',
  method: 'POST',
  path: '/invitations/:invitation/withdrawal',
  can: 'grant.give',
  params: closed({ invitation: idOf<'invitation'>() }),
  refusals: [no.invitationOver],
});

/** What the link opens. A POST, so that the token stays out of addresses and logs. */
export const readInvitationCall = call({
  name: 'access/read-invitation',
  method: 'POST',
  path: '/invitation',
  within: 'public',
  can: 'anyone',
  body: closed({ token }),
  reply: closed({
    email: Type.String(),
    role,
    label: Type.String(),
    regency: RegencyShown,
    /** Then the person signs in and takes it up; otherwise he chooses a name and a password. */
    isKnownUser: Type.Boolean(),
  }),
  refusals: [no.invitationOver],
});

export const acceptInvitationCall = call({
  name: 'access/accept-invitation',
  method: 'POST',
  path: '/invitation/acceptance',
  within: 'public',
  can: 'anyone',
  body: closed({ token, name: text(120), password }),
  refusals: [no.invitationOver, no.alreadyUser, signInRefusals.weakPassword],
});

export const takeUpInvitationCall = call({
  name: 'access/take-up-invitation',
  method: 'POST',
  path: '/invitation/taking-up',
  within: 'person',
  can: 'self',
  body: closed({ token }),
  refusals: [no.invitationOver, no.notYourInvitation],
});

export const firstSetUpStateCall = call({
  name: 'access/first-set-up-state',
  method: 'GET',
  path: '/set-up',
  within: 'public',
  can: 'anyone',
  reply: closed({
    isNeeded: Type.Boolean(),
    /** Its accounts are made up, so the door may offer them. */
    isDemo: Type.Boolean(),
  }),
});

/** Regencies to choose from, while the system is not set up. */
export const searchRegenciesCall = call({
  name: 'access/search-regencies',
  method: 'GET',
  path: '/set-up/regencies',
  within: 'public',
  can: 'anyone',
  query: closed({ text: Type.String({ maxLength: 60 }) }),
  reply: closed({
    regencies: Type.Array(closed({ code: Type.String(), name: Type.String(), provinceName: Type.String() })),
  }),
  refusals: [no.setUpOver],
});

export const firstSetUpCall = call({
  name: 'access/first-set-up',
  method: 'POST',
  path: '/set-up',
  within: 'public',
  can: 'anyone',
  body: closed({ token, regencyCode, name: text(120), email, password }),
  refusals: [no.setUpOver, no.regencyNotFound, signInRefusals.weakPassword],
});
