import { beforeAll, describe, expect, test } from 'vitest';
import {
  addItemCall,
  addPackCall,
  editItemCall,
  editPackCall,
  listItemsCall,
  listProductsCall,
  showItemCall,
  takeProductCall,
} from '../server/catalogue/item.schema.ts';
import { setPriceCall } from '../server/catalogue/price.schema.ts';
import { addTradeRuleCall, endTradeRuleCall, listTradeRulesCall } from '../server/catalogue/trade-rule.schema.ts';
import { listCommoditiesCall } from '../server/cooperatives/commodity.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import type { Call } from '../server/kernel/call.ts';
import * as ledger from '../server/ledger/public.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import {
  listSalesCall,
  recordSaleCall,
  reverseSaleCall,
  saleChoicesCall,
  showSaleCall,
} from '../server/sales/sale.schema.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Catalogue and sales: each call works, the wrong role, the wrong territory, each declared refusal, and twice gives one effect.
// Today is 27 Nov 2025; the first cooperative is that of the local roles.
const cities = testCities();
const { ask, done, unmet } = caller(cities);
const cooperative = (nth: number) => present(cities.here.register[nth], `cooperative ${nth}`).id;
const placeId = newId<'place'>();
const [own, others] = [() => ({ cooperativeId: cooperative(0) }), () => ({ cooperativeId: cooperative(1) })];

beforeAll(async () => {
  const regencyId = cities.here.regency.id;
  await cities.owner.query(
    `insert into inventory.place (regency_id, id, cooperative_id, kind, name) values ($1, $2, $3, 'outlet', 'Gerai uji')`,
    [regencyId, placeId, cooperative(0)],
  );
  await cities.database.app.inRegency(wholeRegency(regencyId), (tx) =>
    ledger.openBook(tx, { role: 'machine' }, cooperative(0), businessDate('2025-11-01')),
  );
});

const item = (over: object = {}) => ({
  ...{ id: newId(), ...own(), name: 'Telur ayam', categoryCode: 'other', baseUnit: 'piece', expires: false },
  packs: [{ id: newId(), label: 'rak 30 butir', qtyBase: 30, isOrdered: true, isSold: true }],
  ...over,
});
const pack = (over: object = {}) => ({
  id: newId(),
  label: 'butir',
  qtyBase: 1,
  isOrdered: false,
  isSold: true,
  ...over,
});
const price = (packId: string, priceIdr: number, over: object = {}) => ({
  ...{ id: newId(), packId, buyer: 'non_member', priceIdr, effectiveOn: '2025-11-01' },
  ...over,
});
const rule = (over: object = {}) => ({
  ...{ id: newId(), commodityCode: 'sugar-kg', kind: 'ceiling', priceIdr: 17_500 },
  ...{ legalBasis: 'Perwali Contoh 1/2025', validFrom: '2025-11-01' },
  ...over,
});

const takes = new Map<string, Promise<{ id: string; packId: string }>>();
/** The item of a national product of the first cooperative, taken once. */
async function taken(productCode: string) {
  const body = { id: newId(), ...own(), productCode, orderPackId: newId(), soldPackId: newId() };
  const take = async () => {
    await done('cooperative-manager', takeProductCall, { body });
    const { json } = await done('cooperative-cashier', showItemCall, { params: { id: body.id } });
    return { id: body.id, packId: String(json.packs.find((each: { isSold: boolean }) => each.isSold).id) };
  };
  const before = takes.get(productCode) ?? take();
  takes.set(productCode, before);
  return await before;
}

const writes: readonly [Call, () => object][] = [
  [addItemCall, item],
  [addPackCall, pack],
  [editItemCall, () => ({ name: 'Telur', expires: false, isActive: true })],
  [editPackCall, () => ({ label: 'rak', isOrdered: true, isSold: true, isActive: true })],
  [setPriceCall, () => price(newId(), 60_000)],
];

