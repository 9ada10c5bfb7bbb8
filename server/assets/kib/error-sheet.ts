import { type FormColumn, formColumns, type KibForm, type LegalColumn, legalColumns, type PriceUnit } from './kib.ts';
import type { KibProblem } from './kib-problem.ts';

// The sheet that goes back to BKAD: the printed form, its rows as they were written, and beside each what is wrong and which row it was.

const titles: Readonly<Record<KibForm, string>> = { A: 'TANAH', C: 'GEDUNG DAN BANGUNAN' };
const unitTitles: Readonly<Record<PriceUnit, string>> = { thousand: 'Harga (ribuan Rp)', full: 'Harga (Rp)' };

export interface ErrorSheetHead {
  readonly form: KibForm;
  readonly priceUnit: PriceUnit;
  readonly location: string | null;
}

const added = ['Masalah (baca, lalu perbaiki di kiri)', 'Tanda baris (jangan diubah)'];

/** Titles, two rows of words with merged cells, the numbers of the columns: as on paper, so that its reader knows it. */
export function errorSheetHead({ form, priceUnit, location }: ErrorSheetHead) {
  const columns = formColumns[form];
  const group = ({ field, titles: [first] }: FormColumn): string => (field === 'price' ? unitTitles[priceUnit] : first);
  const groups = columns.map((column, i) => (i > 0 && isContinued(columns, i) ? null : group(column)));
  const rows = [
    [`KARTU INVENTARIS BARANG (KIB) ${form}`],
    [titles[form]],
    [`NO. KODE LOKASI : ${location ?? ''}`],
    [...groups, ...added],
    [...columns.map(({ titles: [, own] }) => own ?? null), null, null],
    [...columns.map((_, i) => String(i + 1)), null, null],
  ];
  return { rows, merges: mergesOf(columns) };
}

const groupLine = 4;

function isContinued(columns: readonly FormColumn[], i: number): boolean {
  const [here, left] = [columns[i], columns[i - 1]];
  return here?.titles[1] !== undefined && here.titles[0] === left?.titles[0];
}

function mergesOf(columns: readonly FormColumn[]): string[] {
  const letter = (i: number) => String.fromCharCode(65 + i);
  const merges: string[] = [];
  for (let i = 0; i < columns.length; i += 1) {
    if (columns[i]?.titles[1] === undefined) merges.push(`${letter(i)}${groupLine}:${letter(i)}${groupLine + 1}`);
    else if (!isContinued(columns, i)) {
      let last = i;
      while (isContinued(columns, last + 1)) last += 1;
      if (last > i) merges.push(`${letter(i)}${groupLine}:${letter(last)}${groupLine}`);
    }
  }
  return merges;
}

export interface ReturnedRow {
  readonly line: number;
  readonly problems: readonly KibProblem[] | null;
  readonly locationCode: string | null;
  readonly assetCode: string | null;
  readonly register: string | null;
  readonly cells: readonly string[] | null;
  readonly values: Readonly<Record<LegalColumn, unknown>>;
}

/** @param sentence what is wrong, in words */
export function errorSheetRow(
  row: ReturnedRow,
  { form, priceUnit, location, importId }: ErrorSheetHead & { importId: string },
  sentence: (problem: KibProblem) => string,
): string[] {
  const cells = row.cells ?? formColumns[form].map(({ field }) => written(field, row, { priceUnit, location }));
  return [
    ...cells.map((cell) => (/^[-–—]+$/.test(cell.trim()) ? '' : cell)),
    (row.problems ?? []).map(sentence).join('\n'),
    `${importId}:${row.line}`,
  ];
}

/** A value in the words of the form, so that what is read back is what was meant. */
function written(
  field: FormColumn['field'],
  { line, assetCode, register, locationCode, values }: ReturnedRow,
  { priceUnit, location }: Pick<ErrorSheetHead, 'priceUnit' | 'location'>,
): string {
  if (field === 'number') return String(line);
  if (field === 'register') return register ?? '';
  if (field === 'assetCode')
    return [locationCode === location ? undefined : locationCode, assetCode].filter(Boolean).join('-');
  const column = field in legalColumns ? legalColumns[field as keyof typeof legalColumns] : undefined;
  const value = column === undefined ? null : values[column];
  if (value === null || value === undefined) return '';
  if (field === 'landArea' || field === 'floorArea') return decimals(Number(value), 2);
  if (field === 'price') return decimals(Number(value), priceUnit === 'thousand' ? 3 : 0);
  if (field === 'certificateDate' || field === 'documentDate') return String(value).split('-').reverse().join('-');
  if (field === 'condition') return { good: 'B', minor_damage: 'KB', major_damage: 'RB' }[String(value)] ?? '';
  if (field === 'storeyed') return value === true ? 'Bertingkat' : 'Tidak';
  if (field === 'concrete') return value === true ? 'Beton' : 'Tidak';
  return String(value);
}

/** `124050` hundredths as `1240,50`, which no reader takes for something else. */
function decimals(value: number, places: number): string {
  if (places === 0) return String(value);
  const digits = String(value).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${digits.slice(0, -places)}${fraction === '' ? '' : `,${fraction.padEnd(places === 2 ? 2 : 4, '0')}`}`;
}
