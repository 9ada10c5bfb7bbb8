import { beforeAll, describe, expect, test } from 'vitest';
import { addItemCall } from '../server/catalogue/item.schema.ts';
import {
  countSheetCall,
  dropStocktakeCall,
  getStocktakeCall,
  listStocktakesCall,
  recordCountCall,
  settleStocktakeCall,
} from '../server/inventory/count/count.schema.ts';
import { listCylindersCall, recordCylindersCall } from '../server/inventory/cylinder/cylinder.schema.ts';
import * as inventory from '../server/inventory/public.ts';
import {
  addPlaceCall,
  editPlaceCall,
  getStockCall,
  listPlacesCall,
  listStockCall,
  setReorderPointCall,
  stockCardCall,
} from '../server/inventory/stock.schema.ts';
import {
  disposeCall,
  listTransfersCall,
  recordArrivalCall,
  recordTransferCall,
} from '../server/inventory/transfer/transfer.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import type { Call } from '../server/kernel/call.ts';
import { rupiah } from '../server/kernel/rupiah.ts';
import * as ledger from '../server/ledger/public.ts';
import { newId, now } from '../server/platform/clock.ts';
import { exportCall } from '../server/platform/http/list-export.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { caller } from './testing/calls.ts';
import { testCities, today } from './testing/city.ts';

// Places, stock, counts, moves of goods and cylinders: each call works, the wrong role, the wrong territory, each declared refusal, and twice gives
// one effect. Today is 27 Nov 2025; the first cooperative is that of the local roles.
const cities = testCities();
const { ask, done, unmet } = caller(cities);
const cooperative = (nth: number) => present(cities.here.register[nth], `cooperative ${nth}`).id;
const machine = { role: 'machine' } as const;
const [outletId, warehouseId, riceId, foreignId] = [newId(), newId<'place'>(), newId<'item'>(), newId<'item'>()];
const agent = '01980000-0000-7000-8000-000000000002';
const places = new Map<string, string>();
const placeOf = (kind: string) => present(places.get(kind), kind);

const inCity = <T>(work: Parameters<typeof cities.database.app.inRegency<T>>[1]) =>
  cities.database.app.inRegency(wholeRegency(cities.here.regency.id), work);
const refusal = async (role: Parameters<typeof ask>[0], call: Call, sent: Parameters<typeof ask>[2]) =>
  (await ask(role, call, sent)).refusal;
const rice = (qtyBase: number, over: object = {}) => ({ itemId: riceId, baseUnit: 'gram', qtyBase, ...over });
const account = (code: string, name: string) =>
  cities.owner.query('update ledger.account set code = $1 where code = $2', [code, name]);

beforeAll(async () => {
  const manager = 'cooperative-manager';
  for (const [id, kind, name] of [
    [outletId, 'outlet', 'Gerai'],
    [warehouseId, 'warehouse', 'Gudang'],
  ])
    await done(manager, addPlaceCall, { body: { id, cooperativeId: cooperative(0), kind, name } });
  const packs = [{ id: newId(), label: 'karung 5 kg', qtyBase: 5000, isOrdered: true, isSold: true }];
  const item = {
    id: riceId,
    cooperativeId: cooperative(0),
    name: 'Beras',
    categoryCode: 'rice',
    baseUnit: 'gram',
    expires: false,
  };
  await done(manager, addItemCall, { body: { ...item, packs } });
  const other = { ...item, id: foreignId, cooperativeId: cooperative(1), packs: [{ ...packs[0], id: newId() }] };
  await done('facilitator', addItemCall, { body: other });
  await inCity(async (tx) => {
    const known = await inventory.placesOf(tx, cooperative(0));
    for (const { id, kind } of known) places.set(kind, id);
    const supplier = present(
      known.find(({ kind }) => kind === 'supplier'),
      'supplier',
    ).id;
    const source = { kind: 'uji/terima', id: newId() } as const;
    const came = {
      id: newId<'move'>(),
      itemId: riceId,
      fromPlaceId: supplier,
      toPlaceId: warehouseId,
      occurredOn: today,
      source,
    };
    await inventory.moveStock(
      tx,
      machine,
      cooperative(0),
      [{ ...came, qtyBase: 100_000, valueIdr: rupiah(1_130_000) }],
      { as: 'fact' },
    );
  });
});

