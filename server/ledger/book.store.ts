import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { ledgerRefusals } from './ledger.refusals.ts';

export interface BookDays {
  readonly openedOn: BusinessDate;
  /** The last day that takes no postings. */
  readonly closedThrough: BusinessDate;
  readonly sample: boolean;
}

/** Takes a book for this transaction: nobody posts in it or closes it meanwhile. @throws ledger/no-book */
export async function lockBook(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<BookDays> {
  const { rows } = await sql<BookDays>`
    select opened_on, closed_through, sample from ledger.book
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} for update
  `.execute(tx);
  const [book] = rows;
  if (book === undefined) throw ledgerRefusals.noBook({});
  return book;
}
