import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as inventory from '../../inventory/public.ts';
import type { Reach } from '../../kernel/actor.ts';
import { addDays, businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { deliver } from '../../procurement/delivery/deliver.command.ts';
import { placeOrder } from '../../procurement/place-order.command.ts';
import { recordReceipt } from '../../procurement/receipt/record-receipt.command.ts';
import { confirmOrder } from '../../procurement/step-order.command.ts';
import {
  bulog,
  machine,
  orderOf,
  patraNiaga,
  placeOf,
  reachOf,
  receiptOf,
  type Trading,
  today,
  trading,
} from '../../procurement/testing/trading.ts';
import * as sales from '../../sales/public.ts';
import { addAgreement } from '../agreement/keep-agreements.command.ts';
import { quotaUseOf, sellThroughOf } from './sell-through.store.ts';
import { writeOutSellThrough } from './write-out.command.ts';

const database = testDatabase();
const here = regencyId(9301);
const city: Reach = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const november = { from: businessDate('2025-11-01'), to: today };
const sack = 5000;
const source = { name: 'perjanjian', date: today };

const inCity = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city, work);
const as = <T>(reach: Reach, work: (tx: Tx) => Promise<T>) => database.app.inRegency(reach, work);

/** An agreement of the cooperative with Bulog about SPHP rice, 400 sacks a month. */
const agreement = (at: Trading, over: object = {}) => ({
  ...{ id: newId<'agreement'>(), cooperativeId: at.cooperativeId, partnerId: bulog, number: 'PKS-1', source },
  ...{ validFrom: businessDate('2025-11-01'), payment: 'before_delivery' as const, isConsigned: false },
  ...{ quotaPeriod: 'month' as const },
  products: [{ productCode: 'rice-sphp-5kg', priceIdr: rupiah(56_500), quotaPacks: 400 }],
  ...over,
});

/** Orders sacks of Bulog, of which some come, some of them damaged. */
async function receive(at: Trading, { ordered = 100, sacks = 79, damaged = 1 } = {}): Promise<void> {
  const { own, ofPartner } = reachOf(here, at);
  const order = orderOf(at, ordered);
  await as(own, (tx) => placeOrder(tx, machine, order, { today }));
  const lines = [{ seq: 1, qtyBase: (sacks + damaged) * sack }];
  const note = { id: newId<'delivery'>(), orderId: order.id, number: 'DO-77', lines };
  const truck = { loadId: newId<'load'>(), leftOn: today, driver: 'Pak Rudi', vehicle: 'KT 8123 LX', notes: [note] };
  await as(ofPartner(bulog), async (tx) => {
    await confirmOrder(tx, machine, order.id, { id: newId<'order-step'>(), cuts: [] }, today);
    await deliver(tx, machine, truck, { today });
  });
  const receipt = receiptOf(at, order.id, sacks * sack, { damagedBase: damaged * sack, deliveryId: note.id });
  await as(own, (tx) => recordReceipt(tx, machine, receipt, { today }));
}

/** A trading cooperative with its agreement. */
async function agreed(over: object = {}): Promise<Trading & { readonly agreementId: Id<'agreement'> }> {
  return await inCity(async (tx) => {
    const at = await trading(tx);
    const given = agreement(at, over);
    await addAgreement(tx, machine, given);
    return { ...at, agreementId: given.id };
  });
}

const reportOf = ({ cooperativeId }: Trading, period = november) =>
  inCity((tx) => sellThroughOf(tx, { ...period, cooperativeId }));

async function sell(
  tx: Tx,
  at: Trading,
  packs: number,
  over: Partial<sales.SaleDraft> = {},
  priceIdr = 65_000,
): Promise<void> {
  const line = {
    itemId: at.itemId,
    packId: at.packId,
    qtyPacks: packs,
    qtyBase: packs * sack,
    priceIdr: rupiah(priceIdr),
  };
  const draft: sales.SaleDraft = {
    ...{ id: newId<'sale'>(), cooperativeId: at.cooperativeId, placeId: at.outletId, soldOn: today },
    ...{ buyer: 'non_member', accountCode: '111000', lines: [line] },
    ...over,
  };
  expect(await sales.recordSales(tx, machine, [draft], { today })).toMatchObject([{ recorded: {} }]);
}

