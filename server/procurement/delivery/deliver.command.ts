import type { BusinessDate } from '../../kernel/business-date.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';
import { linesOf, partiesOf, takeStep } from '../order.store.ts';
import { meetPaper } from '../paper.store.ts';
import { orderFor } from '../step-order.command.ts';
import type { NewLoad } from './delivery.schema.ts';
import { insertDelivery } from './delivery.store.ts';
import { statusAfterTruck, truckFlags } from './delivery.ts';

/**
 * Records what left on one truck, a note for each order it serves. How much is the supplier's word: more or less than agreed shows when the note
 * is held against the order. A fact: before the answer, or of an order that is over, it is recorded and flagged. Orders are locked in the order of their ids. Idempotent on the ids of the notes.
 * @throws procurement/not-found, not-yours, id-reused, in-future, line-not-found, item-twice
 */
export async function deliver(
  tx: Tx,
  doer: Doer,
  given: NewLoad,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  if (given.leftOn > today) throw orderRefusals.inFuture({});
  for (const note of given.notes.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1)))
    await deliverOne(tx, doer, { load: given, note, sample });
}

async function deliverOne(
  tx: Tx,
  doer: Doer,
  { load, note, sample }: { load: NewLoad; note: NewLoad['notes'][number]; sample: boolean },
): Promise<void> {
  const { notes: _, ...truck } = load;
  const order = await orderFor(tx, note.orderId, 'deliver');
  const { met, contentHash } = await meetPaper(tx, 'delivery', { ...truck, ...note });
  if (met === 'other') throw orderRefusals.idReused({ id: note.id });
  if (met === 'same') return;
  const known = new Set((await linesOf(tx, order.id)).map(({ seq }) => seq));
  const unknown = note.lines.find(({ seq }) => !known.has(seq));
  if (unknown) throw orderRefusals.lineNotFound({ seq: unknown.seq });
  if (new Set(note.lines.map(({ seq }) => seq)).size < note.lines.length) throw orderRefusals.itemTwice({});
  const by = recordedBy(doer);
  const { id, orderId, number, lines } = note;
  const flags = truckFlags(order.status);
  const paper = { ...truck, id, orderId, number, flags: [...flags], ...partiesOf(order), contentHash, sample, ...by };
  await insertDelivery(tx, paper, lines);
  const status = statusAfterTruck(order.status);
  const step = { id: newId<'order-step'>(), step: 'deliver', status, happenedOn: load.leftOn } as const;
  await takeStep(tx, order, { ...step, contentHash, detail: { deliveryId: id }, ...by });
  await audit(
    tx,
    doer,
    'procurement/deliver',
    { kind: 'procurement/delivery', id },
    { cooperativeId: order.cooperativeId, detail: { number, order: order.number, flags: [...flags] } },
  );
}
