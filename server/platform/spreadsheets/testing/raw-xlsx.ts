import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zip } from '../zip.ts';

/** A cell as a spreadsheet program keeps it; `number` and `date` are serial numbers under a format. */
export type RawCell =
  | string
  | number
  | null
  | { readonly formula: string; readonly value?: string | number }
  | { readonly date: number }
  | { readonly digits: number }
  | { readonly error: string };

export interface RawSheet {
  readonly name?: string;
  readonly rows: Iterable<readonly RawCell[]>;
  readonly merges?: readonly string[];
  readonly state?: 'hidden';
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  /** Texts in a table of their own, as Excel writes them, or in their cells. */
  readonly strings?: 'shared' | 'inline';
  readonly since1904?: boolean;
  /** More parts, or others in the place of ours. */
  readonly parts?: Readonly<Record<string, string | Iterable<string>>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const styles = { date: 1, digits: 2 };

/** A workbook as other programs write them, for readers to be tried on: formulas, merged cells, formats, whatever else is asked for. */
export async function rawXlsx({
  sheets,
  strings = 'shared',
  since1904 = false,
  parts = {},
}: RawWorkbook): Promise<Buffer> {
  const shared = new Map<string, number>();
  const refer = (text: string): number => {
    const known = shared.get(text) ?? shared.size;
    shared.set(text, known);
    return known;
  };
  const own: Record<string, string | Iterable<string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${escaped(name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}" ${state ? `state="${state}" ` : ''}r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        sheetXml(sheet, strings === 'shared' ? refer : undefined),
      ]),
    ),
  };
  // Behind the sheets, which fill it while they are written.
  const written = { ...own, 'xl/sharedStrings.xml': sharedXml(shared), ...parts };
  const zipped = Object.entries(written).map(([name, text]) => ({
    name,
    text: typeof text === 'string' ? [text] : text,
  }));
  return await buffer(Readable.from(zip(zipped), { objectMode: false }));
}

function* sharedXml(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `<sst xmlns="${main}">`;
  for (const text of shared.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
  yield '</sst>';
}

function* sheetXml({ rows, merges = [] }: RawSheet, refer?: (text: string) => number): Generator<string> {
  yield `<worksheet xmlns="${main}"><sheetData>`;
  let line = 0;
  for (const row of rows) {
    line += 1;
    if (row.length === 0) continue;
    yield `<row r="${line}">${row.map((cell, i) => cellXml(cell, `${String.fromCharCode(65 + i)}${line}`, refer)).join('')}</row>`;
  }
  yield '</sheetData>';
  if (merges.length > 0)
    yield `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  yield '</worksheet>';
}

function cellXml(cell: RawCell, r: string, refer?: (text: string) => number): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${r}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return refer
      ? `<c r="${r}" t="s"><v>${refer(cell)}</v></c>`
      : `<c r="${r}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  if ('error' in cell) return `<c r="${r}" t="e"><v>${cell.error}</v></c>`;
  if ('date' in cell) return `<c r="${r}" s="${styles.date}"><v>${cell.date}</v></c>`;
  if ('digits' in cell) return `<c r="${r}" s="${styles.digits}"><v>${cell.digits}</v></c>`;
  const value = cell.value === undefined ? '' : `<v>${escaped(String(cell.value))}</v>`;
  return `<c r="${r}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escaped(cell.formula)}</f>${value}</c>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
