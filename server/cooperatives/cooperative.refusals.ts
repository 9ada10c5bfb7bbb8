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
  datesReversed: refusal('cooperatives/dates-reversed', 422, () => 'the end lies on or before the start'),
  alreadyEnded: refusal<{ on: BusinessDate }>('cooperatives/already-ended', 409, (d) => `ended on ${d.on}`),
  unknownFile: refusal<{ id: string }>('cooperatives/unknown-file', 422, (d) => `no file ${d.id} that you may see`),
  unknownFunding: refusal<{ code: string }>(
    'cooperatives/unknown-funding',
    422,
    (d) => `no funding source ${d.code} today`,
  ),
  pointElsewhere: refusal<{ km: number }>(
    'cooperatives/point-elsewhere',
    422,
    (d) => `the point lies ${d.km} km from the nearest kelurahan of this city`,
  ),
  pointHalf: refusal('cooperatives/point-half', 422, () => 'a point needs latitude and longitude'),
  unknownRequirement: refusal<{ kind: string }>(
    'cooperatives/unknown-requirement',
    422,
    (d) => `no requirement ${d.kind}`,
  ),
  unknownCommodity: refusal<{ code: string }>('cooperatives/unknown-commodity', 422, (d) => `no commodity ${d.code}`),
  priceWithoutGoods: refusal('cooperatives/price-without-goods', 422, () => 'what is not carried has no price'),
  targetBeforeStart: refusal('cooperatives/target-before-start', 422, () => 'planned completion lies before the start'),
};
