import { describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { regencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { differencesIn } from '../compare-stock.store.ts';
import { stockCard, stockOfItem } from '../stock-list.store.ts';
import { accountsOf, day, lyingOf, machine, type Outlet, outletWithRice } from '../testing/outlet.ts';
import { recordArrival } from './record-arrival.command.ts';
import { dispose, recordTransfer } from './record-transfer.command.ts';
import type { NewArrival, NewTransfer } from './transfer.schema.ts';
import { transfersPage } from './transfer.store.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9213), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const when = { today: day };

async function tenInWarehouse(tx: Tx): Promise<Outlet> {
  const at = await outletWithRice(tx);
  await at.move(at.placeOf('supplier'), at.warehouseId, 10, { valueIdr: rupiah(1000) });
  return at;
}

function transferOf(at: Outlet, qtyBase: number, other: Partial<NewTransfer> = {}): NewTransfer {
  const lines = [{ itemId: at.riceId, baseUnit: 'gram' as const, qtyBase }];
  return {
    id: newId<'transfer'>(),
    fromPlaceId: at.warehouseId,
    toPlaceId: at.outletId,
    happenedOn: day,
    lines,
    ...other,
  };
}

function arrivalOf(arrivedBase: number, damagedBase = 0): NewArrival {
  const line = { seq: 1, baseUnit: 'gram' as const, arrivedBase, damagedBase };
  return { id: newId<'arrival'>(), arrivedOn: day, lines: [line] };
}

describe('goods are carried within a cooperative', () => {
  test('with a driver they are on their way until they arrive; what does not arrive is a loss', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenInWarehouse(tx);
      const sent = transferOf(at, 8, { driver: 'Pak Rahmat' });
      await recordTransfer(tx, machine, sent, when);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ in_transit: 8, warehouse: 2 });
      expect(await transfersPage(tx, { onTheWay: true })).toMatchObject({
        rows: [
          { number: 'MB/2025/0001', driver: 'Pak Rahmat', arrivedOn: null, lines: [{ itemName: 'Beras', qtyBase: 8 }] },
        ],
      });
      const arrival = arrivalOf(6, 1);
      await recordArrival(tx, machine, sent.id, arrival, when);
      await recordArrival(tx, machine, sent.id, arrival, when);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ damaged: 1, lost_found: 1, outlet: 6, warehouse: 2 });
      expect(await accountsOf(tx, at.cooperativeId)).toEqual({ '114101': -100, '527000': 100 });
      expect(await transfersPage(tx, { onTheWay: true })).toMatchObject({ rows: [], total: 0 });
      expect((await transfersPage(tx, {})).rows).toMatchObject([{ lossIdr: 100, arrivedOn: day }]);
      const again = recordArrival(tx, machine, sent.id, arrivalOf(6), when);
      await expect(again).rejects.toMatchObject({ type: 'inventory/ended' });
      expect(await differencesIn(tx)).toEqual([]);
    });
  });

  test('more than was sent does not arrive, and without a driver nothing is on its way', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenInWarehouse(tx);
      const [sent, carried] = [transferOf(at, 2, { driver: 'Pak Rahmat' }), transferOf(at, 2)];
      for (const each of [sent, carried]) await recordTransfer(tx, machine, each, when);
      const more = recordArrival(tx, machine, sent.id, arrivalOf(2, 1), when);
      await expect(more).rejects.toMatchObject({ type: 'inventory/more-than-sent' });
      const none = recordArrival(tx, machine, carried.id, arrivalOf(2), when);
      await expect(none).rejects.toMatchObject({ type: 'inventory/not-found' });
    });
  });

  test('are set aside for a reason, put back, or written off at their value', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenInWarehouse(tx);
      const aside = transferOf(at, 4, { toPlaceId: at.placeOf('damaged') });
      await expect(recordTransfer(tx, machine, aside, when)).rejects.toMatchObject({
        type: 'inventory/reason-missing',
      });
      await recordTransfer(tx, machine, { ...aside, reason: 'karung sobek' }, when);
      const back = transferOf(at, 1, { fromPlaceId: at.placeOf('damaged'), reason: 'masih baik' });
      await recordTransfer(tx, machine, back, when);
      const { lines } = transferOf(at, 3);
      const gone = {
        id: newId<'transfer'>(),
        fromPlaceId: at.placeOf('damaged'),
        happenedOn: day,
        reason: 'berkutu',
        lines,
      };
      await dispose(tx, machine, gone, when);
      await dispose(tx, machine, gone, when);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ outlet: 1, warehouse: 6 });
      expect(await accountsOf(tx, at.cooperativeId)).toEqual({ '114101': -300, '527000': 300 });
      const purposes = (await transfersPage(tx, {})).rows.map(({ purpose }) => purpose);
      expect(purposes.toSorted()).toEqual(['disposal', 'put_back', 'set_aside']);
    });
  });

  test('an intention: what is not there, elsewhere or not yet is refused', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenInWarehouse(tx);
      const other = await outletWithRice(tx);
      const refused = async (given: NewTransfer) =>
        await recordTransfer(tx, machine, given, when).catch((error: { type?: string }) => error.type);
      expect(await refused(transferOf(at, 11))).toBe('inventory/short');
      expect(await refused(transferOf(at, 1, { toPlaceId: at.warehouseId }))).toBe('inventory/same-place');
      expect(await refused(transferOf(at, 1, { toPlaceId: other.outletId }))).toBe('inventory/unknown-place');
      expect(await refused(transferOf(at, 1, { toPlaceId: at.placeOf('customer') }))).toBe('inventory/unknown-place');
      expect(await refused(transferOf(at, 1, { happenedOn: businessDate('2025-11-28') }))).toBe('inventory/in-future');
      const sacks = [{ itemId: at.riceId, baseUnit: 'piece' as const, qtyBase: 1 }];
      expect(await refused(transferOf(at, 1, { lines: sacks }))).toBe('inventory/unit-differs');
      const foreign = [{ itemId: other.riceId, baseUnit: 'gram' as const, qtyBase: 1 }];
      expect(await refused(transferOf(at, 1, { lines: foreign }))).toBe('inventory/unknown-item');
      const first = transferOf(at, 1);
      await recordTransfer(tx, machine, first, when);
      expect(await refused({ ...transferOf(at, 2), id: first.id })).toBe('inventory/id-reused');
    });
  });
});

