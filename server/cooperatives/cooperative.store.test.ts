import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { addDays, businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId, regionId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type RegisterAsked, registerOn, registerPage } from './cooperative.store.ts';
import { foundCooperatives } from './found-cooperatives.command.ts';
import { recordState } from './record-state.command.ts';
import { facilityStates, operationStates } from './state.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const today = businessDate('2025-11-27');
const start = businessDate('2025-07-07');
const reach: Reach = { regencyId: regencyId(9001), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const names = ['Sepinggan', 'damai', 'Baru Ulu', 'Érica', 'Manggar', 'Baru Ilir', 'Zulu'];

beforeAll(async () => {
  await database.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (900001, 'province', null, 'Contoh', 'provinsi', null), (900002, 'regency', 900001, 'Contoh', 'kota', 'Asia/Makassar'),
      (900003, 'district', 900002, 'Timur', 'kecamatan', null), (900004, 'district', 900002, 'Barat', 'kecamatan', null);
    insert into reference.region (id, level, parent_id, name, kind)
      select 900010 + number, 'village', 900003 + number % 2, 'Kelurahan ' || number, 'kelurahan' from generate_series(0, 6) as number;
    insert into reference.region_code (authority, code, region_id)
      select 'kemendagri', '99.01.0' || 1 + number % 2 || '.100' || number, 900010 + number from generate_series(0, 6) as number
      union all values ('kemendagri', '99.01.01', 900003), ('kemendagri', '99.01.02', 900004)`);
});

async function withRegister(work: (tx: Tx, ids: Id<'cooperative'>[]) => Promise<void>): Promise<void> {
  await database.rolledBack(reach, async (tx) => {
    const villages = names.map(
      (name, number) => ({ id: regionId(900_010 + number), name, kind: 'kelurahan' }) as const,
    );
    await work(tx, await foundCooperatives(tx, machine, villages, start));
  });
}

/** Every page of a list, one after the other. */
async function pages(tx: Tx, asked: RegisterAsked, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await registerPage(tx, today, { ...asked, limit, ...(after !== undefined && { after }) });
    seen.push(...page.rows.map((row) => row.name.replace('Koperasi Kelurahan Merah Putih ', '')));
    after = page.next;
  }
  return seen;
}

const report = (tx: Tx, cooperativeId: Id<'cooperative'>, state: 'proposed' | 'trading') =>
  recordState(
    tx,
    machine,
    {
      id: newId(),
      cooperativeId,
      axis: state === 'trading' ? 'operation' : 'facility',
      state,
      effectiveOn: today,
      source: { name: 'uji', date: today },
    },
    today,
  );

describe('the register in pages', () => {
  test('holds each cooperative once, by name as people sort, however short the pages', () =>
    withRegister(async (tx) => {
      const sorted = ['Baru Ilir', 'Baru Ulu', 'damai', 'Érica', 'Manggar', 'Sepinggan', 'Zulu'];
      for (const limit of [1, 2, 3, 7, 50]) expect(await pages(tx, {}, limit)).toEqual(sorted);
    }));

  test('counts all that is asked for and says which kecamatan there are, on every page', () =>
    withRegister(async (tx) => {
      const page = await registerPage(tx, today, { district: '99.01.01', limit: 1 });
      expect(page).toMatchObject({ total: 4, rows: [{ name: 'Koperasi Kelurahan Merah Putih Baru Ulu' }] });
      expect(page.districts).toEqual([
        { code: '99.01.01', name: 'Timur' },
        { code: '99.01.02', name: 'Barat' },
      ]);
      expect((await registerPage(tx, today, { search: 'nobody' })).districts).toHaveLength(2);
    }));

  test('finds part of a name, whatever its capitals, and takes no wildcard', () =>
    withRegister(async (tx) => {
      expect(await pages(tx, { search: 'BARU' }, 1)).toEqual(['Baru Ilir', 'Baru Ulu']);
      expect(await pages(tx, { search: '%' }, 50)).toEqual([]);
    }));

  test('puts the furthest built, the trading or the first kecamatan on top', () =>
    withRegister(async (tx, [sepinggan, damai]) => {
      if (sepinggan) await report(tx, sepinggan, 'proposed');
      if (damai) await report(tx, damai, 'trading');
      expect((await pages(tx, { sort: 'facility' }, 2))[0]).toBe('Sepinggan');
      expect((await pages(tx, { sort: 'operation' }, 2))[0]).toBe('damai');
      expect((await pages(tx, { sort: 'district' }, 2)).slice(0, 4)).toEqual([
        'Sepinggan',
        'Baru Ulu',
        'Manggar',
        'Zulu',
      ]);
      expect(await pages(tx, { facility: 'proposed' }, 2)).toEqual(['Sepinggan']);
      expect(await pages(tx, { operation: 'trading' }, 2)).toEqual(['damai']);
      expect(await pages(tx, { withBumnPartner: true }, 2)).toEqual([]);
    }));

  test('goes on behind a line that the filter no longer shows, and begins anew behind one that never was', () =>
    withRegister(async (tx, ids) => {
      const first = await registerPage(tx, today, { operation: 'unknown', limit: 2 });
      const last = ids.find((id) => id === first.next);
      if (last) await report(tx, last, 'trading');
      const rest = await registerPage(tx, today, { operation: 'unknown', after: first.next ?? '', limit: 50 });
      expect(rest.rows).toHaveLength(5);
      expect((await registerPage(tx, today, { after: 'nothing', limit: 50 })).rows).toHaveLength(7);
    }));
});

describe('the state that stands in the row', () => {
  const steps = fc.array(
    fc.record({
      axis: fc.constantFrom('facility', 'operation'),
      state: fc.nat(4),
      daysAgo: fc.nat(20),
      corrects: fc.boolean(),
    }),
    { maxLength: 12 },
  );

  test('and the actions tell the same of every day, however they came in and were corrected', () =>
    fc.assert(
      fc.asyncProperty(steps, (reports) =>
        withRegister(async (tx, [cooperativeId]) => {
          if (!cooperativeId) return;
          const done: { id: Id<'state-action'>; axis: string }[] = [];
          for (const { axis, state, daysAgo, corrects } of reports) {
            const id = newId<'state-action'>();
            const states = axis === 'facility' ? facilityStates : operationStates;
            const corrected = corrects ? done.findLast((each) => each.axis === axis) : undefined;
            const accepted = await recordState(
              tx,
              machine,
              {
                id,
                cooperativeId,
                axis: axis as 'facility' | 'operation',
                state: states[state % states.length] ?? 'none',
                effectiveOn: addDays(today, -daysAgo),
                source: { name: 'uji', date: today },
                ...(corrected && { correctsId: corrected.id }),
              },
              today,
            ).catch(() => undefined);
            if (accepted) done.push({ id, axis });
          }
          for (let daysAgo = 0; daysAgo <= 21; daysAgo++) {
            const day = addDays(today, -daysAgo);
            const { rows } = await sql`
              select name, facility, facility_since, operation, operation_since
              from cooperatives.states_on(${tx.regencyId}, ${day}) order by name`.execute(tx);
            expect(await registerOn(tx, day)).toMatchObject(rows);
          }
        }),
      ),
      { numRuns: 15 },
    ));
});
