import type { BusinessDate, Instant, TimeZone } from '../../kernel/business-date.ts';

/** A column of a sheet: what people read at its head, and what its cells hold. */
export type Column = { readonly title: string; readonly width?: number } & (
  | { readonly holds: 'text' | 'integer' | 'rupiah' | 'date' }
  /** Spreadsheets know no zones: the moment is written as the clock of `zone` showed it, so the title should name the zone. */
  | { readonly holds: 'instant'; readonly zone: TimeZone }
);

/** Text for `text`, whole numbers for `integer` and `rupiah`, `YYYY-MM-DD` for `date`, a UTC ISO moment for `instant`; `null` is an empty cell. */
export type Cell = string | number | BusinessDate | Instant | null;

export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

const plainStart = /^[\p{L}\p{N}]/u;
const formulaStart = /^(?:[\t\r\n\0]|[\s\p{C}]*[=+\-−@|])/u;

/**
 * Keeps a spreadsheet from taking text for a formula: puts `'` before text that starts with `=`, `+`, `-`, `@`, `|`, their full-width
 * twins, a tab or a line break, also behind spaces and invisible characters.
 * Source: OWASP ASVS 5.0 1.2.10, widened by quality.md §4. Applied to text only: a number in a typed column is not text.
 */
export function guardFormula(text: string): string {
  if (plainStart.test(text)) return text;
  return formulaStart.test(text) || formulaStart.test(text.normalize('NFKC')) ? `'${text}` : text;
}
