import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const cooperativeRefusals = {
  notFound: refusal('cooperatives/not-found', 404, () => 'no such cooperative, or not yours to see'),
  idReused: refusal<{ id: string }>('cooperatives/id-reused', 409, (d) => `${d.id} already names something else`),
  alreadySo: refusal<{ state: string; since: BusinessDate }>(
    'cooperatives/already-so',
    422,
    (d) => `already ${d.state} since ${d.since}`,
  ),
  alreadyCorrected: refusal<{ id: string }>(
    'cooperatives/already-corrected',
    409,
    (d) => `${d.id} was corrected before`,
  ),
  correctsOther: refusal<{ id: string }>(
    'cooperatives/corrects-other',
    422,
    (d) => `${d.id} is not an action of this cooperative on this axis`,
  ),
  inFuture: refusal<{ today: BusinessDate }>(
    'cooperatives/in-future',
    422,
    (d) => `a fact cannot lie after ${d.today}`,
  ),
  targetBeforeStart: refusal('cooperatives/target-before-start', 422, () => 'planned completion lies before the start'),
};
