import { beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../server/access/public.ts';
import { present } from '../server/kernel/assert.ts';
import type { Id } from '../server/kernel/ids.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import {
  acceptInvoiceCall,
  recordInvoiceCall,
  recordPaymentCall,
} from '../server/procurement/billing/billing.schema.ts';
import { deliverCall } from '../server/procurement/delivery/delivery.schema.ts';
import {
  cancelOrderCall,
  closeOrderCall,
  confirmOrderCall,
  placeOrderCall,
  refuseOrderCall,
} from '../server/procurement/order.schema.ts';
import { listOrderLinesCall, listOrdersCall } from '../server/procurement/order-list.schema.ts';
import { getOrderCall } from '../server/procurement/order-page.schema.ts';
import { recordReceiptCall } from '../server/procurement/receipt/receipt.schema.ts';
import { returnGoodsCall } from '../server/procurement/returns/return.schema.ts';
import { suggestOrderCall } from '../server/procurement/suggestion/suggestion.schema.ts';
import { bulog, orderOf, placeOf, receiptOf, type Trading, tradingAs } from '../server/procurement/testing/trading.ts';
import { caller } from './testing/calls.ts';
import { testCities, today } from './testing/city.ts';

// From order to payment through HTTP: each call works, refuses the wrong role and side, and done twice has one effect.
const cities = testCities();
const { ask, done } = caller(cities);
const manager = 'cooperative-manager';
const treasurer = 'cooperative-treasurer';
let at: Trading;
let other: Trading;

const inCity = <T>(work: Parameters<typeof cities.database.app.inRegency<T>>[1]) =>
  cities.database.app.inRegency(wholeRegency(cities.here.regency.id), work);

beforeAll(async () => {
  const [own, neighbour] = cities.here.register;
  [at, other] = await inCity(async (tx) => [
    await tradingAs(tx, present(own, 'a cooperative').id),
    await tradingAs(tx, present(neighbour, 'another').id),
  ]);
});

async function placed(qtyPacks = 10): Promise<Id<'order'>> {
  const order = orderOf(at, qtyPacks);
  await done(manager, placeOrderCall, { body: order });
  return order.id;
}

const step = () => ({ id: newId<'order-step'>(), reason: 'uji' });
const show = async (id: string, role: access.RoleName = manager) =>
  (await done(role, getOrderCall, { params: { id } })).json;
const confirm = (id: string, cuts: object[] = []) =>
  done('partner', confirmOrderCall, { params: { id }, body: { id: newId(), cuts } });

describe('who may do what with an order', () => {
  test('the buttons of a person are the steps that the routes let him take', async () => {
    const id = await placed();
    const actionsOf = async (role: access.RoleName) => (await show(id, role)).actions;
    expect(await actionsOf(manager)).toEqual(['cancel', 'receive']);
    expect(await actionsOf('partner')).toEqual(['confirm', 'refuse']);
    expect(await actionsOf('mayor')).toEqual([]);
    expect(await actionsOf('dinas-officer')).toEqual(['cancel']);
    expect((await ask(manager, confirmOrderCall, { params: { id }, body: { id: newId(), cuts: [] } })).refusal).toBe(
      'procurement/not-yours',
    );
    expect((await ask('partner', cancelOrderCall, { params: { id }, body: step() })).status).toBe(403);
    for (const role of ['mayor', 'lurah', 'cooperative-cashier', 'ministry'] as const)
      expect(
        (await ask(role, confirmOrderCall, { params: { id }, body: { id: newId(), cuts: [] } })).status,
        role,
      ).not.toBe(204);
  });

  test('an officer orders on behalf of a cooperative, but nobody for an outlet of another', async () => {
    await done('dinas-officer', placeOrderCall, { body: orderOf(other, 3) });
    const refusalOf = async (body: object) => (await ask(manager, placeOrderCall, { body })).refusal;
    expect(await refusalOf(orderOf(other, 3))).toBe('procurement/not-yours');
    expect(await refusalOf({ ...orderOf(at, 3), placeId: other.outletId })).toBe('procurement/place-not-found');
    expect((await ask('cooperative-cashier', placeOrderCall, { body: orderOf(at, 3) })).status).toBe(403);
  });

  test('an order of others is not there, for any call on it', async () => {
    const order = orderOf(other, 3);
    await done('dinas-officer', placeOrderCall, { body: order });
    expect((await ask(manager, getOrderCall, { params: { id: order.id } })).refusal).toBe('procurement/not-found');
    for (const call of [cancelOrderCall, closeOrderCall])
      expect((await ask(manager, call, { params: { id: order.id }, body: step() })).refusal).toBe(
        'procurement/not-found',
      );
    expect(
      (await ask('lpg-agent', getOrderCall, { params: { id: order.id } })).json.buyer?.name,
      'the control: the agent is of the same partner here',
    ).toBeDefined();
  });
});

