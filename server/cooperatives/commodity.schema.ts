import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { day, idOf, text, wholeRupiah } from '../kernel/shapes.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { RecordedShown, SourceGiven, SourceShown } from './cooperative.schema.ts';

const cooperativeId = idOf<'cooperative'>();

/** A price as the outlet asks it, with what the rules say about it: above a ceiling is unlawful, above a list price only a warning. */
export const CommodityShown = closed({
  commodity: closed({
    code: Type.String(),
    name: Type.String(),
    goods: Type.Enum(['staples', 'lpg']),
    packLabel: Type.String(),
  }),
  carried: Type.Boolean(),
  priceIdr: Type.Union([wholeRupiah, Type.Null()]),
  effectiveOn: Type.Union([day, Type.Null()]),
  rule: Type.Union([
    closed({ kind: Type.Enum(['ceiling', 'list']), priceIdr: wholeRupiah, legalBasis: Type.String() }),
    Type.Null(),
  ]),
  aboveRule: Type.Boolean(),
  source: Type.Union([SourceShown, Type.Null()]),
  recorded: Type.Union([RecordedShown, Type.Null()]),
});
export type CommodityShown = Static<typeof CommodityShown>;

export const listCommoditiesCall = call({
  name: 'cooperatives/list-commodities',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/commodities',
  can: 'cooperative.read',
  params: closed({ cooperativeId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({ rows: Type.Array(CommodityShown) }),
  refusals: [cooperativeRefusals.notFound],
});

/** Nothing is sold for nothing, and no pack of staple goods for a hundred million. */
const priceOfAPack = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 1, maximum: 100_000_000 }));

export const CommodityReport = closed({
  id: idOf<'commodity-price'>(),
  commodityCode: text(40),
  carried: Type.Boolean(),
  priceIdr: Type.Optional(priceOfAPack),
  effectiveOn: day,
  source: SourceGiven,
});
export type CommodityReport = Static<typeof CommodityReport>;

export const recordCommodityCall = call({
  name: 'cooperatives/record-commodity',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/commodities',
  can: 'commodity.record',
  params: closed({ cooperativeId }),
  body: CommodityReport,
  refusals: [
    cooperativeRefusals.notFound,
    cooperativeRefusals.idReused,
    cooperativeRefusals.inFuture,
    cooperativeRefusals.unknownCommodity,
    cooperativeRefusals.priceWithoutGoods,
  ],
});
