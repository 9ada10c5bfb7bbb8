/**
 * How far long lists are counted: to know whether 40,000 or 41,000 rows fit is worth no reading of them all. A `total` beyond it says
 * "more than this".
 */
export const countedMax = 1_000;

/** A page of a list and the cursor of the next one; `next` is null on the last page. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
  readonly total: number;
}

/**
 * Pages a list that is already whole and sorted. The cursor is the last row seen and its place, so a row added or removed in between
 * shifts nothing, and where that very row is gone the list goes on at its place. For lists bounded by the size of a city; longer ones
 * page in SQL.
 */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  asked: { readonly after?: string; readonly limit?: number },
): Page<Row> {
  const start = asked.after === undefined ? 0 : startAfter(rows, asked.after);
  const end = start + (asked.limit ?? 50);
  const page = rows.slice(start, end);
  const last = page.at(-1);
  return { rows: page, next: last && end < rows.length ? `${end}.${last.id}` : null, total: rows.length };
}

function startAfter(rows: readonly { readonly id: string }[], cursor: string): number {
  const [end, id] = cursor.split('.', 2);
  const seen = rows.findIndex((row) => row.id === id);
  return seen >= 0 ? seen + 1 : Math.max(0, Number(end) - 1 || 0);
}
