import { refusal } from '../kernel/refusal.ts';

export const partnerRefusals = {
  notFound: refusal('partners/not-found', 404, () => 'no such partner or partnership, or not yours to see'),
  cooperativeNotFound: refusal('partners/cooperative-not-found', 404, () => 'no such cooperative, or not yours to see'),
  idReused: refusal<{ id: string }>('partners/id-reused', 409, (d) => `${d.id} already names something else`),
  datesReversed: refusal('partners/dates-reversed', 422, () => 'the end lies on or before the start'),
  alreadyEnded: refusal<{ on: string }>('partners/already-ended', 409, (d) => `ended on ${d.on}`),
};
