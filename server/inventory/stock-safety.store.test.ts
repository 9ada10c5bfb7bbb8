import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { instant } from '../kernel/business-date.ts';
import { regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { CutOff, cutOffAt } from '../platform/db/testing/cut-off.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { differencesIn } from './compare-stock.store.ts';
import { recordCount } from './count/record-count.command.ts';
import { settleStocktake } from './count/settle-stocktake.command.ts';
import { accountsOf, day, lyingOf, machine, type Outlet, outletWithRice, person } from './testing/outlet.ts';
import { recordArrival } from './transfer/record-arrival.command.ts';
import { dispose, recordTransfer } from './transfer/record-transfer.command.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9217), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const when = { today: day };
const at = instant('2025-11-27T04:00:00Z');

/** What is about to lose goods: prepared, and then the step itself. */
const steps: Record<string, (tx: Tx, outlet: Outlet) => Promise<(tx: Tx) => Promise<void>>> = {
  'the settlement of a stocktake': async (tx, { outletId: placeId, riceId: itemId }) => {
    const count = () => ({
      id: newId<'count'>(),
      placeId,
      countedAt: at,
      lines: [{ itemId, baseUnit: 'gram' as const, qtyBase: 9 }],
    });
    await recordCount(tx, person('budi'), count(), { at, on: day });
    const { stocktakeId } = await recordCount(tx, person('siti'), count(), { at, on: day });
    return (inTx) => settleStocktake(inTx, person('ketua'), stocktakeId);
  },
  'a disposal': async (_tx, { outletId: fromPlaceId, riceId: itemId }) => {
    const lines = [{ itemId, baseUnit: 'gram' as const, qtyBase: 2 }];
    const given = { id: newId<'transfer'>(), fromPlaceId, happenedOn: day, reason: 'berkutu', lines };
    return (inTx) => dispose(inTx, machine, given, when);
  },
  'an arrival with something missing': async (
    tx,
    { outletId: fromPlaceId, warehouseId: toPlaceId, riceId: itemId },
  ) => {
    const lines = [{ itemId, baseUnit: 'gram' as const, qtyBase: 5 }];
    const id = newId<'transfer'>();
    await recordTransfer(
      tx,
      machine,
      { id, fromPlaceId, toPlaceId, happenedOn: day, driver: 'Pak Rahmat', lines },
      when,
    );
    const came = {
      id: newId<'arrival'>(),
      arrivedOn: day,
      lines: [{ seq: 1, baseUnit: 'gram' as const, arrivedBase: 4 }],
    };
    return (inTx) => recordArrival(inTx, machine, id, came, when);
  },
};

describe('R07: cut off at any statement, what takes goods out of stock and book is as if it had not been', () => {
  test.each(Object.entries(steps))('%s', async (_name, prepare) => {
    const { outlet, step } = await database.app.inRegency(city, async (tx) => {
      const made = await outletWithRice(tx);
      await made.move(made.placeOf('supplier'), made.outletId, 10, {
        valueIdr: rupiah(1000),
        occurredAt: instant('2025-11-27T01:00:00Z'),
      });
      return { outlet: made, step: await prepare(tx, made) };
    });
    const picture = () =>
      database.rolledBack(city, async (tx) => ({
        lying: await lyingOf(tx, outlet.cooperativeId),
        accounts: await accountsOf(tx, outlet.cooperativeId),
        differences: await differencesIn(tx),
      }));
    const before = await picture();
    let statement = 1;
    for (; ; statement++) {
      const cutHere = await database.app
        .inRegency(city, (tx) => step(cutOffAt(tx, statement)))
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      if (cutHere === undefined) break;
      expect(cutHere).toBeInstanceOf(CutOff);
      expect(await picture()).toEqual(before);
    }
    expect(statement).toBeGreaterThan(10);
    const after = await picture();
    expect(after.accounts['527000']).toBeGreaterThan(0);
    expect(after.differences).toEqual([]);
  });
});
