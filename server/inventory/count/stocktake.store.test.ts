import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { instant } from '../../kernel/business-date.ts';
import { regencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId, now } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { differencesIn } from '../compare-stock.store.ts';
import { accountsOf, day, lyingOf, type Outlet, outletWithRice, person } from '../testing/outlet.ts';
import type { NewCount } from './count.schema.ts';
import { recordCount } from './record-count.command.ts';
import { dropStocktake, settleStocktake } from './settle-stocktake.command.ts';
import { stocktakeWhole } from './stocktake-list.store.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9212), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const [budi, siti, joko, chair] = ['budi', 'siti', 'joko', 'ketua'].map((name) => person(name));
const people = { budi, siti, joko } as const;

function reader(userId: string, ...permissions: string[]): Actor {
  return { ...person(userId), permissions: new Set(permissions), reach: city };
}

/** Minutes from now: a count after what this very transaction moved. */
function later(minutes: number) {
  return instant(new Date(Date.parse(now()) + minutes * 60_000).toISOString());
}

function countOf(at: Outlet, qtyBase: number): NewCount {
  const line = { itemId: at.riceId, baseUnit: 'gram' as const, qtyBase };
  return { id: newId<'count'>(), placeId: at.outletId, countedAt: now(), lines: [line] };
}

async function counted(tx: Tx, at: Outlet, by: keyof typeof people, qtyBase: number, minutes = 1) {
  const doer = people[by] ?? person(by);
  return await recordCount(tx, doer, countOf(at, qtyBase), { at: later(minutes), on: day });
}

/** Ten grams on the shelf that cost Rp 1.000. */
async function tenOnShelf(tx: Tx): Promise<Outlet> {
  const at = await outletWithRice(tx);
  await at.move(at.placeOf('supplier'), at.outletId, 10, { valueIdr: rupiah(1000) });
  return at;
}

/** What a stocktake asks of whom, as it stands on the list of tasks. */
async function tasksOf(tx: Tx, stocktakeId: string): Promise<string[]> {
  const { rows } = await sql<{ asked: string }>`
    select concat_ws(' ', kind, owner_role) as asked from tasks.task
    where regency_id = ${tx.regencyId} and origin_kind = 'inventory/stocktake' and origin_id = ${stocktakeId} and settled_on is null
  `.execute(tx);
  return rows.map(({ asked }) => asked);
}

const approver = chair ?? person('ketua');

