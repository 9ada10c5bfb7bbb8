import { symmetricDecrypt } from 'better-auth/crypto';
import { nowMs } from '../clock.ts';
import { refusing, type SignIn, type Step } from './library.ts';
import { stepOf } from './one-time-code.ts';
import { provingHimself } from './own-password.ts';
import type { Session } from './session.ts';
import { signInRefusals } from './sign-in.refusals.ts';
import { cookieNames, headersFor, type Visitor } from './visitor.ts';

/** Claims the step of an accepted code: false when it, or a later one, was claimed before, even at the same moment. */
export async function claimStep({ central, library }: SignIn, userId: string, code: string): Promise<boolean> {
  const known = await central
    .selectFrom('auth.twoFactor')
    .select('secret')
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  const { secretConfig } = await library.$context;
  const step = stepOf(await symmetricDecrypt({ key: secretConfig, data: known.secret }), code, nowMs());
  if (step === undefined) return false;
  const claimed = await central
    .updateTable('auth.twoFactor')
    .set({ lastStep: step })
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('lastStep', 'is', null), eb('lastStep', '<', step)]))
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}

/**
 * Makes a secret for the authenticator app, and ten backup codes that are shown this once. Signing in asks for neither
 * before `confirmSecondFactor`.
 * @throws auth/wrong-password, auth/already-enrolled, auth/too-many-tries
 */
export async function enrolSecondFactor(
  signIn: SignIn,
  visitor: Visitor,
  session: Session,
  password: string,
): Promise<{ uri: string; backupCodes: string[] }> {
  if (session.hasSecondFactor) throw signInRefusals.alreadyEnrolled({});
  const answer = await provingHimself(signIn.central, session, () =>
    signIn.library.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: headersFor(visitor, cookieNames.session),
    }),
  );
  if (answer.method !== 'totp') throw signInRefusals.notEnrolled({});
  return { uri: answer.totpURI, backupCodes: answer.backupCodes };
}

/** From now on signing in asks for a code. Ends every other session of the person. @throws auth/wrong-code, auth/not-enrolled */
export async function confirmSecondFactor(
  signIn: SignIn,
  visitor: Visitor,
  session: Session,
  code: string,
): Promise<Step> {
  if (session.hasSecondFactor) throw signInRefusals.alreadyEnrolled({});
  const { headers } = await signIn.library.api
    .verifyTOTP({ body: { code }, headers: headersFor(visitor, cookieNames.session), returnHeaders: true })
    .catch(refusing({ INVALID_CODE: signInRefusals.wrongCode, TOTP_NOT_ENABLED: signInRefusals.notEnrolled }));
  await claimStep(signIn, session.userId, code);
  const cookies = headers.getSetCookie();
  await signIn.central
    .deleteFrom('auth.session')
    .where('userId', '=', session.userId)
    .where('token', '!=', tokenIn(cookies))
    .execute();
  return { outcome: null, cookies };
}

/** For a lost or a new phone; a role that needs a second factor then asks for a new one at once. @throws auth/wrong-password, auth/not-enrolled */
export async function removeSecondFactor(
  signIn: SignIn,
  visitor: Visitor,
  session: Session,
  password: string,
): Promise<Step> {
  if (!session.hasSecondFactor) throw signInRefusals.notEnrolled({});
  const { headers } = await provingHimself(signIn.central, session, () =>
    signIn.library.api.disableTwoFactor({
      body: { password },
      headers: headersFor(visitor, cookieNames.session),
      returnHeaders: true,
    }),
  );
  return { outcome: null, cookies: headers.getSetCookie() };
}

/** The token of the session that these cookies open. */
function tokenIn(cookies: readonly string[]): string {
  const opening = cookies.find((cookie) => cookie.startsWith(`${cookieNames.session}=`)) ?? '';
  return decodeURIComponent(opening.slice(cookieNames.session.length + 1)).split('.')[0] ?? '';
}
