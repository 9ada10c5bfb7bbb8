import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { ExportColumn } from '../kernel/list-export.ts';
import { day, idOf, orNull, paging, text, wholeRupiah } from '../kernel/shapes.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import { baseUnit } from './item.schema.ts';
import { priceOfAPack } from './price.schema.ts';

const ruleId = idOf<'trade-rule'>();
export const ruleKinds = ['ceiling', 'list', 'limit'] as const;
const kind = Type.Unsafe<(typeof ruleKinds)[number]>(Type.String({ enum: [...ruleKinds] }));

/** What a city decides for itself. A ceiling or list price speaks of what one price of the commodity buys, a limit of base units. */
export const NewTradeRule = closed({
  id: ruleId,
  commodityCode: text(40),
  kind,
  priceIdr: Type.Optional(priceOfAPack),
  qtyBaseMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  /** 0: in one purchase; n: in the n days that end with it. */
  perDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 366 })),
  legalBasis: text(300),
  validFrom: day,
  validTo: Type.Optional(day),
});
export type NewTradeRule = Static<typeof NewTradeRule>;

export const addTradeRuleCall = call({
  name: 'catalogue/add-trade-rule',
  method: 'POST',
  path: '/trade-rules',
  can: 'trade-rule.manage',
  body: NewTradeRule,
  refusals: [
    catalogueRefusals.idReused,
    catalogueRefusals.unknownCommodity,
    catalogueRefusals.ruleIncomplete,
    catalogueRefusals.datesReversed,
  ],
});

export const endTradeRuleCall = call({
  name: 'catalogue/end-trade-rule',
  method: 'POST',
  path: '/trade-rules/:id/end',
  can: 'trade-rule.manage',
  params: closed({ id: ruleId }),
  body: closed({ on: day, reason: text(300) }),
  refusals: [catalogueRefusals.notFound, catalogueRefusals.datesReversed, catalogueRefusals.alreadyEnded],
});

export const TradeRuleShown = closed({
  /** Of the city's own; the nation's rules come from its register and have none here. */
  id: Type.String(),
  isCity: Type.Boolean(),
  commodity: closed({ code: Type.String(), name: Type.String(), packLabel: Type.String(), baseUnit }),
  kind,
  priceIdr: orNull(wholeRupiah),
  qtyBaseMax: orNull(Type.Integer()),
  perDays: orNull(Type.Integer()),
  legalBasis: Type.String(),
  validFrom: day,
  validTo: orNull(day),
  /** Whether it is the one that counts on the day asked for. */
  holds: Type.Boolean(),
  sample: Type.Boolean(),
});
export type TradeRuleShown = Static<typeof TradeRuleShown>;

const ruleColumns: readonly ExportColumn[] = [
  { title: 'Komoditas', from: 'commodity.name', holds: 'text' },
  { title: 'Kemasan', from: 'commodity.packLabel', holds: 'text' },
  {
    title: 'Aturan',
    from: 'kind',
    holds: 'text',
    words: { ceiling: 'harga tertinggi (HET)', list: 'harga daftar', limit: 'batas per pembeli' },
  },
  { title: 'Harga (Rp)', from: 'priceIdr', holds: 'integer' },
  { title: 'Paling banyak (satuan dasar)', from: 'qtyBaseMax', holds: 'integer' },
  { title: 'Dihitung per hari', from: 'perDays', holds: 'integer' },
  { title: 'Dasar hukum', from: 'legalBasis', holds: 'text' },
  { title: 'Mulai', from: 'validFrom', holds: 'date' },
  { title: 'Sampai', from: 'validTo', holds: 'date' },
  { title: 'Ditetapkan oleh', from: 'isCity', holds: 'text', words: { true: 'kota', false: 'nasional' } },
  { title: 'Berlaku', from: 'holds', holds: 'text', words: { true: 'ya', false: 'tidak' } },
];

export const listTradeRulesCall = call({
  name: 'catalogue/list-trade-rules',
  method: 'GET',
  path: '/trade-rules',
  can: 'item.read',
  query: closed({ ...paging, asOf: Type.Optional(day) }),
  reply: closed({ rows: Type.Array(TradeRuleShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: { file: 'aturan-dagang', columns: ruleColumns },
});
