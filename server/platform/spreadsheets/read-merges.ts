import type { Readable } from 'node:stream';
import { type ReadCell, type ReadRow, readLimits, UnreadableFile } from './read-cells.ts';

/** Cells merged over several rows: the first row's value is lent to the rows below, in the first column of the merge. */
export interface VerticalMerges {
  /** Takes what is to be lent out of a row. */
  keep(row: ReadRow): void;
  lentTo(line: number): readonly { column: number; cell: ReadCell }[];
}

interface Merge {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

const merged = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const longest = 200;

/**
 * A sheet tells its merges behind its rows, so it is looked through for them first. That is a search in text, not a reading of XML:
 * what looks like a merge inside a text can only lend a value to empty cells.
 */
export async function findVerticalMerges(part: Readable): Promise<VerticalMerges> {
  const merges: Merge[] = [];
  let tail = '';
  part.setEncoding('latin1'); // only ASCII is looked for
  try {
    for await (const piece of part as AsyncIterable<string>) {
      const text = tail + piece;
      let end = 0;
      for (const found of text.matchAll(merged)) {
        end = found.index + found[0].length;
        const [, letters = '', from = '', , to = ''] = found;
        if (from !== to) merges.push({ column: columnNumber(letters), first: Number(from), last: Number(to) });
      }
      if (merges.length > readLimits.mergedCells) throw new UnreadableFile('too-many-parts');
      tail = text.slice(Math.max(end, text.length - longest));
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged', { cause: error });
  }
  return lending(merges.filter(({ column }) => column < readLimits.columns));
}

function lending(merges: readonly Merge[]): VerticalMerges {
  const byFirst = Map.groupBy(merges, ({ first }) => first);
  let open: { merge: Merge; cell: ReadCell }[] = [];
  const none: readonly { column: number; cell: ReadCell }[] = [];
  return {
    keep: ({ line, cells }) => {
      for (const merge of byFirst.get(line) ?? []) {
        const cell = cells[merge.column];
        if (cell) open.push({ merge, cell });
      }
    },
    lentTo: (line) => {
      if (open.length === 0) return none;
      open = open.filter(({ merge }) => merge.last >= line);
      return open.filter(({ merge }) => merge.first < line).map(({ merge: { column }, cell }) => ({ column, cell }));
    },
  };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
