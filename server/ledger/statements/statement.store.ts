import { type RawBuilder, sql } from 'kysely';
import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { withinReach } from '../../platform/db/within-reach.ts';
import { cutBefore, type Period, yearOf } from './period.ts';
import { statementRefusals } from './statement.refusals.ts';
import type { AccountSums } from './statement.ts';

/** A book, and whose it is. */
export interface Book {
  readonly cooperativeId: Id<'cooperative'>;
  readonly cooperative: string;
  readonly openedOn: BusinessDate;
  readonly closedThrough: BusinessDate;
  readonly lastNumber: number;
  readonly sample: boolean;
}

/** The book of a cooperative the reader may see. @throws ledger/book-not-found */
export async function getBook(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Book> {
  const [book] = await booksInReach(tx, cooperativeId);
  if (book === undefined) throw statementRefusals.bookNotFound({});
  return book;
}

/** Every book the reader may see, or one of them, by the name of its cooperative. */
export async function booksInReach(tx: Tx, only?: Id<'cooperative'>): Promise<Book[]> {
  const { rows } = await sql<Book>`
    select book.cooperative_id, cooperative.name as cooperative, book.opened_on, book.closed_through, book.last_number, book.sample
    from ledger.book
    join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = book.cooperative_id
    where book.regency_id = ${tx.regencyId} and ${withinReach(tx, 'book.cooperative_id')}
      ${only === undefined ? sql`` : sql`and book.cooperative_id = ${only}`}
    order by cooperative.name
  `.execute(tx);
  return rows;
}

interface Turnover {
  readonly cooperativeId: Id<'cooperative'>;
  readonly accountCode: string;
  /** Which of the days asked. */
  readonly nth: number;
  readonly debitIdr: number;
  readonly creditIdr: number;
}

/** Whose accounts are summed: of one book, of one account of it, or of every book the reader may see. */
export interface Whose {
  readonly cooperativeId?: Id<'cooperative'>;
  readonly code?: string;
}

/**
 * What was posted to each account before each of these days: whole months from the balances, and of a broken month the postings on the
 * side that is shorter, account by account, so that each finds its few days by index. One statement, so that nothing is posted between.
 */
export async function turnoversBefore(tx: Tx, whose: Whose, days: readonly BusinessDate[]): Promise<Turnover[]> {
  const cuts = days.map((day, nth) => ({ nth, ...cutBefore(day) }));
  const broken = cuts.flatMap(({ nth, days: missed }) => (missed === null ? [] : [{ nth, ...missed }]));
  const list = <Name extends keyof (typeof broken)[number]>(name: Name) => broken.map((cut) => cut[name]);
  const { rows } = await sql<Turnover>`
    select b.cooperative_id, b.account_code, cut.nth, sum(b.debit_idr)::bigint as debit_idr, sum(b.credit_idr)::bigint as credit_idr
    from unnest(${cuts.map(({ nth }) => nth)}::integer[], ${cuts.map(({ month }) => month)}::date[]) as cut(nth, month)
    join ledger.balance as b on b.month < cut.month
    where b.regency_id = ${tx.regencyId} and ${withinReach(tx, 'b.cooperative_id')} ${narrowed(whose, 'b.cooperative_id', 'b.account_code')}
    group by b.cooperative_id, b.account_code, cut.nth
    union all
    select account.cooperative_id, account.code, cut.nth, cut.sign * sums.debit_idr, cut.sign * sums.credit_idr
    from unnest(${list('nth')}::integer[], ${list('from')}::date[], ${list('before')}::date[], ${list('sign')}::integer[])
      as cut(nth, from_day, before_day, sign)
    cross join ledger.account
    cross join lateral (
      select coalesce(sum(amount_idr) filter (where amount_idr > 0), 0)::bigint as debit_idr,
        coalesce(-sum(amount_idr) filter (where amount_idr < 0), 0)::bigint as credit_idr
      from ledger.posting
      where regency_id = ${tx.regencyId} and cooperative_id = account.cooperative_id and account_code = account.code
        and posted_on >= cut.from_day and posted_on < cut.before_day) as sums
    where account.regency_id = ${tx.regencyId} and ${withinReach(tx, 'account.cooperative_id')}
      ${narrowed(whose, 'account.cooperative_id', 'account.code')} and (sums.debit_idr > 0 or sums.credit_idr > 0)
  `.execute(tx);
  return rows;
}

function narrowed({ cooperativeId, code }: Whose, ownerColumn: string, codeColumn: string): RawBuilder<unknown> {
  return sql`
    ${cooperativeId === undefined ? sql`` : sql`and ${sql.ref(ownerColumn)} = ${cooperativeId}`}
    ${code === undefined ? sql`` : sql`and ${sql.ref(codeColumn)} = ${code}`}`;
}

/** What books of these were opened with within a period: whatever module `opening` posted. It stands before the period. */
async function openingsIn(tx: Tx, { cooperativeId }: Whose, { from, to }: Period): Promise<Turnover[]> {
  const { rows } = await sql<Turnover>`
    select posting.cooperative_id, posting.account_code, 0 as nth, coalesce(sum(amount_idr) filter (where amount_idr > 0), 0)::bigint as debit_idr,
      coalesce(-sum(amount_idr) filter (where amount_idr < 0), 0)::bigint as credit_idr
    from ledger.book
    join ledger.journal on journal.regency_id = ${tx.regencyId} and journal.cooperative_id = book.cooperative_id
      and journal.source_kind >= 'opening/' and journal.source_kind < 'opening0' and journal.posted_on between ${from} and ${to}
    join ledger.posting on posting.regency_id = ${tx.regencyId} and posting.journal_id = journal.id
    where book.regency_id = ${tx.regencyId} and ${withinReach(tx, 'book.cooperative_id')}
      ${cooperativeId === undefined ? sql`` : sql`and book.cooperative_id = ${cooperativeId}`}
    group by posting.cooperative_id, posting.account_code
  `.execute(tx);
  return rows;
}

type Account = Pick<AccountSums, 'code' | 'name' | 'kind' | 'holds'> & { readonly cooperativeId: Id<'cooperative'> };

/** The chart of accounts of these books, by code. */
export async function accountsOf(tx: Tx, whose: Whose): Promise<Account[]> {
  const { rows } = await sql<Account>`
    select cooperative_id, code, name, kind, holds from ledger.account as a
    where a.regency_id = ${tx.regencyId} and ${withinReach(tx, 'a.cooperative_id')} ${narrowed(whose, 'a.cooperative_id', 'a.code')}
    order by a.cooperative_id, a.code
  `.execute(tx);
  return rows;
}

/** What every account of these books came to in a period, by cooperative. */
export async function sumsOf(tx: Tx, whose: Whose, period: Period): Promise<Map<Id<'cooperative'>, AccountSums[]>> {
  const { from, to } = period;
  const days = [from, addDays(to, 1), yearOf(addDays(from, -1)), yearOf(to)];
  // In this order: what is posted meanwhile is then moved rather than brought forward, and its account is known.
  const opened = await openingsIn(tx, whose, period);
  const posted = await turnoversBefore(tx, whose, days);
  const accounts = await accountsOf(tx, whose);
  const key = (cooperativeId: string, code: string) => `${cooperativeId} ${code}`;
  const byAccount = Map.groupBy(posted, (row) => key(row.cooperativeId, row.accountCode));
  const openedBy = new Map(opened.map((row) => [key(row.cooperativeId, row.accountCode), row]));
  const sums = accounts.map(({ cooperativeId, ...account }) => {
    const rows = byAccount.get(key(cooperativeId, account.code)) ?? [];
    const opening = openedBy.get(key(cooperativeId, account.code)) ?? { debitIdr: 0, creditIdr: 0 };
    const side = (nth: number, name: 'debitIdr' | 'creditIdr') =>
      rows.filter((row) => row.nth === nth).reduce((sum, row) => sum + row[name], 0);
    const before = (nth: number) => side(nth, 'debitIdr') - side(nth, 'creditIdr');
    const moved = (name: 'debitIdr' | 'creditIdr') => rupiah(side(1, name) - side(0, name) - opening[name]);
    return {
      cooperativeId,
      ...account,
      beforeIdr: rupiah(before(0) + opening.debitIdr - opening.creditIdr),
      debitIdr: moved('debitIdr'),
      creditIdr: moved('creditIdr'),
      beforeEarlierIdr: rupiah(before(2)),
      earlierIdr: rupiah(before(3)),
    };
  });
  return Map.groupBy(sums, ({ cooperativeId }) => cooperativeId);
}
