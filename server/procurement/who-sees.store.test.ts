import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { recordInvoice, recordPayment } from './billing/keep-billing.command.ts';
import { deliver } from './delivery/deliver.command.ts';
import { orderLinesPage, ordersPage } from './order-list.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';
import { returnGoods } from './returns/return-goods.command.ts';
import { confirmOrder } from './step-order.command.ts';
import {
  bulog,
  machine,
  orderOf,
  patraNiaga,
  reachOf,
  receiptOf,
  type Trading,
  today,
  trading,
} from './testing/trading.ts';

const database = testDatabase();
const here = regencyId(9411);
const there = regencyId(9412);
const on = { today };
const wholeOf = (id: typeof here): Reach => ({
  regencyId: id,
  scope: 'regency',
  cooperativeIds: [],
  knownCooperativeIds: [],
});

const papers = [
  ...[
    'order',
    'order_line',
    'order_step',
    'delivery',
    'delivery_line',
    'receipt',
    'receipt_line',
    'invoice',
    'invoice_line',
  ],
  ...['payment', 'goods_return', 'goods_return_line'],
];

/** An order of a cooperative with one of every paper that can hang on it. */
async function everyPaper(regency: typeof here): Promise<{ at: Trading; orderId: Id<'order'> }> {
  const inRegency = <T>(reach: Reach, work: (tx: Tx) => Promise<T>) => database.app.inRegency(reach, work);
  const at = await inRegency(wholeOf(regency), (tx) => trading(tx));
  const { own, ofPartner } = reachOf(regency, at);
  const order = orderOf(at, 10);
  const orderId = order.id;
  await inRegency(own, (tx) => placeOrder(tx, machine, order, on));
  await inRegency(ofPartner(bulog), async (tx) => {
    await confirmOrder(
      tx,
      machine,
      orderId,
      { id: newId<'order-step'>(), cuts: [{ seq: 1, qtyPacks: 9, reason: 'habis' }] },
      today,
    );
    const note = { id: newId<'delivery'>(), orderId, number: 'DO-2', lines: [{ seq: 1, qtyBase: 45_000 }] };
    await deliver(
      tx,
      machine,
      { loadId: newId<'load'>(), leftOn: today, driver: 'Rudi', vehicle: 'KT 1', notes: [note] },
      on,
    );
    const lines = [{ seq: 1, qtyBase: 45_000, amountIdr: rupiah(508_500) }];
    await recordInvoice(tx, machine, { id: newId<'invoice'>(), orderId, number: 'F-1', invoicedOn: today, lines }, on);
  });
  await inRegency(own, async (tx) => {
    await recordReceipt(tx, machine, receiptOf(at, orderId, 45_000), on);
    const paid = { id: newId<'payment'>(), orderId, paidOn: today, evidence: 'T', accountCode: '111000' };
    await recordPayment(tx, machine, { ...paid, amountIdr: rupiah(1) }, on);
    const lines = [{ seq: 1, fromPlaceId: at.outletId, qtyBase: 5_000 }];
    await returnGoods(
      tx,
      machine,
      { id: newId<'goods-return'>(), orderId, returnedOn: today, reason: 'basi', lines },
      on,
    );
  });
  return { at, orderId };
}

