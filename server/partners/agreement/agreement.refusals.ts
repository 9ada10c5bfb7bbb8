import type { BusinessDate } from '../../kernel/business-date.ts';
import { refusal } from '../../kernel/refusal.ts';

export const agreementRefusals = {
  inForce: refusal<{ number: string; since: BusinessDate }>(
    'partners/agreement-in-force',
    409,
    (d) => `agreement ${d.number} between the two holds since ${d.since}`,
  ),
  unknownProduct: refusal<{ line: number }>(
    'partners/unknown-product',
    422,
    (d) => `line ${d.line} names no product of the catalogue, or goods or a pack of another cooperative`,
  ),
  productTwice: refusal<{ line: number }>('partners/product-twice', 422, (d) => `line ${d.line} names goods once more`),
  principalIsPartner: refusal(
    'partners/principal-is-partner',
    422,
    () => 'who stands behind an agent is somebody else than the agent',
  ),
  daysOfCredit: refusal(
    'partners/days-of-credit',
    422,
    () => 'days to pay within belong to payment after days, and to nothing else',
  ),
  quotaWithoutPeriod: refusal('partners/quota-without-period', 422, () => 'a quota needs the period it is counted in'),
  outsideAgreement: refusal('partners/outside-agreement', 422, () => 'the agreement does not hold on that day'),
};
