import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const proposalRefusals = {
  notFound: refusal('proposals/not-found', 404, () => 'no such proposal, or not yours to see'),
  idReused: refusal<{ id: string }>('proposals/id-reused', 409, (d) => `${d.id} already names something else`),
  alreadyOpen: refusal('proposals/already-open', 409, () => 'the cooperative has an open proposal'),
  alreadyClosed: refusal<{ on: string }>('proposals/already-closed', 409, (d) => `closed on ${d.on}`),
  inFuture: refusal<{ today: BusinessDate }>('proposals/in-future', 422, (d) => `a fact cannot lie after ${d.today}`),
  closedBeforeOpened: refusal<{ openedOn: BusinessDate }>(
    'proposals/closed-before-opened',
    422,
    (d) => `opened on ${d.openedOn}`,
  ),
  pastProposal: refusal<{ facility: string }>(
    'proposals/past-proposal',
    422,
    (d) => `the new building is ${d.facility} already`,
  ),
};