describe('goods of a cooperative', () => {
  test.each(writes)('$name: not by a partner, the auditor or a cashier', async (call, body) => {
    for (const role of ['partner', 'auditor', 'cooperative-cashier', 'member'] as const)
      expect((await ask(role, call, { params: { id: newId() }, body: body() })).refusal).toBe('access/not-allowed');
  });

  test('are added once, with packs, and edited; another cooperative does not see them', async () => {
    const body = item();
    await done('cooperative-chair', addItemCall, { body });
    await done('cooperative-chair', addItemCall, { body });
    const params = { id: body.id };
    const edit = { name: 'Telur ayam ras', expires: true, isActive: true };
    await done('cooperative-chair', editItemCall, { params, body: edit });
    const added = pack({ barcode: '8991234567890' });
    await done('cooperative-chair', addPackCall, { params, body: added });
    const changed = { label: 'sebutir', barcode: '8991234567890', isOrdered: false, isSold: true, isActive: true };
    await done('cooperative-chair', editPackCall, { params: { id: added.id }, body: changed });
    const { json } = await done('dinas-officer', showItemCall, { params });
    expect(json).toMatchObject({
      name: 'Telur ayam ras',
      packs: [
        { label: 'sebutir', barcode: '8991234567890' },
        { label: 'rak 30 butir', qtyBase: 30 },
      ],
    });
    const refusal = async (call: Call, sent: object) => (await ask('cooperative-chair', call, sent)).refusal;
    expect(await refusal(addItemCall, { body: { ...body, name: 'Ayam' } })).toBe('catalogue/id-reused');
    expect(await refusal(addPackCall, { params, body: { ...added, qtyBase: 2 } })).toBe('catalogue/id-reused');
    expect(await refusal(addPackCall, { params, body: pack({ barcode: '8991234567890' }) })).toBe(
      'catalogue/barcode-taken',
    );
    const rack = present(body.packs[0], 'a pack').id;
    expect(await refusal(editPackCall, { params: { id: rack }, body: { ...changed, label: 'rak' } })).toBe(
      'catalogue/barcode-taken',
    );
    const barcoded = [{ ...pack({ barcode: '8991234567890' }), qtyBase: 30 }];
    expect(await refusal(addItemCall, { body: item({ packs: barcoded }) })).toBe('catalogue/barcode-taken');
    const edited = (over: object) => ({ params, body: { ...edit, ...over } });
    expect(await refusal(editItemCall, edited({ commodityCode: 'emas' }))).toBe('catalogue/unknown-commodity');
    expect(await refusal(editItemCall, edited({ commodityCode: 'sugar-kg' }))).toBe('catalogue/other-unit');
  });

  test('are nobody else’s, and of a category, product and commodity that exist', async () => {
    const refusal = async (over: object) => (await ask('cooperative-chair', addItemCall, { body: item(over) })).refusal;
    expect(await refusal(others())).toBe('catalogue/cooperative-not-found');
    expect(await refusal({ categoryCode: 'emas' })).toBe('catalogue/unknown-category');
    expect(await refusal({ productCode: 'emas' })).toBe('catalogue/unknown-product');
    expect(await refusal({ commodityCode: 'emas' })).toBe('catalogue/unknown-commodity');
    expect(await refusal({ commodityCode: 'sugar-kg' })).toBe('catalogue/other-unit');
    expect(await refusal({ baseUnit: 'gram', cylinderKg10: 55 })).toBe('catalogue/other-unit');
    await taken('sugar-kg');
    expect(await refusal({ productCode: 'sugar-kg', baseUnit: 'gram' })).toBe('catalogue/product-taken');
    for (const [call, body] of writes.slice(1))
      expect((await ask('cooperative-chair', call, { params: { id: newId() }, body: body() })).refusal).toBe(
        'catalogue/not-found',
      );
    expect((await ask('cooperative-chair', showItemCall, { params: { id: newId() } })).refusal).toBe(
      'catalogue/not-found',
    );
  });

  test('are taken from the national catalogue once', async () => {
    const { id } = await taken('minyakita-12l');
    const body = { id: newId(), ...own(), productCode: 'minyakita-12l', orderPackId: newId(), soldPackId: newId() };
    const refusal = async (over: object) =>
      (await ask('cooperative-manager', takeProductCall, { body: { ...body, ...over } })).refusal;
    expect(await refusal({})).toBe('catalogue/product-taken');
    expect(await refusal({ id, productCode: 'lpg-12kg' })).toBe('catalogue/id-reused');
    expect(await refusal({ productCode: 'emas' })).toBe('catalogue/unknown-product');
    expect(await refusal(others())).toBe('catalogue/cooperative-not-found');
    const { json } = await done('cooperative-cashier', listItemsCall, { query: { search: 'minyakita' } });
    expect(json).toMatchObject({
      total: 1,
      rows: [{ id, packs: [{ label: 'liter' }, { label: 'dus 12 x 1 liter' }] }],
    });
    expect((await done('cooperative-cashier', listProductsCall)).json.products.length).toBeGreaterThan(6);
  });
});

