import { isDeepStrictEqual } from 'node:util';
import { type Insertable, sql } from 'kysely';
import type { DB } from './schema.generated.ts';
import type { Tx } from './tx.ts';

type TableWithId = { [T in keyof DB]: DB[T] extends { regencyId: unknown; id: unknown } ? T : never }[keyof DB];

/** What an insert of something with an id of its own met: nothing, the very same thing (sent twice), or another thing under that id. */
export type Met = 'nothing' | 'same' | 'other';

/**
 * Inserts a row whose id its author made, so that sending it twice has one effect.
 * `other` also stands for a row that this reader may not see: to him both are "this id is taken".
 * @param row without `regencyId`, which is the transaction's
 * @param end the column of a last day that a later step may bring forward: what ended since it was sent is still the same thing
 */
export async function insertOnce<T extends TableWithId>(
  tx: Tx,
  table: T,
  row: Omit<Insertable<DB[T]>, 'regencyId'> & { id: string },
  end?: string,
): Promise<Met> {
  const given: Readonly<Record<string, unknown>> = { ...row, regencyId: tx.regencyId };
  const columns = Object.keys(given).map((name) => sql.ref(name));
  const inserted = await sql`
    insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(Object.values(given))})
    on conflict (regency_id, id) do nothing returning id
  `.execute(tx);
  if (inserted.rows.length > 0) return 'nothing';
  const found = await sql<Record<string, unknown>>`
    select ${sql.join(columns)} from ${sql.table(table)} where regency_id = ${tx.regencyId} and id = ${row.id}
  `.execute(tx);
  const [there] = found.rows;
  if (there === undefined) return 'other';
  const asSent =
    end !== undefined && endedSince(there[end], given[end]) ? { ...there, [end]: given[end] } : { ...there };
  return isDeepStrictEqual(asSent, given) ? 'same' : 'other';
}

function endedSince(there: unknown, sent: unknown): boolean {
  return typeof there === 'string' && (sent === null || (typeof sent === 'string' && there < sent));
}
