import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import type { TypesetJob } from '../../platform/documents/typesetter.ts';
import { notesSheet, type Sheet } from '../../platform/spreadsheets/xlsx.ts';
import { writtenDay } from './account-book.ts';
import type { Statements } from './statement.schema.ts';
import { type StatementName, type StatementRow, statementColumns, statementNames } from './statement.ts';

/** What the screen says under `ledger.statements`, so that paper says the same. */
export type StatementWords = (path: string, data?: Readonly<Record<string, string>>) => string;

/** Statements as they leave the screen: whose they are, of which city, and when they were made. */
export interface Given {
  readonly statements: Statements;
  readonly city: string;
  readonly madeOn: BusinessDate;
  readonly words: StatementWords;
}

/** The statements as one document, or only one of them. */
export function statementPaper({ statements, city, madeOn, words }: Given, only?: StatementName): TypesetJob {
  const { cooperative, from, to, sample } = statements;
  const names = only === undefined ? statementNames : [only];
  return {
    template: 'ledger/statements/statement.typ',
    pdfStandard: 'ua-1',
    data: {
      ...{ cooperative: cooperative.name, city, to, madeOn, sample },
      title: only === undefined ? words('title') : words(`name.${only}`),
      closing: closingOf(statements, words),
      statements: names.map((name) => ({
        title: words(`name.${name}`),
        when: name === 'balanceSheet' ? writtenDay(to) : `${writtenDay(from)} – ${writtenDay(to)}`,
        columns: headsOf(name, statements, words),
        rows: statements[name].map((row) => ({
          kind: row.kind,
          name: name === 'trialBalance' ? codedName(row, words) : nameOf(row, words),
          amounts: row.amounts,
        })),
      })),
    },
  };
}

/** The statements as a workbook, a sheet each. */
export function statementSheets({ statements, city, madeOn, words }: Given): Sheet[] {
  const { cooperative, from, to, sample } = statements;
  return [
    ...statementNames.map(
      (name): Sheet => ({
        name: words(`name.${name}`),
        columns: [
          { title: words('column.code'), holds: 'text', width: 10 },
          { title: words('column.name'), holds: 'text', width: 44 },
          ...headsOf(name, statements, words).map((title) => ({ title, holds: 'rupiah' as const })),
        ],
        rows: statements[name].map((row) => [
          row.key === null ? (row.accounts[0]?.code ?? null) : null,
          nameOf(row, words),
          ...statementColumns[name].map((_, column) => row.amounts[column] ?? null),
        ]),
      }),
    ),
    notesSheet([
      ['Laporan', `Laporan keuangan ${cooperative.name}, ${city}`],
      ['Periode', `${writtenDay(from)} sampai ${writtenDay(to)}`],
      ['Sumber', `Buku koperasi di Lumbung, ${closingOf(statements, words)}; dibuat ${writtenDay(madeOn)}`],
      ...(sample ? [['Contoh', 'Berisi data contoh, dikarang untuk peragaan.'] as const] : []),
    ]),
  ];
}

/** How far the book is closed: what lies behind that day may still change. */
function closingOf({ openedOn, closedThrough }: Statements, words: StatementWords): string {
  return closedThrough < openedOn ? words('neverClosed') : words('closed', { day: writtenDay(closedThrough) });
}

function headsOf(name: StatementName, { from, to }: Statements, words: StatementWords): string[] {
  const days = { from: writtenDay(from), to: writtenDay(to), before: writtenDay(addDays(from, -1)) };
  return statementColumns[name].map((column) => words(`column.${column}`, days));
}

function nameOf({ key, accounts }: StatementRow, words: StatementWords): string {
  return key === null ? (accounts[0]?.name ?? '') : words(`row.${key}`);
}

/** In a list of all accounts each is known by its code. */
function codedName(row: StatementRow, words: StatementWords): string {
  return [row.accounts[0]?.code, nameOf(row, words)].filter((said) => said !== undefined).join(' ');
}