describe('a stocktake (domain 6.4)', () => {
  test('10 and 9, a third says 9: one is missing, moved to lost and found and booked against 527000', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      expect(await counted(tx, at, 'budi', 10, 1)).toMatchObject({ number: 'SO/2025/0001', waitsFor: 'second_count' });
      expect(await counted(tx, at, 'siti', 9, 2)).toMatchObject({ number: 'SO/2025/0001', waitsFor: 'third_count' });
      const { stocktakeId, waitsFor } = await counted(tx, at, 'joko', 9, 3);
      expect(waitsFor).toBe('approval');
      await settleStocktake(tx, approver, stocktakeId);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ lost_found: 1, outlet: 9 });
      expect(await accountsOf(tx, at.cooperativeId)).toEqual({ '114101': -100, '527000': 100 });
      expect(await differencesIn(tx)).toEqual([]);
      await expect(settleStocktake(tx, approver, stocktakeId)).rejects.toMatchObject({ type: 'inventory/ended' });
      expect(await counted(tx, at, 'budi', 9, 4)).toMatchObject({ number: 'SO/2025/0002' });
    });
  });

  test('waits on the list of whoever must act: the manager finds counters, the treasurer accepts', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      const { stocktakeId } = await counted(tx, at, 'budi', 10, 1);
      const waiting = async () => await tasksOf(tx, stocktakeId);
      expect(await waiting()).toEqual(['count-second cooperative-manager']);
      await counted(tx, at, 'siti', 9, 2);
      expect(await waiting()).toEqual(['count-third cooperative-manager']);
      await counted(tx, at, 'joko', 9, 3);
      expect(await waiting()).toEqual(['count-agreed cooperative-treasurer']);
      await settleStocktake(tx, approver, stocktakeId);
      expect(await waiting()).toEqual([]);
    });
  });

  test('what is found comes in at the average', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      await counted(tx, at, 'budi', 12);
      const { stocktakeId } = await counted(tx, at, 'siti', 12);
      await settleStocktake(tx, approver, stocktakeId);
      expect(await accountsOf(tx, at.cooperativeId)).toEqual({ '114101': 200, '527000': -200 });
    });
  });

  test('what moved between the counts is no difference, and a sale told of later of before them is none either', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      await counted(tx, at, 'budi', 10, 1);
      await at.move(at.outletId, at.placeOf('customer'), 4, { occurredAt: later(2) });
      expect(await counted(tx, at, 'siti', 6, 3)).toMatchObject({ waitsFor: 'approval' });
      await at.move(at.outletId, at.placeOf('customer'), 1, { occurredAt: instant('2025-11-27T00:00:00Z') }); // a phone tells of it now
      const { stocktakeId } = await counted(tx, at, 'budi', 6, 4);
      await settleStocktake(tx, approver, stocktakeId);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ lost_found: -1, outlet: 6 });
    });
  });

  test('nobody approves what he counted, or what two have not agreed on', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      const { stocktakeId } = await counted(tx, at, 'budi', 9);
      await expect(settleStocktake(tx, approver, stocktakeId)).rejects.toMatchObject({ type: 'inventory/not-agreed' });
      await counted(tx, at, 'siti', 9);
      const own = settleStocktake(tx, people.siti ?? approver, stocktakeId);
      await expect(own).rejects.toMatchObject({ type: 'inventory/own-count' });
    });
  });

  test('is blind while it goes on: not even the approver reads what is expected before two agree', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      const { stocktakeId } = await counted(tx, at, 'budi', 10);
      const chairSees = () => stocktakeWhole(tx, reader('ketua', 'stock.approve'), stocktakeId);
      expect(await chairSees()).toMatchObject({
        isOpenToReader: false,
        lines: [{ bookBase: null, countedBase: null }],
      });
      await counted(tx, at, 'siti', 10);
      expect(await chairSees()).toMatchObject({
        actions: ['settle', 'drop'],
        lines: [{ bookBase: 10, countedBase: 10 }],
      });
      const cashier = await stocktakeWhole(tx, reader('siti'), stocktakeId);
      expect(cashier).toMatchObject({
        actions: [],
        lines: [{ bookBase: null, counts: [{ qtyBase: null }, { qtyBase: null }] }],
      });
      await dropStocktake(tx, approver, stocktakeId, 'salah tempat');
      expect(await stocktakeWhole(tx, reader('siti'), stocktakeId)).toMatchObject({
        outcome: 'dropped',
        isOpenToReader: true,
      });
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ outlet: 10 });
    });
  });

  test('sent twice is one count; the same id with other content is refused', async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await tenOnShelf(tx);
      const given = countOf(at, 10);
      const record = (count: NewCount) => recordCount(tx, people.budi ?? approver, count, { at: later(1), on: day });
      const first = await record(given);
      expect(await record(given)).toEqual(first);
      await expect(record({ ...countOf(at, 9), id: given.id })).rejects.toMatchObject({ type: 'inventory/id-reused' });
    });
  });

  test("goods of which only a partner's lie there are counted as his", async () => {
    await database.rolledBack(city, async (tx) => {
      const at = await outletWithRice(tx);
      await at.move(at.placeOf('supplier'), at.outletId, 5, { ownerId: newId<'partner'>() });
      await counted(tx, at, 'budi', 5);
      const { stocktakeId } = await counted(tx, at, 'siti', 5);
      await settleStocktake(tx, approver, stocktakeId);
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ outlet: 5 });
    });
  });
});
