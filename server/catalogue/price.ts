import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

export const buyers = ['member', 'non_member'] as const;
export type Buyer = (typeof buyers)[number];

/** What the list asks for a pack on a day. */
export interface Price {
  readonly packId: Id<'pack'>;
  readonly buyer: Buyer;
  readonly priceIdr: Rupiah;
  readonly effectiveOn: BusinessDate;
}

/** What a buyer is asked: a member pays what everybody pays where no price of his own is listed. */
export function listPriceOf(prices: readonly Price[], packId: string, buyer: Buyer): Price | undefined {
  const ofPack = prices.filter((price) => price.packId === packId);
  return (
    ofPack.find((price) => price.buyer === buyer) ??
    (buyer === 'member' ? ofPack.find((price) => price.buyer === 'non_member') : undefined)
  );
}