describe('prices and the rules of their day (domain 6.1, zone of Kalimantan)', () => {
  test.each([
    ['rice-medium-50kg', 14_000],
    ['rice-sphp-5kg', 65_500],
    ['rice-premium-5kg', 15_400],
    ['minyakita-12l', 15_700],
  ])('%s: Rp %i is allowed, a rupiah more is above the ceiling', async (product, ceilingIdr) => {
    const { packId } = await taken(product);
    const above = await ask('cooperative-manager', setPriceCall, { body: price(packId, ceilingIdr + 1) });
    expect(above).toMatchObject({ refusal: 'catalogue/above-ceiling', json: { ceilingIdr } });
    const { json } = await done('cooperative-manager', setPriceCall, { body: price(packId, ceilingIdr) });
    expect(json).toEqual({ warnings: [] });
  });

  test.each([
    ['lpg-5.5kg', 97_000],
    ['lpg-12kg', 202_000],
  ])('%s: above Rp %i is only a warning, as a list price is no law', async (product, listIdr) => {
    const { packId } = await taken(product);
    expect((await done('cooperative-manager', setPriceCall, { body: price(packId, listIdr) })).json.warnings).toEqual(
      [],
    );
    expect(
      (await done('cooperative-manager', setPriceCall, { body: price(packId, listIdr + 1) })).json.warnings,
    ).toEqual(['above-list']);
  });

  test('are set once, and no price opens an SPHP sack', async () => {
    const { id, packId } = await taken('rice-sphp-5kg');
    const body = price(packId, 64_000, { buyer: 'member' });
    await done('cooperative-manager', setPriceCall, { body });
    await done('cooperative-manager', setPriceCall, { body });
    const other = { ...body, priceIdr: 63_000 };
    expect((await ask('cooperative-manager', setPriceCall, { body: other })).refusal).toBe('catalogue/id-reused');
    const kilogram = pack({ label: 'kg', qtyBase: 1000 });
    await done('cooperative-manager', addPackCall, { params: { id }, body: kilogram });
    expect((await ask('cooperative-manager', setPriceCall, { body: price(kilogram.id, 13_000) })).refusal).toBe(
      'catalogue/splits-pack',
    );
  });

  test('reach the public page by themselves, also when they lie ahead', async () => {
    const { packId } = await taken('rice-sphp-5kg');
    await done('cooperative-manager', setPriceCall, { body: price(packId, 61_000, { effectiveOn: '2025-12-01' }) });
    const { rows } = await cities.owner.query(
      `select price_idr::integer, effective_on::text from cooperatives.commodity_price where commodity_code = 'rice-sphp-5kg' order by effective_on desc limit 1`,
    );
    expect(rows).toEqual([{ price_idr: 61_000, effective_on: '2025-12-01' }]);
  });

  test('the limit of SPHP is 10 kg a buyer, and 25 kg from February 2026', async () => {
    const { id } = await taken('rice-sphp-5kg');
    const { json } = await done('cooperative-manager', showItemCall, { params: { id } });
    expect(json.limit).toMatchObject({ qtyBaseMax: 10_000, perDays: 1 });
    const { rows } = await cities.owner.query(
      `select qty_base_max::integer from catalogue.rules_on($1, '2026-02-01') where kind = 'limit'`,
      [cities.here.regency.id],
    );
    expect(rows).toEqual([{ qty_base_max: 25_000 }]);
  });
});

