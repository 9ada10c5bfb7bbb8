import { refusal } from '../../kernel/refusal.ts';

/** Why a run failed when the business itself had nothing against it. */
export const runRefusals = {
  failed: refusal('jobs/failed', 503, () => 'every attempt met a defect or an outage'),
  interrupted: refusal('jobs/interrupted', 503, () => 'the process ended during every attempt'),
};
