import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { day, idOf } from '../kernel/shapes.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import { buyers } from './price.ts';

export const buyer = Type.Unsafe<(typeof buyers)[number]>(Type.String({ enum: [...buyers] }));
/** Nothing is sold for nothing, and no pack for a hundred million. */
export const priceOfAPack = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 1, maximum: 100_000_000 }));

export const NewPrice = closed({
  id: idOf<'price'>(),
  packId: idOf<'pack'>(),
  buyer,
  priceIdr: priceOfAPack,
  effectiveOn: day,
});
export type NewPrice = Static<typeof NewPrice>;

/** A price of the list from a day on. An intention: above a ceiling it is refused; above a list price it is answered with a warning. */
export const setPriceCall = call({
  name: 'catalogue/set-price',
  method: 'POST',
  path: '/prices',
  can: 'price.set',
  body: NewPrice,
  reply: closed({ warnings: Type.Array(Type.Unsafe<'above-list'>(Type.String({ enum: ['above-list'] }))) }),
  refusals: [
    catalogueRefusals.notFound,
    catalogueRefusals.idReused,
    catalogueRefusals.aboveCeiling,
    catalogueRefusals.splitsPack,
  ],
});
