import { Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { idOf, text } from '../../kernel/shapes.ts';
import { signInRefusals as no } from './sign-in.refusals.ts';

const email = Type.String({ minLength: 3, maxLength: 254, pattern: '^\\S+@\\S+$' });
/** Shape only; whether it is good enough is said by auth/weak-password. */
const password = Type.String({ minLength: 1, maxLength: 128 });
const sixDigits = Type.String({ pattern: '^\\d{6}$' });

export const signInCall = call({
  name: 'auth/sign-in',
  method: 'POST',
  path: '/auth/sign-in',
  within: 'public',
  can: 'anyone',
  body: closed({ email, password }),
  reply: closed({ secondFactorNeeded: Type.Boolean() }),
  refusals: [no.wrongCredentials, no.tooManyTries],
});

export const secondFactorCall = call({
  name: 'auth/second-factor',
  method: 'POST',
  path: '/auth/second-factor',
  within: 'public',
  can: 'anyone',
  body: closed({ code: sixDigits }),
  refusals: [no.wrongCode, no.signInAgain, no.tooManyTries],
});

export const backupCodeCall = call({
  name: 'auth/backup-code',
  method: 'POST',
  path: '/auth/backup-code',
  within: 'public',
  can: 'anyone',
  body: closed({ backupCode: text(40) }),
  refusals: [no.wrongCode, no.signInAgain, no.tooManyTries],
});

export const signOutCall = call({
  name: 'auth/sign-out',
  method: 'POST',
  path: '/auth/sign-out',
  within: 'public',
  can: 'anyone',
});

export const changePasswordCall = call({
  name: 'auth/change-password',
  method: 'PUT',
  path: '/auth/password',
  within: 'person',
  can: 'self',
  body: closed({ current: password, next: password }),
  refusals: [no.wrongPassword, no.weakPassword, no.tooManyTries],
});

export const listSessionsCall = call({
  name: 'auth/list-sessions',
  method: 'GET',
  path: '/auth/sessions',
  within: 'person',
  can: 'self',
  reply: closed({
    sessions: Type.Array(
      closed({
        id: Type.String(),
        isThis: Type.Boolean(),
        startedAt: Type.String(),
        seenAt: Type.String(),
        address: Type.Union([Type.String(), Type.Null()]),
        userAgent: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
});

export const endSessionCall = call({
  name: 'auth/end-session',
  method: 'DELETE',
  path: '/auth/sessions/:session',
  within: 'person',
  can: 'self',
  params: closed({ session: idOf<'session'>() }),
  refusals: [no.noSuchSession],
});

export const endOtherSessionsCall = call({
  name: 'auth/end-other-sessions',
  method: 'DELETE',
  path: '/auth/sessions',
  within: 'person',
  can: 'self',
});

export const enrolSecondFactorCall = call({
  name: 'auth/enrol-second-factor',
  method: 'POST',
  path: '/auth/second-factor/enrolment',
  within: 'person',
  can: 'self',
  body: closed({ password }),
  reply: closed({ uri: Type.String(), backupCodes: Type.Array(Type.String()) }),
  refusals: [no.wrongPassword, no.alreadyEnrolled, no.tooManyTries],
});

export const confirmSecondFactorCall = call({
  name: 'auth/confirm-second-factor',
  method: 'PUT',
  path: '/auth/second-factor/enrolment',
  within: 'person',
  can: 'self',
  body: closed({ code: sixDigits }),
  refusals: [no.wrongCode, no.notEnrolled, no.alreadyEnrolled],
});

export const removeSecondFactorCall = call({
  name: 'auth/remove-second-factor',
  method: 'POST',
  path: '/auth/second-factor/removal',
  within: 'person',
  can: 'self',
  body: closed({ password }),
  refusals: [no.wrongPassword, no.notEnrolled, no.tooManyTries],
});
