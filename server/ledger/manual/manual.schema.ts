import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { lineMaxIdr, type Rupiah } from '../../kernel/rupiah.ts';
import { day, idOf, orNull, paging, text } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { manualAnswers, manualStates } from './manual.ts';

const cooperativeId = idOf<'cooperative'>();
const manualId = idOf<'manual'>();
const accountCode = Type.String({ pattern: '^[1-9]\\d{5}$' });
/** Debit above zero, credit below. */
const amountIdr = Type.Unsafe<Rupiah>(Type.Integer());
const lineIdr = Type.Unsafe<Rupiah>(Type.Integer({ minimum: -lineMaxIdr, maximum: lineMaxIdr }));

const Line = closed({ accountCode, amountIdr: lineIdr, partyId: Type.Optional(idOf<'party'>()) });

export const NewManual = closed({
  id: manualId,
  cooperativeId,
  occurredOn: day,
  description: text(200),
  evidence: Type.Optional(text(60)),
  lines: Type.Array(Line, { minItems: 2, maxItems: 50 }),
});
export type NewManual = Static<typeof NewManual>;

export const draftJournalCall = call({
  name: 'ledger/draft-journal',
  method: 'POST',
  path: '/manual-journals',
  can: 'book.post',
  body: NewManual,
  refusals: [
    ledgerRefusals.noBook,
    ledgerRefusals.idReused,
    ledgerRefusals.unknownAccount,
    ledgerRefusals.unbalanced,
    ledgerRefusals.emptyLine,
    ledgerRefusals.keptByStock,
    ledgerRefusals.inFuture,
    ledgerRefusals.beforeBook,
  ],
});

export const Reversal = closed({
  id: manualId,
  occurredOn: day,
  description: text(200),
});
export type Reversal = Static<typeof Reversal>;

/** Drafts the undoing of a journal: its lines, the other way round. */
export const draftReversalCall = call({
  name: 'ledger/draft-reversal',
  method: 'POST',
  path: '/journals/:id/reversal',
  can: 'book.post',
  params: closed({ id: idOf<'journal'>() }),
  body: Reversal,
  refusals: [
    ledgerRefusals.journalNotFound,
    ledgerRefusals.idReused,
    ledgerRefusals.reversedElsewhere,
    ledgerRefusals.alreadyReversed,
    ledgerRefusals.inFuture,
    ledgerRefusals.beforeBook,
    ledgerRefusals.beforeJournal,
  ],
});

/** Where an approved draft came to stand in the book. */
const Entered = closed({
  number: Type.Integer(),
  postedOn: day,
  isLate: Type.Boolean(),
});

const answering = {
  method: 'POST',
  params: closed({ id: manualId }),
  refusals: [ledgerRefusals.draftNotFound, ledgerRefusals.answered],
} as const;

export const approveJournalCall = call({
  ...answering,
  name: 'ledger/approve-journal',
  path: '/manual-journals/:id/approval',
  can: 'book.approve',
  reply: Entered,
  refusals: [...answering.refusals, ledgerRefusals.ownDraft, ledgerRefusals.alreadyReversed, ledgerRefusals.tooLarge],
});

export const refuseJournalCall = call({
  ...answering,
  name: 'ledger/refuse-journal',
  path: '/manual-journals/:id/refusal',
  can: 'book.approve',
  body: closed({ reason: text(500) }),
  refusals: [...answering.refusals, ledgerRefusals.ownDraft],
});

export const withdrawJournalCall = call({
  ...answering,
  name: 'ledger/withdraw-journal',
  path: '/manual-journals/:id/withdrawal',
  can: 'book.post',
  refusals: [...answering.refusals, ledgerRefusals.notYourDraft],
});

const ManualShown = closed({
  id: manualId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  occurredOn: day,
  description: Type.String(),
  evidence: orNull(Type.String()),
  amountIdr,
  lines: Type.Array(closed({ accountCode, accountName: Type.String(), amountIdr })),
  state: Type.Enum([...manualStates]),
  reason: orNull(Type.String()),
  draftedRole: Type.String(),
  onBehalf: Type.Boolean(),
  /** The number of the journal it undoes, and of the one it became. */
  reverses: orNull(Type.Integer()),
  number: orNull(Type.Integer()),
  answers: Type.Array(Type.Enum([...manualAnswers])),
  sample: Type.Boolean(),
});
export type ManualShown = Static<typeof ManualShown>;

export const listManualsCall = call({
  name: 'ledger/list-manual-journals',
  method: 'GET',
  path: '/manual-journals',
  can: 'book.read',
  query: closed({
    cooperativeId: Type.Optional(cooperativeId),
    state: Type.Optional(Type.Enum([...manualStates])),
    ...paging,
  }),
  reply: closed({ rows: Type.Array(ManualShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'jurnal-manual',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Tanggal', from: 'occurredOn', holds: 'date' },
      { title: 'Uraian', from: 'description', holds: 'text' },
      { title: 'Bukti', from: 'evidence', holds: 'text' },
      { title: 'Jumlah', from: 'amountIdr', holds: 'integer' },
      {
        title: 'Keadaan',
        from: 'state',
        holds: 'text',
        words: { drafted: 'menunggu', approved: 'disetujui', refused: 'ditolak', withdrawn: 'ditarik' },
      },
      { title: 'Nomor jurnal', from: 'number', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});
