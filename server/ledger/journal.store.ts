import { type RawBuilder, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Journal } from './journal.ts';
import { ledgerRefusals } from './ledger.refusals.ts';

/** Who entered it, as the columns say. */
interface RecordedBy {
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
}

export interface PostedRow {
  readonly id: Id<'journal'>;
  readonly outcome: 'posted' | 'same' | 'other';
  readonly number: number;
  readonly postedOn: BusinessDate;
  readonly isLate: boolean;
}

/** Hands journals to the posting function; one row each, in order. @throws ledger/no-book, unknown-account, too-large, already-reversed, id-reused */
export async function callPost(tx: Tx, by: RecordedBy, journals: readonly Journal[]): Promise<PostedRow[]> {
  const given = journals.map(({ postings, source, ...journal }) => ({
    id: journal.id,
    cooperative_id: journal.cooperativeId,
    occurred_on: journal.occurredOn,
    source_kind: source.kind,
    source_id: source.id,
    description: journal.description,
    evidence: journal.evidence ?? null,
    reverses_id: journal.reversesId ?? null,
    sample: journal.sample ?? false,
    recorded_by: by.recordedBy,
    recorded_role: by.recordedRole,
    on_behalf: by.onBehalf,
    postings: postings.map((posting) => ({
      account_code: posting.accountCode,
      amount_idr: posting.amountIdr,
      party_id: posting.partyId ?? null,
    })),
  }));
  const { rows } = await sql<PostedRow>`
    select id, outcome, number, posted_on, is_late from ledger.post(${tx.regencyId}, ${JSON.stringify(given)}::jsonb)
  `
    .execute(tx)
    .catch(
      onConstraint({
        journal_book_fk: () => ledgerRefusals.noBook({}),
        posting_account_fk: () => ledgerRefusals.unknownAccount({}),
        balance_account_fk: () => ledgerRefusals.unknownAccount({}),
        balance_in_range: () => ledgerRefusals.tooLarge({}),
        journal_reversed_once: () => ledgerRefusals.alreadyReversed({}),
        journal_pk: () => ledgerRefusals.idReused({ id: journals[0]?.id ?? '' }),
      }),
    );
  return rows;
}

/** The day whose chart of accounts a book gets: that of its opening, or the first there was for a book that begins before any. */
export function chartDay(openedOn: BusinessDate): RawBuilder<BusinessDate> {
  return sql`greatest(${openedOn}::date, (select min(valid_from) from reference.account_template))`;
}

/** Opens a book and copies the chart of accounts of its day into it; nothing where it is open already. */
export async function insertBook(
  tx: Tx,
  book: { cooperativeId: Id<'cooperative'>; openedOn: BusinessDate; sample: boolean } & RecordedBy,
): Promise<boolean> {
  const opened = await sql`
    insert into ledger.book (regency_id, cooperative_id, opened_on, closed_through, sample, recorded_by, recorded_role, on_behalf)
    values (${tx.regencyId}, ${book.cooperativeId}, ${book.openedOn}, ${book.openedOn}::date - 1, ${book.sample}, ${book.recordedBy},
      ${book.recordedRole}, ${book.onBehalf})
    on conflict do nothing returning cooperative_id
  `.execute(tx);
  if (opened.rows.length === 0) return false;
  await sql`
    insert into ledger.account (regency_id, cooperative_id, code, name, kind, normal, holds)
    select ${tx.regencyId}, ${book.cooperativeId}, code, name, kind, normal, holds from reference.account_template
    where valid_from <= ${chartDay(book.openedOn)} and (valid_to is null or valid_to > ${chartDay(book.openedOn)})
  `.execute(tx);
  return true;
}
