import { posix } from 'node:path';
import { type ReadCell, type ReadFile, type ReadRow, readLimits, rowsInBatch, UnreadableFile } from './read-cells.ts';
import { findVerticalMerges, type VerticalMerges } from './read-merges.ts';
import { type Look, readStyles, showNumber } from './read-styles.ts';
import { gatherXml, readXml, type XmlHandlers } from './read-xml.ts';
import { openParts, type ZipParts } from './read-zip.ts';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** What cells refer to, read before them. */
interface Lookups {
  readonly shared: readonly string[];
  readonly looks: readonly Look[];
  readonly since1904: boolean;
}

/**
 * Opens a workbook. Its sheets are read row by row; what they share (texts, number formats) is read first.
 * @throws UnreadableFile at once or while rows are read
 */
export async function openXlsx(path: string): Promise<ReadFile> {
  const parts = await openParts(path);
  try {
    refuseWhatIsMore(parts);
    const { main, styles, strings } = await contentTypes(parts);
    const { sheets, since1904 } = await readWorkbook(parts, main);
    const looks = styles === undefined ? [] : await readStyles(await parts.read(styles));
    const shared = strings === undefined ? [] : await readShared(parts, strings);
    return {
      kind: 'xlsx',
      sheets: sheets.map(({ name, part }) => ({
        name,
        rows: () => sheetRows(parts, part, { shared, looks, since1904 }),
      })),
      close: () => parts.close(),
    };
  } catch (error) {
    parts.close();
    throw error;
  }
}

