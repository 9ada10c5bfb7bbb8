import { type Static, Type } from 'typebox';
import type { Instant } from '../kernel/business-date.ts';
import { call, closed } from '../kernel/call.ts';
import { lineMaxIdr, type Rupiah } from '../kernel/rupiah.ts';
import { day, idOf, orNull, paging, text, wholeRupiah } from '../kernel/shapes.ts';
import { ledgerRefusals } from '../ledger/ledger.refusals.ts';
import { openingRefusals } from './opening.refusals.ts';
import { acts, cylinderStates, stages } from './sheet.ts';

const cooperativeId = idOf<'cooperative'>();
const sheetId = idOf<'sheet'>();
const accountCode = Type.String({ pattern: '^[1-9]\\d{5}$' });
const signedIdr = Type.Unsafe<Rupiah>(Type.Integer());
const lineIdr = Type.Unsafe<Rupiah>(Type.Integer({ minimum: -lineMaxIdr, maximum: lineMaxIdr }));
const worthIdr = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 0, maximum: lineMaxIdr }));
const quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 });

export const NewSheet = closed({
  id: sheetId,
  cooperativeId,
  /** The book begins on this day. */
  asOf: day,
  evidence: text(200),
  /** Money, claims, debts, savings, capital: debit above zero. */
  lines: Type.Array(closed({ accountCode, amountIdr: lineIdr, partyId: Type.Optional(idOf<'party'>()) }), {
    maxItems: 300,
  }),
  stock: Type.Array(
    closed({ itemId: idOf<'item'>(), placeId: idOf<'place'>(), qtyBase: quantity, valueIdr: worthIdr }),
    { maxItems: 2_000 },
  ),
  cylinders: Type.Array(
    closed({
      sizeKg10: Type.Integer({ minimum: 1, maximum: 10_000 }),
      ownerId: Type.Optional(idOf<'partner'>()),
      state: Type.Enum([...cylinderStates]),
      qty: quantity,
      valueIdr: worthIdr,
    }),
    { maxItems: 60 },
  ),
});
export type NewSheet = Static<typeof NewSheet>;

export const recordSheetCall = call({
  name: 'opening/record-sheet',
  method: 'POST',
  path: '/openings',
  can: 'opening.record',
  body: NewSheet,
  refusals: [
    ...[openingRefusals.cooperativeNotFound, openingRefusals.idReused, openingRefusals.anotherStands],
    ...[
      openingRefusals.inFuture,
      openingRefusals.otherDay,
      openingRefusals.unknownAccount,
      openingRefusals.keptByGoods,
    ],
    ...[openingRefusals.partyMissing, openingRefusals.unknownParty, openingRefusals.unknownItem],
    ...[openingRefusals.unknownPlace, openingRefusals.borrowedHasValue, openingRefusals.twice],
  ],
});

const ofSheet = { method: 'POST', params: closed({ id: sheetId }) } as const;
const { notFound, ownSheet, notOpenTo, notYours, goodsGone } = openingRefusals;
const reason = closed({ reason: text(500) });

export const approveSheetCall = call({
  ...ofSheet,
  name: 'opening/approve-sheet',
  path: '/openings/:id/approval',
  can: 'opening.approve',
  refusals: [notFound, ownSheet, notOpenTo, ledgerRefusals.tooLarge],
});

export const refuseSheetCall = call({
  ...ofSheet,
  name: 'opening/refuse-sheet',
  path: '/openings/:id/refusal',
  can: 'opening.approve',
  body: reason,
  refusals: [notFound, ownSheet, notOpenTo],
});

export const withdrawSheetCall = call({
  ...ofSheet,
  name: 'opening/withdraw-sheet',
  path: '/openings/:id/withdrawal',
  can: 'opening.record',
  refusals: [notFound, notYours, notOpenTo],
});

export const askReversalCall = call({
  ...ofSheet,
  name: 'opening/ask-reversal',
  path: '/openings/:id/reversal-request',
  can: 'opening.record',
  body: reason,
  refusals: [notFound, notOpenTo],
});