describe('from suggestion to payment', () => {
  test('what is suggested can be ordered as it is', async () => {
    const query = { cooperativeId: at.cooperativeId, partnerId: bulog };
    const { json } = await done(manager, suggestOrderCall, { query });
    expect(json).toMatchObject({ leadDays: expect.any(Number), places: [{ id: at.outletId }] });
    expect(json.lines).toMatchObject([{ itemId: at.itemId, packId: at.packId, maxPacks: 400, suggestedPacks: 0 }]);
    expect(
      (await ask(manager, suggestOrderCall, { query: { ...query, cooperativeId: other.cooperativeId } })).refusal,
    ).toBe('procurement/not-yours');
  });

  test('part confirmed, one truck, a receipt with a difference, invoice, acceptance, payment, return', async () => {
    const id = await placed(10);
    await confirm(id, [{ seq: 1, qtyPacks: 8, reason: 'stok gudang' }]);
    const note = { id: newId<'delivery'>(), orderId: id, number: 'DO-77', lines: [{ seq: 1, qtyBase: 40_000 }] };
    const load = { loadId: newId(), leftOn: today, driver: 'Rudi', vehicle: 'KT 1 LX', notes: [note] };
    await done('partner', deliverCall, { body: load });
    await done('partner', deliverCall, { body: load });
    const receipt = receiptOf(at, id, 35_000, { damagedBase: 2_500, deliveryId: note.id });
    await done('cooperative-cashier', recordReceiptCall, { body: receipt });
    await done('cooperative-cashier', recordReceiptCall, { body: receipt });
    const lines = [{ seq: 1, qtyBase: 40_000, amountIdr: 452_000 }];
    const invoice = { id: newId(), orderId: id, number: 'INV-77', invoicedOn: today, lines };
    await done('partner', recordInvoiceCall, { body: invoice });
    const page = await show(id, treasurer);
    expect(page.lines[0].differences).toEqual(['cut', 'received_less', 'invoiced_more']);
    expect(page.invoices).toMatchObject([{ coveredIdr: 423_750, acceptedIdr: null }]);
    expect(page.actions).toEqual(['note-invoice', 'accept', 'pay']);
    await done(treasurer, acceptInvoiceCall, {
      params: { id: invoice.id },
      body: { acceptedIdr: 423_750, reason: 'sesuai terima' },
    });
    const payment = {
      id: newId(),
      orderId: id,
      paidOn: today,
      amountIdr: 400_000,
      accountCode: '112100',
      evidence: 'TRF 1',
    };
    await done(treasurer, recordPaymentCall, { body: payment });
    await done(treasurer, recordPaymentCall, { body: payment });
    const damaged = await inCity((tx) => placeOf(tx, at, 'damaged'));
    const back = [{ seq: 1, fromPlaceId: damaged, qtyBase: 2_500 }];
    const goodsReturn = { id: newId(), orderId: id, returnedOn: today, reason: 'basah', lines: back };
    await done(manager, returnGoodsCall, { body: goodsReturn });
    expect((await show(id)).money).toEqual({
      ...{ receivedIdr: 423_750, creditedIdr: 28_250, settledIdr: 0, paidIdr: 400_000, leftIdr: -4_500 },
    });
    expect((await show(id, 'partner')).receipts[0].flags).toEqual(['less_than_delivered', 'damaged']);
    await done(manager, closeOrderCall, { params: { id }, body: step() });
    expect((await show(id)).status).toBe('closed');
    const { rows } = await cities.owner.query(
      `select sum(amount_idr)::integer as sum from ledger.posting where cooperative_id = $1`,
      [at.cooperativeId],
    );
    expect(rows[0].sum).toBe(0);
  });

  test('refused by whom it is not for, and each paper sent again with another content', async () => {
    const id = await placed(2);
    const lines = [{ seq: 1, qtyBase: 5_000, amountIdr: 56_500 }];
    const invoice = { id: newId(), orderId: id, number: 'INV-1', invoicedOn: today, lines };
    await done('partner', recordInvoiceCall, { body: invoice });
    const refusalOf = async (role: access.RoleName, call: Parameters<typeof ask>[1], sent: object) =>
      (await ask(role, call, sent)).refusal;
    expect(await refusalOf('partner', recordInvoiceCall, { body: { ...invoice, number: 'lain' } })).toBe(
      'procurement/id-reused',
    );
    expect(await refusalOf('partner', recordInvoiceCall, { body: { ...invoice, id: newId() } })).toBe(
      'procurement/invoice-twice',
    );
    const early = { ...invoice, id: newId(), number: 'INV-2', dueOn: '2025-11-01' };
    expect(await refusalOf('partner', recordInvoiceCall, { body: early })).toBe('procurement/due-reversed');
    const accept = { params: { id: invoice.id }, body: { acceptedIdr: 1 } };
    expect(await refusalOf(treasurer, acceptInvoiceCall, accept)).toBe('procurement/not-received');
    expect((await ask('partner', acceptInvoiceCall, accept)).status).toBe(403);
    const payment = { id: newId(), orderId: id, paidOn: today, amountIdr: 1, accountCode: '999999', evidence: 'x' };
    expect(await refusalOf(treasurer, recordPaymentCall, { body: payment })).toBe('procurement/not-money');
    expect((await ask(manager, recordPaymentCall, { body: payment })).status).toBe(403);
    const delivery = { id: newId(), orderId: id, number: 'x', lines: [{ seq: 1, qtyBase: 1 }] };
    const load = { loadId: newId(), leftOn: today, driver: 'x', vehicle: 'x', notes: [delivery] };
    const unknown = { ...load, notes: [{ ...delivery, lines: [{ seq: 9, qtyBase: 1 }] }] };
    expect(await refusalOf('partner', deliverCall, { body: unknown })).toBe('procurement/line-not-found');
    expect(await refusalOf('partner', deliverCall, { body: { ...load, leftOn: '2025-11-28' } })).toBe(
      'procurement/in-future',
    );
    const cut = (cuts: object[]) =>
      refusalOf('partner', confirmOrderCall, { params: { id }, body: { id: newId(), cuts } });
    expect(await cut([{ seq: 1, qtyPacks: 3, reason: 'x' }])).toBe('procurement/more-than-ordered');
    expect(await cut([{ seq: 1, qtyPacks: 0, reason: 'x' }])).toBe('procurement/nothing-left');
    expect(await cut([{ seq: 9, qtyPacks: 1, reason: 'x' }])).toBe('procurement/line-not-found');
    await done('partner', refuseOrderCall, { params: { id }, body: step() });
    expect(await refusalOf(manager, cancelOrderCall, { params: { id }, body: step() })).toBe('procurement/not-now');
  });

  test('a cursor that is none leads to no row of a list, and to no defect', async () => {
    for (const call of [listOrdersCall, listOrderLinesCall])
      for (const after of ['x', '2025-99-99.01980000-0000-7000-8000-000000000001'])
        expect((await done(manager, call, { query: { after } })).json.rows, after).toEqual([]);
  });

  test('only a partner of all cities reads all cities', async () => {
    const everywhere = { query: { everywhere: 'true' } };
    for (const role of ['partner', manager, 'mayor'] as const)
      expect((await ask(role, listOrdersCall, everywhere)).refusal, role).toBe('procurement/not-everywhere');
    const { rows } = await cities.owner.query(
      `update auth."grant" set regency_id = null where role = 'partner' and partner_id = $1 returning id`,
      [bulog],
    );
    expect(rows).toHaveLength(1);
    const { json } = await done('partner', listOrdersCall, everywhere);
    expect(json.rows.length).toBeGreaterThan(0);
    expect((await done('partner', listOrderLinesCall, everywhere)).json.rows[0]).toMatchObject({
      packLabel: 'karung 5 kg',
    });
  });
});
