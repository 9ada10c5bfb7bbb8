import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Posting } from '../journal.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';

export const manualAnswers = ['approved', 'refused', 'withdrawn'] as const;
export type ManualAnswer = (typeof manualAnswers)[number];
/** Where a draft stands: nobody has answered it, or how. */
export const manualStates = ['drafted', ...manualAnswers] as const;
export type ManualState = (typeof manualStates)[number];

/** Which journals are of this module's own making, and so may be undone by hand. */
export const manualKind = 'ledger/manual';

/** A journal drafted by hand, as it is kept. */
export interface Manual {
  readonly id: Id<'manual'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly occurredOn: BusinessDate;
  readonly description: string;
  readonly evidence: string | null;
  readonly reversesId: Id<'journal'> | null;
  readonly sample: boolean;
  readonly recordedBy: string | null;
  readonly lines: readonly Posting[];
  readonly answer: ManualAnswer | null;
  readonly answeredBy: string | null;
}

/** An account on which stock of goods stands: only what moves goods moves it, or the books and the shelves part ways. */
export function followsGoods(accountCode: string): boolean {
  return /^114[12]/.test(accountCode);
}

/** What is wrong with the lines of a draft. */
export function faultIn(lines: readonly Posting[]): Refusal | undefined {
  const differenceIdr = lines.reduce((sum, { amountIdr }) => sum + amountIdr, 0);
  if (differenceIdr !== 0) return ledgerRefusals.unbalanced({ differenceIdr });
  const empty = lines.findIndex(({ amountIdr }) => amountIdr === 0);
  if (empty !== -1) return ledgerRefusals.emptyLine({ line: empty + 1 });
  const stock = lines.find(({ accountCode }) => followsGoods(accountCode));
  return stock && ledgerRefusals.keptByStock({ code: stock.accountCode });
}

/** What a person may do with a draft: the very rule that route and button ask. The drafter takes it back; another answers it. */
export function answersOpenTo(
  manual: Pick<Manual, 'answer' | 'recordedBy'>,
  person: { readonly userId: string; readonly permissions: ReadonlySet<string> },
): ManualAnswer[] {
  if (manual.answer !== null) return [];
  if (manual.recordedBy === person.userId) return person.permissions.has('book.post') ? ['withdrawn'] : [];
  return person.permissions.has('book.approve') ? ['approved', 'refused'] : [];
}
