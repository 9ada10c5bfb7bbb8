import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { regencyId } from '../../kernel/ids.ts';
import { wholeRegency } from '../jobs/tasks.ts';
import { openDatabase } from './database.ts';
import { testDatabase } from './testing/test-database.ts';
import type { Central } from './tx.ts';

const db = testDatabase();
const here = wholeRegency(regencyId(17));

const ask = async (tx: Central) => (await sql`select * from audit.changing where one = ${1}`.execute(tx)).rows;
const preparedOn = async (tx: Central) =>
  (
    await sql<{ count: number; runs: number }>`
      select count(*)::integer as count, coalesce(max(generic_plans + custom_plans) filter (where statement like '%changing%'), 0)::integer as runs
      from pg_prepared_statements`.execute(tx)
  ).rows[0];

beforeAll(() =>
  db.owner.query(
    'create table audit.changing (one integer); insert into audit.changing values (1); grant select on audit.changing to lumbung_app',
  ),
);
afterAll(() => db.owner.query('drop table audit.changing'));

describe('a statement that is asked again', () => {
  test('is not prepared without end', async () => {
    const other = openDatabase(db.urlAs('lumbung_app'), { poolSize: 1, note: () => undefined });
    try {
      await other.inRegency(here, async (tx) => {
        for (let length = 1; length <= 400; length++) {
          const list = sql.join(Array.from({ length }, (_, i) => sql`${i}`));
          for (const _ of 'xx') await sql`select 1 where 1 in (${list})`.execute(tx);
        }
        expect((await preparedOn(tx))?.count).toBe(300);
      });
    } finally {
      await other.close();
    }
  });

  test('is prepared, and survives a migration that changes what it gives', async () => {
    const inOne = async () => db.app.inRegency(here, async (tx) => [await ask(tx), await preparedOn(tx)] as const);
    const seen = [await inOne(), await inOne(), await inOne()];
    expect(seen.map(([rows]) => rows)).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
    expect(seen.map(([, on]) => on?.runs)).toEqual([0, 1, 2]);
    await db.owner.query('alter table audit.changing add column two integer default 2');
    expect((await inOne())[0]).toEqual([{ one: 1, two: 2 }]);
  });

  test('and fails after it when prepared without such care: the control', async () => {
    const client = new pg.Client({ connectionString: db.urlAs('lumbung_app') });
    await client.connect();
    try {
      const asked = { name: 'kept', text: 'select * from audit.changing' };
      await client.query(asked);
      await db.owner.query('alter table audit.changing add column three integer');
      await expect(client.query(asked)).rejects.toMatchObject({ code: '0A000', routine: 'RevalidateCachedQuery' });
    } finally {
      await client.end();
    }
  });
});