/** A workbook that runs programs or reads other files is refused whole, though we would do neither: it is not what a register needs. */
function refuseWhatIsMore({ names }: ZipParts): void {
  const lower = names.map((name) => name.toLowerCase());
  if (lower.some((name) => /vbaproject|macrosheets\/|activex\//.test(name))) throw new UnreadableFile('macros');
  if (lower.some((name) => name.startsWith('xl/externallinks/'))) throw new UnreadableFile('external-links');
}

async function contentTypes(parts: ZipParts): Promise<{ main: string; styles?: string; strings?: string }> {
  if (!parts.has('[Content_Types].xml')) throw new UnreadableFile('not-a-spreadsheet');
  const byKind = new Map<string, string>();
  await gatherXml(await parts.read('[Content_Types].xml'), {
    open: (name, { PartName, ContentType }) => {
      if (name === 'Override' && PartName && ContentType && !byKind.has(ContentType))
        byKind.set(ContentType, PartName.replace(/^\//, ''));
    },
  });
  if ([...byKind.keys()].some((type) => /macroenabled/i.test(type))) throw new UnreadableFile('macros');
  const main = byKind.get(workbookType);
  if (main === undefined) throw new UnreadableFile('not-a-spreadsheet');
  const find = (kind: string) => byKind.get(workbookType.replace('sheet.main', kind));
  const [styles, strings] = [find('styles'), find('sharedStrings')];
  return { main, ...(styles && { styles }), ...(strings && { strings }) };
}

async function readWorkbook(parts: ZipParts, main: string) {
  const folder = posix.dirname(main);
  const targets = new Map<string, string>();
  await gatherXml(await parts.read(`${folder}/_rels/${posix.basename(main)}.rels`), {
    open: (name, { Id, Target, TargetMode, Type }) => {
      if (name !== 'Relationship' || !Id || !Target || !Type?.endsWith('/worksheet')) return;
      if (TargetMode === 'External') throw new UnreadableFile('external-links');
      targets.set(Id, posix.join(Target.startsWith('/') ? '' : folder, Target).replace(/^\//, ''));
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let since1904 = false;
  await gatherXml(await parts.read(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      const [, id = ''] = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key)) ?? [];
      const part = targets.get(id);
      if (name === 'sheet' && part !== undefined && !attributes['state']?.endsWith('idden'))
        sheets.push({ name: attributes['name'] ?? '', part });
    },
  });
  return { sheets, since1904 };
}

async function readShared(parts: ZipParts, name: string): Promise<string[]> {
  const strings: string[] = [];
  const gather = textGatherer();
  await gatherXml(await parts.read(name), {
    ...gather.handlers,
    close: (element) => {
      gather.handlers.close?.(element);
      if (element === 'si') strings.push(gather.take());
    },
  });
  return strings;
}

/** Texts lie in `t`, in pieces where they change their look; how they are pronounced (`rPh`) is not part of them. */
function textGatherer(): { handlers: XmlHandlers; take(): string } {
  let gathered = '';
  let isText = false;
  let isAside = false;
  return {
    handlers: {
      open: (name) => {
        if (name === 't') isText = true;
        else if (name === 'rPh') isAside = true;
      },
      text: (text) => {
        if (!isText || isAside) return;
        gathered += text;
        if (gathered.length > readLimits.cellLength * 2) throw new UnreadableFile('cell-too-long');
      },
      close: (name) => {
        if (name === 't') isText = false;
        else if (name === 'rPh') isAside = false;
      },
    },
    take: () => {
      const text = gathered;
      gathered = '';
      return unescaped(text);
    },
  };
}

/** Spreadsheets write what XML cannot hold as `_x000D_`. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** A merged cell keeps its value at its first row only; the rows it spans all mean it. */
async function* sheetRows(parts: ZipParts, part: string, lookups: Lookups): AsyncGenerator<readonly ReadRow[]> {
  const merges = await findVerticalMerges(await parts.read(part));
  const gathered = rowGatherer(lookups);
  let count = 0;
  let batch: ReadRow[] = [];
  for await (const _ of readXml(await parts.read(part), gathered.handlers)) {
    for (const row of gathered.take()) {
      const filled = withMerged(row, merges);
      if (filled.cells.every((cell) => cell === null)) continue;
      count += 1;
      if (count > readLimits.rows) throw new UnreadableFile('too-many-rows');
      batch.push(filled);
    }
    if (batch.length < rowsInBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function withMerged(row: ReadRow, merges: VerticalMerges): ReadRow {
  merges.keep(row);
  const lent = merges.lentTo(row.line);
  if (lent.length === 0) return row;
  const cells = [...row.cells];
  for (const { column, cell } of lent) {
    while (cells.length <= column) cells.push(null);
    cells[column] ??= cell;
  }
  return { line: row.line, cells };
}

/** Builds rows out of elements; `take` hands over those that are whole. */
function rowGatherer({ shared, looks, since1904 }: Lookups): { handlers: XmlHandlers; take(): ReadRow[] } {
  const text = textGatherer();
  let rows: ReadRow[] = [];
  let line = 0;
  let column = -1;
  let cells: (ReadCell | null)[] = [];
  let now = { type: '', style: 0, value: '', isFormula: false };
  let reading: 'value' | 'inline' | undefined;

  const openers: Readonly<Record<string, (attributes: Readonly<Record<string, string>>) => void>> = {
    row: ({ r }) => {
      line = r === undefined ? line + 1 : Number(r);
      column = -1;
      cells = [];
    },
    c: ({ r, t = 'n', s = '0' }) => {
      column = r === undefined ? column + 1 : columnOf(r);
      now = { type: t, style: Number(s), value: '', isFormula: false };
    },
    v: () => {
      reading = 'value';
    },
    is: () => {
      reading = 'inline';
    },
    f: () => {
      now.isFormula = true;
    },
  };
  const put = () => {
    if (column < 0 || column >= readLimits.columns) return;
    const value =
      now.type === 'inlineStr' ? text.take() : now.type === 's' ? (shared[Number(now.value)] ?? '') : now.value;
    if (value.length > readLimits.cellLength) throw new UnreadableFile('cell-too-long');
    const cell = cellOf(now, value, looks[now.style], since1904);
    if (cell === null) return;
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  };
  return {
    handlers: {
      open: (name, attributes) => {
        openers[name]?.(attributes);
        if (reading === 'inline') text.handlers.open?.(name, attributes);
      },
      text: (piece) => {
        if (reading === 'value') now.value += piece;
        else if (reading === 'inline') text.handlers.text?.(piece);
      },
      close: (name) => {
        if (reading === 'inline') text.handlers.close?.(name);
        if (name === 'v' || name === 'is') reading = undefined;
        else if (name === 'c') put();
        else if (name === 'row') rows.push({ line, cells });
      },
    },
    take: () => {
      const whole = rows;
      rows = [];
      return whole;
    },
  };
}

function cellOf(
  { type, isFormula }: { type: string; isFormula: boolean },
  value: string,
  look: Look | undefined,
  since1904: boolean,
): ReadCell | null {
  const formula = isFormula ? { isFormula: true as const } : undefined;
  if (value === '') return isFormula ? { text: '', holds: 'text', isFormula: true } : null;
  if (type === 'n') return { ...showNumber(value, look, since1904), ...formula };
  if (type === 'e') return { text: value, holds: 'error', ...formula };
  if (type === 'd') return { text: value.slice(0, 10), holds: 'date', ...formula };
  return { text: type === 'str' ? unescaped(value) : value, holds: 'text', ...formula };
}

/** Column from 0 of `AB12`; beyond what is read for what is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i += 1) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? readLimits.columns : column - 1;
}
