import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

/** One line of a journal: whole rupiah, debit above zero, credit below; never zero. */
export interface Posting {
  readonly accountCode: string;
  readonly amountIdr: Rupiah;
  /** The partner, cooperative or member a receivable or payable stands against. */
  readonly partyId?: string;
}

/** What a module asks to have written in a cooperative's book. Idempotent on its source. */
export interface Journal {
  readonly id: Id<'journal'>;
  readonly cooperativeId: Id<'cooperative'>;
  /** The day of the fact; where that day is closed, it is posted on the first open one and flagged. */
  readonly occurredOn: BusinessDate;
  /** What it tells of: `procurement/receipt` and the receipt's id. */
  readonly source: { readonly kind: `${string}/${string}`; readonly id: string };
  /** Uraian, as it stands in the book. */
  readonly description: string;
  /** Bukti: the number of the paper. */
  readonly evidence?: string;
  readonly reversesId?: Id<'journal'>;
  /** At least two, summing to zero. */
  readonly postings: readonly Posting[];
  readonly sample?: boolean;
}

/** Where a journal came to stand. `same`: it stood there already. */
export interface Posted {
  readonly id: Id<'journal'>;
  readonly outcome: 'posted' | 'same';
  readonly number: number;
  readonly postedOn: BusinessDate;
  readonly isLate: boolean;
}