const openBook = () => inCity((tx) => ledger.openBook(tx, machine, cooperative(0), businessDate('2025-11-01')));

describe('what is lost needs a book', () => {
  const count = (qtyBase: number) => ({ id: newId(), placeId: warehouseId, countedAt: now(), lines: [rice(qtyBase)] });
  const gone = () => ({
    id: newId(),
    fromPlaceId: warehouseId,
    happenedOn: today,
    reason: 'berkutu',
    lines: [rice(1000)],
  });
  const sent = (over: object = {}) => ({
    ...{
      id: newId(),
      fromPlaceId: warehouseId,
      toPlaceId: outletId,
      happenedOn: today,
      lines: [rice(10_000)],
      ...over,
    },
  });
  const arrival = (arrivedBase: number, over: object = {}) => ({
    ...{ id: newId(), arrivedOn: today, lines: [{ seq: 1, baseUnit: 'gram', arrivedBase, ...over }] },
  });

  test('and its accounts: without them nothing is settled, written off or missing, and nothing has moved', async () => {
    await done('cooperative-cashier', recordCountCall, { body: count(99_000) });
    const { json } = await done('facilitator', recordCountCall, { body: count(99_000) });
    const stocktake = { params: { id: json.stocktakeId } };
    const carried = sent({ driver: 'Pak Rahmat' });
    await done('cooperative-manager', recordTransferCall, { body: carried });
    const came = { params: { id: carried.id }, body: arrival(9000) };
    const tries = () =>
      Promise.all([
        refusal('cooperative-chair', settleStocktakeCall, { ...stocktake, body: {} }),
        refusal('cooperative-chair', disposeCall, { body: gone() }),
        refusal('cooperative-cashier', recordArrivalCall, came),
      ]);
    expect(new Set(await tries())).toEqual(new Set(['ledger/no-book']));
    await openBook();
    await account('527999', '527000');
    expect(new Set(await tries())).toEqual(new Set(['ledger/unknown-account']));
    await account('527000', '527999');
    expect(await tries()).toEqual([undefined, undefined, undefined]);
    expect(await refusal('cooperative-chair', settleStocktakeCall, { ...stocktake, body: {} })).toBe('inventory/ended');
    await done('cooperative-cashier', recordArrivalCall, came);
    expect(await refusal('cooperative-cashier', recordArrivalCall, { ...came, body: arrival(8000) })).toBe(
      'inventory/ended',
    );
    const changed = { ...came, body: { ...came.body, note: 'lain' } };
    expect(await refusal('cooperative-cashier', recordArrivalCall, changed)).toBe('inventory/id-reused');
    const { rows } = (await done('cooperative-chair', listTransfersCall)).json;
    expect(rows).toMatchObject([
      { purpose: 'disposal' },
      { driver: 'Pak Rahmat', arrivedOn: today, lines: [{ arrivedBase: 9000 }] },
    ]);
    const stock = (await done('cooperative-cashier', getStockCall, { params: { itemId: riceId } })).json;
    expect(stock).toMatchObject({ shelfBase: 97_000, lostFoundBase: 2000, valueIdr: 1_096_100 });
  });

  test('an arrival is of goods on their way, no more than were sent, in their unit, each once', async () => {
    const body = sent({ driver: 'Pak Rahmat' });
    await done('cooperative-manager', recordTransferCall, { body });
    const arrive = (came: object) =>
      refusal('cooperative-cashier', recordArrivalCall, { params: { id: body.id }, body: came });
    expect(await arrive(arrival(10_001))).toBe('inventory/more-than-sent');
    expect(await arrive(arrival(1, { baseUnit: 'piece' }))).toBe('inventory/unit-differs');
    const twice = arrival(1);
    expect(await arrive({ ...twice, lines: [...twice.lines, ...twice.lines] })).toBe('inventory/line-twice');
    expect(await arrive({ ...arrival(1), arrivedOn: '2025-11-28' })).toBe('inventory/in-future');
    const nowhere = { params: { id: newId() }, body: arrival(1) };
    expect(await refusal('cooperative-cashier', recordArrivalCall, nowhere)).toBe('inventory/not-found');
    expect(await refusal('partner', recordArrivalCall, nowhere)).toBe('access/not-allowed');
  });

  test('goods are carried, set aside and written off as they are, by who may, once', async () => {
    const move = (over: object) => refusal('cooperative-manager', recordTransferCall, { body: sent(over) });
    const write = (over: object) => refusal('cooperative-chair', disposeCall, { body: { ...gone(), ...over } });
    for (const each of [move, write]) {
      expect(await each({ fromPlaceId: newId() })).toBe('inventory/unknown-place');
      expect(await each({ lines: [{ ...rice(1), itemId: foreignId }] })).toBe('inventory/unknown-item');
      expect(await each({ lines: [rice(1, { batchId: newId() })] })).toBe('inventory/unknown-batch');
      expect(await each({ lines: [rice(1, { baseUnit: 'piece' })] })).toBe('inventory/unit-differs');
      expect(await each({ happenedOn: '2025-11-28' })).toBe('inventory/in-future');
      expect(await each({ lines: [rice(1_000_000)] })).toBe('inventory/short');
      const id = newId();
      expect(await each({ id, lines: [rice(1)] })).toBeUndefined();
      expect(await each({ id, lines: [rice(1)] })).toBeUndefined();
      expect(await each({ id, lines: [rice(2)] })).toBe('inventory/id-reused');
    }
    expect(await move({ toPlaceId: warehouseId })).toBe('inventory/same-place');
    expect(await move({ toPlaceId: placeOf('damaged') })).toBe('inventory/reason-missing');
    expect(await move({ toPlaceId: placeOf('damaged'), reason: 'sobek', lines: [rice(1)] })).toBeUndefined();
    expect(await refusal('cooperative-cashier', recordTransferCall, { body: sent() })).toBe('access/not-allowed');
    expect(await refusal('cooperative-supervisor', disposeCall, { body: gone() })).toBe('access/not-allowed');
  });
});

