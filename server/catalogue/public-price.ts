import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Commodity, Pack } from './item.ts';
import type { Buyer } from './price.ts';

/**
 * What the public page shows when this price is set: of a commodity it has one price, that of the pack its price speaks of, else of the smallest
 * that is sold, worked out for what one price of the commodity buys and rounded up. Undefined where another pack stands for the commodity, and
 * for what members alone are asked.
 */
export function publicPriceOf(
  price: { readonly buyer: Buyer; readonly priceIdr: Rupiah },
  pack: Pack,
  packs: readonly Pack[],
  commodity: Commodity,
): Rupiah | undefined {
  if (price.buyer !== 'non_member') return undefined;
  const sold = packs.filter((each) => each.isSold && each.isActive);
  const shown =
    sold.find((each) => each.qtyBase === commodity.qtyBase) ?? sold.toSorted((a, b) => a.qtyBase - b.qtyBase)[0];
  if (shown?.qtyBase !== pack.qtyBase) return undefined;
  const [whole, part] = [BigInt(price.priceIdr) * BigInt(commodity.qtyBase), BigInt(pack.qtyBase)];
  return rupiah(Number((whole + part - 1n) / part));
}
