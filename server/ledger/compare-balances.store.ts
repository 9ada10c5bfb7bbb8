import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Something in the books that must hold and does not; names an account, a journal or a book. */
export interface BookDifference {
  readonly what: 'balance' | 'journal-sum' | 'closed-through' | 'last-number' | 'posting-of-its-journal';
  readonly cooperativeId: Id<'cooperative'>;
  readonly subject: string;
}

/**
 * Recomputes the books of a city from their postings and says where what is stored differs: balances, sums of journals, the day a book is closed
 * through, its last number. Nothing is repaired.
 */
export async function bookDifferences(tx: Tx): Promise<BookDifference[]> {
  const { regencyId } = tx;
  const { rows } = await sql<BookDifference>`
    with posted as (
      select cooperative_id, account_code, date_trunc('month', posted_on)::date as month,
        coalesce(sum(amount_idr) filter (where amount_idr > 0), 0) as debit_idr, coalesce(-sum(amount_idr) filter (where amount_idr < 0), 0) as credit_idr
      from ledger.posting where regency_id = ${regencyId} group by 1, 2, 3
    ), stored as (
      select cooperative_id, account_code, month, debit_idr, credit_idr from ledger.balance where regency_id = ${regencyId}
    )
    select 'balance' as what, cooperative_id, account_code || ' ' || month as subject
    from posted full join stored using (cooperative_id, account_code, month)
    where coalesce(posted.debit_idr, 0) <> coalesce(stored.debit_idr, 0) or coalesce(posted.credit_idr, 0) <> coalesce(stored.credit_idr, 0)
    union all
    select 'journal-sum', j.cooperative_id, j.id::text
    from ledger.journal as j left join ledger.posting as p on p.regency_id = ${regencyId} and p.journal_id = j.id
    where j.regency_id = ${regencyId} group by j.cooperative_id, j.id having count(p.seq) < 2 or sum(p.amount_idr) <> 0
    union all
    select 'posting-of-its-journal', j.cooperative_id, j.id::text
    from ledger.journal as j join ledger.posting as p on p.regency_id = ${regencyId} and p.journal_id = j.id
    where j.regency_id = ${regencyId} and (p.posted_on <> j.posted_on or p.cooperative_id <> j.cooperative_id)
    union all
    select 'closed-through', b.cooperative_id, b.closed_through::text
    from ledger.book as b where b.regency_id = ${regencyId} and b.closed_through <> coalesce(
      (select max(c.through) from ledger.closing as c where c.regency_id = ${regencyId} and c.cooperative_id = b.cooperative_id), b.opened_on - 1)
    union all
    select 'last-number', b.cooperative_id, b.last_number::text
    from ledger.book as b where b.regency_id = ${regencyId} and b.last_number <> (
      select count(*) from ledger.journal as j where j.regency_id = ${regencyId} and j.cooperative_id = b.cooperative_id)
  `.execute(tx);
  return rows;
}
