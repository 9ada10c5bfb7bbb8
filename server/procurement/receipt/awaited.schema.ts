import { type Static, Type } from 'typebox';
import { closed } from '../../kernel/call.ts';
import { day, idOf, oneOf, orNull } from '../../kernel/shapes.ts';
import { lineSeq, orderId, qtyBase, qtyBaseOrNone } from '../order.schema.ts';
import { NewReceipt } from './receipt.schema.ts';

/** Goods that an outlet may see at its door: of a note that is on its way, or of an order that came without one. No prices: it lies on a phone. */
export const AwaitedGoods = closed({
  orderId,
  number: Type.String(),
  supplier: Type.String(),
  orderedOn: day,
  delivery: orNull(closed({ id: idOf<'delivery'>(), number: Type.String() })),
  place: closed({ id: idOf<'place'>(), name: Type.String() }),
  lines: Type.Array(
    closed({
      seq: lineSeq,
      itemName: Type.String(),
      baseUnit: oneOf(['gram', 'millilitre', 'piece'] as const),
      packLabel: Type.String(),
      packQtyBase: qtyBase,
      /** What the note says, or what of the order has not come yet. */
      expectedBase: qtyBaseOrNone,
    }),
  ),
  sample: Type.Boolean(),
});
export type AwaitedGoods = Static<typeof AwaitedGoods>;

const { receivedOn: _, ...withoutDay } = NewReceipt.properties;

/** A receipt as a phone makes it: its day is found where it arrives, because a phone's calendar may be wrong. */
export const OfflineReceipt = closed(withoutDay);
export type OfflineReceipt = Static<typeof OfflineReceipt>;
