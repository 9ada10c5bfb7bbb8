import type { BusinessDate } from '../kernel/business-date.ts';
import type { BodyOf } from '../kernel/call.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import { orderRefusals } from './order.refusals.ts';
import type { confirmOrderCall, refuseOrderCall } from './order.schema.ts';
import { linesOf, lockOrder, takeStep } from './order.store.ts';
import { type Order, type OrderStatus, type OrderStep, orderSteps, sidesOf } from './order.ts';
import { meetPaper } from './paper.store.ts';

type WithReason = BodyOf<typeof refuseOrderCall>;

/** The order, locked, for somebody who stands on one of these sides of it. @throws procurement/not-found, not-yours */
export async function orderFor(tx: Tx, orderId: Id<'order'>, ...steps: readonly OrderStep[]): Promise<Order> {
  const order = await lockOrder(tx, orderId);
  if (order === undefined) throw orderRefusals.notFound({});
  const sides = sidesOf(order, tx.reach);
  if (!steps.some((step) => sides.includes(orderSteps[step].by))) throw orderRefusals.notYours({});
  return order;
}

/**
 * The supplier agrees to an order, to less of some lines where he has less. Idempotent on its id.
 * @throws procurement/not-found, not-yours, id-reused, not-now, line-not-found, item-twice, more-than-ordered, nothing-left
 */
export async function confirmOrder(
  tx: Tx,
  doer: Doer,
  orderId: Id<'order'>,
  given: BodyOf<typeof confirmOrderCall>,
  today: BusinessDate,
): Promise<void> {
  await step(tx, doer, { orderId, step: 'confirm', status: 'confirmed', given, today }, async () => {
    const lines = await linesOf(tx, orderId);
    if (new Set(given.cuts.map(({ seq }) => seq)).size < given.cuts.length) throw orderRefusals.itemTwice({});
    for (const { seq, qtyPacks } of given.cuts) {
      const line = lines.find((known) => known.seq === seq);
      if (line === undefined) throw orderRefusals.lineNotFound({ seq });
      if (qtyPacks > line.qtyPacks) throw orderRefusals.moreThanOrdered({ seq, orderedPacks: line.qtyPacks });
    }
    if (given.cuts.filter(({ qtyPacks }) => qtyPacks === 0).length === lines.length)
      throw orderRefusals.nothingLeft({});
    return given.cuts;
  });
}

/** The supplier says no. Idempotent on its id. @throws procurement/not-found, not-yours, id-reused, not-now */
export async function refuseOrder(tx: Tx, doer: Doer, orderId: Id<'order'>, given: WithReason, today: BusinessDate) {
  await step(tx, doer, { orderId, step: 'refuse', status: 'refused', given, today });
}

/** The buyer takes his order back before anything left. Idempotent on its id. @throws procurement/not-found, not-yours, id-reused, not-now */
export async function cancelOrder(tx: Tx, doer: Doer, orderId: Id<'order'>, given: WithReason, today: BusinessDate) {
  await step(tx, doer, { orderId, step: 'cancel', status: 'cancelled', given, today });
}

/** The buyer expects nothing more of it. Idempotent on its id. @throws procurement/not-found, not-yours, id-reused, not-now */
export async function closeOrder(tx: Tx, doer: Doer, orderId: Id<'order'>, given: WithReason, today: BusinessDate) {
  await step(tx, doer, { orderId, step: 'close', status: 'closed', given, today });
}

interface StepAsked {
  readonly orderId: Id<'order'>;
  readonly step: 'confirm' | 'refuse' | 'cancel' | 'close';
  readonly status: OrderStatus;
  readonly given: { readonly id: Id<'order-step'>; readonly reason?: string };
  readonly today: BusinessDate;
}

async function step(
  tx: Tx,
  doer: Doer,
  { orderId, step, status, given, today }: StepAsked,
  detailOf: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const order = await orderFor(tx, orderId, step);
  const { met, contentHash } = await meetPaper(tx, 'orderStep', { ...given, orderId, step });
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const from: readonly OrderStatus[] = orderSteps[step].from;
  if (!from.includes(order.status)) throw orderRefusals.notNow({ status: order.status });
  const { id, reason } = given;
  const taken = { id, step, status, happenedOn: today, contentHash, reason, detail: await detailOf() };
  await takeStep(tx, order, { ...taken, ...recordedBy(doer) });
  const about = { cooperativeId: order.cooperativeId, detail: { number: order.number } };
  const subject = { kind: 'procurement/order', id: orderId };
  await audit(tx, doer, `procurement/${step}-order`, subject, reason === undefined ? about : { ...about, reason });
}
