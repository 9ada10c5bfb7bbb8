import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { ExportColumn } from '../kernel/list-export.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../kernel/shapes.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import { baseUnits } from './item.ts';

const cooperativeId = idOf<'cooperative'>();
const itemId = idOf<'item'>();
const packId = idOf<'pack'>();

/** As printed under the lines: EAN, UPC or a label of the cooperative's own. */
const barcode = Type.String({ pattern: '^[0-9A-Za-z.-]{4,40}$' });
const qtyBase = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
export const baseUnit = oneOf(baseUnits);

const NewPack = closed({
  id: packId,
  label: text(60),
  qtyBase,
  barcode: Type.Optional(barcode),
  isOrdered: Type.Boolean(),
  isSold: Type.Boolean(),
});
export type NewPack = Static<typeof NewPack>;

export const NewItem = closed({
  id: itemId,
  cooperativeId,
  name: text(120),
  categoryCode: text(40),
  baseUnit,
  /** Of the national catalogue; left out: goods of this cooperative alone. */
  productCode: Type.Optional(text(40)),
  /** Whose ceilings, limits and public price it has. */
  commodityCode: Type.Optional(text(40)),
  /** Tenths of a kilogram its cylinder holds. */
  cylinderKg10: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  /** Kept by batch, first expired first out. */
  expires: Type.Boolean(),
  packs: Type.Array(NewPack, { minItems: 1, maxItems: 20 }),
});
export type NewItem = Static<typeof NewItem>;

export const addItemCall = call({
  name: 'catalogue/add-item',
  method: 'POST',
  path: '/items',
  can: 'item.edit',
  body: NewItem,
  refusals: [
    catalogueRefusals.cooperativeNotFound,
    catalogueRefusals.idReused,
    catalogueRefusals.unknownCommodity,
    catalogueRefusals.otherUnit,
    catalogueRefusals.unknownCategory,
    catalogueRefusals.unknownProduct,
    catalogueRefusals.productTaken,
    catalogueRefusals.barcodeTaken,
  ],
});

/** Takes a product as the national catalogue has it: item, the pack it is ordered in and, where that is another, the one it is sold in. */
export const TakenProduct = closed({
  id: itemId,
  cooperativeId,
  productCode: text(40),
  orderPackId: packId,
  soldPackId: packId,
});
export type TakenProduct = Static<typeof TakenProduct>;

export const takeProductCall = call({
  name: 'catalogue/take-product',
  method: 'POST',
  path: '/products/items',
  can: 'item.edit',
  body: TakenProduct,
  refusals: [
    catalogueRefusals.cooperativeNotFound,
    catalogueRefusals.idReused,
    catalogueRefusals.unknownProduct,
    catalogueRefusals.productTaken,
  ],
});

export const ItemEdit = closed({
  name: text(120),
  commodityCode: Type.Optional(text(40)),
  expires: Type.Boolean(),
  isActive: Type.Boolean(),
});
export type ItemEdit = Static<typeof ItemEdit>;

export const editItemCall = call({
  name: 'catalogue/edit-item',
  method: 'PUT',
  path: '/items/:id',
  can: 'item.edit',
  params: closed({ id: itemId }),
  body: ItemEdit,
  refusals: [catalogueRefusals.notFound, catalogueRefusals.unknownCommodity, catalogueRefusals.otherUnit],
});

export const addPackCall = call({
  name: 'catalogue/add-pack',
  method: 'POST',
  path: '/items/:id/packs',
  can: 'item.edit',
  params: closed({ id: itemId }),
  body: NewPack,
  refusals: [catalogueRefusals.notFound, catalogueRefusals.idReused, catalogueRefusals.barcodeTaken],
});

/** How much is in a pack never changes: goods were counted by it. */
export const PackEdit = closed({
  label: text(60),
  barcode: Type.Optional(barcode),
  isOrdered: Type.Boolean(),
  isSold: Type.Boolean(),
  isActive: Type.Boolean(),
});
export type PackEdit = Static<typeof PackEdit>;

export const editPackCall = call({
  name: 'catalogue/edit-pack',
  method: 'PUT',
  path: '/packs/:id',
  can: 'item.edit',
  params: closed({ id: packId }),
  body: PackEdit,
  refusals: [catalogueRefusals.notFound, catalogueRefusals.barcodeTaken],
});

