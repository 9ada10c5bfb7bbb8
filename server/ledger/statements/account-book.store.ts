import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import type { Tx } from '../../platform/db/tx.ts';
import {
  type BookCursor,
  type BookedJournal,
  type BookLine,
  broughtForward,
  readCursor,
  remarkOf,
  writeCursor,
} from './account-book.ts';
import type { Period } from './period.ts';
import { statementRefusals } from './statement.refusals.ts';
import { turnoversBefore } from './statement.store.ts';

/** Whose account a book is of. */
interface BookAccount {
  readonly code: string;
  readonly name: string;
  readonly normal: 'D' | 'K';
  readonly holds: 'cash' | 'bank' | null;
}

/** An account of a book; where none is named, of those that hold cash the one money last went through. @throws ledger/account-not-found */
export async function getAccount(tx: Tx, cooperativeId: Id<'cooperative'>, code?: string): Promise<BookAccount> {
  const { rows } = await sql<BookAccount>`
    select a.code, a.name, a.normal, a.holds from ledger.account as a
    left join lateral (
      select b.month, b.debit_idr + b.credit_idr as moved_idr from ledger.balance as b
      where b.regency_id = ${tx.regencyId} and b.cooperative_id = ${cooperativeId} and b.account_code = a.code order by b.month desc limit 1
    ) as last on true
    where a.regency_id = ${tx.regencyId} and a.cooperative_id = ${cooperativeId}
      and ${code === undefined ? sql`a.holds = 'cash'` : sql`a.code = ${code}`}
    order by last.month desc nulls last, last.moved_idr desc nulls last, a.code limit 1
  `.execute(tx);
  const [account] = rows;
  if (account === undefined) throw statementRefusals.accountNotFound({});
  return account;
}

/** Which lines of which book. */
export interface BookAsked extends Period {
  readonly cooperativeId: Id<'cooperative'>;
  readonly account: BookAccount;
  readonly after?: string;
  readonly limit?: number;
}

interface BookPage {
  readonly rows: BookLine[];
  readonly next: string | null;
}

/**
 * A page of the book of an account, as it was posted; the first begins with what the days before left. The balance of a line is taken
 * from the balances of its months and the postings of its own, wherever in the book the page lies.
 */
export async function accountBookPage(tx: Tx, asked: BookAsked): Promise<BookPage> {
  const { account, from, after, limit = 50 } = asked;
  const cursor = after === undefined ? undefined : readCursor(after);
  if (after !== undefined && cursor === undefined) return { rows: [], next: null };
  const sign = account.normal === 'D' ? 1 : -1;
  let balance = sign * (await balanceAt(tx, asked, cursor));
  const opening: BookLine = {
    ...{ no: null, on: from, description: broughtForward(from), evidence: null, debitIdr: null, creditIdr: null },
    ...{ balanceIdr: rupiah(balance === 0 ? 0 : balance), remark: '', journal: null },
  };
  const posted = await postingsAfter(tx, asked, cursor, limit + 1);
  const lines = posted.slice(0, limit).map((posting, index): BookLine => {
    balance += sign * posting.amountIdr;
    const { amountIdr, evidence, description, postedOn, journalId, seq: _seq, ...about } = posting;
    return {
      ...{ no: (cursor?.no ?? 0) + index + 1, on: postedOn, description, evidence },
      debitIdr: amountIdr > 0 ? rupiah(amountIdr) : null,
      creditIdr: amountIdr < 0 ? rupiah(-amountIdr) : null,
      balanceIdr: rupiah(balance === 0 ? 0 : balance),
      remark: remarkOf(about),
      journal: { id: journalId, ...about },
    };
  });
  const last = posted[limit - 1];
  const next = posted.length > limit && last !== undefined ? cursorAt(last, (cursor?.no ?? 0) + limit) : null;
  return { rows: cursor === undefined ? [opening, ...lines] : lines, next };
}

/** What stands on the account before the first line of the page, debit above zero. */
async function balanceAt(
  tx: Tx,
  { cooperativeId, account: { code }, from }: BookAsked,
  cursor?: BookCursor,
): Promise<number> {
  const turnovers = await turnoversBefore(tx, { cooperativeId, code }, [cursor?.on ?? from]);
  const before = turnovers.reduce((sum, { debitIdr, creditIdr }) => sum + debitIdr - creditIdr, 0);
  if (cursor === undefined) return before;
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(amount_idr), 0)::bigint as sum from ledger.posting
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and account_code = ${code}
      and posted_on = ${cursor.on} and (journal_id, seq) <= (${cursor.journalId}::uuid, ${cursor.seq}::smallint)
  `.execute(tx);
  return before + (rows[0]?.sum ?? 0);
}

type PostingRow = Omit<BookedJournal, 'id'> & {
  readonly journalId: Id<'journal'>;
  readonly seq: number;
  readonly amountIdr: number;
  readonly postedOn: BusinessDate;
  readonly description: string;
  readonly evidence: string | null;
};

/** By day, and within a day in the order in which the journals were made. */
async function postingsAfter(
  tx: Tx,
  asked: BookAsked,
  cursor: BookCursor | undefined,
  limit: number,
): Promise<PostingRow[]> {
  const { cooperativeId, account, from, to } = asked;
  const where =
    cursor === undefined
      ? sql`p.posted_on >= ${from}`
      : sql`p.posted_on >= ${cursor.on} and (p.posted_on, p.journal_id, p.seq) > (${cursor.on}, ${cursor.journalId}::uuid, ${cursor.seq}::smallint)`;
  const { rows } = await sql<PostingRow>`
    select p.journal_id, p.seq, p.amount_idr, p.posted_on, j.number, j.occurred_on, j.is_late, j.description, j.evidence, j.sample,
      reversed.number as reverses, reversing.number as reversed_by
    from (
      select journal_id, seq, amount_idr, posted_on from ledger.posting as p
      where p.regency_id = ${tx.regencyId} and p.cooperative_id = ${cooperativeId} and p.account_code = ${account.code}
        and ${where} and p.posted_on <= ${to}
      order by p.posted_on, p.journal_id, p.seq limit ${limit}) as p
    join ledger.journal as j on j.regency_id = ${tx.regencyId} and j.id = p.journal_id
    left join ledger.journal as reversed on reversed.regency_id = ${tx.regencyId} and reversed.id = j.reverses_id
    left join ledger.journal as reversing on reversing.regency_id = ${tx.regencyId} and reversing.reverses_id = j.id
    order by p.posted_on, p.journal_id, p.seq
  `.execute(tx);
  return rows;
}

function cursorAt({ postedOn, journalId, seq }: PostingRow, no: number): string {
  return writeCursor({ no, on: postedOn, journalId, seq });
}

/** How many lines a book has in a period, counted no further than `max` + 1. */
export async function countLines(
  tx: Tx,
  { cooperativeId, account, from, to }: BookAsked,
  max: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from ledger.posting
      where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and account_code = ${account.code}
        and posted_on between ${from} and ${to}
      limit ${max + 1}) as counted
  `.execute(tx);
  return rows[0]?.count ?? 0;
}
