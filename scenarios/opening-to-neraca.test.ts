import { beforeAll, describe, expect, test } from 'vitest';
import * as access from '../server/access/public.ts';
import { listProductsCall, takeProductCall } from '../server/catalogue/item.schema.ts';
import { setPriceCall } from '../server/catalogue/price.schema.ts';
import { listCylindersCall } from '../server/inventory/cylinder/cylinder.schema.ts';
import { addPlaceCall, listStockCall } from '../server/inventory/stock.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { id } from '../server/kernel/ids.ts';
import {
  accountBookCall,
  cityStatementsCall,
  getStatementsCall,
} from '../server/ledger/statements/statement.schema.ts';
import { approveSheetCall, recordSheetCall } from '../server/opening/sheet.schema.ts';
import { addAgreementCall } from '../server/partners/agreement/agreement.schema.ts';
import { addPartnerCall } from '../server/partners/partner.schema.ts';
import { sellThroughCall } from '../server/partners/sell-through/sell-through.schema.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import {
  acceptInvoiceCall,
  recordInvoiceCall,
  recordPaymentCall,
} from '../server/procurement/billing/billing.schema.ts';
import { deliverCall } from '../server/procurement/delivery/delivery.schema.ts';
import { confirmOrderCall, placeOrderCall } from '../server/procurement/order.schema.ts';
import { listOrdersCall } from '../server/procurement/order-list.schema.ts';
import { getOrderCall } from '../server/procurement/order-page.schema.ts';
import { recordReceiptCall } from '../server/procurement/receipt/receipt.schema.ts';
import { recordSaleCall } from '../server/sales/sale.schema.ts';
import { caller } from './testing/calls.ts';
import { password, testCities, today } from './testing/city.ts';

const cities = testCities();
const { ask, done } = caller(cities);

const bulog = '01980000-0000-7000-8000-000000000001';
const patraNiaga = '01980000-0000-7000-8000-000000000002';
const agent = newId();
const openedOn = '2025-11-01';
const sphp = 'rice-sphp-5kg';
const medium = 'rice-medium-50kg';
const fill = 'lpg-5.5kg';

const cooperativeId = () => present(cities.here.register[0], 'the cooperative of the story').id;
const placeId = newId();
/** Of each product: the item, the pack it is ordered in and the one it is sold in. */
const goods = new Map<string, { itemId: string; orderPackId: string; soldPackId: string }>();
const of = (code: string) => present(goods.get(code), code);

/** The LPG agent of this city, in the place of Bulog: a person's grant says for whom he acts. */
beforeAll(async () => {
  await cities.owner.query(`update auth."grant" set partner_id = $1 where role = 'lpg-agent' and regency_id = $2`, [
    agent,
    cities.here.regency.id,
  ]);
}, 60_000);

describe('from the opening balances to the neraca', () => {
  test('the manager opens the outlet and takes its goods from the national catalogue', async () => {
    const place = { id: placeId, cooperativeId: cooperativeId(), kind: 'outlet', name: 'Gerai Uji' };
    await done('cooperative-manager', addPlaceCall, { body: place });
    for (const productCode of [sphp, medium, fill]) {
      const taken = { itemId: newId(), orderPackId: newId(), soldPackId: newId() };
      const { itemId, ...packs } = taken;
      const body = { id: itemId, cooperativeId: cooperativeId(), productCode, ...packs };
      await done('cooperative-manager', takeProductCall, { body });
      goods.set(productCode, taken);
    }
    const price = (packId: string, priceIdr: number) => ({
      id: newId(),
      packId,
      buyer: 'non_member',
      priceIdr,
      effectiveOn: openedOn,
    });
    await done('cooperative-manager', setPriceCall, { body: price(of(sphp).orderPackId, 62_500) });
    expect(
      (await ask('cooperative-manager', setPriceCall, { body: price(of(sphp).orderPackId, 65_501) })).refusal,
    ).toBe('catalogue/above-ceiling');
    expect((await done('cooperative-manager', listProductsCall)).json.products.length).toBeGreaterThan(2);
  });

  test('the treasurer puts down what there is; the chair, and not he, approves it', async () => {
    const sheetId = newId();
    const stock = [
      { itemId: of(sphp).itemId, placeId, qtyBase: 100 * 5_000, valueIdr: 5_650_000 },
      { itemId: of(medium).itemId, placeId, qtyBase: 2 * 50_000, valueIdr: 1_260_000 },
      { itemId: of(fill).itemId, placeId, qtyBase: 20, valueIdr: 1_760_000 },
    ];
    const cylinders = [
      { sizeKg10: 55, state: 'full', qty: 20, valueIdr: 3_600_000 },
      { sizeKg10: 55, state: 'empty', qty: 15, valueIdr: 2_700_000 },
    ];
    const lines = [
      { accountCode: '111000', amountIdr: 5_000_000 },
      { accountCode: '112100', amountIdr: 30_000_000 },
      { accountCode: '310000', amountIdr: -20_000_000 },
      { accountCode: '320000', amountIdr: -15_000_000 },
    ];
    const head = { id: sheetId, cooperativeId: cooperativeId(), asOf: openedOn, evidence: 'BA saldo awal 1/2025' };
    await done('cooperative-treasurer', recordSheetCall, { body: { ...head, lines, stock, cylinders } });
    const approval = { params: { id: sheetId } };
    expect((await ask('cooperative-treasurer', approveSheetCall, approval)).refusal).toBe('access/not-allowed');
    await done('cooperative-chair', approveSheetCall, approval);
  });

  test('agreements with Bulog, and with the agent behind which Patra Niaga stands', async () => {
    await done('dinas-officer', addPartnerCall, { body: { id: agent, name: 'Agen LPG Uji', kind: 'lpg_agent' } });
    const agreement = { cooperativeId: cooperativeId(), validFrom: openedOn, isConsigned: false };
    const source = { name: 'uji', date: openedOn };
    await done('cooperative-chair', addAgreementCall, {
      body: {
        ...{
          ...agreement,
          id: newId(),
          partnerId: bulog,
          number: 'PKS/1',
          payment: 'after_days',
          payWithinDays: 14,
          source,
        },
        products: [
          { productCode: sphp, priceIdr: 56_500 },
          { productCode: medium, priceIdr: 630_000 },
        ],
      },
    });
    await done('cooperative-chair', addAgreementCall, {
      body: {
        ...{ ...agreement, id: newId(), partnerId: agent, principalId: patraNiaga, number: 'AGEN/1', source },
        ...{ payment: 'on_receipt', products: [{ productCode: fill, priceIdr: 88_000 }] },
      },
    });
  });
});

