import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, text } from '../../kernel/shapes.ts';
import { orderRefusals } from '../order.refusals.ts';
import { lineSeq, orderId, qtyBase } from '../order.schema.ts';

export const NewLoad = closed({
  /** One truck: notes of several outlets may ride on it. */
  loadId: idOf<'load'>(),
  leftOn: day,
  driver: text(100),
  vehicle: text(40),
  notes: Type.Array(
    closed({
      id: idOf<'delivery'>(),
      orderId,
      /** Surat jalan or DO, as the supplier numbers it. */
      number: text(60),
      lines: Type.Array(closed({ seq: lineSeq, qtyBase }), { minItems: 1, maxItems: 100 }),
    }),
    { minItems: 1, maxItems: 50 },
  ),
});
export type NewLoad = Static<typeof NewLoad>;

/** What left the supplier's warehouse on one truck, with a note for each order: a fact, flagged where the order was not answered or is over. */
export const deliverCall = call({
  name: 'procurement/deliver',
  method: 'POST',
  path: '/deliveries',
  can: 'order.deliver',
  body: NewLoad,
  refusals: [
    orderRefusals.notFound,
    orderRefusals.notYours,
    orderRefusals.idReused,
    orderRefusals.inFuture,
    orderRefusals.lineNotFound,
    orderRefusals.itemTwice,
  ],
});
