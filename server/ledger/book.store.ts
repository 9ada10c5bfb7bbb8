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

/** The days of a book, where the cooperative keeps one that the reader may see. */
export async function findBook(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<BookDays | undefined> {
  const { rows } = await sql<BookDays>`
    select opened_on, closed_through, sample from ledger.book where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
  return rows[0];
}

/** The journal that tells of a paper. */
export async function findJournalOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  source: { readonly kind: `${string}/${string}`; readonly id: string },
): Promise<Id<'journal'> | undefined> {
  const { rows } = await sql<{ id: Id<'journal'> }>`
    select id from ledger.journal
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and source_kind = ${source.kind} and source_id = ${source.id}
  `.execute(tx);
  return rows[0]?.id;
}
