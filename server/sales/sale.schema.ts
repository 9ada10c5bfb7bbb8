import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { ExportColumn } from '../kernel/list-export.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../kernel/shapes.ts';
import { saleRefusals } from './sale.refusals.ts';

const saleId = idOf<'sale'>();
const cooperativeId = idOf<'cooperative'>();

/** Of one pack: nothing is sold for nothing, and no pack for a hundred million. */
const price = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 1, maximum: 100_000_000 }));

export const SaleDraft = closed({
  id: saleId,
  cooperativeId,
  /** The outlet whose shelf it left. */
  placeId: idOf<'place'>(),
  soldOn: day,
  buyer: oneOf(['member', 'non_member'] as const),
  /** The member, where he is known: what one buyer may take is counted by him. */
  buyerId: Type.Optional(idOf<'member'>()),
  /** Where the money went: a cash or bank account of the book. */
  accountCode: Type.String({ pattern: '^[1-9]\\d{5}$' }),
  /** Number of the paper receipt. */
  evidence: Type.Optional(text(60)),
  lines: Type.Array(
    closed({
      itemId: idOf<'item'>(),
      packId: idOf<'pack'>(),
      qtyPacks: Type.Integer({ minimum: 1, maximum: 100_000 }),
      /** The same in base units, so that who sells sacks and who sells kilograms cannot misunderstand each other. */
      qtyBase: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
      priceIdr: price,
    }),
    { minItems: 1, maxItems: 100 },
  ),
});
export type SaleDraft = Static<typeof SaleDraft>;

export const saleFlags = [
  'above-ceiling',
  'above-list',
  'splits-pack',
  'over-limit',
  'off-list',
  'short',
  'no-agreement',
  'cylinders-short',
] as const;
export type SaleFlag = (typeof saleFlags)[number];

export const RecordedSale = closed({
  id: saleId,
  number: Type.String(),
  totalIdr: Type.Unsafe<Rupiah>(Type.Integer()),
  postedOn: day,
  flags: Type.Array(oneOf(saleFlags)),
});
export type RecordedSale = Static<typeof RecordedSale>;

/** A sale that happened: price above a ceiling, more than one buyer may take or more than the shelf held, it is recorded and flagged. */
export const recordSaleCall = call({
  name: 'sales/record-sale',
  method: 'POST',
  path: '/sales',
  can: 'sale.record',
  body: SaleDraft,
  reply: RecordedSale,
  refusals: [
    saleRefusals.cooperativeNotFound,
    saleRefusals.idReused,
    saleRefusals.inFuture,
    saleRefusals.noBook,
    saleRefusals.beforeBook,
    saleRefusals.tooLarge,
    saleRefusals.placeNotFound,
    saleRefusals.itemNotFound,
    saleRefusals.accountNotFound,
    saleRefusals.otherUnit,
  ],
});

export const SaleReversal = closed({ id: saleId, reversedOn: day, reason: text(300) });
export type SaleReversal = Static<typeof SaleReversal>;

export const reverseSaleCall = call({
  name: 'sales/reverse-sale',
  method: 'POST',
  path: '/sales/:id/reversal',
  can: 'sale.record',
  params: closed({ id: saleId }),
  body: SaleReversal,
  reply: RecordedSale,
  refusals: [
    saleRefusals.notFound,
    saleRefusals.idReused,
    saleRefusals.inFuture,
    saleRefusals.alreadyReversed,
    saleRefusals.isReversal,
    saleRefusals.beforeSale,
  ],
});

const listed = {
  id: saleId,
  number: Type.String(),
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  placeName: Type.String(),
  soldOn: day,
  postedOn: day,
  buyer: oneOf(['member', 'non_member'] as const),
  accountName: Type.String(),
  totalIdr: Type.Unsafe<Rupiah>(Type.Integer()),
  evidence: orNull(Type.String()),
  /** What it is about, in a few words. */
  goods: Type.String(),
  flags: Type.Array(oneOf(saleFlags)),
  reversesId: orNull(saleId),
  reversedById: orNull(saleId),
  recordedRole: Type.String(),
  onBehalf: Type.Boolean(),
  sample: Type.Boolean(),
};
export const SaleListed = closed(listed);
export type SaleListed = Static<typeof SaleListed>;

