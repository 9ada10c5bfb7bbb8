import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from './kernel/actor.ts';
import { regencyId } from './kernel/ids.ts';
import { newId } from './platform/clock.ts';
import { testDatabase } from './platform/db/testing/test-database.ts';

// S02, S03: each table of those who trade, attacked beside its commands. Policies are asked before any other rule of a table, so that a row with
// nothing in it but whose it is tells them apart: refused by the policy, or by something later, which is the control.

const database = testDatabase();
const here = regencyId(9431);
const own = newId<'cooperative'>();
const other = newId<'cooperative'>();
const partner = newId<'partner'>();
const reach: Reach = { regencyId: here, scope: 'cooperatives', cooperativeIds: [own], knownCooperativeIds: [own] };
const ofPartner: Reach = { ...reach, cooperativeIds: [], knownCooperativeIds: [own, other], partnerId: partner };

/** Everyone of the city writes there: partners are known by name to all. */
const ofTheCity = ['partners.partner'];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}
let tables: readonly Table[] = [];

beforeAll(async () => {
  const { rows } = await database.owner.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(a.attname::text) as columns
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relkind in ('r', 'p') and n.nspname in ('procurement', 'partners', 'inventory', 'devices') group by 1 order by 1`);
  tables = rows.filter(({ name }) => !ofTheCity.includes(name));
});

/** What the database says to a row that says no more than whose it is. */
async function told(as: Reach, { name }: Table, row: Readonly<Record<string, string | number>>): Promise<string> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  const insert = sql`insert into ${sql.table(name.replaceAll('"', ''))} (${columns}) values (${sql.join(Object.values(row))})`;
  return await database.rolledBack(as, (tx) =>
    insert.execute(tx).then(
      () => 'taken',
      (error: Error) => (/row-level security/.test(error.message) ? 'policy' : error.message),
    ),
  );
}

describe('a row of others', () => {
  test('is written by no other cooperative, no other city, and no stranger among partners', async () => {
    expect(tables.length).toBeGreaterThan(40);
    for (const table of tables) {
      const { name, columns } = table;
      expect(columns, `${name} says whose its rows are`).toEqual(
        expect.arrayContaining(['regency_id', 'cooperative_id']),
      );
      expect(await told(reach, table, { regency_id: here, cooperative_id: other }), name).toBe('policy');
      expect(await told(reach, table, { regency_id: 9432, cooperative_id: own }), name).toBe('policy');
      expect(await told(ofPartner, table, { regency_id: here, cooperative_id: own }), name).toBe('policy');
      expect(await told(reach, table, { regency_id: here, cooperative_id: own }), `${name}: the control`).not.toMatch(
        /policy|permission denied/,
      );
      if (!columns.includes('partner_id')) continue;
      const stranger = { regency_id: here, cooperative_id: own, partner_id: newId() };
      expect(await told(ofPartner, table, stranger), name).toBe('policy');
      if (!columns.includes('principal_id')) continue;
      const behind = { ...stranger, principal_id: partner };
      expect(await told(ofPartner, table, behind), `${name}: who stands behind an agent only reads`).toBe('policy');
    }
  });

  test('is seen by those only who may write it, and by who stands behind an agent', async () => {
    const { rows } = await database.owner.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_policies
      where schemaname in ('procurement', 'partners', 'inventory', 'devices') and 'lumbung_app' = any (roles)
        and qual <> with_check and policyname <> 'supply'`);
    expect(rows).toEqual([]);
  });

  test('changes in no column that is a fact, and is not deleted', async () => {
    for (const { name } of tables) {
      if (name.startsWith('partners.sell_through')) continue; // figures written anew from what others publish
      const ask = (text: string) => database.rolledBack(reach, (tx) => sql.raw(text).execute(tx));
      await expect(ask(`delete from ${name}`), name).rejects.toMatchObject({ code: '42501' });
      await expect(ask(`update ${name} set cooperative_id = '${own}'`), name).rejects.toMatchObject({ code: '42501' });
      await expect(ask(`update ${name} set regency_id = 9432`), name).rejects.toMatchObject({ code: '42501' });
    }
  });
});
