import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { day, idOf, orNull, paging } from '../../kernel/shapes.ts';
import { statementRefusals } from './statement.refusals.ts';
import { rowKeys, statementNames } from './statement.ts';

const { bookNotFound, accountNotFound, periodReversed, tooLongForPaper } = statementRefusals;
const cooperativeId = idOf<'cooperative'>();
/** Below zero too, as in a book. */
const amount = Type.Unsafe<Rupiah>(Type.Integer());
const ofCooperative = { method: 'GET', can: 'book.read', params: closed({ cooperativeId }) } as const;
/** Left out: from the first day of the year of its last, to today. */
const period = { from: Type.Optional(day), to: Type.Optional(day) };
/** Left out: of the accounts that hold cash the one money last went through. */
const code = Type.Optional(Type.String({ pattern: '^[1-9]\\d{5}$' }));

const StatementRow = closed({
  kind: Type.Enum(['part', 'line', 'sum', 'total']),
  key: orNull(Type.Enum([...rowKeys])),
  amounts: Type.Array(amount),
  accounts: Type.Array(closed({ code: Type.String(), name: Type.String(), amounts: Type.Array(amount) })),
});

/** A book and its period, as every statement says at its head. */
const ofBook = {
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  from: day,
  to: day,
  openedOn: day,
  closedThrough: day,
  sample: Type.Boolean(),
};

/** Neraca, PHU, arus kas, perubahan ekuitas and neraca saldo of a book, all from the same sums. */
const Statements = closed({
  ...ofBook,
  balanceSheet: Type.Array(StatementRow),
  incomeStatement: Type.Array(StatementRow),
  cashFlow: Type.Array(StatementRow),
  equityChanges: Type.Array(StatementRow),
  trialBalance: Type.Array(StatementRow),
});
export type Statements = Static<typeof Statements>;

export const getStatementsCall = call({
  ...ofCooperative,
  name: 'ledger/get-statements',
  path: '/cooperatives/:cooperativeId/statements',
  query: closed(period),
  reply: Statements,
  refusals: [bookNotFound, periodReversed],
});

export const statementsPdfCall = call({
  ...ofCooperative,
  name: 'ledger/statements-pdf',
  path: '/cooperatives/:cooperativeId/statements.pdf',
  query: closed({ ...period, only: Type.Optional(Type.Enum([...statementNames])) }),
  reply: Type.String({ description: 'PDF/UA' }),
  refusals: [bookNotFound, periodReversed],
});

export const statementsXlsxCall = call({
  ...ofCooperative,
  name: 'ledger/statements-xlsx',
  path: '/cooperatives/:cooperativeId/statements.xlsx',
  query: closed(period),
  reply: Type.String({ description: 'workbook' }),
  refusals: [bookNotFound, periodReversed],
});

/** The journals of a book up to a day as text that hledger reads. */
export const hledgerCall = call({
  ...ofCooperative,
  name: 'ledger/take-hledger',
  path: '/cooperatives/:cooperativeId/book.journal',
  query: closed({ to: Type.Optional(day) }),
  reply: Type.String({ description: 'hledger journal' }),
  refusals: [bookNotFound],
});

const BookLine = closed({
  no: orNull(Type.Integer()),
  on: day,
  description: Type.String(),
  evidence: orNull(Type.String()),
  debitIdr: orNull(amount),
  creditIdr: orNull(amount),
  balanceIdr: amount,
  remark: Type.String(),
  journal: orNull(
    closed({
      id: idOf<'journal'>(),
      number: Type.Integer(),
      occurredOn: day,
      isLate: Type.Boolean(),
      reverses: orNull(Type.Integer()),
      reversedBy: orNull(Type.Integer()),
      sample: Type.Boolean(),
    }),
  ),
});
export type BookLineShown = Static<typeof BookLine>;