describe('counts', () => {
  const count = (qtyBase: number, over: object = {}) => ({
    ...{ id: newId(), placeId: outletId, countedAt: now(), lines: [rice(qtyBase)], ...over },
  });
  const send = async (role: 'cooperative-cashier' | 'cooperative-manager' | 'facilitator', body: object) =>
    await ask(role, recordCountCall, { body });

  test('say what they counted, once, in the unit of goods of that place', async () => {
    const body = count(1000);
    const first = await send('cooperative-cashier', body);
    expect(first.json).toMatchObject({ waitsFor: 'second_count' });
    expect((await send('cooperative-cashier', body)).json).toEqual(first.json);
    const told = async (over: object) => (await send('cooperative-cashier', count(1, over))).refusal;
    expect(await told({ id: body.id })).toBe('inventory/id-reused');
    expect(await told({ placeId: newId() })).toBe('inventory/unknown-place');
    expect(await told({ placeId: placeOf('customer') })).toBe('inventory/unknown-place');
    expect(await told({ lines: [{ ...rice(1), itemId: foreignId }] })).toBe('inventory/unknown-item');
    expect(await told({ lines: [rice(1, { batchId: newId() })] })).toBe('inventory/unknown-batch');
    expect(await told({ lines: [rice(1, { baseUnit: 'piece' })] })).toBe('inventory/unit-differs');
    expect(await told({ lines: [rice(1), rice(2)] })).toBe('inventory/line-twice');
    expect(await refusal('cooperative-supervisor', recordCountCall, { body: count(1) })).toBe('access/not-allowed');
    const future = count(1000, { countedAt: '2099-01-01T00:00:00Z' }); // a wrong clock: as of when we heard of it
    expect((await send('facilitator', future)).json).toMatchObject({ waitsFor: 'approval' });
  });

  test('are approved by somebody else, or dropped', async () => {
    const { stocktakeId: id } = (await send('cooperative-manager', count(900))).json;
    const at = { params: { id } };
    const settle = (role: 'cooperative-manager' | 'cooperative-chair' | 'cooperative-secretary') =>
      refusal(role, settleStocktakeCall, { ...at, body: {} });
    expect(await settle('cooperative-secretary')).toBe('access/not-allowed');
    expect(await settle('cooperative-manager')).toBe('inventory/own-count');
    await send(
      'cooperative-cashier',
      count(900, { lines: [rice(900), { ...rice(3), itemId: riceId, ownerId: agent }] }),
    );
    expect(await settle('cooperative-chair')).toBe('inventory/not-agreed');
    const drop = { ...at, body: { reason: 'diulang' } };
    await done('cooperative-chair', dropStocktakeCall, drop);
    expect(await refusal('cooperative-chair', dropStocktakeCall, drop)).toBe('inventory/ended');
    const unknown = { params: { id: newId() } };
    expect(await refusal('cooperative-chair', getStocktakeCall, unknown)).toBe('inventory/not-found');
    expect(await refusal('cooperative-chair', settleStocktakeCall, { ...unknown, body: {} })).toBe(
      'inventory/not-found',
    );
    expect(await refusal('cooperative-chair', dropStocktakeCall, { ...unknown, body: { reason: 'x' } })).toBe(
      'inventory/not-found',
    );
    const { rows } = (await done('dinas-officer', listStocktakesCall)).json;
    expect(rows).toMatchObject([{ outcome: 'dropped' }, { outcome: 'settled', gainIdr: 0, lossIdr: 11_300 }]);
    expect((await done('cooperative-cashier', getStocktakeCall, at)).json).toMatchObject({
      outcome: 'dropped',
      reason: 'diulang',
    });
    const sheet = (await done('cooperative-cashier', countSheetCall, { query: { cooperativeId: cooperative(0) } }))
      .json;
    expect(JSON.stringify(sheet)).not.toContain('"qtyBase":9');
    expect(sheet.items).toMatchObject([{ name: 'Beras' }]);
    for (const role of ['cooperative-chair', 'cooperative-treasurer'] as const) {
      const offered = (await done(role, countSheetCall, { query: { cooperativeId: cooperative(0) } })).json;
      expect(offered.items, 'whoever may write goods off is offered them').toMatchObject([{ name: 'Beras' }]);
    }
  });
});

