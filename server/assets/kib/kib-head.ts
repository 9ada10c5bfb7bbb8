import { type KibField, type KibForm, neededFields, type PriceUnit } from './kib.ts';
import type { KibFileProblem } from './kib-problem.ts';
import { readLocation } from './kib-values.ts';

/** A row as far as its head is looked for: texts by column, empty where nothing stands. */
export interface TextRow {
  readonly line: number;
  readonly texts: readonly string[];
}

/** What the head of a form says about the rows below it. */
export interface KibHead {
  readonly form: KibForm;
  /** Which column holds what, from 0. */
  readonly columns: ReadonlyMap<KibField, number>;
  readonly firstDataLine: number;
  readonly location?: string;
  readonly userAgency?: string;
  /** As the head of the price's column has it. */
  readonly priceUnit?: PriceUnit;
  /** Words over each column, by which a head that is printed again on every page is known. */
  readonly titles: ReadonlyMap<KibField, string>;
}

export type HeadFound =
  | { readonly head: KibHead }
  | { readonly problem: KibFileProblem; readonly missing?: readonly KibField[]; readonly form?: string };

/** Rows that may stand above the table. */
export const headRowsMax = 60;
const headDepthMax = 5;

/** Letters and digits in lower case, single blanks between. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Which field words over a column mean; the first that fits, so the special stands before the general. */
const meanings: readonly (readonly [KibField, RegExp])[] = [
  ['mark', /^tanda baris/],
  ['problem', /^masalah/],
  ['locationCode', /kode lokasi/],
  ['landCode', /kode tanah/],
  ['assetCode', /kode (barang|aset)/],
  ['register', /register|no(mor)? ?reg\b/],
  ['nibar', /nibar/],
  ['certificateDate', /sertifi\w* .*(tanggal|tgl)|(tanggal|tgl) sertifi/],
  ['certificateNumber', /sertifi/],
  ['documentDate', /dokumen.*(tanggal|tgl)|(tanggal|tgl) dokumen/],
  ['documentNumber', /dokumen/],
  ['storeyed', /tingkat/],
  ['concrete', /beton/],
  ['condition', /kondisi/],
  ['floorArea', /luas lantai|luas bangunan|luas gedung/],
  ['landArea', /^luas/],
  ['year', /^tahun|thn/],
  ['landRight', /\bhak\b/],
  ['landStatus', /status tanah/],
  ['statedUse', /penggunaan|peruntukan/],
  ['origin', /asal/],
  ['price', /harga|nilai/],
  ['address', /letak|alamat|lokasi/],
  ['userAgency', /skpd|opd|pengguna|perangkat daerah/],
  ['note', /^ket/],
  ['name', /(jenis|nama) (barang|aset)|^(jenis|nama|uraian)/],
  ['number', /^no(mor)?( urut)?$/],
];

function meaningOf(title: string): KibField | undefined {
  return title === '' ? undefined : meanings.find(([, says]) => says.test(title))?.[0];
}

/** Finds the head among the first rows of a sheet: by its words, in whatever order the columns stand. */
export function findHead(rows: readonly TextRow[]): HeadFound {
  const start = rows.findIndex((row) => row.texts.some((text) => /^(kode (barang|aset)|register)/.test(plain(text))));
  const own = start < 0 ? -1 : beginOf(rows, start);
  const title = rows
    .slice(0, own < 0 ? rows.length : own)
    .flatMap(({ texts }) => texts.map(plain))
    .join(' ');
  const [, said] = /\bkib ([a-f])\b/.exec(title) ?? /kartu inventaris barang(?: kib)? ([a-f])\b/.exec(title) ?? [];
  if (said !== undefined && said !== 'a' && said !== 'c') return { problem: 'other-form', form: said.toUpperCase() };
  const block = own < 0 ? undefined : blockFrom(rows, own);
  if (block === undefined) return { problem: 'no-head' };
  const { columns, titles } = columnsOf(block.rows);
  const form = formOf(columns, said);
  if (form === undefined) return { problem: 'form-unclear' };
  const missing = neededFields[form].filter((field) => !columns.has(field) && !isAddress(field, columns));
  if (missing.length > 0) return { problem: 'columns-missing', missing };
  const above = rows.slice(0, own);
  const unit = priceUnitOf(titles.get('price') ?? '');
  const location = labelled(above, /^(no(mor)?\.?\s*)?kode lokasi/i);
  const agency = labelled(above, /^(nama\s+)?(skpd|opd|unit kerja|perangkat daerah)/i);
  const read = location === undefined ? undefined : readLocation(location)?.location;
  return {
    head: {
      ...{ form, columns, titles, firstDataLine: block.firstDataLine },
      ...(read !== undefined && { location: read }),
      ...(agency !== undefined && { userAgency: agency.slice(0, 200) }),
      ...(unit !== undefined && { priceUnit: unit }),
    },
  };
}

