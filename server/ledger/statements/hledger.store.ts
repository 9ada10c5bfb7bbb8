import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { PostedJournal } from './hledger.ts';

interface Asked {
  readonly cooperativeId: Id<'cooperative'>;
  /** Journals posted later are left out. */
  readonly to: BusinessDate;
  /** Numbers of journals: those behind the first, up to the last. A journal that comes meanwhile is left out. */
  readonly after: number;
  readonly last: number;
  readonly limit: number;
}

/** Journals in the order of their numbers, with their postings, so many numbers at once; a page may hold none that was posted in time. */
export async function journalsPage(tx: Tx, { cooperativeId, to, after, last, limit }: Asked): Promise<PostedJournal[]> {
  const { rows } = await sql<PostedJournal>`
    select j.number, j.posted_on, j.occurred_on, j.description, j.evidence, j.source_kind,
      (select json_agg(json_build_object('code', p.account_code, 'amountIdr', p.amount_idr) order by p.seq)
        from ledger.posting as p where p.regency_id = ${tx.regencyId} and p.journal_id = j.id) as postings
    from ledger.journal as j
    where j.regency_id = ${tx.regencyId} and j.cooperative_id = ${cooperativeId}
      and j.number > ${after} and j.number <= ${Math.min(last, after + limit)} and j.posted_on <= ${to}
    order by j.number
  `.execute(tx);
  return rows;
}
