import { Readable } from 'node:stream';
import { assert } from '../../kernel/assert.ts';
import { type Cell, type Column, guardFormula, type Rows } from './cells.ts';
import { type ZipPart, zip } from './zip.ts';

export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** Rows of words above the table in the place of the columns' titles, as a printed form has them. */
  readonly printedHead?: PrintedHead;
}

export interface PrintedHead {
  readonly rows: readonly (readonly (string | null)[])[];
  /** Cells that are one, as `C6:D6`. */
  readonly merges: readonly string[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const flushAt = 64 * 1024;
const rowsMax = 1_048_576; // what a sheet can hold, its head included
const cellLengthMax = 32_767;

/** Number formats by what a column holds; the position is the style index that cells name. 0 is general, 1 the bold head. */
const styles = ['head', 'text', 'integer', 'rupiah', 'date', 'instant'] as const;
const formats: Partial<Record<(typeof styles)[number], string>> = {
  text: '@',
  integer: '#,##0',
  rupiah: '"Rp" #,##0',
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm',
};
const widths = { text: 28, integer: 12, rupiah: 20, date: 12, instant: 18 };

/**
 * Streams a workbook in constant memory, sheet by sheet: a bold head that stays in view and filters, typed cells, no formulas.
 * Text is guarded as in csv. @throws Defect when a sheet gets more than 1,048,575 rows
 */
export function writeXlsx(sheets: readonly Sheet[]): Readable {
  for (const { name } of sheets) assert(/^[^\\/?*[\]:]{1,31}$/.test(name), `not a sheet name: ${name}`);
  return Readable.from(zip(workbookParts(sheets)), { objectMode: false });
}

/** The sheet that says where the figures come from, put last in every workbook. */
export function notesSheet(notes: readonly (readonly [about: string, note: string])[]): Sheet {
  return {
    name: 'Keterangan',
    columns: [
      { title: 'Hal', holds: 'text' },
      { title: 'Keterangan', holds: 'text', width: 90 },
    ],
    rows: notes,
  };
}

function workbookParts(sheets: readonly Sheet[]): ZipPart[] {
  const numbers = sheets.map((_, i) => i + 1);
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${officeRelations}/${kind}" Target="${target}"/>`;
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}" ContentType="${spreadsheetType}.${type}+xml"/>`;
  const whole = (name: string, xml: string): ZipPart => ({ name, text: [head, xml] });
  return [
    whole(
      '[Content_Types].xml',
      `<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part(
        'workbook.xml',
        'sheet.main',
      )}${part('styles.xml', 'styles')}${numbers.map((n) => part(`worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`,
    ),
    whole(
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    whole(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelations}">${numbers
        .map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`))
        .join('')}${relation(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ),
    whole(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${sheets
        .map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    whole('xl/styles.xml', stylesXml()),
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, text: sheetXml(sheet) })),
  ];
}

function stylesXml(): string {
  const own = styles.map((style, i) => ({ style, id: 164 + i, format: formats[style] }));
  const numbered = own.filter(({ format }) => format !== undefined);
  return `<styleSheet xmlns="${main}"><numFmts count="${numbered.length}">${numbered
    .map(({ id, format }) => `<numFmt numFmtId="${id}" formatCode="${escaped(format ?? '')}"/>`)
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="${own.length + 1}"><xf/>${own
    .map(({ format, id }) =>
      format === undefined ? '<xf fontId="1" applyFont="1"/>' : `<xf numFmtId="${id}" applyNumberFormat="1"/>`,
    )
    .join(
      '',
    )}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

async function* sheetXml({ columns, rows, name, printedHead }: Sheet): AsyncGenerator<string> {
  const headRows = printedHead?.rows ?? [columns.map(({ title }) => title)];
  const cols = columns.map(
    ({ holds, width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width ?? widths[holds]}" customWidth="1"/>`,
  );
  const styleOf = columns.map(({ holds }) => styles.indexOf(holds) + 1);
  let pending = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows.length}" topLeftCell="A${headRows.length + 1}" \
activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>\
${headRows.map((cells) => `<row>${cells.map((cell) => (cell === null ? '<c/>' : textCell(cell, 1))).join('')}</row>`).join('')}`;
  let count = headRows.length;
  for await (const row of rows) {
    assert(row.length === columns.length, `a row of ${row.length} cells under ${columns.length} columns`);
    count += 1;
    assert(count <= rowsMax, `sheet ${name} has more rows than a spreadsheet can hold`);
    pending += `<row>${columns.map((column, i) => cellXml(column, row[i] ?? null, styleOf[i] ?? 0)).join('')}</row>`;
    if (pending.length < flushAt) continue;
    yield pending;
    pending = '';
  }
  yield `${pending}</sheetData>${behindRows(printedHead, `A1:${letters(columns.length)}${count}`)}</worksheet>`;
}

/** A filter needs one row of titles; merged cells need more. */
function behindRows(printedHead: PrintedHead | undefined, table: string): string {
  if (printedHead === undefined) return `<autoFilter ref="${table}"/>`;
  const { merges } = printedHead;
  return merges.length === 0
    ? ''
    : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
}

function cellXml(column: Column, cell: Cell, style: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') {
    assert(Number.isSafeInteger(cell), `not a whole number under ${column.title}`);
    return numberCell(cell, style);
  }
  if (column.holds === 'date') return numberCell(serialDay(Temporal.PlainDate.from(cell)), style);
  if (column.holds === 'instant') {
    const local = Temporal.Instant.from(cell).toZonedDateTimeISO(column.zone);
    return numberCell(
      serialDay(local.toPlainDate()) + local.startOfDay().until(local).total('seconds') / 86_400,
      style,
    );
  }
  return textCell(cell, style);
}

function numberCell(value: number, style: number): string {
  return `<c s="${style}"><v>${value}</v></c>`;
}

function textCell(text: string, style: number): string {
  const guarded = guardFormula(text);
  const fitting = guarded.length > cellLengthMax ? `${guarded.slice(0, cellLengthMax - 1)}…` : guarded;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(fitting)}</t></is></c>`;
}

/** Days as spreadsheets count them since the end of 1899; right from 1 March 1900 on. */
function serialDay(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1899-12-30').until(date, { largestUnit: 'days' }).days;
}

function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? letters(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** XML text: mark-up escaped, what XML cannot hold replaced, and `_x0041_`, which spreadsheets would decode, kept as written. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones XML refuses
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
      .replace(/\r/g, '&#13;')
  );
}
