import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regencyId } from '../../kernel/ids.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { installQueue } from '../jobs/queue.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { type Work, wholeRegency } from '../jobs/tasks.ts';
import { testTasks } from '../jobs/testing/sample-tasks.ts';
import { nameContent } from './content.store.ts';
import { fileTasks } from './file.jobs.ts';
import { photosOf } from './photo.store.ts';
import { photoOfPhone } from './testing/images.ts';
import { openVault, type Vault } from './vault.ts';

const db = testDatabase();
const city = wholeRegency(regencyId(17));
let folder = '';
let vault: Vault;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  await installQueue(db.ownerUrl);
  folder = await mkdtemp(join(tmpdir(), 'photo-killed-'));
  vault = await openVault(folder);
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await rm(folder, { recursive: true });
});

function startWork(): () => Promise<void> {
  const stop = startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: testTasks(fileTasks(vault) as Partial<Record<string, Work<never>>> as never),
    timed: [],
    regencies: async () => [city.regencyId],
    note: () => undefined,
  });
  stops.push(stop);
  return stop;
}

async function receive(content: Buffer): Promise<string> {
  const kept = await vault.put(
    (async function* () {
      yield content;
    })(),
    { bytesMax: 10_000_000 },
  );
  await db.app.inRegency(city, (tx) => nameContent(tx, vault, kept, 'rahma'));
  return kept.sha256;
}

const stateOf = (sha256: string) =>
  db.app.inRegency(city, async (tx) => (await photosOf(tx, [sha256])).get(sha256)?.state);

/** The process that develops this very photo: its path is in no other command line. */
async function childOf(sha256: string): Promise<number> {
  for (;;) {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (line.includes('darkroom.child') && line.includes(vault.pathOf(sha256))) return Number(pid);
    }
    await delay(5);
  }
}

test('a photo whose process is killed amid the work is done later, once; what was half done leaves no trace', {
  timeout: 60_000,
}, async () => {
  const sha256 = await receive(await photoOfPhone({ width: 4_000, height: 3_000 }));
  startWork();
  process.kill(await childOf(sha256), 'SIGKILL');
  await expect
    .poll(
      async () =>
        (await db.owner.query('select from graphile_worker._private_jobs where attempts = 1 and locked_by is null'))
          .rowCount,
      { timeout: 10_000 },
    )
    .toBe(1);
  expect(await stateOf(sha256), 'the control: killed, it is not done').toBeUndefined();
  await expect.poll(() => stateOf(sha256), { timeout: 20_000 }).toBe('ready');
  const { rows } = await db.owner.query('select count(*)::integer as n from platform.content');
  expect(rows).toEqual([{ n: 3 }]);
  expect(await readdir(join(folder, 'drafts'))).toEqual([]);
});

test('a stop amid the work leaves it to the next start', { timeout: 60_000 }, async () => {
  const sha256 = await receive(await photoOfPhone({ width: 4_000, height: 3_100 }));
  for (const stop of stops.splice(0)) await stop();
  const stop = startWork();
  const pid = await childOf(sha256);
  stops.splice(0);
  await stop();
  await expect.poll(() => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''), { timeout: 5_000 }).toBe('');
  startWork();
  await expect.poll(() => stateOf(sha256), { timeout: 20_000 }).toBe('ready');
});
