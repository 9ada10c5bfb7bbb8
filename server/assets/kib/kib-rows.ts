import type { BusinessDate } from '../../kernel/business-date.ts';
import {
  codeBeginnings,
  formColumns,
  type KibField,
  type LegalColumn,
  type LegalField,
  legalColumns,
  legalFields,
  type PriceUnit,
} from './kib.ts';
import { isNumbering, type KibHead } from './kib-head.ts';
import { type ErrorKind, isError, type KibProblem, type WarningKind } from './kib-problem.ts';
import {
  isBlank,
  readAnswer,
  readAssetCode,
  readCondition,
  readDay,
  readDecimal,
  readLocation,
  readStoredNumber,
  readYear,
  scaled,
  splitKey,
} from './kib-values.ts';
import type { VillageFound } from './place-in-address.ts';

/** A cell as its reader gives it. */
export interface Cell {
  readonly text: string;
  readonly holds: 'text' | 'number' | 'date' | 'error';
  readonly isFormula?: true;
}

export type LegalValue = string | number | boolean | null;

/** One thing of the register as a file has it. */
export interface KibRow {
  readonly line: number;
  readonly location_code: string | null;
  readonly asset_code: string | null;
  readonly register: string | null;
  readonly village_id: number | null;
  readonly values: Readonly<Partial<Record<LegalColumn, LegalValue>>>;
  readonly problems: readonly KibProblem[];
  readonly is_wrong: boolean;
  /** The row as it was written, by the columns of the printed form: kept of wrong rows, which go back to who wrote them. */
  readonly cells: readonly string[] | null;
  /** Which row of which earlier import this row corrects. */
  readonly mark: { readonly importId: string; readonly line: number } | null;
}

export interface Interpretation {
  readonly head: KibHead;
  readonly priceUnit: PriceUnit;
  /** For rows that name none: the one in the head, or the one a person gave. */
  readonly location: string | undefined;
  readonly today: BusinessDate;
  readonly columnLetters: (column: number) => string;
  readonly villageIn: (address: string) => VillageFound;
}

/** Cells of a row by field, with what reading them found wrong. */
interface Reading {
  readonly of: (field: KibField) => Cell | undefined;
  readonly note: (kind: ErrorKind | WarningKind, field?: KibField, more?: Pick<KibProblem, 'value' | 'other'>) => void;
}

const lengths: Partial<Record<KibField, number>> = { name: 300, address: 500, note: 1_000 };
const usualLength = 200;
const shownLength = 60;
const rawLength = 500;
const largeAreaDm2 = 100 * 1_000_000; // 100 ha
const largePriceIdr = 1_000_000_000_000;

const skippedWords = /^(jumlah|total|sub ?total|grand total|mengetahui|pengurus barang|pengguna barang|kepala|nip\b)/i;
const markForm = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}):(\d{1,7})$/;

/**
 * Reads one row below the head.
 * @returns undefined for what is no thing of the register: totals, headings, signatures, the head again on the next page
 */
