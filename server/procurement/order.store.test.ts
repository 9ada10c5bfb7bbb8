import { describe, expect, test } from 'vitest';
import * as inventory from '../inventory/public.ts';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as partners from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { matchOf } from './billing/billing.store.ts';
import { differencesOf } from './billing/billing.ts';
import { acceptInvoice, recordInvoice, recordPayment } from './billing/keep-billing.command.ts';
import { orderDifferences } from './compare-orders.store.ts';
import { deliver } from './delivery/deliver.command.ts';
import { ordersPage } from './order-list.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';
import { returnGoods } from './returns/return-goods.command.ts';
import { cancelOrder, confirmOrder, refuseOrder } from './step-order.command.ts';
import {
  bulog,
  machine,
  orderOf,
  patraNiaga,
  placeOf,
  reachOf,
  receiptOf,
  standingOf,
  type Trading,
  today,
  trading,
} from './testing/trading.ts';

const database = testDatabase();
const here = regencyId(9401);
const city: Reach = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const on = { today };

const inCity = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city, work);
const as = <T>(reach: Reach, work: (tx: Tx) => Promise<T>) => database.app.inRegency(reach, work);

async function placed(at: Trading, qtyPacks = 100, priceIdr?: number): Promise<Id<'order'>> {
  const order = orderOf(at, qtyPacks, priceIdr);
  await as(reachOf(here, at).own, (tx) => placeOrder(tx, machine, order, on));
  return order.id;
}

const confirm = (at: Trading, id: Id<'order'>, cuts: { seq: number; qtyPacks: number; reason: string }[] = []) =>
  as(reachOf(here, at).ofPartner(bulog), (tx) =>
    confirmOrder(tx, machine, id, { id: newId<'order-step'>(), cuts }, today),
  );

function load(orderId: Id<'order'>, qtyBase: number) {
  const note = { id: newId<'delivery'>(), orderId, number: 'DO-1', lines: [{ seq: 1, qtyBase }] };
  return { loadId: newId<'load'>(), leftOn: today, driver: 'Pak Rudi', vehicle: 'KT 8123 LX', notes: [note] };
}

const statusOf = (at: Trading, id: Id<'order'>) =>
  as(reachOf(here, at).own, async (tx) => {
    const all = [...(await ordersPage(tx, {})).rows, ...(await ordersPage(tx, { open: false })).rows];
    return all.find((order) => order.id === id)?.status;
  });

