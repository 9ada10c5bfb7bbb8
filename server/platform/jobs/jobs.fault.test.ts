import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { present } from '../../kernel/assert.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import type { Json } from '../audit/canonical-json.ts';
import { newId } from '../clock.ts';
import { openDatabase } from '../db/database.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { addToQueue, attemptsMax, forwardOutbox, installQueue, releaseOrphans, showLife } from './queue.ts';
import { findRun } from './run.store.ts';
import { startJobs } from './start-jobs.ts';
import type { Work } from './tasks.ts';
import { balikpapan, enqueueTest, officer, startTestRun, testTasks } from './testing/sample-tasks.ts';

const db = testDatabase();
beforeAll(() => installQueue(db.ownerUrl));
afterEach(() =>
  db.owner.query('delete from graphile_worker._private_jobs; delete from jobs.run; delete from jobs.outbox'),
);

const openJobs = () => openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
const carryOut = (work: Record<string, Work<Json>>) =>
  startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: testTasks(work),
    timed: [],
    regencies: async () => [],
    note: () => undefined,
  });

/** Leaves `count` different pieces of work, numbered from `first`. */
const leave = (count: number, first = 0) =>
  db.app.inRegency(balikpapan, async (tx) => {
    for (let i = first; i < first + count; i++) await enqueueTest(tx, 'test/count', { i });
  });

async function queued(): Promise<number[]> {
  const { rows } = await db.owner.query<{ i: number }>(
    `select (payload -> 'told' ->> 'i')::integer as i from graphile_worker._private_jobs order by 1`,
  );
  return rows.map((row) => row.i);
}

const waiting = async () => (await db.owner.query('select from jobs.outbox')).rowCount;

/** Kills a forwarder after it took work from the outbox and before that work is in the queue. */
async function killAmidst(forward: () => Promise<unknown>): Promise<void> {
  const gate = await db.owner.connect();
  try {
    await gate.query('begin; lock table graphile_worker._private_tasks in access exclusive mode');
    const outcome = forward().catch((error: Error) => error);
    const stuck = `select pid from pg_stat_activity where usename = 'lumbung_jobs' and wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(async () => (await db.owner.query(stuck)).rowCount).toBe(1);
    await db.owner.query(`select pg_terminate_backend(pid) from (${stuck}) as forwarder`);
    expect(await outcome).toBeInstanceOf(Error);
  } finally {
    await gate.query('rollback');
    gate.release();
  }
}

describe('from the outbox into the queue exactly once', () => {
  test('when the forwarder dies between taking and handing over', async () => {
    const jobs = openJobs();
    await leave(20);
    await killAmidst(() => forwardOutbox(jobs.central));
    expect([await waiting(), await queued()]).toEqual([20, []]);
    await forwardOutbox(jobs.central);
    expect([await waiting(), await queued()]).toEqual([0, Array.from({ length: 20 }, (_, i) => i)]);
    await jobs.close();
  });

  test('control: taking and handing over in two transactions loses work to the same death', async () => {
    const jobs = new pg.Pool({ connectionString: db.urlAs('lumbung_jobs') });
    jobs.on('error', () => undefined);
    jobs.on('connect', (client) => client.on('error', () => undefined));
    await leave(20);
    await killAmidst(async () => {
      await jobs.query('delete from jobs.outbox');
      await jobs.query(`select graphile_worker.add_job('test/count', '{}')`);
    });
    expect([await waiting(), await queued()]).toEqual([0, []]);
    await jobs.end();
  });

  test('when several forward at once and their connections die at random', async () => {
    const forwarders = [openJobs(), openJobs(), openJobs()];
    let leaving = true;
    const forwarding = forwarders.map(async ({ central }) => {
      while (leaving) await forwardOutbox(central).catch(() => undefined);
    });
    for (let round = 0; round < 10; round++) {
      await leave(40, 40 * round);
      await db.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lumbung_jobs' and datname = current_database()`,
      );
    }
    leaving = false;
    await Promise.all(forwarding);
    const { central } = present(forwarders[0], 'a forwarder'); // its idle connections may not know yet that they were cut
    await expect.poll(() => forwardOutbox(central).then(waiting, () => 'cut'), { timeout: 5_000 }).toBe(0);
    const expected = Array.from({ length: 400 }, (_, i) => i);
    expect([await waiting(), await queued()]).toEqual([0, expected]);
    await Promise.all(forwarders.map((forwarder) => forwarder.close()));
  });
});

