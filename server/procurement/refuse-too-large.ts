import { lineMaxIdr, rupiah } from '../kernel/rupiah.ts';
import { orderRefusals } from './order.refusals.ts';
import type { OrderLine } from './order.ts';

/** No line comes to more than any line may: that is a slip of the hand, and sums with it could not be read. @throws procurement/too-large */
export function refuseTooLarge(line: Pick<OrderLine, 'seq' | 'priceIdr' | 'packQtyBase'>, qtyBase: number): void {
  if (BigInt(line.priceIdr) * BigInt(qtyBase) > BigInt(lineMaxIdr) * BigInt(line.packQtyBase))
    throw orderRefusals.tooLarge({ seq: line.seq, maxIdr: rupiah(lineMaxIdr) });
}