describe('an order and what came of it', () => {
  test('Bulog confirms part, delivers, the outlet receives less and some damaged: stock and debt are what came', async () => {
    const at = await inCity(trading);
    const { own, ofPartner } = reachOf(here, at);
    const id = await placed(at);
    await confirm(at, id, [{ seq: 1, qtyPacks: 80, reason: 'stok gudang kurang' }]);
    const truck = load(id, 400_000);
    await as(ofPartner(bulog), (tx) => deliver(tx, machine, truck, on));
    expect(await statusOf(at, id)).toBe('on_the_way');
    const deliveryId = truck.notes[0]?.id;
    const receipt = receiptOf(at, id, 385_000, { damagedBase: 10_000, ...(deliveryId && { deliveryId }) });
    await as(own, (tx) => recordReceipt(tx, machine, receipt, on));
    await as(own, (tx) => recordReceipt(tx, machine, receipt, on)); // sent twice
    expect(await as(own, (tx) => standingOf(tx, at))).toEqual({
      stock: { outlet: 385_000, damaged: 10_000 },
      book: { '114101': 4_463_500, '211000': -4_463_500 },
    });
    expect(await statusOf(at, id)).toBe('part_received');
    const [line] = await as(own, (tx) => matchOf(tx, id));
    expect(line && differencesOf(line)).toEqual(['cut', 'received_less']);
    await as(own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 5_000), on));
    expect(await statusOf(at, id)).toBe('received');
  });

  test('invoice, payment in parts and return settle the debt to the rupiah', async () => {
    const at = await inCity(trading);
    const { own, ofPartner } = reachOf(here, at);
    const id = await placed(at, 10);
    await confirm(at, id);
    await as(own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 20_000), on));
    const lines = [{ seq: 1, qtyBase: 50_000, amountIdr: rupiah(570_000) }];
    const invoice = { id: newId<'invoice'>(), orderId: id, number: 'INV-9', invoicedOn: today, lines };
    await as(ofPartner(bulog), (tx) => recordInvoice(tx, machine, invoice, on));
    const accept = (acceptedIdr: number) =>
      as(own, (tx) => acceptInvoice(tx, machine, invoice.id, { acceptedIdr: rupiah(acceptedIdr) }, today));
    await expect(accept(570_001)).rejects.toMatchObject({ type: 'procurement/more-than-invoiced' });
    await expect(accept(228_001)).rejects.toMatchObject({
      type: 'procurement/not-all-come',
      data: { coveredIdr: 228_000 },
    });
    await as(own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 25_000, { damagedBase: 5_000 }), on));
    await accept(568_000);
    await accept(568_000);
    await expect(accept(1)).rejects.toMatchObject({ type: 'procurement/already-accepted' });
    const damaged = await as(own, (tx) => placeOf(tx, at, 'damaged'));
    const back = { id: newId<'goods-return'>(), orderId: id, returnedOn: today, reason: 'karung sobek' };
    const some = (qtyBase: number) => ({ ...back, lines: [{ seq: 1, fromPlaceId: damaged, qtyBase }] });
    await expect(as(own, (tx) => returnGoods(tx, machine, some(50_001), on))).rejects.toMatchObject({
      type: 'procurement/more-than-received',
    });
    await expect(as(own, (tx) => returnGoods(tx, machine, some(5_001), on))).rejects.toMatchObject({
      type: 'inventory/short',
    });
    await as(own, (tx) => returnGoods(tx, machine, some(5_000), on));
    const pay = (amountIdr: number) =>
      as(own, (tx) => {
        const paid = { id: newId<'payment'>(), orderId: id, paidOn: today, evidence: 'TRF-1', accountCode: '112100' };
        return recordPayment(tx, machine, { ...paid, amountIdr: rupiah(amountIdr) }, on);
      });
    await pay(500_000);
    await pay(11_500);
    expect(await as(own, (tx) => standingOf(tx, at))).toEqual({
      stock: { outlet: 45_000 },
      book: { '112100': -511_500, '114101': 508_500, '527000': 3_000 },
    });
  });

  test('larger than ordered, without a note, of an order nobody confirmed, of one long over: recorded and flagged', async () => {
    const at = await inCity(trading);
    const { own } = reachOf(here, at);
    const id = await placed(at, 10);
    await as(own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 60_000), on));
    const flags = async () =>
      (
        await database.owner.query('select flags from procurement.receipt where order_id = $1 order by recorded_at', [
          id,
        ])
      ).rows.map((row) => row.flags);
    expect(await flags()).toEqual([['more_than_ordered', 'without_note', 'not_confirmed']]);
    await as(own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 5_000), on));
    expect((await flags())[1]).toEqual(['more_than_ordered', 'without_note', 'order_was_over']);
  });
});

