import type { BusinessDate } from '../kernel/business-date.ts';
import { addDays } from '../kernel/business-date.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import * as partners from '../partners/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import { orderRefusals } from './order.refusals.ts';
import { limitsOn, openOrdersIdr, orderedBaseOf } from './order.store.ts';
import type { OrderLine } from './order.ts';
import { costOf } from './receipt/receipt.ts';

/** Refuses what the rule of the day does not let one outlet order at once. @throws procurement/beyond-limit */
export async function refuseBeyondLimits(tx: Tx, day: BusinessDate, lines: readonly OrderLine[]): Promise<void> {
  const productCodes = lines.flatMap((line) => line.productCode ?? []);
  for (const { productCode, qtyBaseMax: maxBase, validFrom: since, legalBasis: basis } of await limitsOn(
    tx,
    day,
    productCodes,
  )) {
    const askedBase = baseOf(lines.filter((line) => line.productCode === productCode));
    if (askedBase > maxBase) throw orderRefusals.beyondLimit({ productCode, maxBase, askedBase, since, basis });
  }
}

/**
 * Holds an order against what was agreed: goods, price of a pack, quota of the period, credit.
 * @throws procurement/not-agreed, price-differs, beyond-quota, beyond-credit
 */
export async function refuseBeyondTerms(
  tx: Tx,
  agreement: partners.Agreement,
  day: BusinessDate,
  lines: readonly OrderLine[],
): Promise<void> {
  for (const line of lines) {
    const { seq } = line;
    const agreed = partners.agreedProductOf(agreement, { id: line.itemId, productCode: line.productCode });
    if (agreed === undefined) throw orderRefusals.notAgreed({ seq, agreement: agreement.number });
    const agreedIdr = costOf(agreed, line.packQtyBase);
    if (line.priceIdr !== agreedIdr) throw orderRefusals.priceDiffers({ seq, agreedIdr });
    await refuseBeyondQuota(tx, { agreement, agreed, day, line, lines });
  }
  if (agreement.creditLimitIdr !== null && !agreement.isConsigned)
    await refuseBeyondCredit(tx, agreement, agreement.creditLimitIdr, lines);
}

interface QuotaAsked {
  readonly agreement: partners.Agreement;
  readonly agreed: partners.AgreedProduct;
  readonly day: BusinessDate;
  readonly line: OrderLine;
  readonly lines: readonly OrderLine[];
}

async function refuseBeyondQuota(tx: Tx, { agreement, agreed, day, line, lines }: QuotaAsked): Promise<void> {
  const { quotaBase } = agreed;
  if (quotaBase === null || agreement.quotaPeriod === null) return;
  const { from, to } = partners.quotaWindow(agreement.quotaPeriod, day);
  const { cooperativeId, partnerId } = agreement;
  const usedBase = await orderedBaseOf(tx, { cooperativeId, partnerId, itemId: line.itemId, from, to });
  const askedBase = baseOf(lines.filter(({ itemId }) => itemId === line.itemId));
  const leftBase = Math.max(0, quotaBase - usedBase);
  const { seq } = line;
  if (askedBase > leftBase) throw orderRefusals.beyondQuota({ seq, quotaBase, leftBase, until: addDays(to, -1) });
}

/** What is owed already, what is on its way, and this order together stay within the limit. */
async function refuseBeyondCredit(
  tx: Tx,
  { cooperativeId, partnerId }: partners.Agreement,
  limitIdr: Rupiah,
  lines: readonly OrderLine[],
): Promise<void> {
  const standing = await ledger.balanceWith(tx, cooperativeId, '211000', partnerId);
  const onItsWay = await openOrdersIdr(tx, cooperativeId, partnerId);
  const asked = lines.reduce((sum, line) => sum + line.priceIdr * line.qtyPacks, 0);
  const owedIdr = rupiah(-standing + onItsWay + asked);
  if (owedIdr > limitIdr) throw orderRefusals.beyondCredit({ limitIdr, owedIdr });
}

function baseOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.qtyPacks * line.packQtyBase, 0);
}
