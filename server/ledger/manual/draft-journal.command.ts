import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { insertOnce } from '../../platform/db/insert-once.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { lockBook } from '../book.store.ts';
import type { Posting } from '../journal.ts';
import { findJournal } from '../journal-list.store.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { askApprover } from './ask-approver.command.ts';
import type { NewManual, Reversal } from './manual.schema.ts';
import { findManual, insertLines } from './manual.store.ts';
import { faultIn, manualKind } from './manual.ts';

/**
 * Drafts a journal by hand. It enters the book when another person approves it. Idempotent on `draft.id`.
 * @throws ledger/no-book, id-reused, unknown-account, unbalanced, empty-line, kept-by-stock, in-future, before-book
 */
export async function draftJournal(tx: Tx, doer: Doer, draft: NewManual, today: BusinessDate): Promise<void> {
  const fault = faultIn(draft.lines);
  if (fault !== undefined) throw fault;
  await keepDraft(tx, doer, { ...draft, evidence: draft.evidence ?? null, reversesId: null }, today);
}

/**
 * Drafts the undoing of a journal that was made by hand. What tells of a paper (a receipt, a sale, a count) is undone where the paper is.
 * Idempotent on `reversal.id`. @throws ledger/journal-not-found, id-reused, reversed-elsewhere, already-reversed, in-future, before-book,
 *   before-journal
 */
export async function draftReversal(
  tx: Tx,
  doer: Doer,
  journalId: Id<'journal'>,
  reversal: Reversal,
  today: BusinessDate,
): Promise<void> {
  const journal = await findJournal(tx, journalId);
  if (journal === undefined) throw ledgerRefusals.journalNotFound({});
  if (journal.sourceKind !== manualKind) throw ledgerRefusals.reversedElsewhere({});
  const drafted = await findManual(tx, reversal.id);
  if (journal.reversedBy !== null && drafted === undefined) throw ledgerRefusals.alreadyReversed({});
  if (reversal.occurredOn < journal.occurredOn) throw ledgerRefusals.beforeJournal({ occurredOn: journal.occurredOn });
  const lines = journal.postings.map(({ accountCode, amountIdr, partyId }) => ({
    ...{ accountCode, amountIdr: rupiah(-amountIdr) },
    ...(partyId !== null && { partyId }),
  }));
  const { cooperativeId, evidence } = journal;
  await keepDraft(tx, doer, { ...reversal, cooperativeId, evidence, reversesId: journalId, lines }, today);
}

interface Draft extends Reversal {
  readonly cooperativeId: Id<'cooperative'>;
  readonly evidence: string | null;
  readonly reversesId: Id<'journal'> | null;
  readonly lines: readonly Posting[];
}

async function keepDraft(tx: Tx, doer: Doer, { lines, ...draft }: Draft, today: BusinessDate): Promise<void> {
  const { openedOn, sample } = await lockBook(tx, draft.cooperativeId);
  if (draft.occurredOn > today) throw ledgerRefusals.inFuture({ today });
  if (draft.occurredOn < openedOn) throw ledgerRefusals.beforeBook({ openedOn });
  const met = await insertOnce(tx, 'ledger.manual', { ...draft, sample, ...recordedBy(doer) });
  if (met !== 'nothing') {
    if (met === 'other' || !hasLines((await findManual(tx, draft.id))?.lines, lines))
      throw ledgerRefusals.idReused({ id: draft.id });
    return;
  }
  await insertLines(tx, draft, lines);
  await askApprover(tx, doer, { ...draft, sample }, today);
  const { cooperativeId, occurredOn, description, reversesId } = draft;
  await audit(
    tx,
    doer,
    reversesId === null ? 'ledger/draft-journal' : 'ledger/draft-reversal',
    { kind: 'ledger/manual', id: draft.id },
    { cooperativeId, detail: { occurredOn, description, lines: lines.length } },
  );
}

function hasLines(there: readonly Posting[] | undefined, given: readonly Posting[]): boolean {
  const told = (lines: readonly Posting[] = []) =>
    lines.map(({ accountCode, amountIdr, partyId = '' }) => `${accountCode} ${amountIdr} ${partyId}`).join();
  return told(there) === told(given);
}
