import { type Static, Type } from 'typebox';
import type { Instant } from '../kernel/business-date.ts';
import { call, closed } from '../kernel/call.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { day, idOf, orNull, paging } from '../kernel/shapes.ts';
import { ledgerRefusals } from './ledger.refusals.ts';

const amountIdr = Type.Unsafe<Rupiah>(Type.Integer());

const listed = {
  id: idOf<'journal'>(),
  number: Type.Integer(),
  occurredOn: day,
  postedOn: day,
  isLate: Type.Boolean(),
  sourceKind: Type.String(),
  description: Type.String(),
  evidence: orNull(Type.String()),
  amountIdr,
  /** Numbers of the journal it undoes, and of the one that undoes it. */
  reverses: orNull(Type.Integer()),
  reversedBy: orNull(Type.Integer()),
  sample: Type.Boolean(),
};
const JournalListed = closed(listed);
export type JournalListed = Static<typeof JournalListed>;

export const listJournalsCall = call({
  name: 'ledger/list-journals',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/journals',
  can: 'book.read',
  params: closed({ cooperativeId: idOf<'cooperative'>() }),
  query: closed({
    from: Type.Optional(day),
    to: Type.Optional(day),
    late: Type.Optional(Type.Boolean()),
    ...paging,
  }),
  reply: closed({ rows: Type.Array(JournalListed), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'jurnal',
    columns: [
      { title: 'No', from: 'number', holds: 'integer' },
      { title: 'Tanggal buku', from: 'postedOn', holds: 'date' },
      { title: 'Tanggal kejadian', from: 'occurredOn', holds: 'date' },
      { title: 'Uraian', from: 'description', holds: 'text' },
      { title: 'Bukti', from: 'evidence', holds: 'text' },
      { title: 'Jumlah', from: 'amountIdr', holds: 'integer' },
      { title: 'Sumber', from: 'sourceKind', holds: 'text' },
      { title: 'Susulan', from: 'isLate', holds: 'text', words: { true: 'susulan', false: '' } },
      { title: 'Membatalkan', from: 'reverses', holds: 'integer' },
      { title: 'Dibatalkan oleh', from: 'reversedBy', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

export const getJournalCall = call({
  name: 'ledger/get-journal',
  method: 'GET',
  path: '/journals/:id',
  can: 'book.read',
  params: closed({ id: idOf<'journal'>() }),
  reply: closed({
    ...listed,
    cooperative: closed({ id: idOf<'cooperative'>(), name: Type.String() }),
    recordedRole: Type.String(),
    onBehalf: Type.Boolean(),
    recordedAt: Type.Unsafe<Instant>(Type.String()),
    postings: Type.Array(
      closed({ accountCode: Type.String(), accountName: Type.String(), amountIdr, party: orNull(Type.String()) }),
    ),
    /** Whether this person may draft its undoing. */
    mayReverse: Type.Boolean(),
  }),
  refusals: [ledgerRefusals.journalNotFound],
});
