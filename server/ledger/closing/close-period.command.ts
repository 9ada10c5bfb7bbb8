import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { lockBook } from '../book.store.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { openDraftsThrough } from '../manual/manual.store.ts';
import type { NewClosing } from './closing.schema.ts';
import { closingsOf, insertClosing } from './closing.store.ts';
import { closingFault, type OpenPoint } from './closing.ts';

/** What other modules know of facts that have not arrived: phones that were not seen since, goods on the way, counts under way. */
export type Unreported = (tx: Tx, cooperativeId: Id<'cooperative'>, through: BusinessDate) => Promise<OpenPoint[]>;

/** Everything that may still tell of the days up to one. */
export async function openPointsOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  through: BusinessDate,
  unreported: Unreported,
): Promise<OpenPoint[]> {
  const drafts = await openDraftsThrough(tx, cooperativeId, through);
  const own: OpenPoint[] = drafts === 0 ? [] : [{ kind: 'drafts', count: drafts, names: [] }];
  return [...own, ...(await unreported(tx, cooperativeId, through))];
}

/**
 * Closes a book through the end of a month. What still tells of those days is said, and kept with the closing of whoever closes nevertheless.
 * A year ends as any month does: its result stands among the results kept from 1 January on of itself, no journal is written. Idempotent on
 * `closing.id`; of two who close at once the second is refused.
 * @throws ledger/no-book, not-month-end, not-over-yet, closed-already, not-all-reported, id-reused
 */
export async function closePeriod(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  closing: NewClosing,
  known: { today: BusinessDate; unreported: Unreported },
): Promise<void> {
  const { closedThrough } = await lockBook(tx, cooperativeId);
  const there = (await closingsOf(tx, cooperativeId)).find(({ id }) => id === closing.id);
  if (there !== undefined) {
    if (there.through === closing.through && there.wasClosedTo === closing.closedThrough) return;
    throw ledgerRefusals.idReused({ id: closing.id });
  }
  const fault = closingFault(closing, closedThrough, known.today);
  if (fault !== undefined) throw fault;
  const { id, through } = closing;
  const open = await openPointsOf(tx, cooperativeId, through, known.unreported);
  if (open.length > 0 && !closing.despiteOpen)
    throw ledgerRefusals.notAllReported({ count: open.reduce((sum, { count }) => sum + count, 0) });
  await insertClosing(tx, { id, cooperativeId, through, wasClosedTo: closedThrough, open, ...recordedBy(doer) });
  await audit(
    tx,
    doer,
    'ledger/close-period',
    { kind: 'ledger/closing', id },
    { cooperativeId, detail: { through, open: open.length } },
  );
}
