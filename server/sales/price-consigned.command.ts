import * as catalogue from '../catalogue/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import * as partners from '../partners/public.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Goods of a partner that a line of a sale took. */
export interface Consigned {
  readonly key: string;
  readonly cooperativeId: Id<'cooperative'>;
  readonly partnerId: Id<'partner'>;
  readonly itemId: Id<'item'>;
  readonly qtyBase: number;
  readonly soldOn: BusinessDate;
}

/**
 * What is owed for consigned goods now that they are sold: the price of the agreement of that day, half a rupiah rounded up; undefined where no
 * agreement of that day names them.
 */
export async function priceConsigned(
  tx: Tx,
  sold: readonly Consigned[],
): Promise<{ key: string; partnerId: Id<'partner'>; costIdr: Rupiah | undefined }[]> {
  if (sold.length === 0) return [];
  const items = await catalogue.itemsById(tx, [...new Set(sold.map(({ itemId }) => itemId))]);
  const agreements = new Map<string, partners.Agreement | undefined>();
  const nameOf = (each: Consigned) => `${each.cooperativeId}/${each.partnerId}/${each.soldOn}`;
  for (const each of sold)
    if (!agreements.has(nameOf(each)))
      agreements.set(
        nameOf(each),
        await partners.agreementInForce(tx, each.cooperativeId, each.partnerId, each.soldOn),
      );
  return sold.map((each) => {
    const [agreement, item] = [agreements.get(nameOf(each)), items.get(each.itemId)];
    const agreed = agreement && item && partners.agreedProductOf(agreement, item);
    return { key: each.key, partnerId: each.partnerId, costIdr: agreed && worthOf(each.qtyBase, agreed) };
  });
}

function worthOf(qtyBase: number, { priceIdr, packQtyBase }: partners.AgreedProduct): Rupiah {
  const [part, whole] = [BigInt(qtyBase) * BigInt(priceIdr), BigInt(packQtyBase)];
  return rupiah(Number((2n * part + whole) / (2n * whole)));
}