export const SaleShown = closed({
  ...listed,
  reason: orNull(Type.String()),
  lines: Type.Array(
    closed({
      seq: Type.Integer(),
      itemId: idOf<'item'>(),
      itemName: Type.String(),
      baseUnit: oneOf(['gram', 'millilitre', 'piece'] as const),
      packLabel: Type.String(),
      qtyPacks: Type.Integer(),
      qtyBase: Type.Integer(),
      priceIdr: wholeRupiah,
      listPriceIdr: orNull(wholeRupiah),
      amountIdr: Type.Unsafe<Rupiah>(Type.Integer()),
      costIdr: Type.Unsafe<Rupiah>(Type.Integer()),
      shortBase: Type.Integer(),
      flags: Type.Array(oneOf(saleFlags)),
    }),
  ),
});
export type SaleShown = Static<typeof SaleShown>;

export const flagWords: Readonly<Record<SaleFlag, string>> = {
  'above-ceiling': 'di atas harga tertinggi (HET)',
  'above-list': 'di atas harga daftar pemasok',
  'splits-pack': 'kemasan dibuka',
  'over-limit': 'melebihi batas per pembeli',
  'off-list': 'berbeda dari daftar harga',
  short: 'stok di rak kurang',
  'no-agreement': 'barang titipan tanpa perjanjian',
  'cylinders-short': 'tabung isi kurang menurut catatan',
};

const saleColumns: readonly ExportColumn[] = [
  { title: 'Nomor', from: 'number', holds: 'text' },
  { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
  { title: 'Tempat', from: 'placeName', holds: 'text' },
  { title: 'Tanggal', from: 'soldOn', holds: 'date' },
  { title: 'Dibukukan', from: 'postedOn', holds: 'date' },
  { title: 'Pembeli', from: 'buyer', holds: 'text', words: { member: 'anggota', non_member: 'umum' } },
  { title: 'Barang', from: 'goods', holds: 'text' },
  { title: 'Nilai (Rp)', from: 'totalIdr', holds: 'integer' },
  { title: 'Kas/bank', from: 'accountName', holds: 'text' },
  { title: 'Bukti', from: 'evidence', holds: 'text' },
  { title: 'Catatan', from: 'flags', holds: 'text', words: flagWords },
  { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
];

export const listSalesCall = call({
  name: 'sales/list-sales',
  method: 'GET',
  path: '/sales',
  can: 'item.read',
  query: closed({
    ...paging,
    cooperativeId: Type.Optional(cooperativeId),
    from: Type.Optional(day),
    to: Type.Optional(day),
    flagged: Type.Optional(Type.Boolean()),
  }),
  reply: closed({ rows: Type.Array(SaleListed), next: orNull(Type.String()), total: Type.Integer() }),
  export: { file: 'penjualan', columns: saleColumns },
});

export const showSaleCall = call({
  name: 'sales/show-sale',
  method: 'GET',
  path: '/sales/:id',
  can: 'item.read',
  params: closed({ id: saleId }),
  reply: SaleShown,
  refusals: [saleRefusals.notFound],
});

/** What the form of a sale by hand offers: where it may be sold and where the money may go. */
export const saleChoicesCall = call({
  name: 'sales/sale-choices',
  method: 'GET',
  path: '/sales/choices/:cooperativeId',
  can: 'sale.record',
  params: closed({ cooperativeId }),
  reply: closed({
    places: Type.Array(closed({ id: idOf<'place'>(), name: Type.String() })),
    accounts: Type.Array(closed({ code: Type.String(), name: Type.String() })),
  }),
});
