import type { Readable } from 'node:stream';
import type { ReadCell } from './read-cells.ts';
import { gatherXml } from './read-xml.ts';

/** How a number looks in its cell, as far as it changes what the number is. */
export type Look =
  | { readonly kind: 'date' }
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'plain' };

const plain: Look = { kind: 'plain' };

/** The formats of cells, by the index that cells name. */
export async function readStyles(part: Readable): Promise<Look[]> {
  const formats = new Map<number, string>();
  const looks: Look[] = [];
  let isCellFormats = false;
  await gatherXml(part, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'cellXfs') isCellFormats = true;
      else if (name === 'numFmt') formats.set(Number(numFmtId), formatCode);
      else if (name === 'xf' && isCellFormats) looks.push(lookOf(Number(numFmtId), formats));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return looks;
}

/** Numbers of formats that are days or times without a code of their own, those of other languages included. */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

function lookOf(id: number, formats: ReadonlyMap<number, string>): Look {
  const code = formats.get(id);
  if (code === undefined) return builtInDates.some(([from, to]) => id >= from && id <= to) ? { kind: 'date' } : plain;
  const [first = ''] = code.split(';');
  if (/^0{2,}$/.test(first)) return { kind: 'digits', count: first.length };
  // What is quoted, escaped or in brackets (a colour, a language) is no part of the date.
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[dmy]/i.test(bare) && !/general/i.test(bare) ? { kind: 'date' } : plain;
}

const dayMs = 86_400_000;
const since1900 = -25_569; // 30 December 1899, counted from 1970: right from 1 March 1900 on
const days1904 = 1_462;
const lastSerial = 2_958_465; // 31 December 9999

/** A number as its cell shows it: a day where the format is one, with leading zeros where the format asks for them. */
export function showNumber(value: string, look: Look = plain, since1904 = false): ReadCell {
  if (look.kind === 'digits' && /^\d+$/.test(value)) return { text: value.padStart(look.count, '0'), holds: 'number' };
  if (look.kind !== 'date') return { text: value, holds: 'number' };
  const serial = Math.floor(Number(value)) + (since1904 ? days1904 : 0);
  // Spreadsheets know a 29 February 1900 that never was, and count the days before it one too high.
  if (!(serial >= 1 && serial <= lastSerial) || serial === 60) return { text: value, holds: 'number' };
  const day = serial + since1900 + (serial < 60 ? 1 : 0);
  return {
    text: Temporal.Instant.fromEpochMilliseconds(day * dayMs)
      .toString()
      .slice(0, 10),
    holds: 'date',
  };
}
