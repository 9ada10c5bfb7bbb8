import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Detail, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { meetPaper } from '../paper.store.ts';
import { resaleBar } from './notice.store.ts';
import { itemOf } from './propose-sale.command.ts';
import { insertStep, lockSale, type Sale, type StepTaken, updateSale } from './sale.store.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import { isDue, type Side, type Step, sideFor, steps } from './surplus.ts';

/** A step somebody is about to take: the sale locked, his side settled. Undefined: it was taken before, the very same. */
export interface Taking {
  readonly sale: Sale;
  readonly side: Side;
  readonly contentHash: string;
}

/** @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now */
export async function beginStep(
  tx: Tx,
  saleId: Id<'surplus-sale'>,
  step: Step,
  sent: { readonly id: Id<'surplus-step'> },
): Promise<Taking | undefined> {
  const sale = await lockSale(tx, saleId);
  if (sale === undefined) throw surplusRefusals.notFound({});
  const { met, contentHash } = await meetPaper(tx, 'surplusStep', { ...sent, ...{ saleId, step } });
  if (met === 'other') throw surplusRefusals.idReused({ id: sent.id });
  if (met === 'same') return undefined;
  const side = sideFor(step, sale, tx.reach);
  if (side === undefined) throw surplusRefusals.notYours({});
  if (!isDue(step, sale)) throw surplusRefusals.notNow({ stage: sale.stage });
  return { sale, side, contentHash };
}

/** What the audit log calls each step. */
const told = {
  accept: { action: 'procurement/accept-surplus-sale' },
  refuse: { action: 'procurement/refuse-surplus-sale' },
  withdraw: { action: 'procurement/withdraw-surplus-sale' },
  dispatch: { action: 'procurement/dispatch-surplus-sale' },
  receive: { action: 'procurement/receive-surplus-sale' },
  pay: { action: 'procurement/pay-surplus-sale' },
  collect: { action: 'procurement/collect-surplus-sale' },
} as const satisfies Record<Step, { action: string }>;

/** Writes the step and what the sale came to by it, with its audit line. */
export async function endStep(
  tx: Tx,
  doer: Doer,
  { sale, side, contentHash }: Taking,
  taken: Omit<StepTaken, 'side' | 'contentHash' | 'step' | keyof ReturnType<typeof recordedBy>> & {
    readonly step: Step;
  },
  set: Parameters<typeof updateSale>[2] = {},
  detail: Detail = {},
): Promise<void> {
  const { to } = steps[taken.step] as { to?: Sale['stage'] };
  await insertStep(tx, sale, { ...taken, side, contentHash, ...recordedBy(doer) });
  await updateSale(tx, sale.id, { ...set, ...(to === undefined ? {} : { stage: to }) });
  await audit(
    tx,
    doer,
    told[taken.step].action,
    { kind: 'procurement/surplus-sale', id: sale.id },
    {
      cooperativeId: side === 'buyer' ? sale.buyerId : sale.sellerId,
      ...(taken.reason === undefined ? {} : { reason: taken.reason }),
      detail,
    },
  );
}

/**
 * The other cooperative agrees. Both now carry the product, and no rule bars it.
 * @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now, -own-proposal, -no-item, -barred
 */
export async function acceptSale(
  tx: Tx,
  doer: Doer,
  id: Id<'surplus-sale'>,
  given: { readonly id: Id<'surplus-step'> },
  today: BusinessDate,
): Promise<void> {
  const taking = await beginStep(tx, id, 'accept', given);
  if (taking === undefined) return;
  const { sale, side } = taking;
  if ('userId' in doer && doer.userId === sale.recordedBy) throw surplusRefusals.ownProposal({});
  await itemOf(tx, side === 'buyer' ? sale.buyerId : sale.sellerId, sale.productCode);
  const basis = await resaleBar(tx, sale.productCode, today);
  if (basis !== undefined) throw surplusRefusals.barred({ basis });
  await endStep(tx, doer, taking, { id: given.id, step: 'accept', happenedOn: today });
}

/** The other cooperative says no, or either takes it back before the goods leave. @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now */
export async function dropSale(
  tx: Tx,
  doer: Doer,
  id: Id<'surplus-sale'>,
  step: 'refuse' | 'withdraw',
  given: { readonly id: Id<'surplus-step'>; readonly reason: string },
  today: BusinessDate,
): Promise<void> {
  const taking = await beginStep(tx, id, step, given);
  if (taking === undefined) return;
  await endStep(tx, doer, taking, { id: given.id, step, happenedOn: today, reason: given.reason });
}
