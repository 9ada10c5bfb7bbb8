import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, text, type wholeRupiah } from '../kernel/shapes.ts';
import { orderRefusals } from './order.refusals.ts';

export const orderId = idOf<'order'>();
const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();
export const lineSeq = Type.Integer({ minimum: 1, maximum: 100 });
/** Base units: gram, millilitre, piece. */
export const qtyBase = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 });
export const qtyBaseOrNone = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const qtyPacks = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const price = Type.Unsafe<Static<typeof wholeRupiah>>(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }));

export const NewOrder = closed({
  id: orderId,
  cooperativeId,
  partnerId,
  placeId: idOf<'place'>(),
  orderedOn: day,
  wantedOn: Type.Optional(day),
  lines: Type.Array(
    closed({
      itemId: idOf<'item'>(),
      packId: idOf<'pack'>(),
      qtyPacks,
      /** The same in base units, so that who counts sacks and who counts kilograms cannot misunderstand each other. */
      qtyBase,
      /** Of one pack. */
      priceIdr: price,
    }),
    { minItems: 1, maxItems: 100 },
  ),
  note: Type.Optional(text(500)),
});
export type NewOrder = Static<typeof NewOrder>;

export const placeOrderCall = call({
  name: 'procurement/place-order',
  method: 'POST',
  path: '/orders',
  can: 'order.place',
  body: NewOrder,
  refusals: [
    orderRefusals.idReused,
    orderRefusals.inFuture,
    orderRefusals.notYours,
    orderRefusals.placeNotFound,
    orderRefusals.partnerNotFound,
    orderRefusals.itemNotFound,
    orderRefusals.itemTwice,
    orderRefusals.otherUnit,
    orderRefusals.tooLarge,
    orderRefusals.beyondLimit,
    orderRefusals.notAgreed,
    orderRefusals.priceDiffers,
    orderRefusals.beyondQuota,
    orderRefusals.beyondCredit,
  ],
});

const ofOrder = closed({ id: orderId });
const stepId = idOf<'order-step'>();
const stepRefusals = [orderRefusals.notFound, orderRefusals.notYours, orderRefusals.idReused, orderRefusals.notNow];

/** The supplier agrees, to all of it or to less of some lines. */
export const confirmOrderCall = call({
  name: 'procurement/confirm-order',
  method: 'POST',
  path: '/orders/:id/confirmation',
  can: 'order.answer',
  params: ofOrder,
  body: closed({
    id: stepId,
    /** Lines of which there is less; a line cut to nothing is refused by itself. */
    cuts: Type.Array(
      closed({ seq: lineSeq, qtyPacks: Type.Integer({ minimum: 0, maximum: 1_000_000 }), reason: text(200) }),
      { maxItems: 100 },
    ),
  }),
  refusals: [
    ...stepRefusals,
    orderRefusals.lineNotFound,
    orderRefusals.itemTwice,
    orderRefusals.moreThanOrdered,
    orderRefusals.nothingLeft,
  ],
});

const withReason = { method: 'POST', params: ofOrder, body: closed({ id: stepId, reason: text(500) }) } as const;

export const refuseOrderCall = call({
  ...withReason,
  name: 'procurement/refuse-order',
  path: '/orders/:id/refusal',
  can: 'order.answer',
  refusals: stepRefusals,
});

export const cancelOrderCall = call({
  ...withReason,
  name: 'procurement/cancel-order',
  path: '/orders/:id/cancellation',
  can: 'order.place',
  refusals: stepRefusals,
});

/** What has not come will not come: nothing more is expected. */
export const closeOrderCall = call({
  ...withReason,
  name: 'procurement/close-order',
  path: '/orders/:id/closing',
  can: 'order.place',
  refusals: stepRefusals,
});