describe('the sell-through report', () => {
  test('lays opening, received, sold, damaged, difference and closing side by side (domain 6.4)', async () => {
    const at = await agreed();
    await receive(at);
    await inCity(async (tx) => {
      await sell(tx, at, 10);
      await sell(tx, at, 4, { buyer: 'member', accountCode: '112100' }, 64_000);
      await move(tx, at, 'lose', 1, 0);
      expect(await writeOutSellThrough(tx)).toBe(1);
      expect(await writeOutSellThrough(tx), 'nothing new').toBe(0);
    });
    expect(await reportOf(at)).toMatchObject([
      {
        ...{ partner: { name: 'Perum Bulog' }, principal: null, itemName: 'Beras SPHP 5 kg', notes: ['DO-77'] },
        ...{ openingBase: 0, receivedBase: 80 * sack, soldBase: 14 * sack, soldMemberBase: 4 * sack },
        ...{ soldOtherBase: 10 * sack, returnedBase: 0, damagedBase: sack, differenceBase: -sack, otherBase: 0 },
        ...{
          closingBase: 64 * sack,
          soldIdr: 906_000,
          soldMemberIdr: 256_000,
          soldCashIdr: 650_000,
          soldBankIdr: 256_000,
        },
        ...{ sales: 2, priceMinIdr: 64_000, priceMaxIdr: 65_000 },
      },
    ]);
    const yesterday = addDays(today, -1);
    expect(await reportOf(at, { from: yesterday, to: yesterday }), 'before anything came').toMatchObject([
      { openingBase: 0, receivedBase: 0, closingBase: 0, priceMinIdr: null },
    ]);
  });

  test('counts what a quota was used for: ordered, and received', async () => {
    const at = await agreed();
    await receive(at);
    const use = (from: string, to: string) =>
      inCity((tx) =>
        quotaUseOf(tx, [{ agreementId: at.agreementId, seq: 1, from: businessDate(from), to: businessDate(to) }]),
      );
    expect(await use('2025-11-01', '2025-12-01')).toMatchObject([{ orderedBase: 100 * sack, receivedBase: 80 * sack }]);
    expect(await use('2025-12-01', '2026-01-01')).toMatchObject([{ orderedBase: 0, receivedBase: 0 }]);
  });

  test('of goods of two suppliers says to each what came from him, and calls the rest other', async () => {
    const at = await agreed();
    const products = [{ productCode: 'rice-sphp-5kg', priceIdr: rupiah(1) }];
    const { quotaPeriod: _, ...second } = agreement(at, { partnerId: patraNiaga, products });
    await inCity((tx) => addAgreement(tx, machine, second));
    await receive(at, { damaged: 0, sacks: 80 });
    await inCity(writeOutSellThrough);
    const rows = await reportOf(at);
    expect(rows.map((row) => [row.partner.name, row.receivedBase, row.otherBase, row.closingBase])).toEqual([
      ['PT Pertamina Patra Niaga', 0, 80 * sack, 80 * sack],
      ['Perum Bulog', 80 * sack, 0, 80 * sack],
    ]);
  });

  test('begins with what the books began with', async () => {
    const at = await agreed();
    await inCity(async (tx) => {
      await move(tx, at, 'begin', 30, 20);
      await move(tx, at, 'sell', 4, 20);
      await writeOutSellThrough(tx);
    });
    expect(await reportOf(at, { from: addDays(today, -20), to: today })).toMatchObject([
      { openingBase: 30 * sack, otherBase: 0, soldBase: 4 * sack, closingBase: 26 * sack },
    ]);
  });

  test('written bit by bit is what it is when written whole, whatever moved in which order', async () => {
    const step = fc.record({
      kind: fc.constantFrom('begin', 'bring', 'sell', 'lose', 'find', 'set-aside', 'put-back', 'write-out'),
      sacks: fc.integer({ min: 1, max: 9 }),
      daysAgo: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        await database.rolledBack({ ...city, regencyId: regencyId(9303) }, async (tx) => {
          const at = await trading(tx);
          await addAgreement(tx, machine, agreement(at, { validFrom: businessDate('2025-11-15') }));
          for (const { kind, sacks, daysAgo } of steps)
            if (kind === 'write-out') await writeOutSellThrough(tx);
            else await move(tx, at, kind, sacks, daysAgo);
          await writeOutSellThrough(tx);
          const bitByBit = await daysOf(tx);
          for (const table of ['sell_through_day', 'sell_through_state', 'sell_through_item'])
            await sql`delete from ${sql.table(`partners.${table}`)} where regency_id = ${tx.regencyId}`.execute(tx);
          await writeOutSellThrough(tx);
          expect(bitByBit).toEqual(await daysOf(tx));
        });
      }),
      { numRuns: 25 },
    );
  });

  test('is seen by its partner, the principal behind him, the cooperative and the city, and by nobody else', async () => {
    const at = await agreed({ principalId: patraNiaga });
    await receive(at);
    await inCity(writeOutSellThrough);
    const other = await inCity((tx) => trading(tx));
    const { own, ofPartner } = reachOf(here, at);
    const seenBy = (reach: Reach) =>
      as(reach, async (tx) => {
        const report = await sellThroughOf(tx, { ...november, cooperativeId: at.cooperativeId });
        const attack = async (table: string) =>
          (await rowsAnyway(tx, table)).filter((cooperativeId) => cooperativeId === at.cooperativeId).length;
        return [report.length, await attack('sell_through_day'), await attack('sell_through_item')];
      });
    expect(await seenBy(city)).toEqual([1, 1, 1]);
    expect(await seenBy(own)).toEqual([1, 1, 1]);
    expect(await seenBy(ofPartner(bulog))).toEqual([1, 1, 1]);
    expect(await seenBy(ofPartner(patraNiaga)), 'the principal').toEqual([1, 1, 1]);
    expect(await seenBy(ofPartner(newId<'partner'>()))).toEqual([0, 0, 0]);
    expect(await seenBy(reachOf(here, other).own)).toEqual([0, 0, 0]);
    expect(await seenBy({ ...city, regencyId: regencyId(9302) })).toEqual([0, 0, 0]);
  });
});

