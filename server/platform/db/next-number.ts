import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from './tx.ts';

/**
 * The next number of a paper of a cooperative, as it is written: SP/2025/0001. Who takes one holds the others off until his transaction ends, so that
 * none is missing.
 * @param counter the table of the last numbers, by cooperative, paper and year
 */
export async function nextNumber(
  tx: Tx,
  counter: 'inventory.counter' | 'procurement.counter',
  cooperativeId: Id<'cooperative'>,
  paper: string,
  day: BusinessDate,
): Promise<string> {
  const year = Number(day.slice(0, 4));
  const { rows } = await sql<{ lastNumber: number }>`
    insert into ${sql.table(counter)} as c (regency_id, cooperative_id, paper, year, last_number)
    values (${tx.regencyId}, ${cooperativeId}, ${paper}, ${year}, 1)
    on conflict (regency_id, cooperative_id, paper, year) do update set last_number = c.last_number + 1
    returning last_number
  `.execute(tx);
  return `${paper}/${year}/${String(rows[0]?.lastNumber ?? 0).padStart(4, '0')}`;
}
