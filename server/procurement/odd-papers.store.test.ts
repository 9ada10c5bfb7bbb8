import { describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as partners from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { matchOf } from './billing/billing.store.ts';
import { differencesOf } from './billing/billing.ts';
import { recordInvoice, recordPayment } from './billing/keep-billing.command.ts';
import { deliver } from './delivery/deliver.command.ts';
import { ordersPage } from './order-list.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';
import { returnGoods } from './returns/return-goods.command.ts';
import { cancelOrder, confirmOrder } from './step-order.command.ts';
import {
  bulog,
  machine,
  orderOf,
  reachOf,
  receiptOf,
  standingOf,
  type Trading,
  today,
  trading,
} from './testing/trading.ts';

// Papers that come in another order, or say something else, than anybody would expect.

const database = testDatabase();
const here = regencyId(9421);
const on = { today };
const city = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] } as const;
const inCity = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city, work);
const buyer = <T>(at: Trading, work: (tx: Tx) => Promise<T>) => database.app.inRegency(reachOf(here, at).own, work);
const supplier = <T>(at: Trading, work: (tx: Tx) => Promise<T>) =>
  database.app.inRegency(reachOf(here, at).ofPartner(bulog), work);

async function placed(at: Trading, qtyPacks = 10): Promise<Id<'order'>> {
  const order = orderOf(at, qtyPacks);
  await buyer(at, (tx) => placeOrder(tx, machine, order, on));
  return order.id;
}

const confirm = (at: Trading, id: Id<'order'>) =>
  supplier(at, (tx) => confirmOrder(tx, machine, id, { id: newId<'order-step'>(), cuts: [] }, today));

const leave = (at: Trading, orderId: Id<'order'>, qtyBase = 50_000) => {
  const note = { id: newId<'delivery'>(), orderId, number: 'DO-1', lines: [{ seq: 1, qtyBase }] };
  const truck = { loadId: newId<'load'>(), leftOn: today, driver: 'Pak Rudi', vehicle: 'KT 8123 LX', notes: [note] };
  return supplier(at, (tx) => deliver(tx, machine, truck, on));
};

const statusOf = (at: Trading, id: Id<'order'>) =>
  buyer(at, async (tx) => {
    const all = [...(await ordersPage(tx, {})).rows, ...(await ordersPage(tx, { open: false })).rows];
    return all.find((order) => order.id === id)?.status;
  });

const back = (at: Trading, orderId: Id<'order'>, qtyBase: number) =>
  buyer(at, (tx) => {
    const lines = [{ seq: 1, fromPlaceId: at.outletId, qtyBase }];
    const given = { id: newId<'goods-return'>(), orderId, returnedOn: today, reason: 'tidak laku', lines };
    return returnGoods(tx, machine, given, on);
  });

const consign = (at: Trading) =>
  inCity((tx) =>
    partners.addAgreement(tx, machine, {
      ...{ id: newId<'agreement'>(), cooperativeId: at.cooperativeId, partnerId: bulog, number: 'KONS-1' },
      ...{ validFrom: businessDate('2025-11-01'), payment: 'after_days', payWithinDays: 14, isConsigned: true },
      products: [{ productCode: 'rice-sphp-5kg', priceIdr: rupiah(56_500) }],
      source: { name: 'uji', date: today },
    }),
  );

describe('money', () => {
  test('goes out of cash or a bank, and of no other account', async () => {
    const at = await inCity(trading);
    const orderId = await placed(at);
    const pay = (accountCode: string) =>
      buyer(at, (tx) => {
        const paid = { id: newId<'payment'>(), orderId, paidOn: today, evidence: 'TRF-1', amountIdr: rupiah(1_000) };
        return recordPayment(tx, machine, { ...paid, accountCode }, on);
      });
    for (const accountCode of ['114101', '211000', '527000', '999999'])
      await expect(pay(accountCode), accountCode).rejects.toMatchObject({ type: 'procurement/not-money' });
    await pay('111000');
    await pay('112100');
  });

  test('is asked for in an invoice that asks for some', async () => {
    const at = await inCity(trading);
    const orderId = await placed(at);
    await confirm(at, orderId);
    const ask = (amountIdr: number, number = 'F-1') =>
      supplier(at, (tx) => {
        const lines = [{ seq: 1, qtyBase: 50_000, amountIdr: rupiah(amountIdr) }];
        return recordInvoice(tx, machine, { id: newId<'invoice'>(), orderId, number, invoicedOn: today, lines }, on);
      });
    await expect(ask(0)).rejects.toMatchObject({ type: 'procurement/nothing-asked' });
    await ask(565_000);
    await expect(ask(565_000)).rejects.toMatchObject({ type: 'procurement/invoice-twice' });
  });
});