/** An order, and the papers that follow it. */
const [orderId, deliveryId, invoiceId, fillsId, fillsNoteId] = [newId(), newId(), newId(), newId(), newId()];

describe('Bulog confirms a part, delivers, and what comes is less', () => {
  test('the manager orders; Bulog finds it among what waits for it and has only half the medium rice', async () => {
    const lines = [
      { itemId: of(sphp).itemId, packId: of(sphp).orderPackId, qtyPacks: 60, qtyBase: 300_000, priceIdr: 56_500 },
      { itemId: of(medium).itemId, packId: of(medium).orderPackId, qtyPacks: 4, qtyBase: 200_000, priceIdr: 630_000 },
    ];
    const order = { id: orderId, cooperativeId: cooperativeId(), partnerId: bulog, placeId, orderedOn: '2025-11-20' };
    for (let again = 0; again < 2; again++)
      await done('cooperative-manager', placeOrderCall, { body: { ...order, lines } });
    const inbox = (await done('partner', listOrdersCall)).json.rows;
    expect(inbox).toMatchObject([{ id: orderId, status: 'placed' }]);
    const cut = { seq: 2, qtyPacks: 2, reason: 'stok gudang tinggal separuh' };
    await done('partner', confirmOrderCall, { params: { id: orderId }, body: { id: newId(), cuts: [cut] } });
    expect((await ask('lpg-agent', getOrderCall, { params: { id: orderId } })).refusal).toBe('procurement/not-found');
  });

  test('the truck leaves; the cashier counts one sack torn and one missing', async () => {
    const note = {
      ...{ id: deliveryId, orderId, number: 'DO-1' },
      lines: [
        { seq: 1, qtyBase: 300_000 },
        { seq: 2, qtyBase: 100_000 },
      ],
    };
    const load = { loadId: newId(), leftOn: '2025-11-21', driver: 'Uji Sopir', vehicle: 'KT 1 UJ', notes: [note] };
    await done('partner', deliverCall, { body: load });
    const receipt = {
      ...{ id: newId(), orderId, deliveryId, placeId, receivedOn: '2025-11-21' },
      lines: [
        { seq: 1, baseUnit: 'gram', goodBase: 58 * 5_000, damagedBase: 5_000 },
        { seq: 2, baseUnit: 'gram', goodBase: 100_000 },
      ],
    };
    expect((await ask('cooperative-treasurer', recordReceiptCall, { body: receipt })).refusal).toBe(
      'access/not-allowed',
    );
    for (let again = 0; again < 2; again++) await done('cooperative-cashier', recordReceiptCall, { body: receipt });
    const { json } = await done('cooperative-treasurer', getOrderCall, { params: { id: orderId } });
    expect(json.receipts).toMatchObject([{ valueIdr: 4_593_500 }]);
  });

  test('Bulog invoices the whole; the treasurer owes what came, and pays it', async () => {
    const lines = [
      { seq: 1, qtyBase: 300_000, amountIdr: 3_390_000 },
      { seq: 2, qtyBase: 100_000, amountIdr: 1_260_000 },
    ];
    const invoice = { id: invoiceId, orderId, number: 'INV-1', invoicedOn: '2025-11-22', lines };
    await done('partner', recordInvoiceCall, { body: invoice });
    const accepted = { acceptedIdr: 4_593_500, reason: 'satu karung tidak datang' };
    await done('cooperative-treasurer', acceptInvoiceCall, { params: { id: invoiceId }, body: accepted });
    const payment = { id: newId(), orderId, paidOn: '2025-11-25', amountIdr: 4_593_500, accountCode: '112100' };
    await done('cooperative-treasurer', recordPaymentCall, { body: { ...payment, evidence: 'TRF-1' } });
  });
});