describe("a city's own rules", () => {
  test('are set and ended by the head of the Dinas alone', async () => {
    for (const role of ['dinas-officer', 'cooperative-chair', 'mayor', 'partner'] as const) {
      expect((await ask(role, addTradeRuleCall, { body: rule() })).refusal).toBe('access/not-allowed');
      const end = { params: { id: newId() }, body: { on: '2025-11-27', reason: 'uji' } };
      expect((await ask(role, endTradeRuleCall, end)).refusal).toBe('access/not-allowed');
    }
  });

  test('go before the nation’s in the list, at the price and beside the public price, and end', async () => {
    const { packId } = await taken('rice-medium-50kg');
    const body = rule({ commodityCode: 'rice-medium-kg', priceIdr: 13_500 });
    await done('dinas-head', addTradeRuleCall, { body });
    await done('dinas-head', addTradeRuleCall, { body });
    const set = () => ask('cooperative-manager', setPriceCall, { body: price(packId, 14_000) });
    expect((await set()).json).toMatchObject({ ceilingIdr: 13_500, legalBasis: 'Perwali Contoh 1/2025' });
    const shown = (await done('cooperative-chair', listCommoditiesCall, { params: own() })).json.rows;
    expect(shown.find((row: { commodity: { code: string } }) => row.commodity.code === 'rice-medium-kg')).toMatchObject(
      {
        rule: { priceIdr: 13_500 },
      },
    );
    const { json } = await done('cooperative-cashier', listTradeRulesCall, {});
    const ofRice = json.rows.filter((row: { commodity: { code: string } }) => row.commodity.code === 'rice-medium-kg');
    expect(ofRice).toMatchObject([
      { isCity: true, holds: true },
      { isCity: false, holds: false },
    ]);
    const params = { id: body.id };
    const end = (on: string) => ask('dinas-head', endTradeRuleCall, { params, body: { on, reason: 'dicabut' } });
    expect((await end('2025-11-01')).refusal).toBe('catalogue/dates-reversed');
    expect((await end('2025-11-20')).status).toBe(204);
    expect((await end('2025-11-20')).status, 'the same again').toBe(204);
    expect((await end('2025-11-21')).refusal).toBe('catalogue/already-ended');
    await done('cooperative-manager', setPriceCall, { body: price(packId, 14_000, { effectiveOn: '2025-11-27' }) });
  });

  test('name what they limit', async () => {
    const refusal = async (over: object) => (await ask('dinas-head', addTradeRuleCall, { body: rule(over) })).refusal;
    expect(await refusal({ kind: 'limit' })).toBe('catalogue/rule-incomplete');
    expect(await refusal({ perDays: 1 })).toBe('catalogue/rule-incomplete');
    expect(await refusal({ commodityCode: 'emas' })).toBe('catalogue/unknown-commodity');
    expect(await refusal({ validTo: '2025-11-01' })).toBe('catalogue/dates-reversed');
    const { id } = rule();
    await done('dinas-head', addTradeRuleCall, { body: rule({ id, validTo: '2025-11-02' }) });
    expect(await refusal({ id, priceIdr: 1 })).toBe('catalogue/id-reused');
    const end = { params: { id: newId() }, body: { on: '2025-11-27', reason: 'uji' } };
    expect((await ask('dinas-head', endTradeRuleCall, end)).refusal).toBe('catalogue/not-found');
  });
});

