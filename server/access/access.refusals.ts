import { refusal } from '../kernel/refusal.ts';
import type { GiveProblem } from './grant.ts';

export const accessRefusals = {
  noSuchGrant: refusal('access/no-such-grant', 403, () => 'you hold no such grant here today'),
  secondFactorNeeded: refusal('access/second-factor-needed', 403, () => 'this role works with a second factor only'),
  mayNotGive: refusal<{ problem: GiveProblem }>('access/may-not-give', 422, (d) => `not yours to give: ${d.problem}`),
  unknownScope: refusal('access/unknown-scope', 422, () => 'no such place, cooperative or partner here'),
  idReused: refusal('access/id-reused', 409, () => 'the id was used for something else'),
  grantNotFound: refusal('access/grant-not-found', 404, () => 'no such grant holds in this regency'),
  notYourOwn: refusal('access/not-your-own', 422, () => 'another administrator has to do this to you'),
  userNotFound: refusal('access/user-not-found', 404, () => 'nobody of this regency has this id'),
  notYoursAlone: refusal('access/not-yours-alone', 422, () => 'the person also works elsewhere: ask the operator'),
  alreadyUser: refusal('access/already-user', 409, () => 'an account with this e-mail exists; sign in with it'),
  invitationOver: refusal('access/invitation-over', 404, () => 'the link was used, withdrawn, or is too old'),
  resetOver: refusal('access/reset-over', 404, () => 'the link was used, replaced, or is older than a day'),
  notYourInvitation: refusal('access/not-your-invitation', 403, () => 'the invitation is for another e-mail'),
  setUpOver: refusal('access/set-up-over', 404, () => 'the link is not the latest one, or the system is set up'),
  regencyNotFound: refusal('access/regency-not-found', 422, () => 'no regency has this code'),
};