describe('a slip of the hand', () => {
  test('is refused where it is made, and leaves the page of the order readable', async () => {
    const at = await inCity(trading);
    const tooLarge = { type: 'procurement/too-large', data: { seq: 1 } };
    await expect(
      buyer(at, (tx) => placeOrder(tx, machine, orderOf(at, 200, 1_000_000_000_000), on)),
    ).rejects.toMatchObject(tooLarge);
    const order = orderOf(at, 1, 5_000_000);
    await buyer(at, (tx) => placeOrder(tx, machine, order, on));
    const huge = 1_000_000_000_000;
    await expect(
      buyer(at, (tx) => recordReceipt(tx, machine, receiptOf(at, order.id, huge, { damagedBase: huge }), on)),
    ).rejects.toMatchObject(tooLarge);
    const ask = (qtyBase: number) =>
      supplier(at, (tx) => {
        const invoice = { id: newId<'invoice'>(), orderId: order.id, number: `F-${qtyBase}`, invoicedOn: today };
        const lines = [{ seq: 1, qtyBase, amountIdr: rupiah(1) }];
        return recordInvoice(tx, machine, { ...invoice, lines }, on);
      });
    await expect(ask(huge)).rejects.toMatchObject(tooLarge);
    await ask(900_000_000);
    await expect(ask(900_000_001)).rejects.toMatchObject(tooLarge);
    const [line] = await buyer(at, (tx) => matchOf(tx, order.id));
    expect(line && differencesOf(line)).toEqual(['price_differs']);
  });
});

describe('a truck', () => {
  test('that left before the answer, or for an order that is over, is recorded and flagged', async () => {
    const at = await inCity(trading);
    const flagsOf = async (orderId: Id<'order'>) =>
      (await database.owner.query('select flags from procurement.delivery where order_id = $1', [orderId])).rows.map(
        ({ flags }) => flags,
      );
    const early = await placed(at);
    await leave(at, early);
    expect(await statusOf(at, early)).toBe('on_the_way');
    expect(await flagsOf(early)).toEqual([['not_confirmed']]);
    const taken = await placed(at);
    await buyer(at, (tx) => cancelOrder(tx, machine, taken, { id: newId<'order-step'>(), reason: 'batal' }, today));
    await leave(at, taken);
    expect(await statusOf(at, taken)).toBe('cancelled');
    expect(await flagsOf(taken)).toEqual([['order_was_over']]);
    const agreed = await placed(at);
    await confirm(at, agreed);
    await leave(at, agreed);
    expect(await flagsOf(agreed), 'the control').toEqual([[]]);
  });
});

describe('consigned goods', () => {
  test('come, and go back, as the partner’s: neither value nor debt, and never our own goods in their place', async () => {
    const at = await inCity(trading);
    const bought = await placed(at);
    await buyer(at, (tx) => recordReceipt(tx, machine, receiptOf(at, bought, 50_000), on));
    await consign(at);
    const consigned = await placed(at);
    await buyer(at, (tx) => recordReceipt(tx, machine, receiptOf(at, consigned, 50_000), on));
    const book = { '114101': 565_000, '211000': -565_000 };
    expect(await buyer(at, (tx) => standingOf(tx, at))).toEqual({ stock: { outlet: 100_000 }, book });
    await back(at, consigned, 20_000);
    expect(await buyer(at, (tx) => standingOf(tx, at))).toEqual({ stock: { outlet: 80_000 }, book });
    await back(at, bought, 50_000);
    expect(await buyer(at, (tx) => standingOf(tx, at))).toEqual({ stock: { outlet: 30_000 }, book: {} });
    await expect(back(at, bought, 1)).rejects.toMatchObject({ type: 'procurement/more-than-received' });
    await back(at, consigned, 30_000);
    expect(await buyer(at, (tx) => standingOf(tx, at))).toEqual({ stock: {}, book: {} });
  });
});

describe('a receipt', () => {
  test('of a month that is closed keeps its day, goes into the first open one and says so', async () => {
    const at = await inCity(trading);
    const id = await placed(at);
    await database.owner.query('update ledger.book set closed_through = $1 where cooperative_id = $2', [
      '2025-11-25',
      at.cooperativeId,
    ]);
    const late = receiptOf(at, id, 50_000, { receivedOn: businessDate('2025-11-20') });
    await buyer(at, (tx) => recordReceipt(tx, machine, late, on));
    const { rows } = await database.owner.query<{ received_on: string; posted_on: string }>(
      'select received_on::text, posted_on::text from procurement.receipt where id = $1',
      [late.id],
    );
    expect(rows).toEqual([{ received_on: '2025-11-20', posted_on: '2025-11-26' }]);
  });

  test('of which two people tell at once is one each, and both are added up', async () => {
    const at = await inCity(trading);
    const id = await placed(at);
    const one = receiptOf(at, id, 50_000);
    const other = receiptOf(at, id, 50_000);
    const told = [one, other, one, other].map((given) => buyer(at, (tx) => recordReceipt(tx, machine, given, on)));
    await Promise.all(told);
    const { rows } = await database.owner.query<{ flags: string[] }>(
      'select flags from procurement.receipt where order_id = $1 order by recorded_at, number',
      [id],
    );
    expect(rows).toHaveLength(2);
    expect(rows.filter(({ flags }) => flags.includes('more_than_ordered'))).toHaveLength(1);
    expect((await buyer(at, (tx) => standingOf(tx, at))).stock).toEqual({ outlet: 100_000 });
  });
});
