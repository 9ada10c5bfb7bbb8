import { refusal } from '../kernel/refusal.ts';
import type { GiveProblem } from './grant.ts';

export const accessRefusals = {
  noSuchGrant: refusal('access/no-such-grant', 403, () => 'you hold no such grant here today'),
  secondFactorNeeded: refusal('access/second-factor-needed', 403, () => 'this role works with a second factor only'),
  mayNotGive: refusal<{ problem: GiveProblem }>('access/may-not-give', 422, (d) => `not yours to give: ${d.problem}`),
};
