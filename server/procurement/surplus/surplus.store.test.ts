import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as inventory from '../../inventory/public.ts';
import type { Reach } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, id, regencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { newId } from '../../platform/clock.ts';
import { CutOff, cutOffAt } from '../../platform/db/testing/cut-off.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { wholeRegency } from '../../platform/jobs/tasks.ts';
import { postNotice } from './keep-notices.command.ts';
import { makeSuggestions } from './make-suggestions.command.ts';
import { noticesOn } from './notice.store.ts';
import { dispatchSale, postSellersHalf, receiveSale } from './pass-goods.command.ts';
import { proposeSale } from './propose-sale.command.ts';
import { findSale, salesWhere } from './sale.store.ts';
import { settleSale } from './settle-sale.command.ts';
import { openSuggestions } from './suggestion.store.ts';
import { acceptSale } from './take-step.command.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
const rice = 'rice-medium-50kg';
const sack = 50_000;

interface Outlet {
  readonly cooperativeId: Id<'cooperative'>;
  readonly itemId: Id<'item'>;
  readonly outletId: Id<'place'>;
  readonly reach: Reach;
}

let cities = 9700;

/** A city with two cooperatives that carry rice: one with so many sacks of Rp 550.000, one with none. */
async function twoOutlets(sacks: number) {
  const regency = regencyId(++cities);
  const city = wholeRegency(regency);
  const [seller, buyer] = await database.app.inRegency(city, async (tx) => [
    await outlet(tx, 'Kopkel Penjual', sacks),
    await outlet(tx, 'Kopkel Pembeli', 0),
  ]);
  return { city, seller: present(seller, 'the seller'), buyer: present(buyer, 'the buyer') };
}

async function outlet(tx: Tx, name: string, sacks: number): Promise<Outlet> {
  const [cooperativeId, itemId, outletId] = [newId<'cooperative'>(), newId<'item'>(), newId<'place'>()];
  const { regencyId: regency } = tx;
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regency}, ${cooperativeId}, ${name})`.execute(
    tx,
  );
  await sql`insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, product_code, recorded_role)
    values (${regency}, ${itemId}, ${cooperativeId}, 'Beras medium', 'rice', 'gram', ${rice}, 'machine')`.execute(tx);
  await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name) values (${regency}, ${outletId}, ${cooperativeId}, 'outlet', 'Gerai')`.execute(
    tx,
  );
  await ledger.openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
  if (sacks > 0) {
    const places = await inventory.placesOf(tx, cooperativeId);
    const source = { kind: 'uji/awal', id: newId<'test'>() } as const;
    const supplier = present(
      places.find(({ kind }) => kind === 'supplier'),
      'a supplier',
    ).id;
    const move = { id: newId<'move'>(), itemId, fromPlaceId: supplier, toPlaceId: outletId, occurredOn: today, source };
    const valueIdr = rupiah(sacks * 550_000);
    await inventory.moveStock(tx, machine, cooperativeId, [{ ...move, qtyBase: sacks * sack, valueIdr }], {
      as: 'fact',
    });
    await ledger.postJournals(tx, machine, [
      {
        ...{ id: newId<'journal'>(), cooperativeId, occurredOn: today, source, description: 'Stok awal' },
        postings: [
          { accountCode: '114101', amountIdr: valueIdr },
          { accountCode: '330000', amountIdr: rupiah(-valueIdr) },
        ],
      },
    ]);
  }
  const reach: Reach = {
    regencyId: regency,
    scope: 'cooperatives',
    cooperativeIds: [cooperativeId],
    knownCooperativeIds: [cooperativeId],
  };
  return { cooperativeId, itemId, outletId, reach };
}

type City = Awaited<ReturnType<typeof twoOutlets>>;

/** Offered by the seller on the board, asked for by the buyer, agreed and on its way: ten sacks at Rp 600.000. */
async function onTheWay({ seller, buyer }: City, packs = 10): Promise<Id<'surplus-sale'>> {
  const [noticeId, saleId] = [newId<'surplus-notice'>(), newId<'surplus-sale'>()];
  const price = rupiah(600_000);
  await database.app.inRegency(seller.reach, (tx) =>
    postNotice(
      tx,
      machine,
      {
        id: noticeId,
        cooperativeId: seller.cooperativeId,
        side: 'offer',
        productCode: rice,
        qtyPacks: packs,
        priceIdr: price,
        until: today,
      },
      { today },
    ),
  );
  await database.app.inRegency(buyer.reach, (tx) =>
    proposeSale(
      tx,
      machine,
      { id: saleId, cooperativeId: buyer.cooperativeId, originId: noticeId, qtyPacks: packs, priceIdr: price },
      { today },
    ),
  );
  await database.app.inRegency(seller.reach, (tx) => acceptSale(tx, machine, saleId, { id: newId() }, today));
  const truck = { placeId: seller.outletId, packs, driver: 'Contoh Sopir', vehicle: 'KT 1 XX', on: today };
  await database.app.inRegency(seller.reach, (tx) =>
    dispatchSale(tx, machine, saleId, { id: newId(), ...truck }, today),
  );
  return saleId;
}

