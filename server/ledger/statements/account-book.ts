import { type BusinessDate, parseBusinessDate } from '../../kernel/business-date.ts';
import { type Id, id, isId } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';

/** A line of the book of one account, as it is kept by hand: No | Tanggal | Uraian | Bukti | Debet | Kredit | Saldo | Keterangan. */
export interface BookLine {
  /** Counted from the first line of the period; none of the line that brings the balance forward. */
  readonly no: number | null;
  readonly on: BusinessDate;
  readonly description: string;
  readonly evidence: string | null;
  readonly debitIdr: Rupiah | null;
  readonly creditIdr: Rupiah | null;
  /** On the side where the account usually stands. */
  readonly balanceIdr: Rupiah;
  /** Keterangan, as on paper. */
  readonly remark: string;
  /** None of the line that brings the balance forward. */
  readonly journal: BookedJournal | null;
}

/** What a line says of its journal. */
export interface BookedJournal {
  readonly id: Id<'journal'>;
  readonly number: number;
  readonly occurredOn: BusinessDate;
  readonly isLate: boolean;
  /** The journal it corrects, and the one that corrects it. */
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  readonly sample: boolean;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

/** `28 Okt 2025`, as on paper. */
export function writtenDay(day: BusinessDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** `Nov 2025`, as a sheet of the book is named. */
export function writtenMonth(day: BusinessDate): string {
  return writtenDay(day).replace(/^\d+ /, '');
}

/** Keterangan: what a reader should know before he relies on the line. */
export function remarkOf(journal: Omit<BookedJournal, 'id' | 'number'>): string {
  return [
    journal.isLate && `terlambat, kejadian ${writtenDay(journal.occurredOn)}`,
    journal.reverses !== null && `koreksi jurnal ${journal.reverses}`,
    journal.reversedBy !== null && `dikoreksi jurnal ${journal.reversedBy}`,
    journal.sample && 'contoh',
  ]
    .filter((said) => said !== false)
    .join('; ');
}

/** What the book brings forward from the days before. Of a whole month it is what the books kept by hand begin with. */
export function broughtForward(from: BusinessDate): string {
  return from.endsWith('-01') ? 'Saldo Bulan Lalu' : 'Saldo sebelumnya';
}

/** Where a page of a book ended: its last line and that line's number. */
export interface BookCursor {
  readonly no: number;
  readonly on: BusinessDate;
  readonly journalId: Id<'journal'>;
  readonly seq: number;
}

export function writeCursor({ no, on, journalId, seq }: BookCursor): string {
  return [no, on, journalId, seq].join('.');
}

/** One that is none names nothing. */
export function readCursor(after: string): BookCursor | undefined {
  const [, no = '', on = '', journalId = '', seq = ''] =
    /^(\d{1,9})\.(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})\.(\d{1,4})$/.exec(after) ?? [];
  const day = parseBusinessDate(on);
  if (day === undefined || !isId(journalId)) return undefined;
  return { no: Number(no), on: day, journalId: id<'journal'>(journalId), seq: Number(seq) };
}
