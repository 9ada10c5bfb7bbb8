import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';

const database = testDatabase();
const migration = new URL('../../db/migrations/20261124_1750_publication_old_sources.sql', import.meta.url);

test('states published before sources said what they are about lose these sources and are rewritten by a job; others stay', async () => {
  const [old, whole] = [newId<'cooperative'>(), newId<'cooperative'>()];
  const source = { name: 'siaran pers', date: '2025-10-21', sample: false };
  for (const [id, sources] of [
    [old, [source]],
    [whole, [{ about: 'facility', ...source }]],
  ] as const)
    await database.owner.query(
      `insert into publication.cooperative_state (regency_id, cooperative_id, effective_on, name, villages, facility, operation, with_bumn_partner,
         partners, premises, commodities, sources)
       values (363, $1, '2025-10-01', 'Koperasi', '[]', 'none', 'unknown', false, '[]', '[]', '[]', $2)`,
      [id, JSON.stringify(sources)],
    );
  await database.owner.query(await readFile(migration, 'utf8'));
  const { rows } = await database.owner.query(
    'select cooperative_id as id, sources from publication.cooperative_state',
  );
  expect(rows.toSorted((a, b) => a.sources.length - b.sources.length)).toEqual([
    { id: old, sources: [] },
    { id: whole, sources: [{ about: 'facility', ...source }] },
  ]);
  const left = await database.owner.query('select regency_id, task, payload from jobs.outbox');
  expect(left.rows).toEqual([{ regency_id: 363, task: 'publication/refresh', payload: { cooperativeIds: [old] } }]);
});
