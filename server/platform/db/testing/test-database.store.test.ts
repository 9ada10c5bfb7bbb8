import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../../../kernel/actor.ts';
import { regencyId } from '../../../kernel/ids.ts';
import { newId } from '../../clock.ts';
import { testDatabase } from './test-database.ts';

const db = testDatabase();
const here: Reach = { regencyId: regencyId(17), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };

describe('a test database', () => {
  test('is migrated and empty', async () => {
    const { rows } = await db.owner.query('select count(*)::integer as entries from audit.entry');
    expect(rows).toEqual([{ entries: 0 }]);
  });

  test('forgets what was rolled back and returns what it gave', async () => {
    const seen = await db.rolledBack(here, async (tx) => {
      await sql`insert into audit.entry (regency_id, id, role, action, subject_kind, subject_id)
                values (${tx.regencyId}, ${newId()}, 'tester', 'test/act', 'thing', '1')`.execute(tx);
      return (await sql`select from audit.entry`.execute(tx)).rows.length;
    });
    expect(seen).toBe(1);
    const { rowCount } = await db.owner.query('select from audit.entry');
    expect(rowCount).toBe(0);
  });
});