describe('stock and places', () => {
  test('are listed for who may read them, and another cooperative is not there', async () => {
    const listed = (await done('cooperative-cashier', listStockCall, { query: { cooperativeId: cooperative(0) } })).json
      .rows;
    expect(listed).toMatchObject([{ item: { name: 'Beras', pack: { label: 'karung 5 kg' } }, isLow: false }]);
    const other = { query: { cooperativeId: cooperative(1) } };
    for (const call of [listStockCall, listPlacesCall, listStocktakesCall, listTransfersCall, listCylindersCall])
      expect((await done('cooperative-cashier', call, other)).json.rows, call.name).toEqual([]);
    expect(await refusal('partner', listStockCall, {})).toBe('access/not-allowed');
    expect(await refusal('cooperative-cashier', getStockCall, { params: { itemId: foreignId } })).toBe(
      'inventory/not-found',
    );
    for (const call of [stockCardCall, exportCall(stockCardCall, 'csv'), exportCall(stockCardCall, 'xlsx')])
      expect(await refusal('cooperative-cashier', call, { params: { itemId: foreignId } })).toBe('inventory/not-found');
    const card = (
      await done('cooperative-cashier', stockCardCall, { params: { itemId: riceId }, query: { limit: '200' } })
    ).json;
    expect(card.rows.at(-1)).toMatchObject({ activity: 'uji/terima', changeBase: 100_000, balanceBase: 100_000 });
  });

  test('an item at its point is to be ordered again', async () => {
    const at = { params: { itemId: riceId }, body: { qtyBase: 500_000 } };
    for (const _ of [1, 2]) await done('cooperative-manager', setReorderPointCall, at);
    const low = (await done('cooperative-chair', listStockCall, { query: { low: 'true' } })).json.rows;
    expect(low).toMatchObject([{ id: riceId, isLow: true, reorderBase: 500_000 }]);
    const told = await cities.owner.query(`select from audit.entry where action = 'inventory/set-reorder-point'`);
    expect(told.rowCount).toBe(1);
    const foreign = { ...at, params: { itemId: foreignId } };
    expect(await refusal('cooperative-manager', setReorderPointCall, foreign)).toBe('inventory/not-found');
    expect(await refusal('cooperative-cashier', setReorderPointCall, at)).toBe('access/not-allowed');
  });

  test('places have one name each, and close when nothing lies there', async () => {
    const place = { id: newId(), cooperativeId: cooperative(0), kind: 'outlet', name: 'Kios' };
    const add = (over: object) => refusal('cooperative-manager', addPlaceCall, { body: { ...place, ...over } });
    const edit = (id: string, over: object) =>
      refusal('cooperative-manager', editPlaceCall, {
        params: { id },
        body: { name: 'Kios', isActive: true, ...over },
      });
    expect([await add({}), await add({})]).toEqual([undefined, undefined]);
    expect(await add({ name: 'Lain' })).toBe('inventory/id-reused');
    expect(await add({ id: newId() })).toBe('inventory/place-taken');
    expect(await add({ id: newId(), cooperativeId: cooperative(1) })).toBe('inventory/cooperative-not-found');
    expect(await edit(place.id, { name: 'Gerai' })).toBe('inventory/place-taken');
    expect(await edit(place.id, { name: 'Kios Pasar', isActive: false })).toBeUndefined();
    expect(await edit(warehouseId, { name: 'Gudang', isActive: false })).toBe('inventory/place-in-use');
    expect(await edit(placeOf('damaged'), {})).toBe('inventory/not-found');
    const { rows } = (await done('cooperative-chair', listPlacesCall, { query: { cooperativeId: cooperative(0) } }))
      .json;
    expect(rows).toContainEqual({ id: place.id, name: 'Kios Pasar', kind: 'outlet', isActive: false });
  });
});

