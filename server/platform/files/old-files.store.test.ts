import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { newId } from '../clock.ts';
import { testDatabase } from '../db/testing/test-database.ts';

const database = testDatabase();
const migration = new URL('../../../db/migrations/20261124_1810_platform_content.sql', import.meta.url);

test('files that were there before contents had rows of their own get one each, of who brought it first', async () => {
  const [first, again, other] = [newId<'file'>(), newId<'file'>(), newId<'file'>()];
  const [same, another] = ['a1'.repeat(32), 'b2'.repeat(32)];
  await database.owner.query('alter table platform.file drop constraint file_content_fk');
  const rows = [
    [again, 17, same, 'budi', '2025-11-02'],
    [first, 17, same, 'rahma', '2025-11-01'],
    [other, 17, another, 'rahma', '2025-11-03'],
    [first, 18, same, 'wati', '2025-11-04'],
  ] as const;
  for (const [id, regency, sha256, by, at] of rows)
    await database.owner.query(
      `insert into platform.file (regency_id, id, sha256, bytes, media_type, name, uploaded_by, uploaded_at)
       values ($2, $1, $3, 9, 'image/png', 'foto.png', $4, $5)`,
      [id, regency, sha256, by, at],
    );
  await database.owner.query(await readFile(migration, 'utf8'));
  const kept = await database.owner.query(
    'select regency_id as regency, sha256, received_by as by from platform.content order by regency_id, sha256',
  );
  expect(kept.rows).toEqual([
    { regency: 17, sha256: same, by: 'rahma' },
    { regency: 17, sha256: another, by: 'rahma' },
    { regency: 18, sha256: same, by: 'wati' },
  ]);
});
