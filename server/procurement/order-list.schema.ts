import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { ExportColumn } from '../kernel/list-export.ts';
import { day, idOf, oneOf, orNull, paging, wholeRupiah } from '../kernel/shapes.ts';
import { orderRefusals } from './order.refusals.ts';
import { orderId } from './order.schema.ts';
import { orderStatuses } from './order.ts';

const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();

export const OrderListed = closed({
  id: orderId,
  regencyId: Type.Integer(),
  city: orNull(Type.String()),
  number: Type.String(),
  orderedOn: day,
  wantedOn: orNull(day),
  buyer: closed({ id: cooperativeId, name: Type.String() }),
  supplier: closed({ id: Type.Union([partnerId, cooperativeId]), name: Type.String() }),
  placeName: Type.String(),
  status: oneOf(orderStatuses),
  /** What it is about: its first lines in words. */
  goods: Type.String(),
  totalIdr: wholeRupiah,
  isConsigned: Type.Boolean(),
  onBehalf: Type.Boolean(),
  sample: Type.Boolean(),
});
export type OrderListed = Static<typeof OrderListed>;

const query = closed({
  ...paging,
  open: Type.Optional(Type.Boolean({ default: true })),
  status: Type.Optional(oneOf(orderStatuses)),
  cooperativeId: Type.Optional(cooperativeId),
  partnerId: Type.Optional(partnerId),
  /** All cities in one list, for a partner who serves them all. */
  everywhere: Type.Optional(Type.Boolean({ default: false })),
});

const statusWords = {
  placed: 'dipesan',
  confirmed: 'disetujui',
  refused: 'ditolak',
  cancelled: 'dibatalkan',
  on_the_way: 'dalam perjalanan',
  part_received: 'diterima sebagian',
  received: 'diterima',
  closed: 'ditutup',
};
const sampleColumn: ExportColumn = {
  title: 'Contoh',
  from: 'sample',
  holds: 'text',
  words: { true: 'contoh', false: '' },
};

/** Orders a person may see: a partner's inbox, a cooperative's own, the city's all. What waits comes first, oldest first. */
export const listOrdersCall = call({
  name: 'procurement/list-orders',
  method: 'GET',
  path: '/orders',
  can: 'order.read',
  query,
  reply: closed({ rows: Type.Array(OrderListed), next: orNull(Type.String()), total: Type.Integer() }),
  refusals: [orderRefusals.notEverywhere],
  export: {
    file: 'pesanan',
    columns: [
      { title: 'Kota', from: 'city', holds: 'text' },
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Tanggal pesan', from: 'orderedOn', holds: 'date' },
      { title: 'Diminta tiba', from: 'wantedOn', holds: 'date' },
      { title: 'Koperasi', from: 'buyer.name', holds: 'text' },
      { title: 'Tempat', from: 'placeName', holds: 'text' },
      { title: 'Pemasok', from: 'supplier.name', holds: 'text' },
      { title: 'Status', from: 'status', holds: 'text', words: statusWords },
      { title: 'Barang', from: 'goods', holds: 'text' },
      { title: 'Nilai (Rp)', from: 'totalIdr', holds: 'integer' },
      { title: 'Konsinyasi', from: 'isConsigned', holds: 'text', words: { true: 'ya', false: 'tidak' } },
      sampleColumn,
    ],
  },
});

export const OrderLineListed = closed({
  id: Type.String(),
  order: OrderListed,
  seq: Type.Integer(),
  productCode: orNull(Type.String()),
  itemName: Type.String(),
  baseUnit: Type.String(),
  packLabel: Type.String(),
  packQtyBase: Type.Integer(),
  qtyPacks: Type.Integer(),
  agreedPacks: Type.Integer(),
  priceIdr: wholeRupiah,
});
export type OrderLineListed = Static<typeof OrderLineListed>;

/** The same orders line by line: the file a partner loads into the program he delivers with. A page holds all lines of so many orders. */
export const listOrderLinesCall = call({
  name: 'procurement/list-order-lines',
  method: 'GET',
  path: '/order-lines',
  can: 'order.read',
  query,
  reply: closed({ rows: Type.Array(OrderLineListed), next: orNull(Type.String()), total: Type.Integer() }),
  refusals: [orderRefusals.notEverywhere],
  export: {
    file: 'baris-pesanan',
    columns: [
      { title: 'Kota', from: 'order.city', holds: 'text' },
      { title: 'Id pesanan', from: 'order.id', holds: 'text' },
      { title: 'Nomor', from: 'order.number', holds: 'text' },
      { title: 'Tanggal pesan', from: 'order.orderedOn', holds: 'date' },
      { title: 'Diminta tiba', from: 'order.wantedOn', holds: 'date' },
      { title: 'Koperasi', from: 'order.buyer.name', holds: 'text' },
      { title: 'Tempat', from: 'order.placeName', holds: 'text' },
      { title: 'Status', from: 'order.status', holds: 'text', words: statusWords },
      { title: 'Baris', from: 'seq', holds: 'integer' },
      { title: 'Kode produk', from: 'productCode', holds: 'text' },
      { title: 'Barang', from: 'itemName', holds: 'text' },
      { title: 'Kemasan', from: 'packLabel', holds: 'text' },
      { title: 'Isi kemasan (satuan dasar)', from: 'packQtyBase', holds: 'integer' },
      {
        title: 'Satuan dasar',
        from: 'baseUnit',
        holds: 'text',
        words: { gram: 'gram', millilitre: 'mililiter', piece: 'buah' },
      },
      { title: 'Dipesan (kemasan)', from: 'qtyPacks', holds: 'integer' },
      { title: 'Disetujui (kemasan)', from: 'agreedPacks', holds: 'integer' },
      { title: 'Harga per kemasan (Rp)', from: 'priceIdr', holds: 'integer' },
      { ...sampleColumn, from: 'order.sample' },
    ],
  },
});