function receipt({ outletId }: Outlet, receivedPacks: number, returnedPacks = 0) {
  return { id: newId<'surplus-step'>(), placeId: outletId, receivedPacks, returnedPacks, on: today };
}

/** Balances of a book that are not zero, credit below it. */
async function balances({ regencyId: regency }: Reach, { cooperativeId }: Outlet): Promise<Record<string, number>> {
  const { rows } = await database.owner.query<{ code: string; balance: string }>(
    `select account_code as code, sum(amount_idr)::text as balance from ledger.posting
     where regency_id = $1 and cooperative_id = $2 group by 1 having sum(amount_idr) <> 0 order by 1`,
    [regency, cooperativeId],
  );
  return Object.fromEntries(rows.map(({ code, balance }) => [code, Number(balance)]));
}

/** Sacks at each place that holds or misses some. */
async function sacksOf({ regencyId: regency }: Reach, { cooperativeId }: Outlet): Promise<Record<string, number>> {
  const { rows } = await database.owner.query<{ kind: string; sacks: number }>(
    `select p.kind, (sum(s.qty_base) / $3)::integer as sacks from inventory.stock as s join inventory.place as p on p.regency_id = s.regency_id and p.id = s.place_id
     where s.regency_id = $1 and s.cooperative_id = $2 group by 1 having sum(s.qty_base) <> 0 order by 1`,
    [regency, cooperativeId, sack],
  );
  return Object.fromEntries(rows.map(({ kind, sacks }) => [kind, sacks]));
}

async function pictureOf(city: City) {
  const both = async <T>(look: (reach: Reach, whose: Outlet) => Promise<T>) => [
    await look(city.city, city.seller),
    await look(city.city, city.buyer),
  ];
  return { books: await both(balances), stock: await both(sacksOf) };
}

