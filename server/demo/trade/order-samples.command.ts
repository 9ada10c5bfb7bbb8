import type { KyselyPlugin } from 'kysely';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as procurement from '../../procurement/public.ts';
import * as facts from '../facts.ts';
import type { SampleOrder } from './orders.ts';
import type { OpenOutlet } from './outlet.ts';
import { costOfPack } from './outlets.ts';

const machine = { role: 'machine' } as const;
const sampled = { today: facts.demoToday, sample: true } as const;

/** An order of the demo as it stands in the database, with its lines in the order they were asked. */
interface Placed {
  readonly outlet: OpenOutlet;
  readonly order: SampleOrder;
  readonly orderId: Id<'order'>;
  /** What the supplier agreed to, in packs, by line. */
  readonly agreed: readonly number[];
}

/** Places the orders of the demo and takes each as far as its story goes: answered, on a truck, received with what differs, invoiced, paid. */
export async function orderSamples(
  tx: Tx,
  outlets: ReadonlyMap<string, OpenOutlet>,
  orders: readonly SampleOrder[],
): Promise<void> {
  const loads = new Map<
    string,
    { loadId: Id<'load'>; notes: Note[]; leftOn: BusinessDate; partnerId: Id<'partner'> }
  >();
  const arriving: (Placed & { deliveryId: Id<'delivery'> })[] = [];
  for (const order of orders) {
    const placed = await place(tx, present(outlets.get(order.village), order.village), order);
    if (order.leftOn === undefined) continue;
    const key = order.load ?? placed.orderId;
    const { leftOn, partnerId } = order;
    const load = loads.get(key) ?? { loadId: newId<'load'>(), notes: [], leftOn, partnerId };
    const note = noteOf(placed, load.notes.length);
    loads.set(key, { ...load, notes: [...load.notes, note] });
    arriving.push({ ...placed, deliveryId: note.id });
  }
  for (const [at, { loadId, notes, leftOn, partnerId }] of [...loads.values()].entries())
    await procurement.deliver(
      standingAs(tx, partnerId),
      machine,
      { loadId, leftOn, driver: drivers[at % drivers.length] ?? '', vehicle: `KT 8${100 + at} YZ`, notes },
      sampled,
    );
  for (const placed of arriving) await receive(tx, placed);
}

/** The same transaction with the supplier's steps open as well: who fills a demo stands on both sides of it. */
function standingAs(tx: Tx, partnerId: Id<'partner'>): Tx {
  const nothing: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => result,
  };
  const { regencyId, afterCommit } = tx;
  return Object.assign(tx.withPlugin(nothing), { regencyId, afterCommit, reach: { ...tx.reach, partnerId } });
}

const drivers = ['Contoh Rahmat', 'Contoh Yusuf', 'Contoh Made'];

type Note = Parameters<typeof procurement.deliver>[2]['notes'][number];

async function place(tx: Tx, outlet: OpenOutlet, order: SampleOrder): Promise<Placed> {
  const orderId = newId<'order'>();
  const lines = order.lines.map(({ productCode, packs }) => {
    const { itemId, ordered } = present(outlet.goods.get(productCode), productCode);
    const priceIdr = rupiah(present(costOfPack[productCode], productCode));
    return { itemId, packId: ordered.packId, qtyPacks: packs, qtyBase: packs * ordered.qtyBase, priceIdr };
  });
  const { cooperativeId, placeId } = outlet;
  await procurement.placeOrder(
    tx,
    machine,
    { id: orderId, cooperativeId, placeId, partnerId: order.partnerId, orderedOn: order.on, lines },
    sampled,
  );
  const cuts = order.lines.flatMap(({ agreed, packs }, at) =>
    agreed === undefined || agreed === packs
      ? []
      : [{ seq: at + 1, qtyPacks: agreed, reason: 'Stok gudang pemasok sedang terbatas' }],
  );
  const supplier = standingAs(tx, order.partnerId);
  const step = <T extends object>(more: T) => ({ id: newId<'order-step'>(), ...more });
  if (order.confirmedOn !== undefined)
    await procurement.confirmOrder(supplier, machine, orderId, step({ cuts }), order.confirmedOn);
  if (order.refused !== undefined)
    await procurement.refuseOrder(supplier, machine, orderId, step({ reason: order.refused.reason }), order.refused.on);
  if (order.cancelled !== undefined)
    await procurement.cancelOrder(tx, machine, orderId, step({ reason: order.cancelled.reason }), order.cancelled.on);
  return { outlet, order, orderId, agreed: order.lines.map(({ packs, agreed = packs }) => agreed) };
}

