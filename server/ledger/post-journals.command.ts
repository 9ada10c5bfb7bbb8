import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import { callPost, insertBook } from './journal.store.ts';
import type { Journal, Posted } from './journal.ts';
import { ledgerRefusals } from './ledger.refusals.ts';

/**
 * Writes journals into the books of their cooperatives, in the caller's transaction, one answer each, in order. The caller writes the audit
 * line of the act they tell of. Idempotent on their sources.
 * @throws ledger/no-book, unknown-account, too-large, already-reversed, id-reused; a journal that does not sum to zero is a defect
 */
export async function postJournals(tx: Tx, doer: Doer, journals: readonly Journal[]): Promise<Posted[]> {
  if (journals.length === 0) return [];
  const rows = await callPost(tx, recordedBy(doer), journals);
  return rows.map(({ outcome, ...row }) => {
    if (outcome === 'other') throw ledgerRefusals.idReused({ id: row.id });
    return { ...row, outcome };
  });
}

/** Opens the book of a cooperative on the day its opening balances are of. Once open it stays; the same again changes nothing. */
export async function openBook(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  openedOn: BusinessDate,
  sample = false,
): Promise<void> {
  if (!(await insertBook(tx, { cooperativeId, openedOn, sample, ...recordedBy(doer) }))) return;
  await audit(
    tx,
    doer,
    'ledger/open-book',
    { kind: 'ledger/book', id: cooperativeId },
    { cooperativeId, detail: { openedOn } },
  );
}
