import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, moment, oneOf, orNull, paging, text, wholeRupiah } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { inventoryRefusals as no } from '../inventory.refusals.ts';
import { waits } from './compare-counts.ts';
import { CountSheet } from './count-sheet.schema.ts';

const stocktakeId = idOf<'stocktake'>();
const baseUnits = ['gram', 'millilitre', 'piece'] as const;
const qtyBase = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const NewCount = closed({
  /** Made where it was counted. */
  id: idOf<'count'>(),
  placeId: idOf<'place'>(),
  /** By the clock of the device. */
  countedAt: moment,
  lines: Type.Array(
    closed({
      itemId: idOf<'item'>(),
      /** Left out: goods that are not kept by batch. */
      batchId: Type.Optional(idOf<'batch'>()),
      /** The partner whose goods they are (consignment); left out: the cooperative's own, or the one partner's whose alone lie there. */
      ownerId: Type.Optional(idOf<'partner'>()),
      /** The unit it was counted in: what is not the item's own is refused, as 20 sacks are not 20 grams. */
      baseUnit: oneOf(baseUnits),
      /** None is an answer: 0. What was not counted is left out. */
      qtyBase,
    }),
    { minItems: 1, maxItems: 500 },
  ),
  note: Type.Optional(text(500)),
});
export type NewCount = Static<typeof NewCount>;

/** What whoever counted is told: nothing of what is expected, only what comes next, and of which goods another count is wanted. */
export const CountTaken = closed({
  stocktakeId,
  number: Type.String(),
  waitsFor: oneOf(waits),
});
export type CountTaken = Static<typeof CountTaken>;

const countRefusals = [
  no.unknownPlace,
  no.unknownItem,
  no.unknownBatch,
  no.unitDiffers,
  no.lineTwice,
  no.idReused,
] as const;

/**
 * What a person found at a place, counted blind: a fact, made offline as well. It joins the counts of that place that go on, or begins new ones.
 * Idempotent on its id.
 */
export const recordCountCall = call({
  name: 'inventory/record-count',
  method: 'POST',
  path: '/counts',
  can: 'stock.count',
  body: NewCount,
  reply: CountTaken,
  refusals: countRefusals,
});

const StocktakeShown = closed({
  id: stocktakeId,
  number: Type.String(),
  cooperative: closed({ id: idOf<'cooperative'>(), name: Type.String() }),
  place: closed({ id: idOf<'place'>(), name: Type.String() }),
  openedOn: day,
  counts: Type.Integer(),
  people: Type.Integer(),
  waitsFor: orNull(oneOf(waits)),
  outcome: orNull(oneOf(['settled', 'dropped'] as const)),
  endedOn: orNull(day),
  gainIdr: wholeRupiah,
  lossIdr: wholeRupiah,
  sample: Type.Boolean(),
});
export type StocktakeShown = Static<typeof StocktakeShown>;

export const listStocktakesCall = call({
  name: 'inventory/list-stocktakes',
  method: 'GET',
  path: '/stocktakes',
  can: 'stock.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(idOf<'cooperative'>()) }),
  reply: closed({ rows: Type.Array(StocktakeShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'stok-opname',
    columns: [
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Tempat', from: 'place.name', holds: 'text' },
      { title: 'Tanggal', from: 'openedOn', holds: 'date' },
      { title: 'Hitungan', from: 'counts', holds: 'integer' },
      { title: 'Penghitung', from: 'people', holds: 'integer' },
      { title: 'Hasil', from: 'outcome', holds: 'text', words: { settled: 'disetujui', dropped: 'dibatalkan' } },
      { title: 'Selesai', from: 'endedOn', holds: 'date' },
      { title: 'Lebih (Rp)', from: 'gainIdr', holds: 'integer' },
      { title: 'Kurang (Rp)', from: 'lossIdr', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

/** Blind until it is agreed: what was counted and what is expected are shown to whoever approves, and to all once it has ended. */
const StocktakeLineShown = closed({
  item: closed({ id: idOf<'item'>(), name: Type.String(), baseUnit: oneOf(baseUnits) }),
  batch: orNull(closed({ label: Type.String(), expiresOn: orNull(day) })),
  isConsigned: Type.Boolean(),
  state: oneOf(['one_count', 'differs', 'agreed'] as const),
  countedBase: orNull(Type.Integer()),
  bookBase: orNull(Type.Integer()),
  differenceBase: orNull(Type.Integer()),
  valueIdr: orNull(wholeRupiah),
  counts: Type.Array(closed({ qtyBase: orNull(Type.Integer()), differenceBase: orNull(Type.Integer()) })),
});
export type StocktakeLineShown = Static<typeof StocktakeLineShown>;

export const StocktakeWhole = closed({
  ...StocktakeShown.properties,
  reason: orNull(Type.String()),
  /** Whether quantities are shown. */
  isOpenToReader: Type.Boolean(),
  /** What the reader may do now: approving is for somebody who did not count. */
  actions: Type.Array(oneOf(['settle', 'drop'] as const)),
  takers: Type.Array(closed({ countedAt: moment, countedOn: day, isMine: Type.Boolean(), onBehalf: Type.Boolean() })),
  lines: Type.Array(StocktakeLineShown),
});
export type StocktakeWhole = Static<typeof StocktakeWhole>;

export const getStocktakeCall = call({
  name: 'inventory/get-stocktake',
  method: 'GET',
  path: '/stocktakes/:id',
  can: 'stock.read',
  params: closed({ id: stocktakeId }),
  reply: StocktakeWhole,
  refusals: [no.notFound],
});

/** Accepts what was agreed: differences move to or from lost and found and into the book. By somebody who did not count. */
export const settleStocktakeCall = call({
  name: 'inventory/settle-stocktake',
  method: 'POST',
  path: '/stocktakes/:id/settlement',
  can: 'stock.approve',
  params: closed({ id: stocktakeId }),
  body: closed({}),
  refusals: [no.notFound, no.ended, no.notAgreed, no.ownCount, ledgerRefusals.noBook, ledgerRefusals.unknownAccount],
});

/** Ends counts that lead nowhere; nothing moves. */
export const dropStocktakeCall = call({
  name: 'inventory/drop-stocktake',
  method: 'POST',
  path: '/stocktakes/:id/drop',
  can: 'stock.approve',
  params: closed({ id: stocktakeId }),
  body: closed({ reason: text(500) }),
  refusals: [no.notFound, no.ended],
});

/** Which goods and batches there are, and not how much: also for whoever carries goods or writes them off. */
export const countSheetCall = call({
  name: 'inventory/count-sheet',
  method: 'GET',
  path: '/stock/count-sheet',
  can: 'stock.read',
  query: closed({ cooperativeId: idOf<'cooperative'>() }),
  reply: CountSheet,
});