export const refuseReversalCall = call({
  ...ofSheet,
  name: 'opening/refuse-reversal',
  path: '/openings/:id/reversal-refusal',
  can: 'opening.approve',
  body: reason,
  refusals: [notFound, ownSheet, notOpenTo],
});

export const reverseSheetCall = call({
  ...ofSheet,
  name: 'opening/reverse-sheet',
  path: '/openings/:id/reversal',
  can: 'opening.approve',
  refusals: [notFound, ownSheet, notOpenTo, goodsGone],
});

const listed = {
  id: sheetId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  asOf: day,
  stage: Type.Enum([...stages]),
  recordedRole: Type.String(),
  onBehalf: Type.Boolean(),
  sample: Type.Boolean(),
};
const SheetListed = closed(listed);
export type SheetListed = Static<typeof SheetListed>;

export const listSheetsCall = call({
  name: 'opening/list-sheets',
  method: 'GET',
  path: '/openings',
  can: 'book.read',
  query: closed({
    cooperativeId: Type.Optional(cooperativeId),
    stage: Type.Optional(Type.Enum([...stages])),
    ...paging,
  }),
  reply: closed({ rows: Type.Array(SheetListed), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'saldo-awal',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Per tanggal', from: 'asOf', holds: 'date' },
      {
        title: 'Keadaan',
        from: 'stage',
        holds: 'text',
        words: {
          proposed: 'menunggu persetujuan',
          refused: 'ditolak',
          withdrawn: 'ditarik',
          approved: 'berlaku',
          'reversal-asked': 'diminta batal',
          reversed: 'dibatalkan',
        },
      },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

export const getSheetCall = call({
  name: 'opening/get-sheet',
  method: 'GET',
  path: '/openings/:id',
  can: 'book.read',
  params: closed({ id: sheetId }),
  reply: closed({
    ...listed,
    evidence: Type.String(),
    /** What the book begins with, account by account; the last may be what is left over. */
    postings: Type.Array(
      closed({ accountCode, accountName: Type.String(), amountIdr: signedIdr, party: orNull(Type.String()) }),
    ),
    stock: Type.Array(
      closed({
        item: Type.String(),
        place: Type.String(),
        baseUnit: Type.String(),
        qtyBase: Type.Integer(),
        valueIdr: wholeRupiah,
      }),
    ),
    cylinders: Type.Array(
      closed({
        sizeKg10: Type.Integer(),
        owner: orNull(Type.String()),
        state: Type.Enum([...cylinderStates]),
        qty: Type.Integer(),
        valueIdr: wholeRupiah,
      }),
    ),
    steps: Type.Array(
      closed({
        act: Type.Enum([...acts]),
        reason: orNull(Type.String()),
        recordedRole: Type.String(),
        recordedAt: Type.Unsafe<Instant>(Type.String()),
      }),
    ),
    actions: Type.Array(Type.Enum([...acts])),
  }),
  refusals: [notFound],
});

/** What a sheet may name: accounts, goods, shelves and partners of one cooperative. */
export const getChoicesCall = call({
  name: 'opening/get-choices',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/opening-choices',
  can: 'opening.record',
  params: closed({ cooperativeId }),
  reply: closed({
    cooperative: closed({ id: cooperativeId, name: Type.String() }),
    /** Set once the book is open: a sheet is of that day only. */
    openedOn: orNull(day),
    accounts: Type.Array(
      closed({ code: accountCode, name: Type.String(), normal: Type.Enum(['D', 'K']), needsParty: Type.Boolean() }),
    ),
    items: Type.Array(closed({ id: idOf<'item'>(), name: Type.String(), baseUnit: Type.String() })),
    places: Type.Array(closed({ id: idOf<'place'>(), name: Type.String() })),
    parties: Type.Array(closed({ id: Type.String(), name: Type.String() })),
  }),
  refusals: [openingRefusals.cooperativeNotFound],
});
