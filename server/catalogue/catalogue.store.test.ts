import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { findItemShown } from './item-list.store.ts';
import { addItem, setPrice, takeProduct } from './public.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const city: Reach = { regencyId: regencyId(9221), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const november = businessDate('2025-11-27');

async function found(tx: Tx): Promise<Id<'cooperative'>> {
  const cooperativeId = newId<'cooperative'>();
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${tx.regencyId}, ${cooperativeId}, ${`Kopkel ${cooperativeId}`})`.execute(
    tx,
  );
  return cooperativeId;
}

async function take(tx: Tx, productCode: string) {
  const cooperativeId = await found(tx);
  const [id, orderPackId, soldPackId] = [newId<'item'>(), newId<'pack'>(), newId<'pack'>()];
  await takeProduct(tx, machine, { id, cooperativeId, productCode, orderPackId, soldPackId });
  return { cooperativeId, id, orderPackId, soldPackId };
}

const priceOf = (packId: Id<'pack'>, priceIdr: number, buyer: 'member' | 'non_member' = 'non_member') => ({
  ...{ id: newId<'price'>(), packId, buyer, priceIdr: rupiah(priceIdr), effectiveOn: businessDate('2025-11-01') },
});

async function publicPrices(tx: Tx) {
  const { rows } = await sql<{ commodityCode: string; priceIdr: number }>`
    select commodity_code, price_idr from cooperatives.commodity_price where regency_id = ${tx.regencyId} order by recorded_at, id
  `.execute(tx);
  return rows;
}

async function cityCeiling(tx: Tx, commodityCode: string, priceIdr: number) {
  await sql`insert into catalogue.trade_rule (regency_id, id, commodity_code, kind, price_idr, legal_basis, valid_from, recorded_role)
    values (${tx.regencyId}, ${newId()}, ${commodityCode}, 'ceiling', ${priceIdr}, 'Perwali Contoh 1/2025', '2025-10-01', 'machine')`.execute(
    tx,
  );
}

describe('what a cooperative trades', () => {
  test('is taken from the national catalogue: in the pack it is ordered in and in what one price buys', async () => {
    await database.rolledBack(city, async (tx) => {
      const { id } = await take(tx, 'rice-medium-50kg');
      expect(await findItemShown(tx, id, november)).toMatchObject({
        name: 'Beras medium',
        baseUnit: 'gram',
        packs: [
          { label: 'kg', qtyBase: 1000, isSold: true, isOrdered: false },
          { label: 'karung 50 kg', qtyBase: 50_000, isSold: true, isOrdered: true },
        ],
      });
      const sphp = await take(tx, 'rice-sphp-5kg');
      expect((await findItemShown(tx, sphp.id, november))?.packs).toMatchObject([{ isSold: true, isOrdered: true }]);
    });
  });

  test('is one item a product, once per id, and counted in the unit of its commodity', async () => {
    await database.rolledBack(city, async (tx) => {
      const cooperativeId = await found(tx);
      const item = {
        ...{ id: newId<'item'>(), cooperativeId, name: 'Gula', categoryCode: 'other', baseUnit: 'piece' as const },
        ...{
          expires: false,
          packs: [{ id: newId<'pack'>(), label: 'bungkus', qtyBase: 1, isOrdered: true, isSold: true }],
        },
      };
      await addItem(tx, machine, item);
      await addItem(tx, machine, item);
      await expect(addItem(tx, machine, { ...item, name: 'Garam' })).rejects.toMatchObject({
        type: 'catalogue/id-reused',
      });
      await expect(
        addItem(tx, machine, { ...item, id: newId<'item'>(), commodityCode: 'sugar-kg' }),
      ).rejects.toMatchObject({ type: 'catalogue/other-unit', data: { unit: 'gram' } });
    });
  });
});

describe('a price of the list', () => {
  test('is what everybody pays; what members pay is another, and only the first goes to the public page', async () => {
    await database.rolledBack(city, async (tx) => {
      const { id, orderPackId } = await take(tx, 'rice-sphp-5kg');
      const price = priceOf(orderPackId, 65_000);
      await setPrice(tx, machine, price, { today: november });
      await setPrice(tx, machine, price, { today: november });
      expect((await findItemShown(tx, id, november))?.packs).toMatchObject([
        { memberIdr: 65_000, nonMemberIdr: 65_000 },
      ]);
      await setPrice(tx, machine, priceOf(orderPackId, 64_000, 'member'), { today: november });
      expect((await findItemShown(tx, id, november))?.packs).toMatchObject([
        { memberIdr: 64_000, nonMemberIdr: 65_000 },
      ]);
      expect(await publicPrices(tx)).toEqual([{ commodityCode: 'rice-sphp-5kg', priceIdr: 65_000 }]);
    });
  });

  test('is refused a rupiah above the ceiling, also of a pack of another size; the ceiling itself is allowed', async () => {
    await database.rolledBack(city, async (tx) => {
      await cityCeiling(tx, 'rice-premium-kg', 15_400);
      const { orderPackId } = await take(tx, 'rice-premium-5kg');
      await expect(setPrice(tx, machine, priceOf(orderPackId, 77_001), { today: november })).rejects.toMatchObject({
        type: 'catalogue/above-ceiling',
        data: { ceilingIdr: 77_000, legalBasis: 'Perwali Contoh 1/2025', since: '2025-10-01' },
      });
      expect(await setPrice(tx, machine, priceOf(orderPackId, 77_000), { today: november })).toEqual([]);
    });
  });

  test('is not made lawful by an old day: what is asked today keeps the ceiling of today, what was asked once that of then', async () => {
    await database.rolledBack(city, async (tx) => {
      await cityCeiling(tx, 'rice-premium-kg', 15_400);
      const { orderPackId } = await take(tx, 'rice-premium-5kg');
      const before = { effectiveOn: businessDate('2001-01-01') };
      const old = () => ({ ...priceOf(orderPackId, 90_000), ...before });
      await expect(setPrice(tx, machine, old(), { today: november })).rejects.toMatchObject({
        type: 'catalogue/above-ceiling',
      });
      await setPrice(tx, machine, priceOf(orderPackId, 77_000), { today: november });
      expect(await setPrice(tx, machine, old(), { today: november }), 'a later price holds today').toEqual([]);
    });
  });
});