/** Buku Kas, Buku Bank, or the general ledger of any account: as it is kept by hand, a month where nothing else is asked. */
export const accountBookCall = call({
  ...ofCooperative,
  name: 'ledger/list-account-book',
  path: '/cooperatives/:cooperativeId/account-book',
  query: closed({ code, ...period, ...paging }),
  reply: closed({
    ...ofBook,
    account: closed({ code: Type.String(), name: Type.String(), holds: orNull(Type.Enum(['cash', 'bank'])) }),
    rows: Type.Array(BookLine),
    next: orNull(Type.String()),
    total: Type.Integer(),
  }),
  refusals: [bookNotFound, accountNotFound, periodReversed],
  export: {
    file: 'buku',
    columns: [
      { title: 'No', from: 'no', holds: 'integer' },
      { title: 'Tanggal', from: 'on', holds: 'date' },
      { title: 'Uraian', from: 'description', holds: 'text' },
      { title: 'Bukti', from: 'evidence', holds: 'text' },
      { title: 'Debet', from: 'debitIdr', holds: 'integer' },
      { title: 'Kredit', from: 'creditIdr', holds: 'integer' },
      { title: 'Saldo', from: 'balanceIdr', holds: 'integer' },
      { title: 'Keterangan', from: 'remark', holds: 'text' },
    ],
  },
});

export const accountBookPdfCall = call({
  ...ofCooperative,
  name: 'ledger/account-book-pdf',
  path: '/cooperatives/:cooperativeId/account-book.pdf',
  query: closed({ code, ...period }),
  reply: Type.String({ description: 'PDF/UA' }),
  refusals: [bookNotFound, accountNotFound, periodReversed, tooLongForPaper],
});

/** The months of a year, a sheet each, as the books are kept by hand. */
export const accountBookYearCall = call({
  ...ofCooperative,
  name: 'ledger/account-book-year',
  path: '/cooperatives/:cooperativeId/account-book-year.xlsx',
  query: closed({ code, year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2999 })) }),
  reply: Type.String({ description: 'workbook' }),
  refusals: [bookNotFound, accountNotFound, periodReversed],
});

/** The accounts of a book, for whoever chooses one to read. */
export const listBookAccountsCall = call({
  ...ofCooperative,
  name: 'ledger/list-book-accounts',
  path: '/cooperatives/:cooperativeId/book-accounts',
  reply: closed({
    rows: Type.Array(closed({ code: Type.String(), name: Type.String(), holds: orNull(Type.Enum(['cash', 'bank'])) })),
  }),
  refusals: [bookNotFound],
});

/** What a book comes to in the city's list: each a sum of its own accounts. */
const figures = {
  moneyIdr: amount,
  stockIdr: amount,
  assetsIdr: amount,
  debtsIdr: amount,
  equityIdr: amount,
  salesIdr: amount,
  resultIdr: amount,
};
const CityFigures = closed(figures);
export type CityFigures = Static<typeof CityFigures>;

const CityRow = closed({
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  openedOn: day,
  closedThrough: day,
  ...figures,
  sample: Type.Boolean(),
});
export type CityRow = Static<typeof CityRow>;

/** The books of the city side by side, and what they add up to. Each stays a book of its own: what they owe each other is not set off. */
export const cityStatementsCall = call({
  method: 'GET',
  name: 'ledger/list-city-statements',
  path: '/statements',
  can: 'book.read',
  query: closed({ ...period, ...paging }),
  reply: closed({
    from: day,
    to: day,
    rows: Type.Array(CityRow),
    next: orNull(Type.String()),
    total: Type.Integer(),
    sum: CityFigures,
  }),
  refusals: [periodReversed],
  export: {
    file: 'keuangan-koperasi',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Buku dibuka', from: 'openedOn', holds: 'date' },
      { title: 'Ditutup sampai', from: 'closedThrough', holds: 'date' },
      { title: 'Kas dan bank', from: 'moneyIdr', holds: 'integer' },
      { title: 'Persediaan', from: 'stockIdr', holds: 'integer' },
      { title: 'Total aset', from: 'assetsIdr', holds: 'integer' },
      { title: 'Kewajiban', from: 'debtsIdr', holds: 'integer' },
      { title: 'Ekuitas', from: 'equityIdr', holds: 'integer' },
      { title: 'Penjualan', from: 'salesIdr', holds: 'integer' },
      { title: 'SHU', from: 'resultIdr', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});
