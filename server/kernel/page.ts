/** A page of a list and the cursor of the next one; `next` is null on the last page. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
  readonly total: number;
}

/**
 * Pages a list that is already whole and sorted, by key: the cursor is the id of the last row seen, so a row added or removed
 * in between shifts nothing. For lists bounded by the size of a city; longer ones page in SQL.
 */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  asked: { readonly after?: string; readonly limit?: number },
): Page<Row> {
  const start = asked.after === undefined ? 0 : rows.findIndex((row) => row.id === asked.after) + 1;
  const limit = asked.limit ?? 50;
  const page = rows.slice(start, start + limit);
  const isLast = start + limit >= rows.length;
  return { rows: page, next: isLast ? null : (page.at(-1)?.id ?? null), total: rows.length };
}