describe('bad input', () => {
  test('same id, other content; another unit; an outlet of somebody else; beyond 2 tons; a day to come', async () => {
    const [at, other] = [await inCity(trading), await inCity(trading)];
    const { own } = reachOf(here, at);
    const order = orderOf(at, 400);
    const place = (given: typeof order) => as(own, (tx) => placeOrder(tx, machine, given, on));
    const refusedAs = (given: typeof order, type: string) =>
      expect(place(given), type).rejects.toMatchObject({ type: `procurement/${type}` });
    const [line] = order.lines;
    await place(order);
    await place(order);
    await refusedAs({ ...order, note: 'lain' }, 'id-reused');
    await refusedAs({ ...orderOf(at, 1), placeId: other.outletId }, 'place-not-found');
    await refusedAs(orderOf(other, 1), 'not-yours');
    await refusedAs({ ...orderOf(at, 1), lines: [{ ...orderOf(at, 1).lines[0], qtyBase: 1 }] as never }, 'other-unit');
    await refusedAs(orderOf(at, 401), 'beyond-limit');
    await refusedAs({ ...orderOf(at, 1), orderedOn: businessDate('2025-11-28') }, 'in-future');
    await refusedAs({ ...orderOf(at, 1), partnerId: newId<'partner'>() }, 'partner-not-found');
    await refusedAs({ ...orderOf(at, 1), lines: line ? [line, line] : [] }, 'item-twice');
    await refusedAs({ ...orderOf(at, 1), lines: orderOf(other, 1).lines }, 'item-not-found');
    const receive = (given: ReturnType<typeof receiptOf>) => as(own, (tx) => recordReceipt(tx, machine, given, on));
    const receipt = receiptOf(at, order.id, 5_000);
    await receive(receipt);
    const refused = (given: typeof receipt, type: string) =>
      expect(receive(given), type).rejects.toMatchObject({ type: `procurement/${type}` });
    await refused({ ...receipt, note: 'lain' }, 'id-reused');
    await refused(receiptOf(at, order.id, 20, { baseUnit: 'piece' }), 'unit-differs');
    await refused(receiptOf(at, order.id, 5_000, { placeId: other.outletId }), 'place-not-found');
    await refused(receiptOf(at, order.id, 5_000, { seq: 2 }), 'line-not-found');
    await refused(receiptOf(at, order.id, 5_000, { receivedOn: businessDate('2025-11-28') }), 'in-future');
    await refused(receiptOf(at, order.id, 5_000, { deliveryId: newId<'delivery'>() }), 'delivery-not-found');
    await refused(receiptOf(at, order.id, 0), 'nothing-came');
    await refused(receiptOf(at, newId<'order'>(), 5_000), 'not-found');
  });

  test('a partner neither reads nor answers what another partner was asked for, and the buyer does not answer himself', async () => {
    const at = await inCity(trading);
    const { own, ofPartner } = reachOf(here, at);
    const id = await placed(at);
    const answer = (tx: Tx) => confirmOrder(tx, machine, id, { id: newId<'order-step'>(), cuts: [] }, today);
    expect((await as(ofPartner(patraNiaga), (tx) => ordersPage(tx, {}))).rows).toEqual([]);
    expect(
      (await as(ofPartner(bulog), (tx) => ordersPage(tx, {}))).rows.map((row) => row.id),
      'the control',
    ).toContain(id);
    await expect(as(ofPartner(patraNiaga), answer)).rejects.toMatchObject({ type: 'procurement/not-found' });
    await expect(as(own, answer)).rejects.toMatchObject({ type: 'procurement/not-yours' });
    const sent = { id: newId<'order-step'>(), reason: 'batal' };
    await expect(as(ofPartner(bulog), (tx) => cancelOrder(tx, machine, id, sent, today))).rejects.toMatchObject({
      type: 'procurement/not-yours',
    });
    await as(ofPartner(bulog), (tx) => refuseOrder(tx, machine, id, sent, today));
    await as(ofPartner(bulog), (tx) => refuseOrder(tx, machine, id, sent, today));
    await expect(as(ofPartner(bulog), answer)).rejects.toMatchObject({ type: 'procurement/not-now' });
  });

  test('two send the same order at once: one order, and both are told it is there', async () => {
    const at = await inCity(trading);
    const order = orderOf(at, 5);
    const send = () => as(reachOf(here, at).own, (tx) => placeOrder(tx, machine, order, on));
    await Promise.all([send(), send(), send()]);
    const { rows } = await database.owner.query('select number from procurement.order where cooperative_id = $1', [
      at.cooperativeId,
    ]);
    expect(rows).toEqual([{ number: 'SP/2025/0001' }]);
  });
});

