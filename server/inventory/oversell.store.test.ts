import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { regencyId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { differencesIn } from './compare-stock.store.ts';
import { decideMoves } from './decide-moves.ts';
import { type MoveAsked, type PlaceKind, zeroId } from './move.ts';
import { moveStock } from './move-stock.command.ts';
import { placesOf, poolsOf, stockOf, writeMoves } from './stock.store.ts';
import { day, lyingOf, machine, type Outlet, outletWithRice } from './testing/outlet.ts';

const database = testDatabase();
const reachOf = (n: number): Reach => ({
  ...{ regencyId: regencyId(n), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] },
});
const [clients, units, asks] = [16, 100, 600];

function sale(at: Outlet, qtyBase: number): MoveAsked {
  return {
    ...{ id: newId<'move'>(), itemId: at.riceId, fromPlaceId: at.outletId, toPlaceId: at.placeOf('customer'), qtyBase },
    ...{ occurredOn: day, source: { kind: 'uji/jual', id: newId<'test'>() } },
  };
}

/** Many clients at once, each asking until all is asked. @returns how many units were sold */
async function rush(reach: Reach, sell: (tx: Tx) => Promise<number>): Promise<number> {
  let [left, sold] = [asks, 0];
  const client = async () => {
    while (left-- > 0) {
      const got = await database.app.inRegency(reach, sell).catch((error: unknown) => {
        if (error instanceof Refusal) return 0;
        throw error;
      });
      sold += got;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return sold;
}

/** Looks again and again at what lies at the outlet, as another who reads what is committed. */
function watch(reach: Reach, at: Outlet) {
  const seen: number[] = [];
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const lying = await database.app.inRegency(reach, (tx) => stockOf(tx, at.cooperativeId, [at.riceId]));
      seen.push(...lying.filter(({ placeId }) => placeId === at.outletId).map(({ qtyBase }) => qtyBase));
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await looking;
      return seen;
    },
  };
}

async function stocked(reach: Reach): Promise<Outlet> {
  return await database.app.inRegency(reach, async (tx) => {
    const at = await outletWithRice(tx);
    await at.move(at.placeOf('supplier'), at.outletId, units, { valueIdr: rupiah(10_007) });
    return at;
  });
}

/** The control: what was read is taken for what is there, as if nobody else sold. */
async function sellByReading(tx: Tx, at: Outlet): Promise<number> {
  const { cooperativeId, riceId } = at;
  const [places, stock, pools] = [
    await placesOf(tx, cooperativeId),
    await stockOf(tx, cooperativeId, [riceId]),
    await poolsOf(tx, cooperativeId, [riceId]),
  ];
  const key = [at.outletId, riceId, zeroId, zeroId].join('/');
  const known = {
    ...{ kinds: new Map<string, PlaceKind>(places.map((place) => [place.id, place.kind])), pools },
    ...{ lostFoundId: at.placeOf('lost_found'), quantities: new Map([[key, stock[0]?.qtyBase ?? 0]]) },
  };
  const decision = decideMoves([sale(at, 1)], known);
  if (decision.short.length > 0) return 0;
  const lying = { placeId: at.outletId, itemId: riceId, batchId: zeroId, ownerId: zeroId };
  await writeMoves(tx, {
    ...{ cooperativeId, lastSeq: 0, moves: [], pools: decision.pools },
    stock: [{ ...lying, qtyBase: decision.quantities.get(key) ?? 0 }],
  });
  return 1;
}

describe('R23: more is asked for than there is', () => {
  test('intentions sell exactly what is there, and the shelf is never below zero', async () => {
    const reach = reachOf(9214);
    const at = await stocked(reach);
    const looked = watch(reach, at);
    const sold = await rush(reach, async (tx) => {
      await moveStock(tx, machine, at.cooperativeId, [sale(at, 1)], { as: 'intention' });
      return 1;
    });
    expect(sold).toBe(units);
    const seen = await looked.end();
    expect(seen.length, 'looks while it is sold').toBeGreaterThan(20);
    expect(new Set(seen).size, 'different moments').toBeGreaterThan(3);
    expect(Math.min(...seen)).toBe(0);
    await database.rolledBack(reach, async (tx) => {
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({});
      expect(await differencesIn(tx)).toEqual([]);
      expect((await poolsOf(tx, at.cooperativeId, [at.riceId])).values().toArray()).toMatchObject([
        { qtyBase: 0, valueIdr: 0 },
      ]);
    });
  });

  test('facts are all recorded: the shelf is empty, lost and found owes the rest', async () => {
    const reach = reachOf(9215);
    const at = await stocked(reach);
    const short = await rush(reach, async (tx) => {
      const [moved] = await moveStock(tx, machine, at.cooperativeId, [sale(at, 1)], { as: 'fact' });
      return moved?.shortBase ?? 0;
    });
    expect(short).toBe(asks - units);
    await database.rolledBack(reach, async (tx) => {
      expect(await lyingOf(tx, at.cooperativeId)).toEqual({ lost_found: units - asks });
      expect(await differencesIn(tx)).toEqual([]);
    });
  });

  test('the control, which takes what it read for what is there, sells more', async () => {
    const reach = reachOf(9216);
    const at = await stocked(reach);
    expect(await rush(reach, async (tx) => await sellByReading(tx, at))).toBeGreaterThan(units);
  });
});
