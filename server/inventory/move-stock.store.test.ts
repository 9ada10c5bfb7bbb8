import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import { batchIdsFor, pickBatches } from './batch.store.ts';
import { differencesIn } from './compare-stock.store.ts';
import { moveStock } from './move-stock.command.ts';
import { accountsOf, day, lyingOf, machine, outletWithRice } from './testing/outlet.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9211), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };

describe('goods move from place to place', () => {
  test('at the moving average, and the last unit takes the remaining value', async () => {
    await database.rolledBack(city, async (tx) => {
      const { outletId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), outletId, 3, { valueIdr: rupiah(100) });
      expect(await move(outletId, placeOf('customer'), 1)).toMatchObject([{ valueIdr: 33, shortBase: 0 }]);
      expect(await move(outletId, placeOf('customer'), 1)).toMatchObject([{ valueIdr: 34 }]);
      expect(await move(outletId, placeOf('customer'), 1)).toMatchObject([{ valueIdr: 33 }]);
    });
  });

  test('an intention beyond the shelf is refused; a fact takes the rest from lost and found', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, riceId, outletId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), outletId, 2, { valueIdr: rupiah(20) });
      const source = { kind: 'uji/pindah', id: newId<'test'>() } as const;
      const asked = { id: newId<'move'>(), itemId: riceId, fromPlaceId: outletId, toPlaceId: placeOf('customer') };
      const three = { ...asked, qtyBase: 3, occurredOn: day, source };
      const refused = moveStock(tx, machine, cooperativeId, [three], { as: 'intention' });
      await expect(refused).rejects.toMatchObject({ type: 'inventory/short', data: { availableBase: 2 } });
      expect(await move(outletId, placeOf('customer'), 3)).toMatchObject([
        { valueIdr: 30, shortBase: 1, shortIdr: 10 },
      ]);
      expect(await lyingOf(tx, cooperativeId)).toEqual({ lost_found: -1 });
      expect(await differencesIn(tx)).toEqual([]);
    });
  });

  test('what is short of one line is not there for the next of the same call', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, riceId, outletId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), outletId, 3, { valueIdr: rupiah(30) });
      const line = () => ({
        ...{ id: newId<'move'>(), itemId: riceId, fromPlaceId: outletId, toPlaceId: placeOf('customer'), qtyBase: 2 },
        ...{ occurredOn: day, source: { kind: 'uji/pindah', id: newId<'test'>() } as const },
      });
      const both = moveStock(tx, machine, cooperativeId, [line(), line()], { as: 'intention' });
      await expect(both).rejects.toMatchObject({ type: 'inventory/short', data: { availableBase: 1 } });
    });
  });

  test('within what is held nothing gains or loses value', async () => {
    await database.rolledBack(city, async (tx) => {
      const { outletId, warehouseId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), warehouseId, 3, { valueIdr: rupiah(100) });
      expect(await move(warehouseId, outletId, 2)).toMatchObject([{ valueIdr: 0 }]);
      expect(await move(outletId, placeOf('quarantine'), 1)).toMatchObject([{ valueIdr: 0 }]);
      expect(await move(placeOf('quarantine'), placeOf('disposed'), 1)).toMatchObject([{ valueIdr: 33 }]);
    });
  });

  test('a batch is of its item, and what expires first is picked first', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, riceId, outletId, placeOf, move } = await outletWithRice(tx);
      const seen = [
        { itemId: riceId, label: 'B2', expiresOn: businessDate('2026-03-01') },
        { itemId: riceId, label: 'B1', expiresOn: businessDate('2026-01-01') },
      ];
      const [late, early] = await batchIdsFor(tx, cooperativeId, seen);
      expect(await batchIdsFor(tx, cooperativeId, [...seen].reverse())).toEqual([early, late]);
      for (const batchId of [late, early])
        if (batchId) await move(placeOf('supplier'), outletId, 2, { batchId, valueIdr: rupiah(20) });
      const how = { on: day, as: 'intention' } as const;
      expect(await pickBatches(tx, outletId, [{ itemId: riceId, qtyBase: 3 }], how)).toEqual([
        [
          { itemId: riceId, batchId: early, qtyBase: 2 },
          { itemId: riceId, batchId: late, qtyBase: 1 },
        ],
      ]);
      const foreign = move(outletId, placeOf('customer'), 1, { batchId: newId<'batch'>() });
      await expect(foreign).rejects.toMatchObject({ type: 'inventory/unknown-batch' });
    });
  });

  test("a partner's goods are worth nothing to the cooperative and do not mix with its own", async () => {
    await database.rolledBack(city, async (tx) => {
      const { outletId, placeOf, move } = await outletWithRice(tx);
      const ownerId = newId<'partner'>();
      await move(placeOf('supplier'), outletId, 5, { ownerId, valueIdr: rupiah(500) });
      await move(placeOf('supplier'), outletId, 2, { valueIdr: rupiah(20) });
      expect(await move(outletId, placeOf('customer'), 5, { ownerId })).toMatchObject([{ valueIdr: 0, shortBase: 0 }]);
      expect(await move(outletId, placeOf('customer'), 2)).toMatchObject([{ valueIdr: 20, shortBase: 0 }]);
    });
  });
});

describe('a late receipt settles what was sold before it was told of', () => {
  const sold = businessDate('2025-11-20');

  test('goods that came on the day of the sale or before it go to lost and found, with their journal', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, outletId, placeOf, move } = await outletWithRice(tx);
      await move(outletId, placeOf('customer'), 4, { occurredOn: sold });
      const receipt = { occurredOn: sold, valueIdr: rupiah(1000) };
      const [moved] = await move(placeOf('supplier'), outletId, 10, receipt);
      expect(moved).toMatchObject({ valueIdr: 1000, settledBase: 4, settledIdr: 400 });
      expect(await lyingOf(tx, cooperativeId)).toEqual({ outlet: 6 });
      expect(await accountsOf(tx, cooperativeId)).toEqual({ '114101': -400, '527000': 400 });
      const [next] = await move(placeOf('supplier'), outletId, 10, receipt);
      expect(next).toMatchObject({ settledBase: 0 });
      expect(await differencesIn(tx)).toEqual([]);
    });
  });

  test('goods that came after the sale, or elsewhere, cannot have been what was sold', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, outletId, warehouseId, placeOf, move } = await outletWithRice(tx);
      await move(outletId, placeOf('customer'), 4, { occurredOn: sold });
      const later = await move(placeOf('supplier'), outletId, 10, { occurredOn: day, valueIdr: rupiah(1000) });
      const elsewhere = await move(placeOf('supplier'), warehouseId, 10, { occurredOn: sold, valueIdr: rupiah(1000) });
      expect([...later, ...elsewhere]).toMatchObject([{ settledBase: 0 }, { settledBase: 0 }]);
      expect(await lyingOf(tx, cooperativeId)).toEqual({ lost_found: -4, outlet: 10, warehouse: 10 });
    });
  });
});
