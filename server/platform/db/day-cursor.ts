import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { parseBusinessDate } from '../../kernel/business-date.ts';
import { isId } from '../../kernel/ids.ts';

/**
 * What comes after the row that a cursor `day.id` names, in a list ordered by a day and then by id. Without a cursor all comes after it; one that is none
 * leads to no row rather than to the first again.
 */
export function beyond(
  after: string | undefined,
  columns: { readonly day: string; readonly id: string },
  order: 'asc' | 'desc',
): RawBuilder<SqlBool> {
  if (after === undefined) return sql`true`;
  const [day = '', id = ''] = after.split('.', 2);
  if (parseBusinessDate(day) === undefined || !isId(id)) return sql`false`;
  const further = order === 'desc' ? sql`<` : sql`>`;
  return sql`(${sql.ref(columns.day)}, ${sql.ref(columns.id)}) ${further} (${day}::date, ${id}::uuid)`;
}
