import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

export const orderRefusals = {
  notFound: refusal('procurement/not-found', 404, () => 'no such order or paper, or not yours to see'),
  notEverywhere: refusal(
    'procurement/not-everywhere',
    403,
    () => 'only a partner who serves every city reads all cities',
  ),
  notYours: refusal('procurement/not-yours', 403, () => 'this step belongs to the other side'),
  idReused: refusal<{ id: string }>('procurement/id-reused', 409, (d) => `${d.id} already names something else`),
  notNow: refusal<{ status: string }>('procurement/not-now', 409, (d) => `the order is ${d.status}`),
  inFuture: refusal('procurement/in-future', 422, () => 'nobody knows the facts of a day to come'),
  placeNotFound: refusal('procurement/place-not-found', 422, () => 'not an outlet or warehouse of this cooperative'),
  partnerNotFound: refusal('procurement/partner-not-found', 422, () => 'no such partner'),
  itemNotFound: refusal('procurement/item-not-found', 422, () => 'no such item or pack of this cooperative'),
  itemTwice: refusal('procurement/item-twice', 422, () => 'two lines name the same pack'),
  otherUnit: refusal<{ seq: number; expectedBase: number }>(
    'procurement/other-unit',
    422,
    (d) => `line ${d.seq}: the packs make ${d.expectedBase} base units`,
  ),
  tooLarge: refusal<{ seq: number; maxIdr: Rupiah }>(
    'procurement/too-large',
    422,
    (d) => `line ${d.seq} comes to more than ${d.maxIdr}`,
  ),
  beyondLimit: refusal<{ productCode: string; maxBase: number; askedBase: number; since: BusinessDate; basis: string }>(
    'procurement/beyond-limit',
    422,
    (d) => `${d.askedBase} asked of ${d.productCode}, at most ${d.maxBase} since ${d.since}`,
  ),
  notAgreed: refusal<{ seq: number; agreement: string }>(
    'procurement/not-agreed',
    422,
    (d) => `line ${d.seq} is not among the goods of agreement ${d.agreement}`,
  ),
  priceDiffers: refusal<{ seq: number; agreedIdr: Rupiah }>(
    'procurement/price-differs',
    422,
    (d) => `line ${d.seq}: a pack was agreed at ${d.agreedIdr}`,
  ),
  beyondQuota: refusal<{ seq: number; quotaBase: number; leftBase: number; until: BusinessDate }>(
    'procurement/beyond-quota',
    422,
    (d) => `line ${d.seq}: ${d.leftBase} of ${d.quotaBase} are left until ${d.until}`,
  ),
  beyondCredit: refusal<{ limitIdr: Rupiah; owedIdr: Rupiah }>(
    'procurement/beyond-credit',
    422,
    (d) => `${d.owedIdr} would be owed, at most ${d.limitIdr} was agreed`,
  ),
  lineNotFound: refusal<{ seq: number }>('procurement/line-not-found', 422, (d) => `the order has no line ${d.seq}`),
  moreThanOrdered: refusal<{ seq: number; orderedPacks: number }>(
    'procurement/more-than-ordered',
    422,
    (d) => `line ${d.seq} was ordered as ${d.orderedPacks} packs`,
  ),
  nothingLeft: refusal('procurement/nothing-left', 422, () => 'all lines are cut to nothing: refuse the order instead'),
};
