import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

const folder = new URL('../../../db/migrations/', import.meta.url);

/** Any process that migrates takes this lock first, so two starting servers do not run one migration twice. */
const migrationLock = 7_105_801;

/**
 * Runs the migrations that this database has not seen, in order of name, each in its own transaction.
 * @param client connected as the owner
 * @returns the names that ran now
 * @throws when a migration that ran before has changed since: migrations only go forward
 */
export async function migrate(client: pg.ClientBase): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    const done = await appliedMigrations(client);
    const applied: string[] = [];
    for (const { name, sql, checksum } of await migrationFiles()) {
      const known = done.get(name);
      if (known === checksum) continue;
      if (known !== undefined) throw new Error(`migration ${name} changed after it ran; write a new one instead`);
      await runMigration(client, name, sql, checksum);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const exists = await client.query<{ found: boolean }>(
    `select to_regclass('platform.migration') is not null as found`,
  );
  if (exists.rows[0]?.found !== true) return new Map();
  const rows = await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration');
  return new Map(rows.rows.map((row) => [row.name, row.checksum]));
}

async function migrationFiles(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function runMigration(client: pg.ClientBase, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query("set local lock_timeout = '3s'");
    await client.query(sql);
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
