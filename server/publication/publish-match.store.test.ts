import { beforeAll, describe, expect, test } from 'vitest';
import * as cooperatives from '../cooperatives/public.ts';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId } from '../kernel/ids.ts';
import * as matching from '../matching/public.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import * as reference from '../reference/public.ts';
import { publishedMatch } from './match-outcome.store.ts';
import { publishMatch } from './publish-match.command.ts';

const db = testDatabase();
const today = businessDate('2026-11-24');
const machine = { role: 'machine' } as const;
let city: Reach;
let damai: string;

beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const here = (await reference.findRegencyByCode(db.app.central, '64.71', today))?.id ?? regencyId(1);
  city = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  damai = await db.app.inRegency(city, async (tx) => {
    const villages = await reference.villagesOf(tx, here, today);
    await cooperatives.foundCooperatives(tx, machine, villages, businessDate('2025-07-07'));
    const register = await cooperatives.registerOn(tx, today);
    return register.find((line) => line.villages[0]?.name === 'Damai')?.id ?? '';
  });
}, 60_000);

/** A city without a single asset: everybody is unserved, and the public is told so. */
describe('a published match', () => {
  test('is what the scenario that counts says, written over as a whole, and not before its day', async () => {
    const weights = { distance: 1, access: 1, ready: 1, equity: 1 };
    const asked = { id: newId<'scenario'>(), name: 'uji', uses: ['new_building' as const], weights };
    await db.app.inRegency(city, (tx) =>
      matching.askScenario(tx, machine, { ...asked, countsUnknownAsPass: false, locked: [], forbidden: [] }, today),
    );
    await matching.solveScenario(asked.id, { doer: machine, inRegency: (work) => db.app.inRegency(city, work) });
    const told = await db.app.inRegency(city, async (tx) => {
      await publishMatch(tx);
      const before = await publishedMatch(tx, damai, today);
      await matching.publishScenario(tx, machine, asked.id, today);
      await publishMatch(tx);
      await publishMatch(tx);
      const early = await publishedMatch(tx, damai, businessDate('2026-11-23'));
      return { before, early, now: await publishedMatch(tx, damai, today) };
    });
    expect(told.before).toEqual([]);
    expect(told.early).toEqual([]);
    expect(told.now).toEqual([
      {
        ...{ cooperativeId: damai, use: 'new_building', day: today, isServed: false, place: null },
        ...{ reason: 'noSite', named: { count: 0, looked: 0 }, sample: false },
      },
    ]);
    const elsewhere = { ...city, regencyId: regencyId(18) };
    expect(await db.app.inRegency(elsewhere, (tx) => publishedMatch(tx, damai, today))).toEqual([]);
    const chair: Reach = { ...city, scope: 'cooperatives' };
    await expect(
      db.app.inRegency(chair, (tx) => tx.deleteFrom('publication.matchOutcome').execute()),
    ).resolves.toMatchObject([{ numDeletedRows: 0n }]);
  });
});
