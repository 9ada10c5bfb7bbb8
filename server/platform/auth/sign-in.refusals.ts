import { refusal } from '../../kernel/refusal.ts';
import type { PasswordProblem } from './password.ts';

export const signInRefusals = {
  wrongCredentials: refusal('auth/wrong-credentials', 401, () => 'no such account, or not its password'),
  wrongCode: refusal('auth/wrong-code', 401, () => 'the code is wrong, expired or was used before'),
  signInAgain: refusal('auth/sign-in-again', 401, () => 'no sign-in waits for a second factor'),
  tooManyTries: refusal<{ waitMinutes: number }>('auth/too-many-tries', 429, (d) => `wait ${d.waitMinutes} minutes`),
  wrongPassword: refusal('auth/wrong-password', 422, () => 'not the current password'),
  weakPassword: refusal<{ problem: PasswordProblem }>('auth/weak-password', 422, (d) => `the password is ${d.problem}`),
  alreadyEnrolled: refusal('auth/already-enrolled', 409, () => 'a second factor is set up; remove it first'),
  notEnrolled: refusal('auth/not-enrolled', 409, () => 'no second factor is set up'),
  noSuchSession: refusal('auth/no-such-session', 404, () => 'none of your sessions has this id'),
};
