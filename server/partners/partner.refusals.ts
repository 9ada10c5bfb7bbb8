import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const partnerRefusals = {
  notFound: refusal('partners/not-found', 404, () => 'no such partner or partnership, or not yours to see'),
  cooperativeNotFound: refusal('partners/cooperative-not-found', 404, () => 'no such cooperative, or not yours to see'),
  idReused: refusal<{ id: string }>('partners/id-reused', 409, (d) => `${d.id} already names something else`),
  alreadySo: refusal<{ since: BusinessDate }>(
    'partners/already-so',
    409,
    (d) => `the same stage with this partner for the same goods is on record since ${d.since}`,
  ),
  datesReversed: refusal('partners/dates-reversed', 422, () => 'the end lies on or before the start'),
  alreadyEnded: refusal<{ on: string }>('partners/already-ended', 409, (d) => `ended on ${d.on}`),
};
