import { type Static, type TSchema, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { day, idOf, orNull, paging } from '../../kernel/shapes.ts';

const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();
const unit = Type.Enum(['gram', 'millilitre', 'piece']);
const units = { gram: 'gram', millilitre: 'mililiter', piece: 'buah' };
/** Below zero where a reversal fell into the period. */
const signedRupiah = Type.Unsafe<Rupiah>(Type.Integer());
const base = Type.Integer();
const named = <T extends TSchema>(id: T) => closed({ id, name: Type.String() });

export const SellThroughShown = closed({
  id: Type.String(),
  cooperative: named(cooperativeId),
  villageCodes: Type.String(),
  partner: named(partnerId),
  principal: orNull(named(partnerId)),
  itemName: Type.String(),
  commodityCode: orNull(Type.String()),
  baseUnit: unit,
  packLabel: Type.String(),
  packQtyBase: Type.Integer(),
  from: day,
  to: day,
  openingBase: base,
  receivedBase: base,
  soldBase: base,
  soldMemberBase: base,
  soldOtherBase: base,
  returnedBase: base,
  damagedBase: base,
  differenceBase: base,
  otherBase: base,
  closingBase: base,
  soldIdr: signedRupiah,
  soldMemberIdr: signedRupiah,
  soldCashIdr: signedRupiah,
  soldBankIdr: signedRupiah,
  sales: Type.Integer(),
  exceptions: Type.Integer(),
  /** Of what one price of the commodity buys, as the ceiling is. */
  priceMinIdr: orNull(signedRupiah),
  priceMaxIdr: orNull(signedRupiah),
  ceilingIdr: orNull(signedRupiah),
  notes: Type.Array(Type.String()),
  sample: Type.Boolean(),
});
export type SellThroughShown = Static<typeof SellThroughShown>;

/** What came of a partner's goods (domain 6.4): the partner, the agent's principal, the cooperative and the city each see theirs. */
export const sellThroughCall = call({
  name: 'partners/sell-through',
  method: 'GET',
  path: '/sell-through',
  can: 'sellthrough.read',
  query: closed({
    ...paging,
    from: Type.Optional(day),
    to: Type.Optional(day),
    cooperativeId: Type.Optional(cooperativeId),
    partnerId: Type.Optional(partnerId),
  }),
  reply: closed({ rows: Type.Array(SellThroughShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'laporan-penyaluran',
    columns: [
      { title: 'Dari', from: 'from', holds: 'date' },
      { title: 'Sampai', from: 'to', holds: 'date' },
      { title: 'Kode gerai', from: 'villageCodes', holds: 'text' },
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Mitra', from: 'partner.name', holds: 'text' },
      { title: 'Prinsipal', from: 'principal.name', holds: 'text' },
      { title: 'Barang', from: 'itemName', holds: 'text' },
      { title: 'Satuan', from: 'baseUnit', holds: 'text', words: units },
      { title: 'Stok awal', from: 'openingBase', holds: 'integer' },
      { title: 'Diterima', from: 'receivedBase', holds: 'integer' },
      { title: 'Surat jalan', from: 'notes', holds: 'text' },
      { title: 'Terjual', from: 'soldBase', holds: 'integer' },
      { title: 'Terjual anggota', from: 'soldMemberBase', holds: 'integer' },
      { title: 'Terjual bukan anggota', from: 'soldOtherBase', holds: 'integer' },
      { title: 'Nilai terjual (Rp)', from: 'soldIdr', holds: 'integer' },
      { title: 'Nilai anggota (Rp)', from: 'soldMemberIdr', holds: 'integer' },
      { title: 'Tunai (Rp)', from: 'soldCashIdr', holds: 'integer' },
      { title: 'Lewat bank (Rp)', from: 'soldBankIdr', holds: 'integer' },
      { title: 'Pembelian', from: 'sales', holds: 'integer' },
      { title: 'Dikembalikan', from: 'returnedBase', holds: 'integer' },
      { title: 'Rusak', from: 'damagedBase', holds: 'integer' },
      { title: 'Selisih hitung', from: 'differenceBase', holds: 'integer' },
      { title: 'Masuk lain dikurangi keluar lain', from: 'otherBase', holds: 'integer' },
      { title: 'Stok akhir', from: 'closingBase', holds: 'integer' },
      { title: 'Harga terendah (Rp)', from: 'priceMinIdr', holds: 'integer' },
      { title: 'Harga tertinggi (Rp)', from: 'priceMaxIdr', holds: 'integer' },
      { title: 'HET (Rp)', from: 'ceilingIdr', holds: 'integer' },
      { title: 'Bertanda', from: 'exceptions', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

const QuotaShown = closed({
  id: Type.String(),
  cooperative: named(cooperativeId),
  partner: named(partnerId),
  agreement: closed({ id: idOf<'agreement'>(), number: Type.String() }),
  productName: Type.String(),
  baseUnit: unit,
  packLabel: Type.String(),
  packQtyBase: Type.Integer(),
  from: day,
  /** The last day of the period. */
  to: day,
  quotaBase: base,
  orderedBase: base,
  receivedBase: base,
  /** What may still be ordered; never below zero. */
  leftBase: base,
  sample: Type.Boolean(),
});
export type QuotaShown = Static<typeof QuotaShown>;

/** How much of what is agreed for the period of a day was ordered and received. */
export const quotaUseCall = call({
  name: 'partners/quota-use',
  method: 'GET',
  path: '/quota-use',
  can: 'agreement.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    cooperativeId: Type.Optional(cooperativeId),
    partnerId: Type.Optional(partnerId),
  }),
  reply: closed({ rows: Type.Array(QuotaShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'pemakaian-kuota',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Mitra', from: 'partner.name', holds: 'text' },
      { title: 'Perjanjian', from: 'agreement.number', holds: 'text' },
      { title: 'Barang', from: 'productName', holds: 'text' },
      { title: 'Dari', from: 'from', holds: 'date' },
      { title: 'Sampai', from: 'to', holds: 'date' },
      { title: 'Satuan', from: 'baseUnit', holds: 'text', words: units },
      { title: 'Kuota', from: 'quotaBase', holds: 'integer' },
      { title: 'Dipesan', from: 'orderedBase', holds: 'integer' },
      { title: 'Diterima', from: 'receivedBase', holds: 'integer' },
      { title: 'Sisa', from: 'leftBase', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});
