import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId, regionId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { registerOn } from './cooperative.store.ts';
import { foundCooperatives } from './found-cooperatives.command.ts';
import { recordState, type StateReport } from './record-state.command.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
const everyone: Reach = { regencyId: regencyId(9001), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };

async function withCooperative(work: (tx: Tx, id: Id<'cooperative'>) => Promise<void>): Promise<void> {
  await database.owner.query(
    `insert into reference.region (id, level, parent_id, name, kind) values (900001, 'province', null, 'Contoh', 'provinsi') on conflict do nothing`,
  );
  await database.rolledBack(everyone, async (tx) => {
    const [id] = await foundCooperatives(
      tx,
      machine,
      [{ id: regionId(900_001), name: 'Contoh', kind: 'kelurahan' }],
      businessDate('2025-07-07'),
    );
    if (id) await work(tx, id);
  });
}

function report(cooperativeId: Id<'cooperative'>, over: Partial<StateReport>): StateReport {
  return {
    id: newId<'state-action'>(),
    cooperativeId,
    axis: 'facility',
    state: 'proposed',
    effectiveOn: businessDate('2025-10-21'),
    source: { name: 'uji', date: businessDate('2025-10-21') },
    ...over,
  };
}

describe('the state of a cooperative on a day', () => {
  test('is unknown and without a building before anybody reports', () =>
    withCooperative(async (tx) => {
      expect(await registerOn(tx, today)).toMatchObject([
        { facility: 'none', operation: 'unknown', name: 'Koperasi Kelurahan Merah Putih Contoh' },
      ]);
      expect(await registerOn(tx, businessDate('2025-07-06'))).toEqual([]);
    }));

  test('follows what was in effect that day, however late it was reported', () =>
    withCooperative(async (tx, id) => {
      await recordState(tx, machine, report(id, { effectiveOn: businessDate('2025-10-21') }), today);
      const late = await recordState(
        tx,
        machine,
        report(id, { state: 'under_construction', effectiveOn: businessDate('2025-10-17') }),
        today,
      );
      expect(late.flags).toEqual(['steps_skipped', 'backdated']);
      expect(await registerOn(tx, businessDate('2025-10-17'))).toMatchObject([
        { facility: 'under_construction', facilitySince: '2025-10-17' },
      ]);
      expect(await registerOn(tx, today)).toMatchObject([{ facility: 'proposed' }]);
    }));

  test('takes a corrected action out of every day', () =>
    withCooperative(async (tx, id) => {
      const wrong = report(id, { state: 'proposed', effectiveOn: businessDate('2025-09-01') });
      await recordState(tx, machine, wrong, today);
      await recordState(
        tx,
        machine,
        report(id, { correctsId: wrong.id, effectiveOn: businessDate('2025-10-21') }),
        today,
      );
      expect(await registerOn(tx, businessDate('2025-09-30'))).toMatchObject([{ facility: 'none' }]);
      expect(await registerOn(tx, today)).toMatchObject([{ facility: 'proposed', facilitySince: '2025-10-21' }]);
    }));
});

describe('a report', () => {
  test('sent twice has one effect and the same answer', () =>
    withCooperative(async (tx, id) => {
      const once = report(id, {});
      expect(await recordState(tx, machine, once, today)).toEqual(await recordState(tx, machine, once, today));
      await expect(recordState(tx, machine, { ...once, state: 'designated' }, today)).rejects.toMatchObject({
        type: 'cooperatives/id-reused',
      });
    }));

  test('of what is already so, of tomorrow, or correcting something else is refused', () =>
    withCooperative(async (tx, id) => {
      await recordState(tx, machine, report(id, {}), today);
      await expect(recordState(tx, machine, report(id, {}), today)).rejects.toMatchObject({
        type: 'cooperatives/already-so',
      });
      await expect(
        recordState(tx, machine, report(id, { effectiveOn: businessDate('2025-11-28') }), today),
      ).rejects.toMatchObject({ type: 'cooperatives/in-future' });
      await expect(
        recordState(tx, machine, report(id, { state: 'designated', correctsId: newId() }), today),
      ).rejects.toMatchObject({ type: 'cooperatives/corrects-other' });
    }));
});