describe('the stock card', () => {
  test('tells each move with the balance it left, page by page, of a place or of all that is held', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenInWarehouse(tx);
      await recordTransfer(tx, machine, transferOf(at, 6), when);
      await at.move(at.outletId, at.placeOf('customer'), 2);
      await at.move(at.outletId, at.placeOf('customer'), 1);
      const all: number[][] = [];
      for (let after: string | undefined; ; ) {
        const page = await stockCard(tx, at.riceId, { limit: 3, ...(after === undefined ? {} : { after }) });
        all.push(...page.rows.map(({ changeBase, balanceBase }) => [changeBase, balanceBase]));
        if (page.next === null) break;
        after = page.next;
      }
      expect(all).toEqual([
        [-1, 7],
        [-2, 8],
        [0, 10],
        [10, 10],
      ]);
      const ofOutlet = await stockCard(tx, at.riceId, { placeId: at.outletId });
      expect(ofOutlet.rows.map(({ changeBase, balanceBase }) => [changeBase, balanceBase])).toEqual([
        [-1, 3],
        [-2, 4],
        [6, 6],
      ]);
      expect(await stockOfItem(tx, at.riceId)).toMatchObject({
        shelfBase: 7,
        valueIdr: 700,
        lots: [{ qtyBase: 3 }, { qtyBase: 4 }],
      });
    });
  });
});