describe('a sale between two cooperatives', () => {
  test('is in the buyer\u2019s book when received, and in the seller\u2019s once the job has run; until then the goods are in transit', async () => {
    const city = await twoOutlets(40);
    const saleId = await onTheWay(city);
    expect(await sacksOf(city.city, city.seller)).toEqual({ in_transit: 10, outlet: 30 });
    const came = receipt(city.buyer, 10);
    const receive = () =>
      database.app.inRegency(city.buyer.reach, (tx) => receiveSale(tx, machine, saleId, came, today));
    await receive();
    await receive();
    expect(await pictureOf(city)).toEqual({
      books: [
        { 114101: 22_000_000, 330000: -22_000_000 },
        { 114101: 6_000_000, 211000: -6_000_000 },
      ],
      stock: [{ in_transit: 10, outlet: 30 }, { outlet: 10 }],
    });
    const post = () => database.app.inRegency(city.city, (tx) => postSellersHalf(tx, machine, saleId));
    await Promise.all([post(), post(), post()]);
    expect(await pictureOf(city)).toEqual({
      books: [
        { 113300: 6_000_000, 114101: 16_500_000, 330000: -22_000_000, 414000: -6_000_000, 514000: 5_500_000 },
        { 114101: 6_000_000, 211000: -6_000_000 },
      ],
      stock: [{ outlet: 30 }, { outlet: 10 }],
    });
    const account = { on: today, accountCode: '112100', evidence: 'TRF-1' };
    await database.app.inRegency(city.buyer.reach, (tx) =>
      settleSale(tx, machine, saleId, 'pay', { id: newId(), ...account }, today),
    );
    await database.app.inRegency(city.seller.reach, (tx) =>
      settleSale(tx, machine, saleId, 'collect', { id: newId(), ...account }, today),
    );
    expect((await pictureOf(city)).books).toEqual([
      { 112100: 6_000_000, 114101: 16_500_000, 330000: -22_000_000, 414000: -6_000_000, 514000: 5_500_000 },
      { 112100: -6_000_000, 114101: 6_000_000 },
    ]);
  });

  test('what came back lies at the seller again, what is missing is the seller\u2019s loss', async () => {
    const city = await twoOutlets(40);
    const saleId = await onTheWay(city);
    await database.app.inRegency(city.buyer.reach, (tx) =>
      receiveSale(tx, machine, saleId, receipt(city.buyer, 7, 2), today),
    );
    await database.app.inRegency(city.city, (tx) => postSellersHalf(tx, machine, saleId));
    expect(await pictureOf(city)).toEqual({
      books: [
        {
          113300: 4_200_000,
          114101: 17_600_000,
          330000: -22_000_000,
          414000: -4_200_000,
          514000: 3_850_000,
          527000: 550_000,
        },
        { 114101: 4_200_000, 211000: -4_200_000 },
      ],
      stock: [{ lost_found: 1, outlet: 32 }, { outlet: 7 }],
    });
    const sale = await database.app.inRegency(city.city, (tx) => findSale(tx, saleId));
    expect(sale?.flags).toEqual(['less', 'returned']);
  });

  test('more than was sent is recorded, flagged and taken from the seller\u2019s lost and found', async () => {
    const city = await twoOutlets(40);
    const saleId = await onTheWay(city);
    await database.app.inRegency(city.buyer.reach, (tx) =>
      receiveSale(tx, machine, saleId, receipt(city.buyer, 11), today),
    );
    await database.app.inRegency(city.city, (tx) => postSellersHalf(tx, machine, saleId));
    const { books, stock } = await pictureOf(city);
    expect(stock).toEqual([{ lost_found: -1, outlet: 30 }, { outlet: 11 }]);
    expect(books[0]).toMatchObject({ 114101: 16_500_000, 514000: 6_050_000, 527000: -550_000 });
  });

  test('nothing that came is a sale of nothing: all goes back, no book says anything', async () => {
    const city = await twoOutlets(12);
    const saleId = await onTheWay(city);
    await database.app.inRegency(city.buyer.reach, (tx) =>
      receiveSale(tx, machine, saleId, receipt(city.buyer, 0, 10), today),
    );
    await database.app.inRegency(city.city, (tx) => postSellersHalf(tx, machine, saleId));
    expect(await pictureOf(city)).toEqual({
      books: [{ 114101: 6_600_000, 330000: -6_600_000 }, {}],
      stock: [{ outlet: 12 }, {}],
    });
  });
});

describe('R07: cut off at any statement, a step is as if it had not been', () => {
  const steps = {
    'the receipt': (city: City, saleId: Id<'surplus-sale'>) => ({
      reach: city.buyer.reach,
      run: (tx: Tx) => receiveSale(tx, machine, saleId, receipt(city.buyer, 9), today),
    }),
    'the seller\u2019s half': (city: City, saleId: Id<'surplus-sale'>) => ({
      reach: city.city,
      run: (tx: Tx) => postSellersHalf(tx, machine, saleId),
    }),
  };
  test.each(Object.entries(steps))('%s', async (name, stepOf) => {
    const city = await twoOutlets(40);
    const saleId = await onTheWay(city);
    if (name !== 'the receipt')
      await database.app.inRegency(city.buyer.reach, (tx) =>
        receiveSale(tx, machine, saleId, receipt(city.buyer, 9), today),
      );
    const { reach, run } = stepOf(city, saleId);
    const before = await pictureOf(city);
    let at = 1;
    for (; ; at++) {
      const attempt = await database.app
        .inRegency(reach, (tx) => run(cutOffAt(tx, at)))
        .then(
          () => 'done',
          (error: unknown) => error,
        );
      if (attempt === 'done') break;
      expect(attempt).toBeInstanceOf(CutOff);
      expect(await pictureOf(city), `cut off at statement ${at}`).toEqual(before);
    }
    expect(at).toBeGreaterThan(8);
    expect(await pictureOf(city), 'the control').not.toEqual(before);
  });
});