describe('a worker that was killed', () => {
  const asRahma = officer('rahma');
  const run = async (id: Id<'run'>) =>
    present(await db.app.inRegency(balikpapan, (tx) => findRun(tx, id, 'rahma')), 'the run');

  /** A run as a killed process leaves it: its job locked by a name that nobody answers to. */
  async function leftBehind(attempts: number, worker = 'pool-killed'): Promise<Id<'run'>> {
    const jobs = openJobs();
    const id = await db.app.inRegency(balikpapan, (tx) => startTestRun(tx, asRahma, 'test/import', {}));
    await forwardOutbox(jobs.central);
    await jobs.close();
    await db.owner.query(`update jobs.run set state = 'running', done_count = 5`);
    await db.owner.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', attempts = $2`,
      [worker, attempts],
    );
    return id;
  }

  test('has its run done by the next', async () => {
    const id = await leftBehind(1);
    const stop = carryOut({ 'test/import': async () => ({ rows: 10 }) });
    await expect.poll(() => run(id), { timeout: 5_000 }).toMatchObject({ state: 'done', result: { rows: 10 } });
    await stop();
  });

  test('at the last attempt leaves a failed run, not one that runs for ever', async () => {
    const id = await leftBehind(attemptsMax);
    const stop = carryOut({});
    await expect.poll(() => run(id), { timeout: 5_000 }).toMatchObject({ state: 'failed', note: 'jobs/interrupted' });
    await stop();
  });

  test('is told from one that lives', async () => {
    const id = await leftBehind(1, 'pool-alive');
    const alive = new pg.Client({ connectionString: db.urlAs('lumbung_jobs') });
    await alive.connect();
    await showLife(alive, 'pool-alive');
    const jobs = openJobs();
    const locked = () => db.owner.query('select from graphile_worker._private_jobs where locked_by is not null');
    await releaseOrphans(jobs.central, () => expect.fail('nobody died'));
    expect((await locked()).rowCount).toBe(1);
    await alive.end();
    await expect
      .poll(async () => {
        await releaseOrphans(jobs.central, () => expect.fail('an attempt is left'));
        return (await locked()).rowCount;
      })
      .toBe(0);
    expect(await run(id)).toMatchObject({ state: 'running', doneCount: 5 });
    await jobs.close();
  });
});

test('a worker whose connections are cut goes on working', { timeout: 30_000 }, async () => {
  const seen: Json[] = [];
  const stop = carryOut({
    'test/count': async (told) => {
      seen.push(told);
      return undefined;
    },
  });
  await leave(1);
  await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(1);
  await db.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lumbung_jobs' and datname = current_database()`,
  );
  await leave(1);
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(2);
  await stop();
});

test('a worker that gives up lets go of its work, and the next does it', { timeout: 60_000 }, async () => {
  const told: string[] = [];
  const begun: (() => void)[] = [];
  const stop = startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: testTasks({
      'test/count': async () => {
        if (begun.length === 0) await new Promise<void>((resolve) => begun.push(resolve));
        else begun.push(() => undefined);
        return undefined;
      },
    }),
    timed: [],
    regencies: async () => [],
    note: (error) => told.push(error.message),
  });
  await leave(1);
  await expect.poll(() => begun.length, { timeout: 5_000 }).toBe(1);
  // What it cannot write makes the queue's worker give up, as PostgreSQL killed at that moment does.
  await db.owner.query('revoke delete on graphile_worker._private_jobs from lumbung_jobs');
  begun[0]?.();
  await expect.poll(() => told.join(), { timeout: 10_000 }).toContain('Failed to complete jobs');
  await db.owner.query('grant delete on graphile_worker._private_jobs to lumbung_jobs');
  await expect.poll(() => begun.length, { timeout: 40_000 }).toBe(2);
  await expect.poll(queued, { timeout: 5_000 }).toEqual([]);
  await stop();
});

test('a timed task is done in every regency', async () => {
  const seen: number[] = [];
  const stop = startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: testTasks({
      'test/count': async (_told, job) => {
        seen.push(job.regencyId);
        return undefined;
      },
    }),
    timed: [],
    regencies: async () => [regencyId(17), regencyId(18)],
    note: () => undefined,
  });
  await db.owner.query(
    `select graphile_worker.add_job('platform/in-every-regency', '{"task": "test/count", "told": {}, "_cron": {"ts": "2026-01-01T17:00:00Z"}}')`,
  );
  await expect.poll(() => seen.toSorted()).toEqual([17, 18]);
  await stop();
});

test('the same work left twice before it began is done once', async () => {
  const jobs = openJobs();
  await leave(2);
  await leave(3);
  await forwardOutbox(jobs.central);
  expect(await queued()).toEqual([0, 1, 2]);
  await jobs.close();
});

test('a key holds a waiting job once', async () => {
  const jobs = openJobs();
  const parcel = { id: newId<'run'>(), regencyId: regencyId(17), told: { i: 1 }, starter: null };
  for (let i = 0; i < 3; i++) await addToQueue(jobs.central, [{ task: 'test/count', parcel, key: 'tonight' }]);
  expect(await queued()).toEqual([1]);
  await jobs.close();
});