/** What the rules of a day make of a pack: prices already worked out for its quantity. */
const Rules = closed({
  ceiling: orNull(closed({ priceIdr: wholeRupiah, legalBasis: Type.String(), since: day, isCity: Type.Boolean() })),
  list: orNull(closed({ priceIdr: wholeRupiah, legalBasis: Type.String(), since: day, isCity: Type.Boolean() })),
});

export const PackShown = closed({
  id: packId,
  itemId,
  label: Type.String(),
  qtyBase: Type.Integer(),
  barcode: orNull(Type.String()),
  isOrdered: Type.Boolean(),
  isSold: Type.Boolean(),
  isActive: Type.Boolean(),
  memberIdr: orNull(wholeRupiah),
  nonMemberIdr: orNull(wholeRupiah),
  priceSince: orNull(day),
  ...Rules.properties,
  /** above-ceiling is unlawful, above-list a warning. */
  flags: Type.Array(oneOf(['above-ceiling', 'above-list', 'splits-pack'] as const)),
});
export type PackShown = Static<typeof PackShown>;

export const ItemShown = closed({
  id: itemId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  name: Type.String(),
  categoryCode: Type.String(),
  categoryName: Type.String(),
  goods: oneOf(['staples', 'lpg', 'other'] as const),
  baseUnit,
  productCode: orNull(Type.String()),
  productName: orNull(Type.String()),
  commodityCode: orNull(Type.String()),
  cylinderKg10: orNull(Type.Integer()),
  expires: Type.Boolean(),
  isActive: Type.Boolean(),
  sample: Type.Boolean(),
  limit: orNull(
    closed({
      qtyBaseMax: Type.Integer(),
      perDays: Type.Integer(),
      legalBasis: Type.String(),
      since: day,
      isCity: Type.Boolean(),
    }),
  ),
  packs: Type.Array(PackShown),
});
export type ItemShown = Static<typeof ItemShown>;

const itemColumns: readonly ExportColumn[] = [
  { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
  { title: 'Barang', from: 'name', holds: 'text' },
  { title: 'Kategori', from: 'categoryName', holds: 'text' },
  {
    title: 'Satuan dasar',
    from: 'baseUnit',
    holds: 'text',
    words: { gram: 'gram', millilitre: 'mililiter', piece: 'buah' },
  },
  { title: 'Kode katalog nasional', from: 'productCode', holds: 'text' },
  { title: 'Kemasan', from: 'packs.label', holds: 'text' },
  { title: 'Isi kemasan (satuan dasar)', from: 'packs.qtyBase', holds: 'text' },
  { title: 'Barcode', from: 'packs.barcode', holds: 'text' },
  { title: 'Harga anggota (Rp)', from: 'packs.memberIdr', holds: 'text' },
  { title: 'Harga umum (Rp)', from: 'packs.nonMemberIdr', holds: 'text' },
  { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
];

export const listItemsCall = call({
  name: 'catalogue/list-items',
  method: 'GET',
  path: '/items',
  can: 'item.read',
  query: closed({
    ...paging,
    cooperativeId: Type.Optional(cooperativeId),
    search: Type.Optional(Type.String({ maxLength: 80 })),
    inactive: Type.Optional(Type.Boolean()),
    asOf: Type.Optional(day),
  }),
  reply: closed({ rows: Type.Array(ItemShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: { file: 'barang', columns: itemColumns },
});

export const showItemCall = call({
  name: 'catalogue/show-item',
  method: 'GET',
  path: '/items/:id',
  can: 'item.read',
  params: closed({ id: itemId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: ItemShown,
  refusals: [catalogueRefusals.notFound],
});

const Product = closed({
  code: Type.String(),
  name: Type.String(),
  categoryCode: Type.String(),
  baseUnit,
  packLabel: Type.String(),
  packQtyBase: Type.Integer(),
  commodityCode: orNull(Type.String()),
  partnerName: orNull(Type.String()),
  cylinderKg10: orNull(Type.Integer()),
});
export type Product = Static<typeof Product>;

/** The choices of a form: categories, commodities and the national catalogue. */
export const listProductsCall = call({
  name: 'catalogue/list-products',
  method: 'GET',
  path: '/products',
  can: 'item.read',
  reply: closed({
    products: Type.Array(Product),
    categories: Type.Array(closed({ code: Type.String(), name: Type.String() })),
    commodities: Type.Array(
      closed({ code: Type.String(), name: Type.String(), packLabel: Type.String(), baseUnit, qtyBase: Type.Integer() }),
    ),
  }),
});
