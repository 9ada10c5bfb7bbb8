import { newId } from '../clock.ts';
import type { Central } from '../db/tx.ts';
import { refusing, type SignIn, type Step } from './library.ts';
import { claimStep } from './second-factor.ts';
import { isDisabled } from './session.ts';
import { signInRefusals } from './sign-in.refusals.ts';
import { type Bucket, beginTry, forgetTry } from './tries.ts';
import { emailOf } from './user.store.ts';
import { cookieNames, deviceCookie, deviceOf, headersFor, isKnownDevice, networkOf, type Visitor } from './visitor.ts';

/** @throws auth/wrong-credentials, auth/too-many-tries; the same for accounts that do not exist, in the same time */
export async function withPassword(
  signIn: SignIn,
  visitor: Visitor,
  sent: { email: string; password: string },
): Promise<Step<{ secondFactorNeeded: boolean }>> {
  const email = emailOf(sent.email);
  await beginTry(signIn.central, bucketsOf(signIn, visitor, email));
  const { response, headers } = await signIn.library.api
    .signInEmail({ body: { email, password: sent.password }, headers: headersFor(visitor), returnHeaders: true })
    .catch(refusing(credentialRefusals));
  if (await isDisabled(signIn.central, { email })) {
    await endSession(signIn.central, 'token' in response ? response.token : '');
    throw signInRefusals.wrongCredentials({});
  }
  if ('twoFactorRedirect' in response) {
    const cookies = headers.getSetCookie().filter((cookie) => cookie.startsWith(cookieNames.secondFactor));
    return { outcome: { secondFactorNeeded: true }, cookies };
  }
  const step = await welcome(signIn, visitor, response.user.email, headers.getSetCookie());
  return { ...step, outcome: { secondFactorNeeded: false } };
}

/**
 * Ends the sign-in that `withPassword` began, by a code of the app or one of the backup codes. The library accepts the same
 * code twice, so its step is claimed before any cookie leaves.
 * @throws auth/wrong-code, auth/sign-in-again, auth/too-many-tries
 */
export async function withSecondFactor(
  signIn: SignIn,
  visitor: Visitor,
  sent: { code: string } | { backupCode: string },
): Promise<Step> {
  const { api } = signIn.library;
  const asked = { headers: headersFor(visitor, cookieNames.secondFactor), returnHeaders: true } as const;
  const answer =
    'code' in sent
      ? api.verifyTOTP({ ...asked, body: { code: sent.code } })
      : api.verifyBackupCode({ ...asked, body: { code: sent.backupCode } });
  const { response, headers } = await answer.catch(refusing(codeRefusals));
  const { token, user } = response;
  const isNew = 'backupCode' in sent || (await claimStep(signIn, user.id, sent.code));
  if (!isNew || (await isDisabled(signIn.central, user))) {
    await endSession(signIn.central, String(token));
    throw signInRefusals.wrongCode({});
  }
  return welcome(signIn, visitor, user.email, headers.getSetCookie());
}

export async function signOut(signIn: SignIn, visitor: Visitor): Promise<Step> {
  const asked = { headers: headersFor(visitor, cookieNames.session), returnHeaders: true } as const;
  const { headers } = await signIn.library.api.signOut(asked);
  return { outcome: null, cookies: headers.getSetCookie() };
}

/** The person is in: the earlier session of this browser dead, his tries forgotten, the device known from now on. */
async function welcome(signIn: SignIn, visitor: Visitor, email: string, cookies: readonly string[]): Promise<Step> {
  if (visitor.cookies.has(cookieNames.session)) {
    await signIn.library.api.signOut({ headers: headersFor(visitor, cookieNames.session) });
  }
  await forgetTry(signIn.central, bucketsOf(signIn, visitor, email));
  return { outcome: null, cookies: [...cookies, deviceCookie(deviceOf(visitor) ?? newId(), email, signIn.secret)] };
}

/**
 * What a try at an account counts against. Ten within fifteen minutes in all, five of them from one network, so that one
 * attacker leaves room for the owner elsewhere; a device the owner used before counts alone, whatever strangers do.
 */
function bucketsOf(signIn: SignIn, visitor: Visitor, email: string): Bucket[] {
  if (isKnownDevice(visitor, email, signIn.secret)) return [{ of: `device ${deviceOf(visitor)} ${email}`, limit: 10 }];
  const network = networkOf(visitor.address);
  return [
    { of: `network ${network}`, limit: 100 },
    { of: `account ${email} from ${network}`, limit: 5 },
    { of: `account ${email}`, limit: 10 },
  ];
}

const credentialRefusals = {
  INVALID_EMAIL: signInRefusals.wrongCredentials,
  INVALID_EMAIL_OR_PASSWORD: signInRefusals.wrongCredentials,
  PASSWORD_TOO_LONG: signInRefusals.wrongCredentials,
};

const codeRefusals = {
  INVALID_CODE: signInRefusals.wrongCode,
  INVALID_BACKUP_CODE: signInRefusals.wrongCode,
  BACKUP_CODES_NOT_ENABLED: signInRefusals.wrongCode,
  // The same backup code arrived twice at the same moment, and the other was quicker.
  CONFLICT: signInRefusals.wrongCode,
  INVALID_TWO_FACTOR_COOKIE: signInRefusals.signInAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: signInRefusals.signInAgain,
  TOTP_NOT_ENABLED: signInRefusals.signInAgain,
  ACCOUNT_TEMPORARILY_LOCKED: () => signInRefusals.tooManyTries({ waitMinutes: 15 }),
};

async function endSession(central: Central, token: string): Promise<void> {
  await central.deleteFrom('auth.session').where('token', '=', token).execute();
}
