/** A column of a list that is taken away as csv or xlsx: which member of a row it shows, and under which head. */
export interface ExportColumn {
  /** As people read it, in Indonesian: a file is read without the screen beside it. */
  readonly title: string;
  /** The member, dotted where it lies deeper: `cooperative.name`. Through a list it takes every element. */
  readonly from: string;
  readonly holds: 'text' | 'integer' | 'date';
  /** What people read instead of a code. */
  readonly words?: Readonly<Record<string, string>>;
}

export interface ListExport {
  /** The file's name without day and ending. */
  readonly file: string;
  readonly columns: readonly ExportColumn[];
}

/** Columns that many lists end with. */
export const sourceColumns: readonly ExportColumn[] = [
  { title: 'Sumber', from: 'source.name', holds: 'text' },
  { title: 'Tanggal sumber', from: 'source.date', holds: 'date' },
  { title: 'Contoh', from: 'source.sample', holds: 'text', words: { true: 'contoh', false: '' } },
];

/** What stands in a row under a column; null for nothing. Cells of a workbook are whole numbers: what may have decimals is text. */
export function exportedCell(row: unknown, column: ExportColumn): string | number | null {
  const [first = null, ...others] = column.from.split('.').reduce(membersOf, [row]).filter(isGiven);
  if (column.holds !== 'text' && others.length === 0 && typeof first === 'number') return first;
  return first === null ? null : [first, ...others].map((value) => wordOf(value, column)).join(', ');
}

/** Whether a row, or something in it, is invented ("contoh"). */
export function isSample(row: unknown): boolean {
  return ['sample', 'source.sample'].some((from) => from.split('.').reduce(membersOf, [row]).includes(true));
}

function membersOf(values: readonly unknown[], name: string): unknown[] {
  return values
    .filter((value) => typeof value === 'object' && value !== null)
    .flatMap((value) => (value as Readonly<Record<string, unknown>>)[name]);
}

function isGiven(value: unknown): value is NonNullable<unknown> {
  return value !== null && value !== undefined;
}

function wordOf(value: NonNullable<unknown>, { words }: ExportColumn): string {
  const code = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return words?.[code] ?? code;
}
