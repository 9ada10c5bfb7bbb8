import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { regencyId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type AssetId, followAssets } from '../asset.store.ts';
import { recordObservations } from '../record-observations.command.ts';
import { legalRoutesOn, measureOn } from './criterion.store.ts';
import { screeningForMatching } from './for-matching.store.ts';
import { differences, screenAssets } from './screen-assets.command.ts';
import { screeningsOn } from './screening.store.ts';
import { addLot, addRegions, allSettled, barat, city, lurahTimur, say, timur, today } from './testing/screened-city.ts';

const database = testDatabase();

beforeAll(() => addRegions(database.owner));

async function resultOn(tx: Tx, id: AssetId, day = today, use = 'new_building') {
  return (await screeningsOn(tx, id, day)).find((each) => each.use === use);
}

async function actAs(tx: Tx, scope: string, villages: readonly number[]): Promise<void> {
  await sql.raw(`set local app.scope = '${scope}'`).execute(tx);
  await sql.raw(`set local app.village_ids = '{${villages.join(',')}}'`).execute(tx);
}

async function countOf(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(tx);
  return rows[0]?.n ?? -1;
}

describe('the first national criteria', () => {
  test('hold for every use, hard ones and soft ones, each with authority, reason and basis', async () => {
    await database.rolledBack(city, async (tx) => {
      const { criteria } = await measureOn(tx, today);
      const kinds = Map.groupBy(criteria, ({ use, kind }) => `${use} ${kind}`);
      expect([...kinds].map(([key, { length }]) => `${key} ${length}`)).toEqual([
        ...['new_building hard 14', 'new_building soft 11', 'outlet hard 11', 'outlet soft 7'],
        ...['secretariat hard 7', 'secretariat soft 6', 'temporary_office hard 7', 'temporary_office soft 6'],
        ...['warehouse hard 11', 'warehouse soft 6'],
      ]);
      const areas = criteria.filter(({ reads, kind }) => reads.endsWith('_area') && kind === 'hard');
      const m2 = areas.map(({ use, wanted }) => [use, wanted.operator === 'at_least' ? wanted.value / 100 : undefined]);
      expect(Object.fromEntries(m2)).toEqual({
        ...{ new_building: 1000, outlet: 102, warehouse: 80, temporary_office: 30, secretariat: 20 },
      });
    });
  });

  test('can all be met: no criterion asks for a word its subject does not have', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      await say(tx, lot, allSettled);
      expect(await resultOn(tx, lot)).toMatchObject({ outcome: 'pass', reasons: [] });
      const house = await addLot(tx, {
        ...{ object: 'building', assetCode: '1.3.3.01.01.12.001', floorAreaDm2: 12_000, registerCondition: 'good' },
      });
      await say(tx, house, allSettled);
      const outcomes = (await screeningsOn(tx, house, today)).map(({ use, outcome }) => [use, outcome]);
      expect(Object.fromEntries(outcomes)).toEqual({
        ...{ new_building: 'fail', outlet: 'pass', warehouse: 'pass', secretariat: 'pass', temporary_office: 'pass' },
      });
    });
  });
});

test('what a city decided of its legal routes goes before the nation’s, from its day, in that city alone', async () => {
  const rent = async (day: string, regencyId = city.regencyId) =>
    await database.rolledBack({ ...city, regencyId }, async (tx) => {
      const routes = await legalRoutesOn(tx, businessDate(day));
      const own = routes.filter(({ ownerKind, route }) => ownerKind === 'private' && route === 'rent');
      return own
        .map(({ use, feasibility }) => `${use} ${feasibility}`)
        .filter((each) => each.startsWith('new_building'));
    });
  // Balikpapan's row, as if this city had decided so.
  await database.owner.query(
    `update reference.legal_route set city_code = (select code from reference.region_code where region_id = $1 and authority = 'kemendagri')
      where city_code = '64.71'`,
    [city.regencyId],
  );
  expect(await rent('2026-01-31')).toEqual(['new_building open']);
  expect(await rent('2026-02-01')).toEqual(['new_building closed']);
  expect(await rent('2026-02-01', regencyId(18)), 'the control: elsewhere').toEqual(['new_building open']);
});

