import type { Central } from '../db/tx.ts';
import { refusing, type SignIn, type Step } from './library.ts';
import { passwordProblem } from './password.ts';
import type { Session } from './session.ts';
import { signInRefusals } from './sign-in.refusals.ts';
import { beginTry, forgetTry } from './tries.ts';
import { cookieNames, headersFor, type Visitor } from './visitor.ts';

/** Ends every session of the person but the new one. @throws auth/wrong-password, auth/weak-password, auth/too-many-tries */
export async function changePassword(
  signIn: SignIn,
  visitor: Visitor,
  session: Session,
  sent: { current: string; next: string },
): Promise<Step> {
  assertFit(sent.next, session);
  const { headers } = await provingHimself(signIn.central, session, () =>
    signIn.library.api.changePassword({
      body: { currentPassword: sent.current, newPassword: sent.next, revokeOtherSessions: true },
      headers: headersFor(visitor, cookieNames.session),
      returnHeaders: true,
    }),
  );
  return { outcome: null, cookies: headers.getSetCookie() };
}

/** @throws auth/weak-password */
export function assertFit(password: string, account: { email: string; name: string }): void {
  const problem = passwordProblem(password, account);
  if (problem !== undefined) throw signInRefusals.weakPassword({ problem });
}

/** A person states his password again; a stolen session may not be used to guess it. @throws auth/wrong-password, auth/too-many-tries */
export async function provingHimself<T>(central: Central, session: Session, work: () => Promise<T>): Promise<T> {
  const bucket = { of: `own password of ${session.userId}`, limit: 10 };
  await beginTry(central, [bucket]);
  const result = await work().catch(refusing({ INVALID_PASSWORD: signInRefusals.wrongPassword }));
  await forgetTry(central, [bucket]);
  return result;
}
