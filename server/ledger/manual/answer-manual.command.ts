import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { lockBook } from '../book.store.ts';
import type { Posted } from '../journal.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { postJournals } from '../post-journals.command.ts';
import { stopAsking } from './ask-approver.command.ts';
import { findManual, insertAnswer } from './manual.store.ts';
import { type Manual, type ManualAnswer, manualKind } from './manual.ts';

type Answerer = Pick<Actor, 'userId' | 'grantId' | 'role' | 'onBehalf' | 'today'>;

/**
 * Lets a draft into the book. The drafter himself may not. The same person again changes nothing and hears the same.
 * @throws ledger/draft-not-found, own-draft, answered, already-reversed
 */
export async function approveJournal(tx: Tx, doer: Answerer, id: Id<'manual'>): Promise<Posted> {
  const manual = await answer(tx, doer, id, { answer: 'approved', reason: null });
  const { cooperativeId, occurredOn, description, evidence, reversesId, lines, sample } = manual;
  const [posted] = await postJournals(tx, doer, [
    {
      ...{ id: newId<'journal'>(), cooperativeId, occurredOn, description, sample },
      ...(evidence !== null && { evidence }),
      ...(reversesId !== null && { reversesId }),
      ...{ source: { kind: manualKind, id }, postings: lines },
    },
  ]);
  if (posted === undefined) throw ledgerRefusals.draftNotFound({});
  return posted;
}

/** Sends a draft back, with the reason. @throws ledger/draft-not-found, own-draft, answered */
export async function refuseJournal(tx: Tx, doer: Answerer, id: Id<'manual'>, reason: string): Promise<void> {
  await answer(tx, doer, id, { answer: 'refused', reason });
}

/** Its drafter takes a draft back. @throws ledger/draft-not-found, not-your-draft, answered */
export async function withdrawJournal(tx: Tx, doer: Answerer, id: Id<'manual'>): Promise<void> {
  await answer(tx, doer, id, { answer: 'withdrawn', reason: null });
}

/** Says once what becomes of a draft. The book is taken first, so that two answers come one after the other. */
async function answer(
  tx: Tx,
  doer: Answerer,
  id: Id<'manual'>,
  given: { answer: ManualAnswer; reason: string | null },
): Promise<Manual> {
  const seen = await findManual(tx, id);
  if (seen === undefined) throw ledgerRefusals.draftNotFound({});
  await lockBook(tx, seen.cooperativeId);
  const manual = (await findManual(tx, id)) ?? seen;
  if (manual.answer !== null) {
    if (manual.answer === given.answer && manual.answeredBy === doer.userId) return manual;
    throw ledgerRefusals.answered({ answer: manual.answer });
  }
  const isDrafter = manual.recordedBy === doer.userId;
  if (given.answer === 'withdrawn' && !isDrafter) throw ledgerRefusals.notYourDraft({});
  if (given.answer !== 'withdrawn' && isDrafter) throw ledgerRefusals.ownDraft({});
  await insertAnswer(tx, manual, { ...given, ...recordedBy(doer) });
  await stopAsking(tx, doer, id, { on: doer.today, outcome: given.answer === 'withdrawn' ? 'dropped' : 'done' });
  const { cooperativeId, description } = manual;
  const about = { cooperativeId, detail: { description }, ...(given.reason !== null && { reason: given.reason }) };
  await audit(tx, doer, actOf[given.answer], { kind: 'ledger/manual', id }, about);
  return manual;
}

const actOf = {
  approved: 'ledger/approve-journal',
  refused: 'ledger/refuse-journal',
  withdrawn: 'ledger/withdraw-journal',
} as const satisfies Record<ManualAnswer, string>;
