import * as catalogue from '../../catalogue/public.ts';
import * as inventory from '../../inventory/public.ts';
import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import type { QueryOf, ReplyOf } from '../../kernel/call.ts';
import * as partners from '../../partners/public.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';
import { limitsOn, orderedBaseOf } from '../order.store.ts';
import { sidesOf } from '../order.ts';
import { costOf } from '../receipt/receipt.ts';
import type { suggestOrderCall } from './suggestion.schema.ts';
import { comingOf, findLeadDays } from './suggestion.store.ts';
import { lookedBackDays, suggestedPacks, usualLeadDays } from './suggestion.ts';

type Asked = QueryOf<typeof suggestOrderCall>;
type Suggestion = ReplyOf<typeof suggestOrderCall>;

/** Lays out an order to a partner: where to, which goods at which price, and how much of each. @throws procurement/not-yours */
export async function suggestOrder(
  tx: Tx,
  { cooperativeId, partnerId }: Asked,
  today: BusinessDate,
): Promise<Suggestion> {
  const parties = { cooperativeId, partnerId, supplierCooperativeId: null, principalId: null };
  if (!sidesOf(parties, tx.reach).includes('buyer')) throw orderRefusals.notYours({});
  const agreement = await partners.agreementInForce(tx, cooperativeId, partnerId, today);
  const ordered = await catalogue.orderedBy(tx, cooperativeId);
  const leadDays = (await findLeadDays(tx, cooperativeId, partnerId)) ?? usualLeadDays;
  const since = addDays(today, 1 - lookedBackDays);
  const turnover = await inventory.turnoverOver(tx, { from: since, to: today });
  const coming = await comingOf(tx, cooperativeId);
  const limits = await limitsOn(
    tx,
    today,
    ordered.flatMap(({ productCode }) => productCode ?? []),
  );
  const lines: Suggestion['lines'] = [];
  for (const { productCode, ...line } of ordered) {
    const agreed = agreement && partners.agreedProductOf(agreement, { id: line.itemId, productCode });
    if (agreement !== undefined && agreed === undefined) continue;
    const ruled = limits.find((limit) => limit.productCode === productCode)?.qtyBaseMax;
    const left = agreement && agreed && (await quotaLeft(tx, agreement, agreed, line.itemId, today));
    const maxBase = Math.min(ruled ?? Number.POSITIVE_INFINITY, left ?? Number.POSITIVE_INFINITY);
    const { heldBase = 0, soldBase = 0 } =
      turnover.find((each) => each.cooperativeId === cooperativeId && each.itemId === line.itemId) ?? {};
    const known = { heldBase, soldBase, comingBase: coming.get(line.itemId) ?? 0 };
    const bound = Number.isFinite(maxBase) ? maxBase : null;
    lines.push({
      ...line,
      ...known,
      priceIdr: agreed === undefined ? null : costOf(agreed, line.packQtyBase),
      maxPacks: bound === null ? null : Math.floor(bound / line.packQtyBase),
      suggestedPacks: suggestedPacks({ ...known, leadDays, packQtyBase: line.packQtyBase, maxBase: bound }),
    });
  }
  const shelves = await inventory.shelvesOf(tx, [cooperativeId]);
  return {
    places: shelves.map(({ id, name }) => ({ id, name })),
    agreement: agreement === undefined ? null : { number: agreement.number, isConsigned: agreement.isConsigned },
    leadDays,
    lines,
  };
}

async function quotaLeft(
  tx: Tx,
  agreement: partners.Agreement,
  { quotaBase }: partners.AgreedProduct,
  itemId: catalogue.Ordered['itemId'],
  today: BusinessDate,
): Promise<number | undefined> {
  if (quotaBase === null || agreement.quotaPeriod === null) return undefined;
  const { cooperativeId, partnerId } = agreement;
  const window = partners.quotaWindow(agreement.quotaPeriod, today);
  return Math.max(0, quotaBase - (await orderedBaseOf(tx, { cooperativeId, partnerId, itemId, ...window })));
}
