import { beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../server/access/public.ts';
import * as catalogue from '../server/catalogue/public.ts';
import * as inventory from '../server/inventory/public.ts';
import { present } from '../server/kernel/assert.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import type { Call } from '../server/kernel/call.ts';
import type { Id } from '../server/kernel/ids.ts';
import { rupiah } from '../server/kernel/rupiah.ts';
import * as ledger from '../server/ledger/public.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { postSellersHalf } from '../server/procurement/surplus/pass-goods.command.ts';
import * as calls from '../server/procurement/surplus/surplus.schema.ts';
import { caller } from './testing/calls.ts';
import { testCities, today } from './testing/city.ts';

const cities = testCities();
const { ask, done, unmet } = caller(cities);
const machine = { role: 'machine' } as const;
const medium = 'rice-medium-50kg';
const sugar = 'sugar-kg';

interface Outlet {
  readonly cooperativeId: Id<'cooperative'>;
  readonly placeId: Id<'place'>;
}

/** The manager's own; its neighbour, for which the facilitator of the district acts; and one more in that district, whose book is not open. */
let own: Outlet;
let next: Outlet;
let bookless: Outlet;

beforeAll(async () => {
  const { here, database } = cities;
  const district = (at: number) => present(here.register[at]?.villages[0], 'its kelurahan').code.slice(0, 8);
  const [first, second, third] = here.register.filter((_, at) => district(at) === district(0));
  await database.app.inRegency(wholeRegency(here.regency.id), async (tx) => {
    const open = async (line: typeof first, sacks: number, hasBook: boolean): Promise<Outlet> => {
      const cooperativeId = present(line, 'a cooperative of the district').id;
      const placeId = newId<'place'>();
      await cities.owner.query(
        `insert into inventory.place (regency_id, id, cooperative_id, kind, name) values ($1, $2, $3, 'outlet', 'Gerai')`,
        [here.regency.id, placeId, cooperativeId],
      );
      if (hasBook) await ledger.openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
      const taken = { cooperativeId, productCode: medium, orderPackId: newId<'pack'>(), soldPackId: newId<'pack'>() };
      const itemId = newId<'item'>();
      await catalogue.takeProduct(tx, machine, { ...taken, id: itemId });
      if (sacks === 0) return { cooperativeId, placeId };
      const supplier = (await inventory.placesOf(tx, cooperativeId)).find(({ kind }) => kind === 'supplier');
      const move = { fromPlaceId: present(supplier, 'a supplier').id, toPlaceId: placeId, occurredOn: today };
      const source = { kind: 'uji/awal', id: newId() } as const;
      const goods = { id: newId<'move'>(), itemId, qtyBase: sacks * 50_000, valueIdr: rupiah(sacks * 600_000), source };
      await inventory.moveStock(tx, machine, cooperativeId, [{ ...goods, ...move }], { as: 'fact' });
      return { cooperativeId, placeId };
    };
    own = await open(first, 400, false);
    next = await open(second, 0, true);
    bookless = await open(third, 5, false);
  });
}, 60_000);

const no = (what: string) => `procurement/surplus-${what}`;
const refusedAs = async (role: access.RoleName, call: Call, sent: Parameters<typeof ask>[2]) =>
  (await ask(role, call, sent)).refusal;

/** An offer of the manager's cooperative on the board. */
async function offered(more: object = {}): Promise<string> {
  const body = { id: newId(), cooperativeId: own.cooperativeId, side: 'offer', productCode: medium, qtyPacks: 10 };
  await done('cooperative-manager', calls.postNoticeCall, {
    body: { ...body, priceIdr: 640_000, until: '2025-12-10', ...more },
  });
  return body.id;
}

/** Asked for by the facilitator for its neighbour. */
async function proposed(more: object = {}): Promise<string> {
  const body = { id: newId(), cooperativeId: next.cooperativeId, originId: await offered(), qtyPacks: 10 };
  await done('facilitator', calls.proposeSaleCall, { body: { ...body, priceIdr: 640_000, ...more } });
  return body.id;
}

const step = (id: string, more: object = {}) => ({ params: { id }, body: { id: newId(), ...more } });
const reason = { reason: 'sudah dapat dari Bulog' };
const truck = () => ({ placeId: own.placeId, packs: 10, driver: 'Contoh Sopir', vehicle: 'KT 1 XX', on: today });
const came = () => ({ placeId: next.placeId, receivedPacks: 9, returnedPacks: 0, on: today });
const money = { on: today, accountCode: '112100', evidence: 'TRF-1' };

async function agreed(): Promise<string> {
  const id = await proposed();
  await done('cooperative-chair', calls.acceptSaleCall, step(id));
  return id;
}

async function sent(): Promise<string> {
  const id = await agreed();
  await done('cooperative-manager', calls.dispatchSaleCall, step(id, truck()));
  return id;
}

async function received(): Promise<string> {
  const id = await sent();
  await done('facilitator', calls.receiveSaleCall, step(id, came()));
  return id;
}

const shown = async (role: access.RoleName, id: string) =>
  (await done(role, calls.getSaleCall, { params: { id } })).json as {
    sale: calls.SaleListed;
    history: calls.StepShown[];
    places: { side: string }[];
  };

describe('from the board to both books', () => {
  test('a seller that keeps no book sends nothing: its half could never be told', async () => {
    const id = await agreed();
    expect(await refusedAs('cooperative-manager', calls.dispatchSaleCall, step(id, truck()))).toBe('ledger/no-book');
    const inCity = wholeRegency(cities.here.regency.id);
    await cities.database.app.inRegency(inCity, (tx) =>
      ledger.openBook(tx, machine, own.cooperativeId, businessDate('2025-11-01')),
    );
    await done('cooperative-manager', calls.dispatchSaleCall, step(id, truck()));
  });

  test('one offers, the other asks, the first agrees and sends, the other receives, pays and is paid', async () => {
    const id = await received();
    expect((await shown('cooperative-treasurer', id)).sale).toMatchObject({
      ...{
        stage: 'received',
        isSellerPosted: false,
        flags: ['less'],
        amountIdr: 5_760_000,
        actions: [],
        sides: ['seller'],
      },
    });
    const inCity = wholeRegency(cities.here.regency.id);
    await cities.database.app.inRegency(inCity, (tx) => postSellersHalf(tx, machine, id as Id<'surplus-sale'>));
    expect((await shown('cooperative-treasurer', id)).sale).toMatchObject({
      isSellerPosted: true,
      actions: ['collect'],
    });
    await done('facilitator', calls.paySaleCall, step(id, money));
    await done('cooperative-treasurer', calls.collectSaleCall, step(id, money));
    const whole = await shown('cooperative-manager', id);
    expect(whole.sale).toMatchObject({ isPaid: true, isCollected: true, number: 'KS/2025/0002' });
    expect(whole.history.map((each) => each.step)).toEqual([
      'propose',
      'accept',
      'dispatch',
      'receive',
      'post',
      'pay',
      'collect',
    ]);
    expect(
      whole.places.map(({ side }) => side),
      'his own shelves only',
    ).toEqual(['seller']);
  });

  test('the board is read by cooperatives and the city; Bulog finds nothing on it, nor any sale', async () => {
    const id = await offered();
    const board = async (role: access.RoleName) =>
      ((await done(role, calls.listNoticesCall)).json.rows as { id: string; isOwn: boolean }[]).find(
        (row) => row.id === id,
      );
    expect(await board('cooperative-cashier')).toMatchObject({ isOwn: true });
    expect(await board('dinas-officer')).toMatchObject({ id });
    expect((await done('partner', calls.listNoticesCall)).json.rows).toEqual([]);
    expect((await done('partner', calls.listSalesCall)).json.rows).toEqual([]);
    expect((await done('partner', calls.listSuggestionsCall)).json.rows).toEqual([]);
    for (let again = 0; again < 2; again++)
      await done('cooperative-manager', calls.closeNoticeCall, { params: { id } });
    expect(await board('cooperative-cashier')).toBeUndefined();
  });

  test('the city compares its stock; a cooperative does not', async () => {
    expect((await done('dinas-officer', calls.makeSuggestionsCall)).json).toEqual({ made: 0, ended: 0 });
    for (const role of ['cooperative-manager', 'facilitator', 'partner', 'auditor'] as const)
      expect(await refusedAs(role, calls.makeSuggestionsCall, {})).toBe('access/not-allowed');
  });
});

describe('what a notice is refused for', () => {
  test('another\u2019s cooperative, goods not carried or not to be sold on, no price, a day gone by', async () => {
    const notice = { id: newId(), cooperativeId: own.cooperativeId, side: 'offer', productCode: medium, qtyPacks: 1 };
    const body = { ...notice, priceIdr: 640_000, until: '2025-12-10' };
    const post = (more: object, role: access.RoleName = 'cooperative-manager') =>
      refusedAs(role, calls.postNoticeCall, { body: { ...body, ...more } });
    expect(await post({ cooperativeId: next.cooperativeId })).toBe(no('not-yours'));
    expect(await post({ productCode: sugar })).toBe(no('no-item'));
    expect(await post({ until: '2025-11-26' })).toBe(no('dates-reversed'));
    expect(await refusedAs('cooperative-manager', calls.postNoticeCall, { body: { ...notice, until: today } })).toBe(
      no('price-missing'),
    );
    await withBar(medium, async () => expect(await post({})).toBe(no('barred')));
    expect(await post({})).toBeUndefined();
    expect(await post({})).toBeUndefined();
    expect(await post({ qtyPacks: 2 })).toBe(no('id-reused'));
    expect(await post({ id: newId() }, 'partner')).toBe('access/not-allowed');
    const closing = (id: string, role: access.RoleName) => refusedAs(role, calls.closeNoticeCall, { params: { id } });
    expect(await closing(newId(), 'cooperative-manager')).toBe(no('not-found'));
    const want = { ...notice, id: newId(), cooperativeId: next.cooperativeId, side: 'want', until: today };
    await done('facilitator', calls.postNoticeCall, { body: want });
    expect(await closing(want.id, 'cooperative-manager')).toBe(no('not-yours'));
  });
});

/** While it is forbidden to sell a product on. */
async function withBar(productCode: string, work: () => Promise<void>): Promise<void> {
  await cities.owner.query(`insert into reference.resale_bar values ($1, 'uji', '2025-01-01')`, [productCode]);
  await work().finally(() =>
    cities.owner.query(`delete from reference.resale_bar where product_code = $1`, [productCode]),
  );
}

describe('what a proposal is refused for', () => {
  test('a notice that is one\u2019s own, closed, smaller or none; a cooperative that is not one\u2019s own', async () => {
    const originId = await offered();
    const body = { id: newId(), cooperativeId: next.cooperativeId, originId, qtyPacks: 10, priceIdr: 640_000 };
    const propose = (more: object, role: access.RoleName = 'facilitator') =>
      refusedAs(role, calls.proposeSaleCall, { body: { ...body, ...more } });
    expect(await propose({ originId: newId() })).toBe(no('not-found'));
    expect(await propose({ qtyPacks: 11 })).toBe(no('more'));
    expect(await propose({ cooperativeId: own.cooperativeId }, 'cooperative-manager')).toBe(no('own-notice'));
    expect(await propose({}, 'cooperative-manager')).toBe(no('not-yours'));
    await withBar(medium, async () => expect(await propose({})).toBe(no('barred')));
    await cities.owner.query(`update catalogue.item set product_code = null where cooperative_id = $1`, [
      bookless.cooperativeId,
    ]);
    expect(await propose({ cooperativeId: bookless.cooperativeId })).toBe(no('no-item'));
    await cities.owner.query(`update catalogue.item set product_code = $2 where cooperative_id = $1`, [
      bookless.cooperativeId,
      medium,
    ]);
    expect(await propose({})).toBeUndefined();
    expect(await propose({})).toBeUndefined();
    expect(await propose({ priceIdr: 1 })).toBe(no('id-reused'));
    expect(await propose({ id: newId() })).toBe(no('notice-closed'));
    expect(await propose({ id: newId() }, 'cooperative-treasurer')).toBe('access/not-allowed');
    expect(await refusedAs('facilitator', calls.getSaleCall, { params: { id: newId() } })).toBe(no('not-found'));
  });
});

describe('what a step is refused for', () => {
  const everyStep = [
    {
      call: calls.acceptSaleCall,
      role: 'cooperative-chair',
      wrong: 'cooperative-treasurer',
      at: proposed,
      more: () => ({}),
    },
    { call: calls.refuseSaleCall, role: 'cooperative-chair', wrong: 'facilitator', at: proposed, more: () => reason },
    {
      call: calls.withdrawSaleCall,
      role: 'cooperative-chair',
      wrong: 'cooperative-cashier',
      at: agreed,
      more: () => reason,
    },
    {
      call: calls.dispatchSaleCall,
      role: 'cooperative-manager',
      wrong: 'cooperative-cashier',
      at: agreed,
      more: truck,
    },
    { call: calls.receiveSaleCall, role: 'facilitator', wrong: 'cooperative-treasurer', at: sent, more: came },
    { call: calls.paySaleCall, role: 'facilitator', wrong: 'cooperative-manager', at: received, more: () => money },
  ] as const;

  test.each(everyStep)('$call.name: none, sent twice, already taken, by who may not', async (given) => {
    const { call, role, wrong, at, more } = given;
    expect(await refusedAs(role, call, step(newId(), more()))).toBe(no('not-found'));
    const id = await at();
    expect(await refusedAs(wrong, call, step(id, more()))).toBe('access/not-allowed');
    const taken = step(id, more());
    expect(await refusedAs(role, call, taken)).toBeUndefined();
    expect(await refusedAs(role, call, taken)).toBeUndefined();
    const other = 'reason' in taken.body ? { reason: 'lain' } : 'on' in taken.body ? { on: '2025-11-26' } : undefined;
    const elsewhere = other === undefined ? await at() : id;
    expect(await refusedAs(role, call, { params: { id: elsewhere }, body: { ...taken.body, ...other } })).toBe(
      no('id-reused'),
    );
    expect(await refusedAs(role, call, step(id, more()))).toBe(no('not-now'));
  });

  test('money comes once, and only when the seller\u2019s book has the sale', async () => {
    const id = await received();
    expect(await refusedAs('cooperative-treasurer', calls.collectSaleCall, step(id, money))).toBe(no('not-now'));
    expect(await refusedAs('cooperative-treasurer', calls.collectSaleCall, step(newId(), money))).toBe(no('not-found'));
    const inCity = wholeRegency(cities.here.regency.id);
    await cities.database.app.inRegency(inCity, (tx) => postSellersHalf(tx, machine, id as Id<'surplus-sale'>));
    const taken = step(id, money);
    for (const [call, role] of [
      [calls.paySaleCall, 'facilitator'],
      [calls.collectSaleCall, 'cooperative-treasurer'],
    ] as const) {
      expect(await refusedAs(role, call, step(id, { ...money, on: '2025-11-28' }))).toBe(no('in-future'));
      expect(await refusedAs(role, call, step(id, { ...money, accountCode: '112999' }))).toBe('procurement/not-money');
    }
    await done('cooperative-treasurer', calls.collectSaleCall, taken);
    await done('cooperative-treasurer', calls.collectSaleCall, taken);
    expect(
      await refusedAs('cooperative-treasurer', calls.collectSaleCall, {
        ...taken,
        body: { ...taken.body, evidence: 'TRF-2' },
      }),
    ).toBe(no('id-reused'));
    expect(await refusedAs('cooperative-treasurer', calls.paySaleCall, step(id, money))).toBe(no('not-yours'));
  });

  test('each on the other side\u2019s step, each on his own proposal, and goods no longer carried', async () => {
    const id = await proposed();
    const want = { id: newId(), cooperativeId: next.cooperativeId, side: 'want', productCode: medium, qtyPacks: 5 };
    await done('facilitator', calls.postNoticeCall, { body: { ...want, until: today } });
    const asked = { id: newId(), cooperativeId: own.cooperativeId, originId: want.id, qtyPacks: 5, priceIdr: 650_000 };
    await done('cooperative-chair', calls.proposeSaleCall, { body: asked });
    expect(await refusedAs('cooperative-chair', calls.acceptSaleCall, step(asked.id))).toBe(no('not-yours'));
    expect(await refusedAs('cooperative-chair', calls.refuseSaleCall, step(asked.id, reason))).toBe(no('not-yours'));
    await cities.owner.query(
      `update procurement.surplus_sale set recorded_by = (select id from auth."user" where email = $1) where id = $2`,
      ['cooperative-chair@uji.lumbung.id', id],
    );
    expect(await refusedAs('cooperative-chair', calls.acceptSaleCall, step(id))).toBe(no('own-proposal'));
    await withBar(medium, async () =>
      expect(await refusedAs('cooperative-manager', calls.acceptSaleCall, step(id))).toBe(no('barred')),
    );
    const rename = (code: string | null) =>
      cities.owner.query(`update catalogue.item set product_code = $2 where cooperative_id = $1`, [
        own.cooperativeId,
        code,
      ]);
    await rename(null);
    expect(await refusedAs('cooperative-manager', calls.acceptSaleCall, step(id))).toBe(no('no-item'));
    await rename(medium);
    const offer = { id: newId(), cooperativeId: next.cooperativeId, side: 'offer', productCode: medium, qtyPacks: 5 };
    await done('facilitator', calls.postNoticeCall, { body: { ...offer, priceIdr: 640_000, until: today } });
    const bought = {
      id: newId(),
      cooperativeId: own.cooperativeId,
      originId: offer.id,
      qtyPacks: 5,
      priceIdr: 640_000,
    };
    await done('cooperative-manager', calls.proposeSaleCall, { body: bought });
    expect(await refusedAs('cooperative-manager', calls.dispatchSaleCall, step(bought.id, truck()))).toBe(
      no('not-yours'),
    );
    expect(await refusedAs('cooperative-treasurer', calls.collectSaleCall, step(bought.id, money))).toBe(
      no('not-yours'),
    );
    const onItsWay = await sent();
    expect(await refusedAs('cooperative-manager', calls.receiveSaleCall, step(onItsWay, came()))).toBe(no('not-yours'));
  });

  test('goods that are not there, more than agreed, from or to a place of somebody else, on a day to come', async () => {
    const id = await agreed();
    const dispatch = (more: object) =>
      refusedAs('cooperative-manager', calls.dispatchSaleCall, step(id, { ...truck(), ...more }));
    expect(await dispatch({ packs: 11 })).toBe(no('more'));
    expect(await dispatch({ on: '2025-11-28' })).toBe(no('in-future'));
    expect(await dispatch({ placeId: next.placeId })).toBe('inventory/unknown-place');
    await cities.owner.query(`update inventory.stock set qty_base = 0 where place_id = $1`, [own.placeId]);
    expect(await dispatch({})).toBe('inventory/short');
    await cities.owner.query(`update inventory.stock set qty_base = 2000000 where place_id = $1`, [own.placeId]);
    expect(await dispatch({})).toBeUndefined();
    const receive = (more: object) => refusedAs('facilitator', calls.receiveSaleCall, step(id, { ...came(), ...more }));
    expect(await receive({ on: '2025-11-28' })).toBe(no('in-future'));
    expect(await receive({ returnedPacks: 11 })).toBe(no('too-many-back'));
    expect(await receive({ placeId: own.placeId })).toBe('inventory/unknown-place');
  });

  test('a buyer that keeps no book', async () => {
    const buys = { id: newId(), cooperativeId: bookless.cooperativeId, originId: await offered(), qtyPacks: 1 };
    await done('facilitator', calls.proposeSaleCall, { body: { ...buys, priceIdr: 640_000 } });
    await done('cooperative-chair', calls.acceptSaleCall, step(buys.id));
    await done('cooperative-manager', calls.dispatchSaleCall, step(buys.id, { ...truck(), packs: 1 }));
    const here = { ...came(), placeId: bookless.placeId, receivedPacks: 1 };
    expect(await refusedAs('facilitator', calls.receiveSaleCall, step(buys.id, here))).toBe('ledger/no-book');
  });

  test('every refusal the calls declare was met, and none that they do not', () => {
    const { never, undeclared } = unmet('procurement');
    const ofSurplus = (pair: string) => pair.includes('surplus');
    expect({ never: never.filter(ofSurplus), undeclared: undeclared.filter(ofSurplus) }).toEqual({
      never: [],
      undeclared: [],
    });
  });
});