const isAddress = (field: KibField, columns: ReadonlyMap<KibField, number>) =>
  field === 'address' && columns.has('landStatus');

/** The outermost words may stand a row or two above the first that is recognised. */
function beginOf(rows: readonly TextRow[], start: number): number {
  let begin = start;
  while (begin > 0) {
    const above = rows[begin - 1];
    const known =
      above?.texts.filter((text) => meaningOf(plain(text)) !== undefined && !text.includes(':')).length ?? 0;
    if (known < 3) break;
    begin -= 1;
  }
  return begin;
}

/** The rows of words, down to the row of column numbers or to the first that holds a code. */
function blockFrom(
  rows: readonly TextRow[],
  begin: number,
): { rows: readonly TextRow[]; firstDataLine: number } | undefined {
  for (let end = begin + 1; end < rows.length && end <= begin + headDepthMax; end += 1) {
    const row = rows[end];
    if (row === undefined) break;
    if (isNumbering(row.texts)) return { rows: rows.slice(begin, end), firstDataLine: row.line + 1 };
    if (isData(row.texts)) return { rows: rows.slice(begin, end), firstDataLine: row.line };
  }
  return { rows: rows.slice(begin, begin + 1), firstDataLine: (rows[begin]?.line ?? 0) + 1 };
}

/** `1 | 2 | 3 …` or `(1) | (2) …`: the row that numbers the columns. */
export function isNumbering(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  return (
    filled.length >= 5 && filled.every((text, i) => new RegExp(`^\\(?${i + 1}\\)?[.]?$`).test(text.replace(/\s/g, '')))
  );
}

function isData(texts: readonly string[]): boolean {
  return (
    texts.some((text) => /\d\.\d\.\d\.\d{1,2}\.\d{1,2}/.test(text)) ||
    texts.filter((text) => /\d/.test(text)).length >= 4
  );
}

/** Words over words: a cell that is empty in an upper row belongs to the group on its left when something stands below it. */
function columnsOf(block: readonly TextRow[]) {
  const width = Math.max(...block.map(({ texts }) => texts.length));
  const columns = new Map<KibField, number>();
  const titles = new Map<KibField, string>();
  const last = block.length - 1;
  const grid = block.map(({ texts }) => Array.from({ length: width }, (_, column) => plain(texts[column] ?? '')));
  for (let row = 0; row < last; row += 1) {
    const hasBelow = (column: number) =>
      grid.slice(row + 1).some((below) => below[column] !== '' && below[column] !== grid[row]?.[column]);
    for (let column = 1; column < width; column += 1) {
      const here = grid[row];
      if (here?.[column] === '' && hasBelow(column) && hasBelow(column - 1)) here[column] = here[column - 1] ?? '';
    }
  }
  for (let column = 0; column < width; column += 1) {
    const words = grid.map((row) => row[column] ?? '').filter((text, i, all) => text !== '' && text !== all[i - 1]);
    const field = meaningOf(words.join(' '));
    if (field === undefined || columns.has(field)) continue;
    columns.set(field, column);
    titles.set(field, words.at(-1) ?? '');
    if (field === 'price') titles.set(field, words.join(' '));
  }
  return { columns, titles };
}

/** Columns tell more surely than titles do, which people copy from one file into the next. */
function formOf(columns: ReadonlyMap<KibField, number>, said: string | undefined): KibForm | undefined {
  const building = (['floorArea', 'storeyed', 'concrete', 'documentNumber', 'condition'] as const).filter((f) =>
    columns.has(f),
  );
  const land = (['certificateNumber', 'certificateDate', 'landRight', 'statedUse'] as const).filter((f) =>
    columns.has(f),
  );
  if (building.length > 1 && building.length > land.length) return 'C';
  if (land.length > 0 && land.length > building.length) return 'A';
  return said === 'a' ? 'A' : said === 'c' ? 'C' : undefined;
}

function priceUnitOf(title: string): PriceUnit | undefined {
  if (/ribu|\b1000\b|\b000\b/.test(title)) return 'thousand';
  return /\brp\b|rupiah/.test(title) ? 'full' : undefined;
}

/** The value of `NO. KODE LOKASI : 12.16…`, in the same cell or in one to its right. */
function labelled(rows: readonly TextRow[], label: RegExp): string | undefined {
  for (const { texts } of rows) {
    for (const [column, text] of texts.entries()) {
      if (!label.test(text.trim())) continue;
      const value = [text.replace(label, ''), ...texts.slice(column + 1)]
        .map((part) => part.replace(/^[\s:.]+/, '').trim())
        .find((part) => part !== '');
      if (value !== undefined) return value;
    }
  }
  return undefined;
}
