import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../../kernel/shapes.ts';
import { inventoryRefusals as no } from '../inventory.refusals.ts';

const cooperativeId = idOf<'cooperative'>();

export const CylindersShown = closed({
  id: Type.String(),
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  sizeKg10: Type.Integer(),
  /** Whose they are: null for the cooperative's own. */
  ownerId: orNull(idOf<'partner'>()),
  full: Type.Integer(),
  empty: Type.Integer(),
  damaged: Type.Integer(),
  agent: Type.Integer(),
  customer: Type.Integer(),
  lostFound: Type.Integer(),
  /** Owned or borrowed: what the others sum to. */
  held: Type.Integer(),
  valueIdr: wholeRupiah,
});
export type CylindersShown = Static<typeof CylindersShown>;

export const listCylindersCall = call({
  name: 'inventory/list-cylinders',
  method: 'GET',
  path: '/cylinders',
  can: 'stock.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(cooperativeId) }),
  reply: closed({ rows: Type.Array(CylindersShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'tabung',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Ukuran (0,1 kg)', from: 'sizeKg10', holds: 'integer' },
      { title: 'Isi', from: 'full', holds: 'integer' },
      { title: 'Kosong', from: 'empty', holds: 'integer' },
      { title: 'Rusak', from: 'damaged', holds: 'integer' },
      { title: 'Di agen atau di jalan', from: 'agent', holds: 'integer' },
      { title: 'Di pelanggan (jaminan)', from: 'customer', holds: 'integer' },
      { title: 'Selisih', from: 'lostFound', holds: 'integer' },
      { title: 'Jumlah', from: 'held', holds: 'integer' },
      { title: 'Nilai (Rp)', from: 'valueIdr', holds: 'integer' },
    ],
  },
});

/** What an outlet does with cylinders beside selling and receiving; no money goes with any of it. */
export const handedActs = [
  'send_empty',
  'receive_full',
  'exchange',
  'damage',
  'repair',
  'borrow',
  'give_back',
] as const;

export const NewCylinderAct = closed({
  id: idOf<'cylinder-act'>(),
  cooperativeId,
  act: oneOf(handedActs),
  sizeKg10: Type.Integer({ minimum: 10, maximum: 10_000 }),
  qty: Type.Integer({ minimum: 1, maximum: 100_000 }),
  /** The partner they are borrowed of; needed for borrowing and giving back. */
  ownerId: Type.Optional(idOf<'partner'>()),
  happenedOn: day,
  note: Type.Optional(text(300)),
});
export type NewCylinderAct = Static<typeof NewCylinderAct>;

/** Cylinders that went to the agent, came back, broke or were lent to us. An intention: those that are not there are refused. */
export const recordCylindersCall = call({
  name: 'inventory/record-cylinders',
  method: 'POST',
  path: '/cylinders',
  can: 'stock.move',
  body: NewCylinderAct,
  refusals: [no.cooperativeNotFound, no.idReused, no.inFuture, no.ownerMissing, no.ownerUnknown, no.tooFewCylinders],
});