describe('a sale entered by hand', () => {
  const draft = async (over: object = {}, line: object = {}) => {
    const { id: itemId, packId } = await taken('rice-sphp-5kg');
    return {
      ...{ id: newId(), ...own(), placeId, soldOn: '2025-11-26', buyer: 'non_member', accountCode: '111000' },
      lines: [{ itemId, packId, qtyPacks: 2, qtyBase: 10_000, priceIdr: 65_500, ...line }],
      ...over,
    };
  };

  test('is recorded by whoever keeps the outlet or its books, and by the facilitator on behalf', async () => {
    for (const role of ['cooperative-cashier', 'cooperative-treasurer', 'facilitator'] as const) {
      const body = await draft({ evidence: 'nota 17' });
      const { json } = await done(role, recordSaleCall, { body });
      expect((await done(role, recordSaleCall, { body })).json, 'sent twice').toEqual(json);
      const shown = (await done('cooperative-manager', showSaleCall, { params: { id: body.id } })).json;
      expect(shown).toMatchObject({ number: json.number, onBehalf: role === 'facilitator', evidence: 'nota 17' });
    }
    for (const role of ['cooperative-chair', 'dinas-officer', 'partner', 'auditor', 'member'] as const)
      expect((await ask(role, recordSaleCall, { body: await draft() })).refusal).toBe('access/not-allowed');
    const { json } = await done('dinas-officer', listSalesCall, { query: own() });
    expect(json.total).toBeGreaterThan(2);
    expect((await done('dinas-officer', listSalesCall, { query: others() })).json.total).toBe(0);
    const { places, accounts } = (await done('cooperative-cashier', saleChoicesCall, { params: own() })).json;
    expect(places).toEqual([{ id: placeId, name: 'Gerai uji' }]);
    expect(accounts[0]).toEqual({ code: '111000', name: 'Kas' });
  });

  test('a price above the ceiling is a fact: recorded, and flagged', async () => {
    const { json } = await done('cooperative-cashier', recordSaleCall, { body: await draft({}, { priceIdr: 65_501 }) });
    expect(json.flags).toEqual(expect.arrayContaining(['above-ceiling', 'off-list', 'short']));
    const flagged = (await done('dinas-officer', listSalesCall, { query: { flagged: 'true' } })).json.rows;
    expect(flagged.map((row: { id: string }) => row.id)).toContain(json.id);
  });

  test('is refused, in words that say what to do, where it cannot be understood', async () => {
    const refusal = async (body: object) => await ask('cooperative-cashier', recordSaleCall, { body });
    expect(await refusal(await draft({}, { qtyBase: 10 }))).toMatchObject({
      refusal: 'sales/other-unit',
      json: { line: 1, qtyPacks: 2, pack: 'karung 5 kg', expectedBase: 10_000, unit: 'gram' },
    });
    const body = await draft();
    await done('cooperative-cashier', recordSaleCall, { body });
    for (const [type, wrong] of [
      ['sales/id-reused', { ...body, buyer: 'member' }],
      ['sales/cooperative-not-found', await draft(others())],
      ['sales/in-future', await draft({ soldOn: '2025-11-28' })],
      ['sales/before-book', await draft({ soldOn: '2025-10-31' })],
      ['sales/too-large', await draft({}, { qtyPacks: 100_000, qtyBase: 500_000_000, priceIdr: 1_000_001 })],
      ['sales/place-not-found', await draft({ placeId: newId() })],
      ['sales/account-not-found', await draft({ accountCode: '113100' })],
      ['sales/item-not-found', await draft({}, { packId: newId() })],
    ] as const)
      expect((await refusal(wrong)).refusal).toBe(type);
    const elsewhere = { ...(await draft(others())), placeId: newId() };
    expect((await ask('facilitator', recordSaleCall, { body: elsewhere })).refusal).toBe('sales/no-book');
  });

  test('is undone by another, once, and for a reason', async () => {
    const body = await draft();
    const { json } = await done('cooperative-cashier', recordSaleCall, { body });
    const params = { id: body.id };
    const reversal = { id: newId(), reversedOn: '2025-11-27', reason: 'nota ganda' };
    const undo = (over: object = {}, of = params) =>
      ask('cooperative-cashier', reverseSaleCall, { params: of, body: { ...reversal, ...over } });
    expect((await undo({ reversedOn: '2025-11-25' })).refusal).toBe('sales/before-sale');
    expect((await undo({ reversedOn: '2025-11-28' })).refusal).toBe('sales/in-future');
    expect((await undo({}, { id: newId() })).refusal).toBe('sales/not-found');
    expect((await undo()).json).toMatchObject({ totalIdr: -json.totalIdr });
    expect((await undo()).json, 'the same again').toMatchObject({ totalIdr: -json.totalIdr });
    expect((await undo({ reason: 'lain' })).refusal).toBe('sales/id-reused');
    expect((await undo({ id: newId() })).refusal).toBe('sales/already-reversed');
    expect((await undo({ id: newId() }, { id: reversal.id })).refusal).toBe('sales/is-reversal');
    const shown = (await done('cooperative-chair', showSaleCall, { params })).json;
    expect(shown).toMatchObject({ reversedById: reversal.id });
    expect((await ask('cooperative-chair', showSaleCall, { params: { id: newId() } })).refusal).toBe('sales/not-found');
    expect((await ask('cooperative-chair', reverseSaleCall, { params, body: reversal })).refusal).toBe(
      'access/not-allowed',
    );
  });
});

test('every refusal that catalogue and sales declare has been met, and no other', () => {
  const { never, undeclared } = unmet('catalogue', 'sales');
  expect(undeclared).toEqual([]);
  expect(never).toEqual([]);
});
