import { type Static, Type } from 'typebox';
import { inventoryRefusals } from '../../inventory/inventory.refusals.ts';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, text } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { orderRefusals } from '../order.refusals.ts';
import { lineSeq, orderId, qtyBase } from '../order.schema.ts';
import { returnRefusals } from './return.refusals.ts';

export const NewReturn = closed({
  id: idOf<'goods-return'>(),
  orderId,
  returnedOn: day,
  reason: text(500),
  lines: Type.Array(
    closed({
      seq: lineSeq,
      /** Where the goods lay: the shelf, quarantine, or among the damaged. */
      fromPlaceId: idOf<'place'>(),
      qtyBase,
    }),
    { minItems: 1, maxItems: 100 },
  ),
});
export type NewReturn = Static<typeof NewReturn>;

/** Goods go back to the supplier, who credits them at the price of the order. An intention: what is not there does not go. */
export const returnGoodsCall = call({
  name: 'procurement/return-goods',
  method: 'POST',
  path: '/returns',
  can: 'stock.move',
  body: NewReturn,
  refusals: [
    orderRefusals.notFound,
    orderRefusals.notYours,
    orderRefusals.idReused,
    orderRefusals.inFuture,
    orderRefusals.notNow,
    orderRefusals.lineNotFound,
    orderRefusals.itemTwice,
    returnRefusals.moreThanReceived,
    inventoryRefusals.unknownPlace,
    inventoryRefusals.short,
    ledgerRefusals.noBook,
  ],
});
