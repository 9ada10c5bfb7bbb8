import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { snapshotFiles } from '../../server/exchange/testing/snapshot-samples.ts';
import { present } from '../../server/kernel/assert.ts';
import { chance, eachRound, inTime } from './testing/chance.ts';
import { endProcess, runningServer } from './testing/running-server.ts';

const server = runningServer();
const { below } = chance('import');
const snapshot = join(server.dataDir, '../snapshot');
const boundaries = join(server.dataDir, '../boundaries.geojson');

beforeAll(() => {
  mkdirSync(snapshot);
  for (const { name, bytes } of snapshotFiles()) writeFileSync(join(snapshot, name), bytes);
});

/** A square round the middle of each kelurahan; another width is another file. */
async function writeBoundaries(width: number): Promise<void> {
  const { rows } = await server.asOwner((client) =>
    client.query<{ code: string; lng: number; lat: number }>(`
      select code, centre_lng as lng, centre_lat as lat from reference.region
      join reference.region_code on region_code.region_id = region.id
      where level = 'village' and authority = 'kemendagri' and code like '64.71.%'`),
  );
  const features = rows.map(({ code, lng, lat }) => {
    const [west, south, east, north] = [lng - width, lat - width, lng + width, lat + width];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  writeFileSync(boundaries, JSON.stringify({ type: 'FeatureCollection', features }));
}

const command = (...words: string[]) =>
  spawn(process.execPath, ['server/cli.ts', ...words], {
    env: { ...process.env, LUMBUNG_DATA: server.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const imports: Readonly<Record<string, (round: number) => Promise<ChildProcess>>> = {
  'simkopdes-public': async (round) =>
    command('import', 'simkopdes-public', snapshot, '--as-of', `2025-11-${10 + round}`),
  boundaries: async (round) => {
    await writeBoundaries(0.0002 + round / 10_000);
    return command('import', 'boundaries', boundaries);
  },
};

/** The demo's photos are made and its sites screened by jobs that go on after it has started. */
const untilIdle = (client: pg.Client) =>
  expect
    .poll(
      async () =>
        (
          await client.query(
            'select from jobs.outbox union all select from graphile_worker._private_jobs where attempts < max_attempts and run_at <= now()',
          )
        ).rowCount,
      { timeout: inTime(40_000) },
    )
    .toBe(0);

/** How many rows each table has that an import could write to, by table, and how many lines the command line left in the audit log. */
async function footprint(): Promise<Readonly<Record<string, number>>> {
  return await server.asOwner(async (client) => {
    await untilIdle(client);
    const { rows } = await client.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'audit', 'auth', 'graphile_worker', 'jobs') order by 1`);
    const counts = rows.map(({ name }) => `select '${name}' as name, count(*)::integer from ${name}`);
    counts.push("select 'audit', count(*)::integer from audit.entry where role = 'command-line'");
    const found = await client.query<{ name: string; count: number }>(counts.join(' union all '));
    return Object.fromEntries(found.rows.map(({ name, count }) => [name, count]));
  });
}

/** Runs `work` while an import that has written everything waits to write its audit line. */
async function atTheLastStep(importing: ChildProcess, work: () => Promise<unknown>): Promise<void> {
  await server.asOwner(async (client) => {
    await client.query('begin; lock table audit.entry in share mode');
    const waits = "select from pg_locks where not granted and relation = 'audit.entry'::regclass";
    await expect.poll(async () => (await client.query(waits)).rowCount, { timeout: 20_000 }).toBe(1);
    await work();
    await client.query('rollback');
    expect(importing.exitCode).toBe(null);
  });
  await untilForgotten();
}

/** PostgreSQL takes a moment to see that a killed client is gone. */
const untilForgotten = () =>
  expect
    .poll(
      () =>
        server.asOwner(
          async (client) =>
            (
              await client.query(
                "select from pg_stat_activity where state like '%transaction%' and pid <> pg_backend_pid()",
              )
            ).rowCount,
        ),
      { timeout: 10_000 },
    )
    .toBe(0);

describe.each(Object.entries(imports))('an import of %s that is killed', (_, importing) => {
  test('when only its audit line is missing has written nothing', async () => {
    const before = await footprint();
    const killed = await importing(1);
    await atTheLastStep(killed, () => endProcess(killed, 'SIGKILL'));
    expect(await footprint()).toEqual(before);
  });

  test.each(eachRound)(
    'at a random moment has written all or nothing, and goes through when it is started again (round %i)',
    async (round) => {
      const before = await footprint();
      const killed = await importing(round);
      await delay(below(1_500));
      await endProcess(killed, 'SIGKILL');
      await untilForgotten();
      const left = await footprint();

      const again = await importing(round);
      const [said, [code]] = await Promise.all([
        text(present(again.stderr, 'what it complains of')),
        once(again, 'exit'),
      ]);
      expect([code, said]).toEqual([0, '']);
      const after = await footprint();
      expect(after, 'control: an import that ends does leave rows').not.toEqual(before);
      expect(after['audit']).toBe((before['audit'] ?? 0) + 1);
      // Killed after it was recorded and before the process had ended, it is wholly there.
      expect([before, after]).toContainEqual(left);

      const twice = await importing(round);
      await once(twice, 'exit');
      expect(await footprint(), 'the same file once more changes nothing').toEqual(after);
    },
  );
});
