import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

export const catalogueRefusals = {
  notFound: refusal('catalogue/not-found', 404, () => 'no such item, pack or rule, or not yours to see'),
  cooperativeNotFound: refusal(
    'catalogue/cooperative-not-found',
    404,
    () => 'no such cooperative, or not yours to see',
  ),
  idReused: refusal<{ id: string }>('catalogue/id-reused', 409, (d) => `${d.id} already names something else`),
  unknownCategory: refusal('catalogue/unknown-category', 422, () => 'no such category'),
  unknownProduct: refusal('catalogue/unknown-product', 422, () => 'no such product of the national catalogue'),
  unknownCommodity: refusal('catalogue/unknown-commodity', 422, () => 'no such commodity'),
  productTaken: refusal('catalogue/product-taken', 409, () => 'this cooperative has an item of that product already'),
  barcodeTaken: refusal('catalogue/barcode-taken', 409, () => 'another pack of this cooperative has that barcode'),
  otherUnit: refusal<{ unit: string }>(
    'catalogue/other-unit',
    422,
    (d) => `what it is linked to is counted in ${d.unit}: an item of its own is needed`,
  ),
  aboveCeiling: refusal<{ ceilingIdr: Rupiah; legalBasis: string; since: BusinessDate }>(
    'catalogue/above-ceiling',
    422,
    (d) => `at most ${d.ceilingIdr} by ${d.legalBasis} since ${d.since}`,
  ),
  splitsPack: refusal('catalogue/splits-pack', 422, () => 'these goods are sold in their own pack only'),
  ruleIncomplete: refusal(
    'catalogue/rule-incomplete',
    422,
    () => 'a limit names a quantity and the days it is counted over, the others a price and nothing else',
  ),
  datesReversed: refusal('catalogue/dates-reversed', 422, () => 'the end lies on or before the start'),
  alreadyEnded: refusal<{ on: BusinessDate }>('catalogue/already-ended', 409, (d) => `ended on ${d.on}`),
};