describe('fills come through the agent, full cylinders against empty ones', () => {
  test('ordered of the agent, delivered, received for nine empties, and paid', async () => {
    const line = { itemId: of(fill).itemId, packId: of(fill).orderPackId, qtyPacks: 10, qtyBase: 10, priceIdr: 88_000 };
    const order = { id: fillsId, cooperativeId: cooperativeId(), partnerId: agent, placeId, orderedOn: '2025-11-24' };
    await done('cooperative-manager', placeOrderCall, { body: { ...order, lines: [line] } });
    expect((await ask('partner', getOrderCall, { params: { id: fillsId } })).refusal).toBe('procurement/not-found');
    await done('lpg-agent', confirmOrderCall, { params: { id: fillsId }, body: { id: newId(), cuts: [] } });
    const note = { id: fillsNoteId, orderId: fillsId, number: 'SJ-1', lines: [{ seq: 1, qtyBase: 10 }] };
    const load = { loadId: newId(), leftOn: '2025-11-25', driver: 'Uji Agen', vehicle: 'KT 2 UJ', notes: [note] };
    await done('lpg-agent', deliverCall, { body: load });
    const came = { seq: 1, baseUnit: 'piece', goodBase: 10, emptiesGiven: 9 };
    const receipt = { id: newId(), orderId: fillsId, deliveryId: fillsNoteId, placeId, receivedOn: '2025-11-25' };
    await done('cooperative-cashier', recordReceiptCall, { body: { ...receipt, lines: [came] } });
    const paid = { id: newId(), orderId: fillsId, paidOn: '2025-11-25', amountIdr: 880_000, accountCode: '112100' };
    await done('cooperative-treasurer', recordPaymentCall, { body: { ...paid, evidence: 'TRF-2' } });
    const [cylinders] = (await done('cooperative-treasurer', listCylindersCall)).json.rows;
    expect(cylinders).toMatchObject({ sizeKg10: 55, full: 30, empty: 6, held: 35 });
  });
});

describe('a sale by hand', () => {
  test('two sacks to a member and a fill to somebody else, from their paper receipts', async () => {
    const sale = { cooperativeId: cooperativeId(), placeId, soldOn: '2025-11-26', accountCode: '111100' };
    const rice = {
      itemId: of(sphp).itemId,
      packId: of(sphp).orderPackId,
      qtyPacks: 2,
      qtyBase: 10_000,
      priceIdr: 62_300,
    };
    const gas = { itemId: of(fill).itemId, packId: of(fill).orderPackId, qtyPacks: 1, qtyBase: 1, priceIdr: 97_000 };
    const body = { ...sale, id: newId(), buyer: 'member', evidence: 'NOTA-1', lines: [rice] };
    const first = await done('cooperative-cashier', recordSaleCall, { body });
    expect(await done('cooperative-cashier', recordSaleCall, { body })).toEqual(first);
    await done('cooperative-treasurer', recordSaleCall, {
      body: { ...sale, id: newId(), buyer: 'non_member', lines: [gas] },
    });
  });
});

interface Row {
  readonly key: string | null;
  readonly amounts: number[];
  readonly accounts: { code: string; amounts: number[] }[];
}

const accountsIn = (rows: readonly Row[]) =>
  Object.fromEntries(rows.flatMap(({ accounts }) => accounts.map(({ code, amounts }) => [code, amounts[0]])));

