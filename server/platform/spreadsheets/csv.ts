import { Readable } from 'node:stream';
import { assert } from '../../kernel/assert.ts';
import { type Cell, type Column, guardFormula, type Rows } from './cells.ts';

const flushAt = 64 * 1024;

/**
 * Streams RFC 4180: comma, CRLF, a head line, quotes where needed. Dates as `YYYY-MM-DD`, moments with the zone's offset, rupiah as digits.
 * `bom` marks UTF-8 for Excel.
 */
export function writeCsv(
  columns: readonly Column[],
  rows: Rows,
  { bom = false }: { readonly bom?: boolean } = {},
): Readable {
  return Readable.from(csvChunks(columns, rows, bom), { objectMode: false });
}

async function* csvChunks(columns: readonly Column[], rows: Rows, bom: boolean): AsyncGenerator<string> {
  let pending = `${bom ? '\ufeff' : ''}${columns.map((column) => quoted(guardFormula(column.title))).join(',')}\r\n`;
  for await (const row of rows) {
    assert(row.length === columns.length, `a row of ${row.length} cells under ${columns.length} columns`);
    pending += `${columns.map((column, i) => fieldOf(column, row[i] ?? null)).join(',')}\r\n`;
    if (pending.length < flushAt) continue;
    yield pending;
    pending = '';
  }
  yield pending;
}

function fieldOf(column: Column, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    assert(Number.isSafeInteger(cell), `not a whole number under ${column.title}`);
    return String(cell);
  }
  if (column.holds === 'instant') {
    return Temporal.Instant.from(cell).toString({ timeZone: column.zone, smallestUnit: 'second' });
  }
  return quoted(column.holds === 'text' ? guardFormula(cell) : cell);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
