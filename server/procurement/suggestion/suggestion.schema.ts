import { Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { idOf, orNull, wholeRupiah } from '../../kernel/shapes.ts';
import { orderRefusals } from '../order.refusals.ts';

/** What an order to a partner could hold: the goods agreed, or all that is ordered where nothing is agreed, with what is suggested of each. */
export const suggestOrderCall = call({
  name: 'procurement/suggest-order',
  method: 'GET',
  path: '/order-suggestion',
  can: 'order.place',
  query: closed({ cooperativeId: idOf<'cooperative'>(), partnerId: idOf<'partner'>() }),
  reply: closed({
    places: Type.Array(closed({ id: idOf<'place'>(), name: Type.String() })),
    agreement: orNull(closed({ number: Type.String(), isConsigned: Type.Boolean() })),
    leadDays: Type.Integer(),
    lines: Type.Array(
      closed({
        itemId: idOf<'item'>(),
        itemName: Type.String(),
        baseUnit: Type.String(),
        packId: idOf<'pack'>(),
        packLabel: Type.String(),
        packQtyBase: Type.Integer(),
        /** As agreed; null where nothing is, so that whoever orders says it. */
        priceIdr: orNull(wholeRupiah),
        heldBase: Type.Integer(),
        soldBase: Type.Integer(),
        comingBase: Type.Integer(),
        maxPacks: orNull(Type.Integer()),
        suggestedPacks: Type.Integer(),
      }),
    ),
  }),
  refusals: [orderRefusals.notYours],
});