describe('agreements and onboardings are of their two sides and the city', () => {
  test.each([
    'agreement',
    'agreement_product',
    'agreement_price',
    'onboarding',
    'onboarding_action',
    'sell_through_state',
  ])('%s', async (table) => {
    const at = await agreed();
    await inCity((tx) => onboard(tx, at.cooperativeId));
    await receive(at);
    await inCity(writeOutSellThrough);
    const { own, ofPartner } = reachOf(here, at);
    const seenBy = (reach: Reach) => as(reach, async (tx) => (await rowsAnyway(tx, table)).includes(at.cooperativeId));
    const isOfPartner = table !== 'sell_through_state';
    expect([await seenBy(city), await seenBy(own), await seenBy(ofPartner(bulog))]).toEqual([true, true, isOfPartner]);
    const strangers = [ofPartner(patraNiaga), reachOf(here, await inCity((tx) => trading(tx))).own];
    for (const reach of [...strangers, { ...city, regencyId: regencyId(9302) }])
      expect(await seenBy(reach)).toBe(false);
  });
});

async function onboard(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<void> {
  const id = newId();
  await sql`insert into partners.onboarding (regency_id, id, cooperative_id, partner_id, programme, opened_on, recorded_role, source_name, source_date)
    values (${tx.regencyId}, ${id}, ${cooperativeId}, ${bulog}, 'rpk', ${today}, 'machine', 'uji', ${today})`.execute(
    tx,
  );
  await sql`insert into partners.onboarding_action (regency_id, id, onboarding_id, cooperative_id, partner_id, seq, outcome, step, happened_on, recorded_role)
    values (${tx.regencyId}, ${newId()}, ${id}, ${cooperativeId}, ${bulog}, 1, 'done', 'register', ${today}, 'machine')`.execute(
    tx,
  );
}

/** The cooperatives of all rows that a policy lets through to a query that asks for everything. */
async function rowsAnyway(tx: Tx, table: string): Promise<string[]> {
  const { rows } = await sql<{ cooperativeId: string }>`
    select cooperative_id from ${sql.table(`partners.${table}`)} where true or regency_id > 0`.execute(tx);
  return rows.map(({ cooperativeId }) => cooperativeId);
}

type Kind = 'begin' | 'bring' | 'sell' | 'lose' | 'find' | 'set-aside' | 'put-back';

const sourceOf: Partial<Record<Kind, `${string}/${string}`>> = { sell: 'sales/sale', begin: 'opening/opening' };

/** Moves sacks as a count, a sale or a stranger's truck would. */
async function move(tx: Tx, at: Trading, kind: Kind, sacks: number, daysAgo: number): Promise<void> {
  const place = (of: inventory.PlaceKind) => placeOf(tx, at, of);
  const ways = {
    begin: ['supplier', 'outlet'],
    bring: ['supplier', 'outlet'],
    sell: ['outlet', 'customer'],
    lose: ['outlet', 'lost_found'],
    find: ['lost_found', 'outlet'],
    'set-aside': ['outlet', 'quarantine'],
    'put-back': ['quarantine', 'outlet'],
  } as const;
  const [from, to] = ways[kind];
  const goods = { id: newId<'move'>(), itemId: at.itemId, qtyBase: sacks * sack, occurredOn: addDays(today, -daysAgo) };
  const asked = {
    ...{ ...goods, fromPlaceId: await place(from), toPlaceId: await place(to) },
    source: { kind: sourceOf[kind] ?? 'uji/pindah', id: newId() } as const,
    ...(kind === 'bring' || kind === 'begin' ? { valueIdr: rupiah(sacks * 56_500) } : {}),
  };
  await inventory.moveStock(tx, machine, at.cooperativeId, [asked], { as: 'fact' });
}

async function daysOf(tx: Tx): Promise<unknown[]> {
  const { rows } =
    await sql`select * from partners.sell_through_day where regency_id = ${tx.regencyId} order by item_id, partner_id, day`.execute(
      tx,
    );
  return rows;
}
