import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, oneOf, text } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { orderRefusals } from '../order.refusals.ts';
import { lineSeq, orderId, qtyBaseOrNone } from '../order.schema.ts';
import { receiptRefusals } from './receipt.refusals.ts';

export const NewReceipt = closed({
  id: idOf<'receipt'>(),
  orderId,
  /** The note the goods came with; left out where they came without one. */
  deliveryId: Type.Optional(idOf<'delivery'>()),
  /** Where they were put: an outlet or warehouse of the cooperative. */
  placeId: idOf<'place'>(),
  receivedOn: day,
  lines: Type.Array(
    closed({
      /** Line of the order. */
      seq: lineSeq,
      /** The unit the quantities are in: what is not the item's own is refused, as 20 sacks are not 20 grams. */
      baseUnit: oneOf(['gram', 'millilitre', 'piece'] as const),
      goodBase: qtyBaseOrNone,
      quarantinedBase: Type.Optional(qtyBaseOrNone),
      damagedBase: Type.Optional(qtyBaseOrNone),
      /** Empty cylinders handed over, of goods that come in cylinders; left out: one for each that came. */
      emptiesGiven: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      batch: Type.Optional(closed({ label: text(60), expiresOn: Type.Optional(day) })),
    }),
    { minItems: 1, maxItems: 100 },
  ),
  note: Type.Optional(text(500)),
});
export type NewReceipt = Static<typeof NewReceipt>;

/** What came, counted at the door: a fact. More, less or other than ordered is recorded and flagged. Made offline as well. */
export const recordReceiptCall = call({
  name: 'procurement/record-receipt',
  method: 'POST',
  path: '/receipts',
  can: 'goods.receive',
  body: NewReceipt,
  refusals: [
    orderRefusals.notFound,
    orderRefusals.notYours,
    orderRefusals.idReused,
    orderRefusals.inFuture,
    orderRefusals.placeNotFound,
    orderRefusals.lineNotFound,
    receiptRefusals.unitDiffers,
    orderRefusals.tooLarge,
    receiptRefusals.deliveryNotFound,
    receiptRefusals.nothingCame,
    ledgerRefusals.noBook,
    ledgerRefusals.unknownAccount,
  ],
});