describe('the papers of an order are seen by those they concern', () => {
  const seen = (reach: Reach, table: string) =>
    database.app.inRegency(reach, async (tx) => {
      const { rows } =
        await sql`select from ${sql.table(`procurement.${table}`)} where regency_id = ${tx.regencyId}`.execute(tx);
      return rows.length;
    });

  test('buyer, supplier and city see every paper; another partner, another cooperative and another city none', async () => {
    const [{ at }, other] = [await everyPaper(here), await database.app.inRegency(wholeOf(here), (tx) => trading(tx))];
    const { own, ofPartner } = reachOf(here, at);
    for (const table of papers) {
      for (const reach of [own, ofPartner(bulog), wholeOf(here)])
        expect(await seen(reach, table), `${table}: the control`).toBeGreaterThan(0);
      for (const reach of [ofPartner(patraNiaga), reachOf(here, other).own, wholeOf(regencyId(9413))])
        expect(await seen(reach, table), table).toBe(0);
      expect(await seen(ofPartner(bulog), 'counter'), 'numbers are of the buyer').toBe(0);
    }
  });

  test('nobody writes a paper into an order of others', async () => {
    const { at, orderId } = await everyPaper(here);
    const write = (reach: Reach) =>
      database.app.inRegency(reach, (tx) =>
        sql`insert into procurement.order_step (regency_id, id, order_id, cooperative_id, partner_id, seq, step, status, happened_on, content_hash, recorded_role)
          values (${here}, ${newId()}, ${orderId}, ${at.cooperativeId}, ${bulog}, 99, 'confirm', 'confirmed', ${today}, 'x', 'machine')`.execute(
          tx,
        ),
      );
    const { own, ofPartner } = reachOf(here, at);
    await expect(write(ofPartner(patraNiaga))).rejects.toMatchObject({ code: '42501' });
    expect((await write(own)).numAffectedRows, 'the control').toBe(1n);
  });

  test('who stands behind an agent reads and does not write', async () => {
    const { at, orderId } = await everyPaper(here);
    await database.owner.query('update procurement.order set principal_id = $1 where id = $2', [patraNiaga, orderId]);
    const behind = reachOf(here, at).ofPartner(patraNiaga);
    const listed = await database.app.inRegency(behind, (tx) => ordersPage(tx, { open: false }));
    expect(listed.rows.map(({ id }) => id)).toEqual([orderId]);
    const write = database.app.inRegency(behind, (tx) =>
      sql`update procurement.order set status = 'cancelled' where regency_id = ${here} and id = ${orderId}`.execute(tx),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the login of partners', () => {
  let opened: Database | undefined;
  const asPartner = async <T>(partnerId: Id<'partner'>, work: (tx: Tx) => Promise<T>): Promise<T> => {
    opened ??= openDatabase(database.urlAs('lumbung_partners'), { note: () => undefined, poolSize: 1 });
    return await opened.inRegency(reach(partnerId), work);
  };
  afterAll(() => opened?.close());
  const reach = (partnerId: Id<'partner'>): Reach => ({
    ...{ regencyId: here, scope: 'cooperatives', cooperativeIds: [], knownCooperativeIds: [], partnerId },
  });

  test('reads one partner’s orders of all cities, page by page, and no other partner’s', async () => {
    const made = [await everyPaper(here), await everyPaper(there)].map(({ orderId }) => orderId);
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page = await asPartner(bulog, (tx) =>
        ordersPage(tx, { open: false, everywhere: true, limit: 1, ...(after === undefined ? {} : { after }) }),
      );
      all.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(all).toEqual(expect.arrayContaining(made));
    expect(new Set(all).size).toBe(all.length);
    const lines = await asPartner(bulog, (tx) => orderLinesPage(tx, { open: false, everywhere: true }));
    expect(lines.rows.find(({ order }) => order.id === made[1])).toMatchObject({ qtyPacks: 10, agreedPacks: 9 });
    const others = await asPartner(newId<'partner'>(), (tx) => ordersPage(tx, { open: false, everywhere: true }));
    expect(others.rows).toEqual([]);
  });

  test('reads nothing else and writes nothing', async () => {
    const ask = (text: string) => asPartner(bulog, (tx) => sql.raw(text).execute(tx));
    for (const text of [
      'select from cooperatives.cooperative',
      'select from procurement.receipt',
      'select from ledger.journal',
      `update procurement.order set status = 'closed'`,
      'delete from procurement.order_line',
    ])
      await expect(ask(text), text).rejects.toMatchObject({ code: '42501' });
    expect((await ask('select from procurement.order')).rows.length, 'the control').toBeGreaterThan(0);
  });
});
