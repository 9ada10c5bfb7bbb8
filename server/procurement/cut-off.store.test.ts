import { describe, expect, test } from 'vitest';
import type { Id } from '../kernel/ids.ts';
import { regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { CutOff, cutOffAt } from '../platform/db/testing/cut-off.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { acceptInvoice, recordInvoice, recordPayment } from './billing/keep-billing.command.ts';
import { orderDifferences } from './compare-orders.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';
import { returnGoods } from './returns/return-goods.command.ts';
import { machine, orderOf, receiptOf, standingOf, type Trading, today, trading } from './testing/trading.ts';

const database = testDatabase();
const city = { regencyId: regencyId(9441), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] } as const;
const on = { today };

interface Bought {
  readonly at: Trading;
  readonly orderId: Id<'order'>;
  readonly invoiceId: Id<'invoice'>;
}

/** Ten sacks that came, and an invoice for a little more than they were ordered at. */
async function bought(tx: Tx): Promise<Bought> {
  const at = await trading(tx);
  const order = orderOf(at, 10);
  await placeOrder(tx, machine, order, on);
  await recordReceipt(tx, machine, receiptOf(at, order.id, 50_000), on);
  const invoice = { id: newId<'invoice'>(), orderId: order.id, number: 'F-1', invoicedOn: today };
  const lines = [{ seq: 1, qtyBase: 50_000, amountIdr: rupiah(570_000) }];
  await recordInvoice(tx, machine, { ...invoice, lines }, on);
  return { at, orderId: order.id, invoiceId: invoice.id };
}

const steps: Record<string, (of: Bought) => (tx: Tx) => Promise<void>> = {
  'a receipt': ({ at, orderId }) => {
    const batch = { label: 'B-7', expiresOn: today };
    const given = receiptOf(at, orderId, 5_000, { damagedBase: 5_000, batch });
    return (tx) => recordReceipt(tx, machine, given, on);
  },
  'an acceptance': ({ invoiceId }) => {
    return (tx) => acceptInvoice(tx, machine, invoiceId, { acceptedIdr: rupiah(568_000) }, today);
  },
  'a payment': ({ orderId }) => {
    const paid = { id: newId<'payment'>(), orderId, paidOn: today, evidence: 'TRF-1', accountCode: '112100' };
    return (tx) => recordPayment(tx, machine, { ...paid, amountIdr: rupiah(565_000) }, on);
  },
  'a return': ({ at, orderId }) => {
    const lines = [{ seq: 1, fromPlaceId: at.outletId, qtyBase: 10_000 }];
    const given = { id: newId<'goods-return'>(), orderId, returnedOn: today, reason: 'berkutu', lines };
    return (tx) => returnGoods(tx, machine, given, on);
  },
};

describe('R07: cut off at any statement, what moves goods or money of an order is as if it had not been', () => {
  test.each(Object.entries(steps))('%s', async (_name, prepare) => {
    const of = await database.app.inRegency(city, bought);
    const step = prepare(of);
    const picture = () =>
      database.rolledBack(city, async (tx) => ({
        ...(await standingOf(tx, of.at)),
        differences: await orderDifferences(tx),
        papers: (
          await database.owner.query(
            `select (select count(*) from procurement.order_step where order_id = $1) as steps, (select count(*) from audit.entry) as entries,
              (select sum(last_number) from procurement.counter where cooperative_id = $2) as numbers`,
            [of.orderId, of.at.cooperativeId],
          )
        ).rows,
      }));
    const before = await picture();
    expect(before.differences).toEqual([]);
    let statement = 1;
    for (; ; statement++) {
      const ended = await database.app
        .inRegency(city, (tx) => step(cutOffAt(tx, statement)))
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      if (ended === undefined) break;
      expect(ended).toBeInstanceOf(CutOff);
      expect(await picture()).toEqual(before);
    }
    expect(statement, 'so many statements it was cut off at').toBeGreaterThan(8);
    const after = await picture();
    expect(after, 'the control: it does something').not.toEqual(before);
    expect(after.differences).toEqual([]);
    await database.app.inRegency(city, step);
    expect(await picture(), 'once more changes nothing').toEqual(after);
  });
});