describe('one cooperative sees of another what it offers, and what is sold between the two', () => {
  test('the board is the city\u2019s; a sale is of two; a third and a partner see neither stock nor sale', async () => {
    const city = await twoOutlets(40);
    const third = await database.app.inRegency(city.city, (tx) => outlet(tx, 'Kopkel Ketiga', 0));
    const saleId = await onTheWay(city);
    const seenBy = (reach: Reach) =>
      database.app.inRegency(reach, async (tx) => ({
        sales: (await salesWhere(tx, {})).length,
        steps: (await sql`select from procurement.surplus_step where regency_id = ${tx.regencyId}`.execute(tx)).rows
          .length,
      }));
    expect(await seenBy(city.seller.reach)).toEqual({ sales: 1, steps: 3 });
    expect(await seenBy(city.buyer.reach)).toEqual({ sales: 1, steps: 3 });
    expect(await seenBy(third.reach)).toEqual({ sales: 0, steps: 0 });
    const bulog: Reach = {
      ...third.reach,
      cooperativeIds: [],
      knownCooperativeIds: [city.seller.cooperativeId],
      partnerId: id('01980000-0000-7000-8000-000000000001'),
    };
    expect(await seenBy(bulog)).toEqual({ sales: 0, steps: 0 });
    expect(await database.app.inRegency(bulog, (tx) => noticesOn(tx, today, undefined))).toEqual([]);
    const theirs = await database.app.inRegency(city.buyer.reach, async (tx) => [
      (
        await sql`select from inventory.stock where regency_id = ${tx.regencyId} and cooperative_id = ${city.seller.cooperativeId}`.execute(
          tx,
        )
      ).rows,
      (
        await sql`select from ledger.posting where regency_id = ${tx.regencyId} and cooperative_id = ${city.seller.cooperativeId}`.execute(
          tx,
        )
      ).rows,
    ]);
    expect(theirs).toEqual([[], []]);
    const meddle = (reach: Reach) =>
      database.app.inRegency(reach, async (tx) =>
        Number(
          (
            await sql`update procurement.surplus_sale set stage = 'withdrawn' where regency_id = ${tx.regencyId} and id = ${saleId}`.execute(
              tx,
            )
          ).numAffectedRows,
        ),
      );
    expect(await meddle(third.reach)).toBe(0);
    await expect(
      database.app.inRegency(third.reach, (tx) =>
        proposeSale(
          tx,
          machine,
          { id: newId(), cooperativeId: city.buyer.cooperativeId, originId: newId(), qtyPacks: 1, priceIdr: rupiah(1) },
          { today },
        ),
      ),
    ).rejects.toMatchObject({ type: 'procurement/surplus-not-yours' });
  });

  test('a suggestion is made from stock and sales of the city, and told to the two it is about', async () => {
    const city = await twoOutlets(40);
    const third = await database.app.inRegency(city.city, (tx) => outlet(tx, 'Kopkel Ketiga', 0));
    await database.app.inRegency(city.buyer.reach, async (tx) => {
      // Sold 28 sacks that had come before: two weeks are 14.
      const places = await inventory.placesOf(tx, city.buyer.cooperativeId);
      const placeOf = (kind: string) =>
        present(
          places.find((place) => place.kind === kind),
          kind,
        ).id;
      const on = businessDate('2025-11-20');
      const move = { itemId: city.buyer.itemId, qtyBase: 28 * sack, occurredOn: on };
      const moves = [
        {
          ...move,
          id: newId<'move'>(),
          fromPlaceId: placeOf('supplier'),
          toPlaceId: city.buyer.outletId,
          valueIdr: rupiah(1),
          source: { kind: 'uji/awal', id: newId() } as const,
        },
        {
          ...move,
          id: newId<'move'>(),
          fromPlaceId: city.buyer.outletId,
          toPlaceId: placeOf('customer'),
          source: { kind: 'sales/sale', id: newId() } as const,
        },
      ];
      await inventory.moveStock(tx, machine, city.buyer.cooperativeId, moves, { as: 'fact' });
    });
    const make = () => database.app.inRegency(city.city, (tx) => makeSuggestions(tx, machine, { today }));
    expect(await make()).toEqual({ made: 1, ended: 0 });
    expect(await make()).toEqual({ made: 0, ended: 0 });
    const seenBy = (reach: Reach) => database.app.inRegency(reach, (tx) => openSuggestions(tx));
    const [seen] = await seenBy(city.buyer.reach);
    expect(seen).toMatchObject({ qtyPacks: 14, sellerName: 'Kopkel Penjual', buyerName: 'Kopkel Pembeli' });
    expect(await seenBy(city.seller.reach)).toEqual([seen]);
    expect(await seenBy(third.reach)).toEqual([]);
    const suggestion = present(seen, 'the suggestion');
    await database.app.inRegency(city.seller.reach, (tx) =>
      proposeSale(
        tx,
        machine,
        {
          id: newId(),
          cooperativeId: city.seller.cooperativeId,
          originId: suggestion.id,
          qtyPacks: 14,
          priceIdr: rupiah(590_000),
        },
        { today },
      ),
    );
    expect(await seenBy(city.buyer.reach), 'it became a sale').toEqual([]);
    expect(await make(), 'and is not suggested again meanwhile').toEqual({ made: 0, ended: 0 });
  });
});