describe('cylinders', () => {
  const act = (over: object = {}) => ({
    ...{
      id: newId(),
      cooperativeId: cooperative(0),
      act: 'borrow',
      sizeKg10: 55,
      qty: 10,
      ownerId: agent,
      happenedOn: today,
      ...over,
    },
  });
  const record = (body: object) => refusal('cooperative-manager', recordCylindersCall, { body });

  test('are borrowed, sent to the agent and come back, once each, as many as there are', async () => {
    const borrowed = act();
    expect(await record(borrowed)).toBe('inventory/owner-unknown');
    await cities.owner.query(
      `insert into partners.partner (regency_id, id, name, kind, national_id) select $1, id, name, kind, id from reference.partner on conflict do nothing`,
      [cities.here.regency.id],
    );
    await cities.owner.query(
      `insert into partners.partnership (regency_id, id, cooperative_id, partner_id, goods, stage, valid_from, recorded_role, source_name, source_date)
       values ($1, $2, $3, $4, '{lpg}', 'active', '2025-11-01', 'machine', 'uji', '2025-11-01')`,
      [cities.here.regency.id, newId(), cooperative(0), agent],
    );
    expect([await record(borrowed), await record(borrowed)]).toEqual([undefined, undefined]);
    expect(await record({ ...borrowed, qty: 11 })).toBe('inventory/id-reused');
    expect(await record({ ...borrowed, note: 'lain' })).toBe('inventory/id-reused');
    expect(await record(act({ act: 'send_empty', qty: 1 }))).toBe('inventory/too-few-cylinders');
    expect(await record(act({ ownerId: undefined }))).toBe('inventory/owner-missing');
    expect(await record(act({ cooperativeId: cooperative(1) }))).toBe('inventory/cooperative-not-found');
    expect(await record(act({ happenedOn: '2025-11-28' }))).toBe('inventory/in-future');
    expect(await refusal('cooperative-cashier', recordCylindersCall, { body: act() })).toBe('access/not-allowed');
    const { rows } = (await done('cooperative-cashier', listCylindersCall)).json;
    expect(rows).toMatchObject([{ sizeKg10: 55, ownerId: agent, full: 10, empty: 0, held: 10, valueIdr: 0 }]);
  });
});

test('a cursor that is none leads to no row of a list, and to no defect', async () => {
  for (const call of [listStocktakesCall, listTransfersCall])
    for (const after of ['x', '2025-99-99.01980000-0000-7000-8000-000000000001'])
      expect((await done('cooperative-manager', call, { query: { after } })).json.rows, after).toEqual([]);
});

test('every refusal that a call declares was met, and no other', () => {
  expect(unmet('inventory')).toEqual({ never: [], undeclared: [] });
});
