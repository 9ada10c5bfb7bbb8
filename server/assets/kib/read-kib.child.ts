import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { newId } from '../../platform/clock.ts';
import {
  columnLetters,
  type ReadFile,
  type ReadRow,
  type ReadSheet,
  UnreadableFile,
} from '../../platform/spreadsheets/read-cells.ts';
import { openSpreadsheet } from '../../platform/spreadsheets/read-spreadsheet.ts';
import { sayLine, toldApart } from '../../platform/spreadsheets/say-lines.ts';
import { formColumns, legalColumns, legalFields, type PriceUnit } from './kib.ts';
import { findHead, type HeadFound, headRowsMax } from './kib-head.ts';
import { type Interpretation, type KibRow, readKibRow } from './kib-rows.ts';
import { type TotalDiffers, totalsOf } from './kib-totals.ts';
import { type KnownVillage, villageFinder } from './place-in-address.ts';

// A process of its own: it reads a file and says what its rows mean, a line a batch, ready for the database to take.

export interface KibAsked {
  readonly path: string;
  readonly priceUnit: PriceUnit | null;
  readonly location: string | null;
  readonly today: BusinessDate;
  readonly villages: readonly KnownVillage[];
}

/** What it says first, then of each batch of rows, and last. */
export type KibSaid =
  | { readonly head: KibHeadSaid }
  | { readonly rows: readonly object[] }
  | { readonly end: { readonly skipped: number; readonly totals?: TotalDiffers[] } }
  | { readonly refused: { readonly kind: string; readonly [about: string]: unknown } };

export interface KibHeadSaid {
  readonly form: 'A' | 'C';
  readonly kind: 'xlsx' | 'csv';
  readonly sheet: string;
  readonly priceUnit: PriceUnit;
  /** What the head of its own says, where a person said otherwise. */
  readonly priceUnitWritten: PriceUnit | null;
  readonly location: string | null;
  /** Columns of the register that the file has; the others are left as they are. */
  readonly given: readonly string[];
  /** Sheets behind the one that is read that look like a register too. */
  readonly otherSheets: readonly string[];
}

const linesLengthMax = 256 * 1024;

// The parser of csv makes an error, with its stack, of each row that is longer or shorter than the first; nobody reads one here.
Error.stackTraceLimit = 0;

async function main(): Promise<void> {
  const asked = (await toldApart()) as KibAsked;
  const file = await openSpreadsheet(asked.path);
  try {
    await sayFile(file, asked);
  } finally {
    file.close();
  }
}

async function sayFile(file: ReadFile, asked: KibAsked): Promise<void> {
  const found: { sheet: ReadSheet; rest: AsyncIterator<readonly ReadRow[]>; first: ReadRow[]; head: HeadFound }[] = [];
  for (const sheet of file.sheets) {
    const { first, rest } = await firstRows(sheet);
    found.push({ sheet, first, rest, head: findHead(first.map(textsOf)) });
  }
  const withHead = found.filter(({ head }) => 'head' in head);
  const [chosen] =
    withHead.length > 0 ? withHead : found.filter(({ head }) => 'problem' in head && head.problem !== 'no-head');
  if (chosen === undefined)
    return await refuse({ kind: found.every(({ first }) => first.length === 0) ? 'empty' : 'no-head' });
  if ('problem' in chosen.head) {
    const { problem, missing, form } = chosen.head;
    return await refuse({ kind: problem, ...(missing && { missing }), ...(form && { form }) });
  }
  const { head } = chosen.head;
  const priceUnit = asked.priceUnit ?? head.priceUnit;
  if (priceUnit === undefined) return await refuse({ kind: 'price-unit-unknown' });
  const location = head.location ?? asked.location ?? undefined;
  const otherSheets = withHead.filter((other) => other !== chosen).map(({ sheet }) => sheet.name);
  const given = legalFields.filter(
    (field) => head.columns.has(field) || (field === 'userAgency' && head.userAgency !== undefined),
  );
  await sayLine({
    head: {
      form: head.form,
      kind: file.kind,
      sheet: chosen.sheet.name,
      priceUnit,
      priceUnitWritten: head.priceUnit ?? null,
      location: location ?? null,
      given: given.map((field) => legalColumns[field]),
      otherSheets,
    },
  } satisfies KibSaid);
  const how = {
    head,
    priceUnit,
    location,
    today: businessDate(asked.today),
    columnLetters,
    villageIn: villageFinder(asked.villages),
  };
  for (const { rest } of found) if (rest !== chosen.rest) await rest.return?.();
  await sayRows(chosen, how);
}

async function firstRows(sheet: ReadSheet) {
  const rest = sheet.rows()[Symbol.asyncIterator]();
  const first: ReadRow[] = [];
  while (first.length < headRowsMax) {
    const { value, done } = await rest.next();
    if (done) break;
    first.push(...value);
  }
  return { first, rest };
}

function textsOf({ line, cells }: ReadRow) {
  return { line, texts: cells.slice(0, 2 * formColumns.C.length).map((cell) => cell?.text.trim() ?? '') };
}

async function sayRows(
  { first, rest }: { first: ReadRow[]; rest: AsyncIterator<readonly ReadRow[]> },
  how: Interpretation,
) {
  let batch: object[] = [];
  let length = 0;
  let skipped = 0;
  const totals = totalsOf(how.head, how.priceUnit);
  const say = async () => {
    if (batch.length > 0) await sayLine({ rows: batch } satisfies KibSaid);
    batch = [];
    length = 0;
  };
  const take = async (rows: readonly ReadRow[]) => {
    for (const { line, cells } of rows) {
      if (line < how.head.firstDataLine) continue;
      const row = readKibRow(line, cells, how);
      if (row === undefined) {
        skipped += 1;
        totals.look(cells);
        continue;
      }
      totals.add(row);
      batch.push(flat(row));
      length += 700 + (row.cells?.join('').length ?? 0) + row.problems.length * 150;
      if (length > linesLengthMax) await say();
    }
  };
  await take(first);
  for (let next = await rest.next(); !next.done; next = await rest.next()) await take(next.value);
  await say();
  const differences = totals.differences();
  await sayLine({ end: { skipped, ...(differences.length > 0 && { totals: differences }) } } satisfies KibSaid);
}

/** As the table that takes it has its columns. What an asset is called by is born here. */
function flat({ values, mark, problems, ...row }: KibRow): object {
  return {
    ...row,
    ...values,
    id: newId<'asset'>(),
    ...(problems.length > 0 && { problems }),
    ...(mark && { mark_import_id: mark.importId, mark_line: mark.line }),
  };
}

async function refuse(refused: { kind: string; [about: string]: unknown }): Promise<void> {
  await sayLine({ refused } satisfies KibSaid);
}

await main().catch(async (error: unknown) => {
  if (!(error instanceof UnreadableFile)) throw error;
  process.stdout.write(`${JSON.stringify({ refused: { kind: error.why } } satisfies KibSaid)}\n`);
});
process.exitCode = 0;