describe('an order goes by the agreement of its day', () => {
  test('goods, price, quota of the month and credit', async () => {
    const at = await inCity(trading);
    const { own } = reachOf(here, at);
    await inCity((tx) =>
      partners.addAgreement(tx, machine, {
        ...{
          id: newId<'agreement'>(),
          cooperativeId: at.cooperativeId,
          partnerId: bulog,
          number: 'PKS-1',
          validFrom: businessDate('2025-11-01'),
        },
        ...{
          payment: 'after_days',
          payWithinDays: 14,
          creditLimitIdr: rupiah(5_650_000),
          isConsigned: false,
          quotaPeriod: 'month',
        },
        products: [{ productCode: 'rice-sphp-5kg', priceIdr: rupiah(56_500), quotaPacks: 150 }],
        source: { name: 'uji', date: today },
      }),
    );
    const place = (given: ReturnType<typeof orderOf>) => as(own, (tx) => placeOrder(tx, machine, given, on));
    await expect(place(orderOf(at, 10, 50_000))).rejects.toMatchObject({
      ...{ type: 'procurement/price-differs', data: { agreedIdr: 56_500 } },
    });
    await expect(place(orderOf(at, 151))).rejects.toMatchObject({ type: 'procurement/beyond-quota' });
    await expect(place(orderOf(at, 101))).rejects.toMatchObject({
      ...{ type: 'procurement/beyond-credit', data: { limitIdr: 5_650_000, owedIdr: 5_706_500 } },
    });
    await place(orderOf(at, 60));
    await expect(place(orderOf(at, 91))).rejects.toMatchObject({
      type: 'procurement/beyond-quota',
      data: { leftBase: 450_000 },
    });
    await expect(place(orderOf(at, 41))).rejects.toMatchObject({ type: 'procurement/beyond-credit' });
    await place(orderOf(at, 40));
  });
});

describe('LPG comes in cylinders', () => {
  test('a full one against an empty one; what did not go back is with the agent, and what was not there is missed', async () => {
    const at = await inCity(trading);
    const { own } = reachOf(here, at);
    await database.owner.query(
      `update catalogue.item set cylinder_kg10 = 55, category_code = 'lpg', product_code = null, base_unit = 'piece' where id = $1`,
      [at.itemId],
    );
    const source = { kind: 'uji/awal', id: newId() } as const;
    await as(own, (tx) => {
      const enter = { act: 'enter', state: 'empty', sizeKg10: 55, qty: 10, occurredOn: today, source } as const;
      return inventory.moveCylinders(tx, machine, at.cooperativeId, [enter], { as: 'fact' });
    });
    const order = orderOf(at, 2, 97_000);
    await as(own, (tx) => placeOrder(tx, machine, order, on));
    const receive = (goodBase: number, emptiesGiven?: number) => {
      const receipt = receiptOf(at, order.id, goodBase, { baseUnit: 'piece' });
      const lines = receipt.lines.map((line) => (emptiesGiven === undefined ? line : { ...line, emptiesGiven }));
      return as(own, (tx) => recordReceipt(tx, machine, { ...receipt, lines }, on));
    };
    const states = async () => {
      const { rows } = await database.owner.query<{ from_state: string; to_state: string; qty: number }>(
        `select from_state, to_state, sum(qty)::integer as qty from inventory.cylinder_move where cooperative_id = $1 group by 1, 2`,
        [at.cooperativeId],
      );
      const sum = (state: string) =>
        rows.reduce(
          (held, row) => held + (row.to_state === state ? row.qty : 0) - (row.from_state === state ? row.qty : 0),
          0,
        );
      return { full: sum('full'), empty: sum('empty'), agent: sum('agent') };
    };
    await receive(4);
    expect(await states()).toEqual({ full: 4, empty: 6, agent: 0 });
    await receive(2, 5);
    expect(await states()).toEqual({ full: 6, empty: 1, agent: 3 });
    await receive(3, 0);
    expect(await states()).toEqual({ full: 9, empty: 1, agent: 0 });
  });
});

describe('at night the status of an order is compared with its steps', () => {
  test('nothing differs after all of the above; what somebody changed behind our back is found', async () => {
    const at = await inCity(trading);
    const id = await placed(at, 10);
    await as(reachOf(here, at).own, (tx) => recordReceipt(tx, machine, receiptOf(at, id, 5_000), on));
    expect(await inCity(orderDifferences)).toEqual([]);
    await database.owner.query(`update procurement.order set status = 'closed' where id = $1`, [id]);
    await database.owner.query('update procurement.receipt set value_idr = value_idr + 1 where order_id = $1', [id]);
    expect(await inCity(orderDifferences), 'the control').toEqual([
      { orderId: id, what: 'status' },
      { orderId: id, what: 'value' },
    ]);
  });
});
