import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../kernel/shapes.ts';
import { inventoryRefusals as no } from './inventory.refusals.ts';
import { borderKinds, heldKinds } from './move.ts';

const cooperativeId = idOf<'cooperative'>();
const placeId = idOf<'place'>();
const itemId = idOf<'item'>();
const qtyBase = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const baseUnit = oneOf(['gram', 'millilitre', 'piece'] as const);
const placeKind = oneOf([...heldKinds, ...borderKinds]);

const Goods = closed({
  id: itemId,
  name: Type.String(),
  baseUnit,
  /** How people count it: the pack it is ordered in, else its largest. */
  pack: orNull(closed({ label: Type.String(), qtyBase: Type.Integer() })),
});

export const StockShown = closed({
  id: itemId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  item: Goods,
  /** In warehouses and outlets. */
  shelfBase: Type.Integer(),
  transitBase: Type.Integer(),
  quarantineBase: Type.Integer(),
  damagedBase: Type.Integer(),
  /** Below zero: sold without having been there by the books; above: missing. Waits for a count or a late receipt. */
  lostFoundBase: Type.Integer(),
  /** Of all that, what is a partner's. */
  consignedBase: Type.Integer(),
  /** Of the cooperative's own, at the moving average. */
  valueIdr: wholeRupiah,
  /** The first day on which something of it expires. */
  expiresOn: orNull(day),
  reorderBase: orNull(Type.Integer()),
  isLow: Type.Boolean(),
});
export type StockShown = Static<typeof StockShown>;

/** What cooperatives have, an item a row. */
export const listStockCall = call({
  name: 'inventory/list-stock',
  method: 'GET',
  path: '/stock',
  can: 'stock.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(cooperativeId), low: Type.Optional(Type.Boolean()) }),
  reply: closed({ rows: Type.Array(StockShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'stok',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Barang', from: 'item.name', holds: 'text' },
      {
        title: 'Satuan',
        from: 'item.baseUnit',
        holds: 'text',
        words: { gram: 'gram', millilitre: 'mililiter', piece: 'buah' },
      },
      { title: 'Gerai dan gudang', from: 'shelfBase', holds: 'integer' },
      { title: 'Dalam perjalanan', from: 'transitBase', holds: 'integer' },
      { title: 'Karantina', from: 'quarantineBase', holds: 'integer' },
      { title: 'Rusak', from: 'damagedBase', holds: 'integer' },
      { title: 'Selisih', from: 'lostFoundBase', holds: 'integer' },
      { title: 'Titipan mitra', from: 'consignedBase', holds: 'integer' },
      { title: 'Nilai (Rp)', from: 'valueIdr', holds: 'integer' },
      { title: 'Kedaluwarsa pertama', from: 'expiresOn', holds: 'date' },
      { title: 'Batas pesan lagi', from: 'reorderBase', holds: 'integer' },
    ],
  },
});

export const StockOfItem = closed({
  ...StockShown.properties,
  lots: Type.Array(
    closed({
      place: closed({ id: placeId, name: Type.String(), kind: placeKind }),
      batch: orNull(closed({ label: Type.String(), expiresOn: orNull(day) })),
      isConsigned: Type.Boolean(),
      qtyBase: Type.Integer(),
    }),
  ),
});
export type StockOfItem = Static<typeof StockOfItem>;

export const getStockCall = call({
  name: 'inventory/get-stock',
  method: 'GET',
  path: '/stock/items/:itemId',
  can: 'stock.read',
  params: closed({ itemId }),
  reply: StockOfItem,
  refusals: [no.notFound],
});

export const CardRow = closed({
  id: idOf<'move'>(),
  itemName: Type.String(),
  /** What kind of paper it belongs to: `sales/sale`. */
  activity: Type.String(),
  type: oneOf(['in', 'out', 'within'] as const),
  note: orNull(Type.String()),
  occurredOn: day,
  postedOn: day,
  from: closed({ name: Type.String(), kind: placeKind }),
  to: closed({ name: Type.String(), kind: placeKind }),
  batch: orNull(Type.String()),
  changeBase: Type.Integer(),
  balanceBase: Type.Integer(),
  valueIdr: wholeRupiah,
  sample: Type.Boolean(),
});
export type CardRow = Static<typeof CardRow>;

/** The stock card of an item, the latest first: of one place, or of all that is held. Columns of domain 6.4. */
export const stockCardCall = call({
  name: 'inventory/stock-card',
  method: 'GET',
  path: '/stock/items/:itemId/card',
  can: 'stock.read',
  params: closed({ itemId }),
  query: closed({ ...paging, placeId: Type.Optional(placeId) }),
  reply: closed({ rows: Type.Array(CardRow), next: orNull(Type.String()), total: Type.Integer() }),
  refusals: [no.notFound],
  export: {
    file: 'kartu-stok',
    columns: [
      { title: 'Kode', from: 'id', holds: 'text' },
      { title: 'Nama', from: 'itemName', holds: 'text' },
      { title: 'Kode aktivitas', from: 'activity', holds: 'text' },
      { title: 'Tipe', from: 'type', holds: 'text', words: { in: 'masuk', out: 'keluar', within: 'pindah' } },
      { title: 'Keterangan', from: 'note', holds: 'text' },
      { title: 'Tanggal', from: 'occurredOn', holds: 'date' },
      { title: 'Dari', from: 'from.name', holds: 'text' },
      { title: 'Status', from: 'to.name', holds: 'text' },
      { title: 'Mutasi', from: 'changeBase', holds: 'integer' },
      { title: 'Saldo', from: 'balanceBase', holds: 'integer' },
      { title: 'Nilai (Rp)', from: 'valueIdr', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

/** At or below so much an item is to be ordered again. */
export const setReorderPointCall = call({
  name: 'inventory/set-reorder-point',
  method: 'PUT',
  path: '/stock/items/:itemId/reorder-point',
  can: 'stock.move',
  params: closed({ itemId }),
  body: closed({ qtyBase }),
  refusals: [no.notFound],
});

export const PlaceShown = closed({
  id: placeId,
  name: Type.String(),
  kind: placeKind,
  isActive: Type.Boolean(),
});
export type PlaceShown = Static<typeof PlaceShown>;

export const listPlacesCall = call({
  name: 'inventory/list-places',
  method: 'GET',
  path: '/stock/places',
  can: 'stock.read',
  query: closed({ cooperativeId }),
  reply: closed({ rows: Type.Array(PlaceShown) }),
});

export const NewPlace = closed({
  id: placeId,
  cooperativeId,
  kind: oneOf(['outlet', 'warehouse'] as const),
  name: text(80),
});
export type NewPlace = Static<typeof NewPlace>;

export const addPlaceCall = call({
  name: 'inventory/add-place',
  method: 'POST',
  path: '/stock/places',
  can: 'stock.move',
  body: NewPlace,
  refusals: [no.cooperativeNotFound, no.idReused, no.placeTaken],
});

export const editPlaceCall = call({
  name: 'inventory/edit-place',
  method: 'PUT',
  path: '/stock/places/:id',
  can: 'stock.move',
  params: closed({ id: placeId }),
  body: closed({ name: text(80), isActive: Type.Boolean() }),
  refusals: [no.notFound, no.placeTaken, no.placeInUse],
});
