import type { BusinessDate } from '../../kernel/business-date.ts';
import { refusal } from '../../kernel/refusal.ts';

export const surplusRefusals = {
  notFound: refusal(
    'procurement/surplus-not-found',
    404,
    () => 'no such notice, suggestion or sale, or not yours to see',
  ),
  idReused: refusal<{ id: string }>(
    'procurement/surplus-id-reused',
    409,
    (d) => `${d.id} already names something else`,
  ),
  notYours: refusal('procurement/surplus-not-yours', 403, () => 'this is for the other cooperative to do'),
  notNow: refusal<{ stage: string }>('procurement/surplus-not-now', 409, (d) => `the sale is ${d.stage}`),
  ownProposal: refusal('procurement/surplus-own-proposal', 403, () => 'who proposed it does not accept it'),
  ownNotice: refusal('procurement/surplus-own-notice', 422, () => 'a cooperative does not trade with itself'),
  noticeClosed: refusal('procurement/surplus-notice-closed', 409, () => 'this no longer stands'),
  barred: refusal<{ basis: string }>('procurement/surplus-barred', 422, (d) => `not to be sold on: ${d.basis}`),
  noItem: refusal('procurement/surplus-no-item', 422, () => 'the cooperative does not carry this product'),
  moreThanStands: refusal<{ packs: number }>('procurement/surplus-more', 422, (d) => `at most ${d.packs} packs`),
  tooManyBack: refusal<{ packs: number }>(
    'procurement/surplus-too-many-back',
    422,
    (d) => `${d.packs} packs were sent`,
  ),
  inFuture: refusal<{ today: BusinessDate }>(
    'procurement/surplus-in-future',
    422,
    (d) => `a fact cannot lie after ${d.today}`,
  ),
  priceMissing: refusal('procurement/surplus-price-missing', 422, () => 'an offer names its price'),
  datesReversed: refusal('procurement/surplus-dates-reversed', 422, () => 'a notice ends after it begins'),
};