function noteOf({ outlet, order, orderId, agreed }: Placed, at: number): Note {
  const lines = order.lines.flatMap(({ productCode }, line) => {
    const packs = agreed[line] ?? 0;
    const { ordered } = present(outlet.goods.get(productCode), productCode);
    return packs === 0 ? [] : [{ seq: line + 1, qtyBase: packs * ordered.qtyBase }];
  });
  const number = `SJ-CONTOH/${order.on.replaceAll('-', '')}/${outlet.sample.village.slice(0, 3).toUpperCase()}${at + 1}`;
  return { id: newId<'delivery'>(), orderId, number, lines };
}

/** What came, what the supplier asks for it, and what was paid, as far as the story tells. */
async function receive(tx: Tx, placed: Placed & { deliveryId: Id<'delivery'> }): Promise<void> {
  const { outlet, order, orderId, agreed, deliveryId } = placed;
  if (order.receivedOn === undefined) return;
  const lines = order.lines.map(({ productCode, damaged = 0, missing = 0 }, at) => {
    const { ordered, baseUnit } = present(outlet.goods.get(productCode), productCode);
    const good = (agreed[at] ?? 0) - damaged - missing;
    const { qtyBase } = ordered;
    return {
      ...{ seq: at + 1, baseUnit, goodBase: good * qtyBase },
      ...(damaged === 0 ? {} : { damagedBase: damaged * qtyBase }),
    };
  });
  const { receivedOn } = order;
  await procurement.recordReceipt(
    tx,
    machine,
    { id: newId<'receipt'>(), orderId, deliveryId, placeId: outlet.placeId, receivedOn, lines },
    sampled,
  );
  if (order.invoicedOn !== undefined) await settle(tx, placed, order.invoicedOn);
}

async function settle(tx: Tx, { outlet, order, orderId, agreed }: Placed, invoicedOn: BusinessDate): Promise<void> {
  const priced = order.lines.map(({ productCode, missing = 0 }, at) => {
    const packs = agreed[at] ?? 0;
    const price = present(costOfPack[productCode], productCode);
    const { ordered } = present(outlet.goods.get(productCode), productCode);
    const line = { seq: at + 1, qtyBase: packs * ordered.qtyBase, amountIdr: rupiah(packs * price) };
    return { line, receivedIdr: (packs - missing) * price };
  });
  const lines = priced.map(({ line }) => line);
  const invoiceId = newId<'invoice'>();
  const number = `INV-CONTOH/${order.on.replaceAll('-', '')}/${outlet.sample.village.slice(0, 3).toUpperCase()}`;
  await procurement.recordInvoice(tx, machine, { id: invoiceId, orderId, number, invoicedOn, lines }, sampled);
  const owedIdr = rupiah(priced.reduce((sum, { receivedIdr }) => sum + receivedIdr, 0));
  const { accepted, paid } = order;
  if (accepted !== undefined)
    await procurement.acceptInvoice(
      tx,
      machine,
      invoiceId,
      { acceptedIdr: owedIdr, ...(accepted.reason === undefined ? {} : { reason: accepted.reason }) },
      accepted.on,
    );
  if (paid !== undefined) {
    const payment = { paidOn: paid.on, amountIdr: owedIdr, accountCode: '112100', evidence: paid.evidence };
    await procurement.recordPayment(tx, machine, { id: newId<'payment'>(), orderId, ...payment }, sampled);
  }
}
