import type { BusinessDate } from '../../kernel/business-date.ts';
import type { TypesetJob } from '../../platform/documents/typesetter.ts';
import type { Cell } from '../../platform/spreadsheets/cells.ts';
import { notesSheet, type Sheet } from '../../platform/spreadsheets/xlsx.ts';
import { type BookLine, writtenDay, writtenMonth } from './account-book.ts';
import type { Period } from './period.ts';

interface Head {
  readonly cooperative: string;
  readonly city: string;
  /** As it stands on the cover: `Buku Kas`, `Buku Bank BRI`, `Buku besar 211000 Utang usaha`. */
  readonly title: string;
  readonly sample: boolean;
  readonly madeOn: BusinessDate;
}

/** What the book of an account is called. */
export function bookTitle({ code, name, holds }: { code: string; name: string; holds: string | null }): string {
  return holds === null ? `Buku besar ${code} ${name}` : `Buku ${name}`;
}

/** A book on paper, one period of it. */
export function bookPaper(head: Head, { from, to }: Period, lines: readonly BookLine[]): TypesetJob {
  const sum = (side: 'debitIdr' | 'creditIdr') => lines.reduce((total, line) => total + (line[side] ?? 0), 0);
  return {
    template: 'ledger/statements/account-book.typ',
    pdfStandard: 'ua-1',
    data: {
      ...head,
      ...{ from, to, lines },
      when: `${writtenDay(from)} – ${writtenDay(to)}`,
      debit: sum('debitIdr'),
      credit: sum('creditIdr'),
      balance: lines.at(-1)?.balanceIdr ?? 0,
    },
  };
}

/** The book of a year, a sheet for each month, in the columns of the books kept by hand. */
export function bookSheets(head: Head, months: readonly (Period & { lines: AsyncIterable<BookLine> })[]): Sheet[] {
  return [
    ...months.map(
      ({ from, lines }): Sheet => ({
        name: writtenMonth(from),
        columns: [
          { title: 'No', holds: 'integer', width: 6 },
          { title: 'Tanggal', holds: 'date' },
          { title: 'Uraian', holds: 'text', width: 44 },
          { title: 'Bukti', holds: 'text', width: 16 },
          { title: 'Debet', holds: 'rupiah' },
          { title: 'Kredit', holds: 'rupiah' },
          { title: 'Saldo', holds: 'rupiah' },
          { title: 'Keterangan', holds: 'text' },
        ],
        rows: rowsOf(lines),
      }),
    ),
    notesSheet([
      ['Buku', `${head.title}, ${head.cooperative}, ${head.city}`],
      ['Sumber', `Buku koperasi di Lumbung, dibuat ${writtenDay(head.madeOn)}`],
      ...(head.sample ? [['Contoh', 'Berisi data contoh, dikarang untuk peragaan.'] as const] : []),
    ]),
  ];
}

async function* rowsOf(lines: AsyncIterable<BookLine>): AsyncGenerator<readonly Cell[]> {
  for await (const line of lines) {
    const { no, on, description, evidence, debitIdr, creditIdr, balanceIdr, remark } = line;
    yield [no, on, description, evidence, debitIdr, creditIdr, balanceIdr, remark || null];
  }
}