export function readKibRow(line: number, cells: readonly (Cell | null)[], how: Interpretation): KibRow | undefined {
  const { head, columnLetters } = how;
  const of = (field: KibField): Cell | undefined => {
    const cell = cells[head.columns.get(field) ?? -1];
    if (!cell) return undefined;
    const text = cell.text.trim().replace(/^'(?=[=+\-−@|])/, '');
    return isBlank(text) && cell.isFormula === undefined ? undefined : { ...cell, text };
  };
  if (!isThing(of, cells, head)) return undefined;
  const problems: KibProblem[] = [];
  const note: Reading['note'] = (kind, field, more = {}) => {
    const column = field === undefined ? undefined : head.columns.get(field);
    const value = more.value ?? (field === undefined ? undefined : of(field)?.text);
    problems.push({
      kind,
      ...(field !== undefined && { field }),
      ...(column !== undefined && { column: columnLetters(column) }),
      ...(value !== undefined && { value: value.slice(0, shownLength) }),
      ...(more.other !== undefined && { other: more.other }),
    });
  };
  const reading = { of, note };
  noteFormulas(reading, head);
  const identity = readIdentity(reading, how);
  const values = readValues(reading, how);
  if (values.acquired_year === undefined && identity.year !== undefined) values.acquired_year = identity.year;
  const village = readVillage(reading, how);
  const isWrong = problems.some(isError);
  return {
    line,
    location_code: identity.location,
    asset_code: identity.code,
    register: identity.register,
    village_id: village,
    values,
    problems,
    is_wrong: isWrong,
    cells: isWrong ? asWritten(cells, head) : null,
    mark: readMark(of('mark')?.text),
  };
}

/** The cells in the order of the printed form, whatever the order in the file. */
function asWritten(cells: readonly (Cell | null)[], head: KibHead): string[] {
  return formColumns[head.form].map(({ field }) => {
    const cell = cells[head.columns.get(field) ?? -1];
    if (!cell) return '';
    const text = cell.holds === 'date' ? cell.text.split('-').reverse().join('-') : cell.text;
    return text.slice(0, rawLength);
  });
}

/** A thing has a code or a register, or is at least numbered and named. */
function isThing(of: Reading['of'], cells: readonly (Cell | null)[], head: KibHead): boolean {
  const [code, register, name] = [of('assetCode'), of('register'), of('name')];
  const texts = cells.map((cell) => cell?.text.trim() ?? '');
  if (isNumbering(texts) || repeatsHead(of, head)) return false;
  if (code === undefined && texts.some((text) => skippedWords.test(text))) return false;
  const isHeading = code !== undefined && register === undefined && splitKey(code.text).code.split('.').length < 7;
  if (isHeading) return false;
  if (code !== undefined || register !== undefined) return true;
  return name !== undefined && /^\d+[.]?$/.test(of('number')?.text ?? '');
}

function repeatsHead(of: Reading['of'], { titles }: KibHead): boolean {
  const same = (['assetCode', 'register', 'name', 'year', 'origin'] as const).filter((field) => {
    const title = titles.get(field);
    return (
      title !== undefined &&
      of(field)
        ?.text.toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim() === title
    );
  });
  return same.length > 0;
}

function noteFormulas({ of, note }: Reading, { columns }: KibHead): void {
  for (const field of columns.keys()) {
    if (field === 'number' || field === 'problem') continue;
    const cell = of(field);
    if (cell?.holds === 'error') note('cell-error', field);
    else if (cell?.isFormula && cell.text === '') note('formula-without-value', field);
    else if (cell?.isFormula) note('formula', field);
  }
}

function readIdentity(reading: Reading, how: Interpretation) {
  const { of } = reading;
  const key = splitKey(of('assetCode')?.text ?? '');
  const own = of('locationCode')?.text ?? key.location;
  const read = own === undefined ? undefined : readLocation(own);
  if (own !== undefined && read === undefined)
    reading.note('location-unreadable', of('locationCode') ? 'locationCode' : 'assetCode', { value: own });
  const location = own === undefined ? how.location : read?.location;
  if (own === undefined && location === undefined) reading.note('location-missing');
  return {
    location: location ?? null,
    code: readCode(reading, key.code, how),
    register: readRegister(reading),
    year: read?.year,
  };
}

function readCode({ of, note }: Reading, written: string, { head }: Interpretation): string | null {
  const cell = of('assetCode');
  if (cell === undefined) {
    note('code-missing', 'assetCode');
    return null;
  }
  if (cell.holds === 'error' || cell.text === '') return null;
  const read = readAssetCode(written);
  if (read === undefined || read === 'old') {
    note(read === 'old' ? 'code-old' : 'code-unreadable', 'assetCode');
    return null;
  }
  if (!read.code.startsWith(codeBeginnings[head.form]))
    note('code-of-other-form', 'assetCode', { other: codeBeginnings[head.form] });
  if (read.isPadded) note('code-padded', 'assetCode', { other: read.code });
  return read.code;
}

function readRegister({ of, note }: Reading): string | null {
  const cell = of('register');
  if (cell === undefined) {
    note('register-missing', 'register');
    return null;
  }
  if (cell.holds === 'error' || cell.text === '') return null;
  const text = cell.text.replace(/\s/g, '');
  if (/^[0-9A-Za-z.]{1,30}$/.test(text) && !/^\d+[.]\d|e[+]?\d+$/i.test(text) && cell.holds !== 'date') return text;
  note('register-unreadable', 'register');
  return null;
}

type Values = Partial<Record<LegalColumn, LegalValue>>;

function readValues(reading: Reading, how: Interpretation): Values {
  const values: Values = {};
  for (const field of legalFields) {
    if (!how.head.columns.has(field)) continue;
    const cell = reading.of(field);
    const isReadable = cell !== undefined && cell.holds !== 'error' && cell.text !== '';
    values[legalColumns[field]] = isReadable ? readValue(field, cell, reading, how) : null;
  }
  if (reading.of('name') === undefined) reading.note('name-missing', 'name');
  const measured = how.head.form === 'A' ? 'landArea' : 'floorArea';
  if (reading.of(measured) === undefined) reading.note('area-missing', measured);
  if (values.user_agency === undefined && how.head.userAgency !== undefined) values.user_agency = how.head.userAgency;
  return values;
}

function readValue(field: LegalField, cell: Cell, reading: Reading, how: Interpretation): LegalValue {
  switch (field) {
    case 'landArea':
    case 'floorArea':
      return readArea(field, cell, reading);
    case 'price':
      return readPrice(cell, reading, how.priceUnit);
    case 'certificateDate':
    case 'documentDate':
      return readDate(field, cell, reading, how.today);
    case 'year': {
      const year = readYear(cell.text);
      if (year === undefined || year > Number(how.today.slice(0, 4))) reading.note('year-unreadable', field);
      return year ?? null;
    }
    case 'condition':
      return known(readCondition(cell.text), field, reading);
    case 'storeyed':
    case 'concrete':
      return known(readAnswer(cell.text), field, reading);
    default:
      return readText(field, cell, reading);
  }
}

function known<T extends string | boolean>(read: T | undefined, field: LegalField, { note }: Reading): T | null {
  if (read === undefined) note('word-unknown', field);
  return read ?? null;
}

function readText(field: LegalField, cell: Cell, { note }: Reading): string {
  const text = cell.text.replaceAll('\0', '').replace(/\s+/g, ' ');
  if (text.length > (lengths[field] ?? usualLength))
    note('text-too-long', field, { other: String(lengths[field] ?? usualLength) });
  return text;
}

/** A figure in whole parts of its unit. */
function readFigure(field: LegalField, cell: Cell, { note }: Reading, places: number) {
  const read = cell.holds === 'number' ? readStoredNumber(cell.text) : readDecimal(cell.text);
  if (read === undefined || cell.holds === 'date') note('number-unreadable', field);
  else if (read === 'ambiguous') note('number-ambiguous', field);
  else {
    const figure = scaled(read, places);
    if (figure === undefined) note('number-too-large', field);
    return figure;
  }
  return undefined;
}

function readArea(field: 'landArea' | 'floorArea', cell: Cell, reading: Reading): number | null {
  const area = readFigure(field, cell, reading, 2)?.value;
  if (area === 0) reading.note('area-missing', field);
  if (area !== undefined && area > largeAreaDm2) reading.note('area-large', field);
  return area === 0 ? null : (area ?? null);
}

function readPrice(cell: Cell, reading: Reading, unit: PriceUnit): number | null {
  const price = readFigure('price', cell, reading, unit === 'thousand' ? 3 : 0);
  if (price?.isRounded) reading.note('price-rounded', 'price');
  if (price !== undefined && price.value > largePriceIdr) reading.note('price-large', 'price');
  return price?.value ?? null;
}

function readDate(field: LegalField, cell: Cell, { note }: Reading, today: BusinessDate): string | null {
  const day = cell.holds === 'number' ? undefined : readDay(cell.text);
  if (day === undefined) note('date-unreadable', field);
  else if (day > today) note('date-in-future', field);
  return day ?? null;
}

/** Where it lies, by the words of its address; what names no kelurahan stays open. */
function readVillage({ of, note }: Reading, { villageIn }: Interpretation): number | null {
  const found = villageIn(of('address')?.text ?? '');
  if (found.outcome === 'several') note('village-several', 'address');
  if (found.outcome === 'unknown') note('village-unknown', 'address');
  return found.outcome === 'one' ? found.villageId : null;
}

function readMark(text: string | undefined): KibRow['mark'] {
  const [, importId, line] = markForm.exec(text ?? '') ?? [];
  return importId === undefined ? null : { importId, line: Number(line) };
}
