import type { KibForm, PriceUnit } from './kib.ts';
import type { KibHead } from './kib-head.ts';
import type { Cell, KibRow } from './kib-rows.ts';
import { isBlank, readDecimal, readStoredNumber, scaled } from './kib-values.ts';

/** Columns that a printed form adds up. */
const summed: Readonly<Record<KibForm, readonly ('landArea' | 'floorArea' | 'price')[]>> = {
  A: ['landArea', 'price'],
  C: ['floorArea', 'landArea', 'price'],
};
const columns = { landArea: 'land_area_dm2', floorArea: 'floor_area_dm2', price: 'price_idr' } as const;

type Summed = keyof typeof columns;

/** What a file says its rows come to, and what they came to: whole dm² or rupiah. */
export interface TotalDiffers {
  readonly field: Summed;
  readonly written: number;
  readonly read: number;
}

/** A total of all rows or of a page; sub-totals and what is carried over to the next page are none. */
const totalWords = /^(grand )?(jumlah|total)( (total|besar|akhir|semua|seluruh(nya)?|keseluruhan))?$/;

/** Offices round what they print: up to so much is no difference, a whole m² or a thousand rupiah. */
const rounding = { landArea: 100, floorArea: 100, price: 1_000 } as const;

/** Adds up what is read and compares it with what the file says it comes to. */
export function totalsOf(head: KibHead, priceUnit: PriceUnit) {
  const pricePlaces = priceUnit === 'thousand' ? 3 : 0;
  const read = new Map<Summed, number>();
  const written = new Map<Summed, number[]>();
  return {
    add({ values }: KibRow): void {
      for (const field of summed[head.form]) {
        const value = values[columns[field]];
        if (typeof value === 'number') read.set(field, (read.get(field) ?? 0) + value);
      }
    },

    /** Looks whether a row that is no thing is a total. */
    look(cells: readonly (Cell | null)[]): void {
      if (!cells.some((cell) => cell !== null && totalWords.test(wordsOf(cell)))) return;
      for (const field of summed[head.form]) {
        const figure = figureIn(cells[head.columns.get(field) ?? -1], field === 'price' ? pricePlaces : 2);
        if (figure !== undefined) written.set(field, [...(written.get(field) ?? []), figure]);
      }
    },

    /** Where the last total differs from what was read; pages that are added up one by one may come to it together. */
    differences(): TotalDiffers[] {
      return [...written].flatMap(([field, figures]) => {
        const [sum, last] = [read.get(field) ?? 0, figures.at(-1) ?? 0];
        const isIt = (figure: number) => Math.abs(figure - sum) <= rounding[field];
        const all = figures.reduce((a, b) => a + b, 0);
        return isIt(last) || isIt(all) ? [] : [{ field, written: last, read: sum }];
      });
    },
  };
}

function wordsOf({ text }: Cell): string {
  return text
    .toLowerCase()
    .replace(/\(.*?\)|[^a-z]+/g, ' ')
    .trim();
}

function figureIn(cell: Cell | null | undefined, places: number): number | undefined {
  if (!cell || isBlank(cell.text) || cell.holds === 'error' || cell.holds === 'date') return undefined;
  const read = cell.holds === 'number' ? readStoredNumber(cell.text) : readDecimal(cell.text.trim());
  return read === undefined || read === 'ambiguous' ? undefined : scaled(read, places)?.value;
}
