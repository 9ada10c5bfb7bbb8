import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { ledgerRefusals } from './ledger.refusals.ts';

/**
 * The day on which a fact of `day` enters the book: its own, or the first open one. Locks the book, so that nobody closes the month between this
 * answer and the journal; who moves goods as well locks their stock first. @throws ledger/no-book
 */
export async function postingDay(tx: Tx, cooperativeId: Id<'cooperative'>, day: BusinessDate): Promise<BusinessDate> {
  const { rows } = await sql<{ postedOn: BusinessDate }>`
    select greatest(${day}::date, closed_through + 1) as posted_on from ledger.book
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} for update
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw ledgerRefusals.noBook({});
  return row.postedOn;
}