describe('a result', () => {
  test('is kept as soon as something is recorded, with what is open and who settles it', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      await say(tx, lot, { ...allSettled, landslide: 'possible' });
      expect(await resultOn(tx, lot)).toMatchObject({
        outcome: 'unknown',
        reasons: [
          {
            ...{ criterion: 'landslide', topic: 'ground', state: 'unknown', why: 'undecided', is: ['possible'] },
            ...{ settledBy: 'technical-office', reportedBy: null },
          },
        ],
      });
    });
  });

  test('holds from its day until another does, and is shown for any day between', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      const on = (day: string) => ({ on: businessDate(day), asOf: businessDate(day) });
      await say(tx, lot, { ...allSettled, landslide: 'possible' }, on('2025-11-03'));
      await say(tx, lot, { landslide: 'absent' }, on('2025-11-10'));
      await say(tx, lot, { flood: 'frequent' }, on('2025-11-20'));
      const days = ['2025-11-02', '2025-11-03', '2025-11-09', '2025-11-10', '2025-11-19', '2025-11-20', '2025-11-27'];
      const outcomes = await Promise.all(days.map((day) => resultOn(tx, lot, businessDate(day))));
      expect(outcomes.map((found) => found?.outcome)).toEqual([
        ...[undefined, 'unknown', 'unknown', 'pass', 'pass', 'fail', 'fail'],
      ]);
    });
  });

  test('of a day is its last: what changes twice a day leaves one row', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      await say(tx, lot, { ...allSettled, landslide: 'present' });
      await say(tx, lot, { landslide: 'absent' });
      const { rows } = await sql`select outcome, valid_to from assets.screening where use = 'new_building'`.execute(tx);
      expect(rows).toEqual([{ outcome: 'pass', validTo: null }]);
    });
  });

  test('is written once: screening again, or sending the same observation again, changes nothing', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      const given = [{ id: newId<'observation'>(), subject: 'flood', word: 'none', observedOn: today }] as const;
      const send = () =>
        recordObservations(
          ...[tx, { role: 'machine' } as const, lot],
          given.map((each) => ({ ...each, source: { name: 'contoh', date: today } })),
          { today, authority: 'technical-office' },
        );
      await send();
      const before = await screeningsOn(tx, lot, today);
      await send();
      expect(await screenAssets(tx, [lot], today)).toBe(0);
      expect(await screeningsOn(tx, lot, today)).toEqual(before);
    });
  });

  test('follows its asset into another kelurahan', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx);
      await screenAssets(tx, [lot], today);
      await sql`update assets.asset set village_id = ${barat} where id = ${lot}`.execute(tx);
      await followAssets(tx, [{ id: lot, villageId: barat }]);
      await actAs(tx, 'cooperatives', [barat]);
      expect(await countOf(tx, 'assets.screening')).toBe(5);
    });
  });
});

describe('two who settle at once', () => {
  test('both count, whoever commits first', async () => {
    const lot = await database.app.inRegency(city, (tx) => addLot(tx));
    await database.app.inRegency(city, (tx) => say(tx, lot, { ...allSettled, landslide: 'possible', soil: 'soft' }));
    await Promise.all([
      database.app.inRegency(city, (tx) => say(tx, lot, { landslide: 'absent' })),
      database.app.inRegency(city, (tx) => say(tx, lot, { soil: 'firm' })),
    ]);
    await database.app.inRegency(city, async (tx) => {
      expect(await resultOn(tx, lot)).toMatchObject({ outcome: 'pass' });
      expect(await differences(tx, [lot], await measureOn(tx, today))).toEqual([]);
    });
  });
});

describe('what is kept of a screening', () => {
  test('is seen by who acts where the asset lies, and by nobody else', async () => {
    await database.rolledBack(city, async (tx) => {
      for (const villageId of [timur, barat, null]) await screenAssets(tx, [await addLot(tx, { villageId })], today);
      expect(await countOf(tx, 'assets.screening'), 'the control').toBeGreaterThanOrEqual(15);
      await actAs(tx, lurahTimur.scope, [timur]);
      const { rows } = await sql`select distinct village_id from assets.screening`.execute(tx);
      expect(rows).toEqual([{ villageId: timur }]);
      await actAs(tx, lurahTimur.scope, []);
      expect(await countOf(tx, 'assets.screening')).toBe(0);
    });
  });

  test.each([
    ['into another kelurahan', `update assets.screening set village_id = ${barat}`],
    [
      'as criteria of the city',
      `insert into assets.criterion (regency_id, id, use, code, seq, kind, topic, reads, operator, wanted, authority,
      name, reason, legal_basis, valid_from, recorded_role) values (9101, gen_random_uuid(), 'outlet', 'title', 1, 'off', 'legal', 'title', 'one_of',
      '{}', 'lurah', 'x', 'x', 'x', '2025-11-27', 'lurah')`,
    ],
    ['as the day of the city', `insert into assets.screening_day values (9101, '2025-11-27', 'x')`],
    [
      'as what an office was asked',
      `insert into assets.unsettled values (9101, gen_random_uuid(), 'lurah', 900103, '2025-11-27')`,
    ],
  ])('is not written by a lurah %s', async (_what, attack) => {
    await database.rolledBack(city, async (tx) => {
      await screenAssets(tx, [await addLot(tx)], today);
      await actAs(tx, lurahTimur.scope, [timur]);
      await expect(sql.raw(attack).execute(tx)).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('of another city does not exist', async () => {
    await database.rolledBack(city, async (tx) => {
      await screenAssets(tx, [await addLot(tx)], today);
      await sql.raw(`set local app.regency_id = '9102'`).execute(tx);
      const tables = ['screening', 'criterion', 'screening_day', 'unsettled'];
      for (const table of tables) expect(await countOf(tx, `assets.${table}`)).toBe(0);
    });
  });
});

describe('for matching', () => {
  test('each asset has its results, what is open with whom, and what was last seen', async () => {
    await database.rolledBack(city, async (tx) => {
      const lot = await addLot(tx, { parcelAreaDm2: 120_000 });
      await say(tx, lot, { ...allSettled, landslide: 'possible' });
      const site = (await screeningForMatching(tx, today)).find(({ id }) => id === lot);
      expect(site).toMatchObject({
        ...{ object: 'land', ownerKind: 'regency', villageId: timur, landAreaDm2: 120_000, box: null },
        seen: { road_access: 'asphalt', slope_percent: 4 },
      });
      expect(site?.screenings.find(({ use }) => use === 'new_building')).toMatchObject({
        outcome: 'unknown',
        open: [{ criterion: 'landslide', state: 'unknown', settledBy: 'technical-office' }],
      });
      expect(
        (await screeningForMatching(tx, businessDate('2025-11-26'))).find(({ id }) => id === lot)?.screenings,
      ).toEqual([]);
    });
  });
});
