import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { inventoryRefusals as no } from '../inventory.refusals.ts';

const transferId = idOf<'transfer'>();
const placeId = idOf<'place'>();
const baseUnit = oneOf(['gram', 'millilitre', 'piece'] as const);
const some = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 });
const someOrNone = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const purposes = ['transfer', 'set_aside', 'put_back', 'disposal'] as const;

const lines = Type.Array(
  closed({
    itemId: idOf<'item'>(),
    /** Left out: what expires first goes first. */
    batchId: Type.Optional(idOf<'batch'>()),
    baseUnit,
    qtyBase: some,
  }),
  { minItems: 1, maxItems: 100 },
);

export const NewTransfer = closed({
  id: transferId,
  fromPlaceId: placeId,
  /** Another outlet or warehouse, or where goods are set aside: quarantine or damaged. */
  toPlaceId: placeId,
  happenedOn: day,
  /** Who carries it: until it arrives it is on its way with him. Left out: it is there at once. */
  driver: Type.Optional(text(80)),
  /** Why goods are set aside or put back. */
  reason: Type.Optional(text(300)),
  lines,
});
export type NewTransfer = Static<typeof NewTransfer>;

const ofLines = [no.unknownPlace, no.unknownItem, no.unknownBatch, no.unitDiffers, no.idReused, no.inFuture, no.short];

/** Goods within a cooperative: to another of its places, aside, or back. An intention: what is not there is refused. */
export const recordTransferCall = call({
  name: 'inventory/record-transfer',
  method: 'POST',
  path: '/transfers',
  can: 'stock.move',
  body: NewTransfer,
  refusals: [...ofLines, no.samePlace, no.reasonMissing],
});

export const NewDisposal = closed({
  id: transferId,
  fromPlaceId: placeId,
  happenedOn: day,
  reason: text(300),
  lines,
});
export type NewDisposal = Static<typeof NewDisposal>;

/** Goods that are worth nothing any more are written off: out of the stock, and a loss in the book. */
export const disposeCall = call({
  name: 'inventory/dispose',
  method: 'POST',
  path: '/disposals',
  can: 'stock.approve',
  body: NewDisposal,
  refusals: [...ofLines, ledgerRefusals.noBook, ledgerRefusals.unknownAccount],
});

export const NewArrival = closed({
  id: idOf<'arrival'>(),
  arrivedOn: day,
  lines: Type.Array(
    closed({
      /** Of the line that was sent. */
      seq: Type.Integer({ minimum: 1, maximum: 1000 }),
      baseUnit,
      arrivedBase: someOrNone,
      damagedBase: Type.Optional(someOrNone),
    }),
    { minItems: 1, maxItems: 1000 },
  ),
  note: Type.Optional(text(300)),
});
export type NewArrival = Static<typeof NewArrival>;

/** What a driver brought, counted at the door: a fact. What left and did not come is missing, in lost and found and in the book. */
export const recordArrivalCall = call({
  name: 'inventory/record-arrival',
  method: 'POST',
  path: '/transfers/:id/arrival',
  can: 'goods.receive',
  params: closed({ id: transferId }),
  body: NewArrival,
  refusals: [
    no.notFound,
    no.idReused,
    no.ended,
    no.inFuture,
    no.moreThanSent,
    no.unitDiffers,
    no.lineTwice,
    ledgerRefusals.noBook,
    ledgerRefusals.unknownAccount,
  ],
});

export const TransferShown = closed({
  id: transferId,
  number: Type.String(),
  cooperative: closed({ id: idOf<'cooperative'>(), name: Type.String() }),
  purpose: oneOf(purposes),
  from: closed({ id: placeId, name: Type.String() }),
  to: closed({ id: placeId, name: Type.String() }),
  driver: orNull(Type.String()),
  reason: orNull(Type.String()),
  happenedOn: day,
  /** Null while it is on its way. */
  arrivedOn: orNull(day),
  /** What was written off or did not arrive. */
  lossIdr: wholeRupiah,
  lines: Type.Array(
    closed({
      seq: Type.Integer(),
      itemId: idOf<'item'>(),
      itemName: Type.String(),
      baseUnit,
      batch: orNull(Type.String()),
      qtyBase: Type.Integer(),
      arrivedBase: orNull(Type.Integer()),
      damagedBase: orNull(Type.Integer()),
    }),
  ),
  sample: Type.Boolean(),
});
export type TransferShown = Static<typeof TransferShown>;

export const listTransfersCall = call({
  name: 'inventory/list-transfers',
  method: 'GET',
  path: '/transfers',
  can: 'stock.read',
  query: closed({
    ...paging,
    cooperativeId: Type.Optional(idOf<'cooperative'>()),
    onTheWay: Type.Optional(Type.Boolean()),
  }),
  reply: closed({ rows: Type.Array(TransferShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'mutasi-barang',
    columns: [
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      {
        title: 'Jenis',
        from: 'purpose',
        holds: 'text',
        words: { transfer: 'pindah', set_aside: 'disisihkan', put_back: 'dikembalikan', disposal: 'dihapus' },
      },
      { title: 'Tanggal', from: 'happenedOn', holds: 'date' },
      { title: 'Dari', from: 'from.name', holds: 'text' },
      { title: 'Ke', from: 'to.name', holds: 'text' },
      { title: 'Pembawa', from: 'driver', holds: 'text' },
      { title: 'Barang', from: 'lines.itemName', holds: 'text' },
      { title: 'Jumlah', from: 'lines.qtyBase', holds: 'text' },
      { title: 'Sampai', from: 'arrivedOn', holds: 'date' },
      { title: 'Rugi (Rp)', from: 'lossIdr', holds: 'integer' },
      { title: 'Alasan', from: 'reason', holds: 'text' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});