describe('what each sees at the end', () => {
  test('the treasurer: a neraca that balances, a PHU of two small sales, a Buku Bank to the rupiah', async () => {
    const params = { cooperativeId: cooperativeId() };
    const { json } = await done('cooperative-treasurer', getStatementsCall, {
      params,
      query: { from: openedOn, to: today },
    });
    expect(accountsIn(json.balanceSheet)).toMatchObject({
      ...{ 111000: 5_000_000, 111100: 221_600, 112100: 24_526_500, 114101: 11_390_500, 114201: 2_552_000 },
      ...{ 114301: 6_300_000, 310000: 20_000_000, 320000: 15_000_000 },
    });
    const book = await done('cooperative-treasurer', accountBookCall, { params, query: { code: '112100', to: today } });
    expect(book.json.rows.at(-1)).toMatchObject({ balanceIdr: 24_526_500 });
  });

  test('the manager: what lies where, the torn sack apart', async () => {
    const { rows } = (await done('cooperative-manager', listStockCall)).json;
    const seen = (itemId: string) => (rows as { item: { id: string } }[]).find(({ item }) => item.id === itemId);
    expect(seen(of(sphp).itemId)).toMatchObject({ shelfBase: 156 * 5_000, damagedBase: 5_000, valueIdr: 8_870_500 });
    expect(seen(of(fill).itemId)).toMatchObject({ shelfBase: 29 });
  });

  test('Bulog its own order and what became of its rice; the agent the fills; neither the other\u2019s, nor any book', async () => {
    const ordersOf = async (role: access.RoleName) => {
      const lists = [await done(role, listOrdersCall), await done(role, listOrdersCall, { query: { open: 'false' } })];
      return lists.flatMap(({ json }) => (json.rows as { id: string }[]).map((row) => row.id));
    };
    expect(await ordersOf('partner')).toEqual([orderId]);
    expect(await ordersOf('lpg-agent')).toEqual([fillsId]);
    expect((await ordersOf('dinas-officer')).toSorted()).toEqual([orderId, fillsId].toSorted());
    for (const role of ['partner', 'lpg-agent'] as const)
      expect((await ask(role, getStatementsCall, { params: { cooperativeId: cooperativeId() } })).refusal).toBe(
        'access/not-allowed',
      );
    expect((await ask('partner', sellThroughCall)).status).toBe(200);
  });

  test('Patra Niaga, behind the agent, reads the fills and may do nothing with them', async () => {
    const person = { name: 'Uji Patra', email: 'patra@uji.lumbung.id', password, role: 'partner' as const };
    const scope = { kind: 'partner', regencyId: cities.here.regency.id, partnerId: id<'partner'>(patraNiaga) } as const;
    await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), (tx) =>
      access.enrol(tx, { role: 'command-line' }, { ...person, scope, validTo: 'infinity' }),
    );
    const payload = { email: person.email, password };
    const signedIn = await cities.http.app.inject({ method: 'POST', url: '/api/auth/sign-in', payload });
    const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const read = async (path: string) =>
      await cities.http.app.inject({ url: `/api/regencies/${cities.here.code}${path}`, headers: { cookie } });
    expect((await read(`/orders/${fillsId}`)).json()).toMatchObject({ actions: [] });
    expect((await read(`/orders/${orderId}`)).statusCode).toBe(404);
  });

  test('the Dinas the whole city, each book by itself', async () => {
    const { rows, sum } = (await done('dinas-officer', cityStatementsCall, { query: { from: openedOn, to: today } }))
      .json;
    expect(rows).toHaveLength(1);
    expect(sum).toMatchObject({ assetsIdr: 49_990_600, salesIdr: 221_600, resultIdr: 20_600, debtsIdr: 0 });
  });

  test('and the books: trial balance zero, every balance the sum of its postings, stock equal to its moves', async () => {
    const rows = async (statement: string) => (await cities.owner.query(statement)).rows;
    expect(await rows('select sum(amount_idr)::bigint as total from ledger.posting')).toMatchObject([{ total: '0' }]);
    expect(await rows('select from ledger.posting group by journal_id having sum(amount_idr) <> 0')).toEqual([]);
    expect(
      await rows(`select b.account_code from (select account_code, sum(debit_idr - credit_idr) as idr from ledger.balance group by 1) as b
        full join (select account_code, sum(amount_idr) as idr from ledger.posting group by 1) as p using (account_code)
        where b.idr is distinct from p.idr`),
    ).toEqual([]);
    expect(
      await rows(`with moved as (
          select to_place_id as place_id, item_id, qty_base from inventory.move union all select from_place_id, item_id, -qty_base from inventory.move)
        select m.item_id from (select place_id, item_id, sum(qty_base) as qty from moved group by 1, 2) as m
        join inventory.place as p on p.id = m.place_id and p.kind in ('outlet', 'warehouse', 'in_transit', 'quarantine', 'damaged', 'lost_found')
        left join (select place_id, item_id, sum(qty_base) as qty from inventory.stock group by 1, 2) as s using (place_id, item_id)
        where m.qty <> coalesce(s.qty, 0)`),
    ).toEqual([]);
  });
});
