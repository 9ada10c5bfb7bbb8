import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { present } from '../../kernel/assert.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { refusal } from '../../kernel/refusal.ts';
import type { Json } from '../audit/canonical-json.ts';
import { newId } from '../clock.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { outboxFilled } from './enqueue.ts';
import { installQueue } from './queue.ts';
import { findRun, listRuns } from './run.store.ts';
import { startJobs } from './start-jobs.ts';
import type { Timed, Work } from './tasks.ts';
import { balikpapan, enqueueTest, officer, startTestRun, testTasks } from './testing/sample-tasks.ts';

const db = testDatabase();
beforeAll(() => installQueue(db.ownerUrl));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await db.owner.query('delete from graphile_worker._private_jobs; delete from jobs.run; delete from jobs.outbox');
});

const problems: string[] = [];
function carryOut(work: Record<string, Work<Json>>, timed: readonly Timed[] = []): () => Promise<void> {
  const stop = startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: testTasks(work),
    timed,
    regencies: async () => [regencyId(17), regencyId(18)],
    note: (error) => problems.push(error.message),
  });
  stops.push(stop);
  return stop;
}

const asRahma = officer('rahma');
const run = async (id: Id<'run'>) =>
  present(await db.app.inRegency(balikpapan, (tx) => findRun(tx, id, 'rahma')), 'the run');
const started = (task: string, told = {}) =>
  db.app.inRegency(balikpapan, (tx) => startTestRun(tx, asRahma, task, told));

describe('work is left with the transaction that wants it', () => {
  test('done once after the commit, told what it was told, as the machine of that regency', async () => {
    const seen: unknown[] = [];
    carryOut({
      'test/note': async (told, job) => {
        seen.push([told, job.regencyId, job.doer]);
        return undefined;
      },
    });
    await db.app.inRegency(balikpapan, (tx) => enqueueTest(tx, 'test/note', { letter: 7 }));
    await expect.poll(() => seen).toEqual([[{ letter: 7 }, 17, { role: 'machine' }]]);
    await expect.poll(async () => (await db.owner.query('select from graphile_worker._private_jobs')).rowCount).toBe(0);
  });

  test('nothing is left and nobody is woken when it rolls back', async () => {
    let signals = 0;
    const listen = () => {
      signals++;
    };
    outboxFilled.addEventListener('filled', listen);
    await db.rolledBack(balikpapan, (tx) => enqueueTest(tx, 'test/note', {}));
    outboxFilled.removeEventListener('filled', listen);
    expect(signals).toBe(0);
    expect((await db.owner.query('select from jobs.outbox')).rowCount).toBe(0);
  });

  test('what was left while nobody worked is done when somebody does', async () => {
    await db.app.inRegency(balikpapan, (tx) => enqueueTest(tx, 'test/note', {}));
    const done = Promise.withResolvers<void>();
    carryOut({ 'test/note': async () => done.resolve() as undefined });
    await done.promise;
  });
});

describe('a run can be followed', () => {
  test('queued, running with its progress, done with its result', async () => {
    const next = Promise.withResolvers<void>();
    const id = await started('test/import');
    expect(await run(id)).toMatchObject({ state: 'queued', doneCount: 0, finishedAt: null });
    carryOut({
      'test/import': async (_told, job) => {
        await job.progress({ done: 3, total: 10, note: 'test.reading' });
        await next.promise;
        return { rows: 10, doer: job.doer.role };
      },
    });
    await expect
      .poll(() => run(id))
      .toMatchObject({ state: 'running', doneCount: 3, totalCount: 10, note: 'test.reading' });
    next.resolve();
    await expect
      .poll(() => run(id))
      .toMatchObject({ state: 'done', note: null, result: { rows: 10, doer: 'dinas-officer' } });
  });

  test('a refusal ends it at once, by its name', async () => {
    const tooMany = refusal('test/too-many', 422, () => 'too many rows');
    const id = await started('test/import');
    carryOut({ 'test/import': async () => Promise.reject(tooMany({})) });
    await expect.poll(() => run(id)).toMatchObject({ state: 'failed', note: 'test/too-many' });
    expect((await run(id)).finishedAt).not.toBeNull();
  });

  test('a defect puts it back in the queue, and the last attempt fails it', async () => {
    const id = await started('test/import');
    carryOut({ 'test/import': async () => Promise.reject(new Error('the disk is full')) });
    const tried = 'select from graphile_worker._private_jobs where attempts = 1 and locked_by is null';
    await expect.poll(async () => (await db.owner.query(tried)).rowCount, { timeout: 5_000 }).toBe(1);
    expect(await run(id)).toMatchObject({ state: 'queued', note: null });
    await db.owner.query('update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now()');
    await db.owner.query(`select pg_notify('jobs:insert', '{"count":1}')`);
    await expect.poll(() => run(id)).toMatchObject({ state: 'failed', note: 'jobs/failed' });
  });

  test('only by the person who started it, newest first', async () => {
    const [first, second] = [await started('test/import'), await started('test/import')];
    await db.rolledBack(balikpapan, async (tx) => {
      expect((await listRuns(tx, 'rahma')).map(({ id }) => id)).toEqual([second, first]);
      expect(await listRuns(tx, 'budi')).toEqual([]);
      expect(await findRun(tx, first, 'budi')).toBeUndefined();
    });
  });

  test('it reaches no further than who started it', async () => {
    const cooperativeIds = [newId<'cooperative'>()];
    const reach = { ...balikpapan, scope: 'cooperatives' as const, cooperativeIds };
    const id = await db.app.inRegency(reach, (tx) => startTestRun(tx, { ...asRahma, reach }, 'test/look', {}));
    carryOut({
      'test/look': (_told, job) =>
        job.inRegency(async (tx) => {
          const { rows } = await sql<{ scope: string; ids: string }>`
            select current_setting('app.scope') as scope, current_setting('app.cooperative_ids') as ids`.execute(tx);
          return rows[0];
        }),
    });
    await expect
      .poll(() => run(id))
      .toMatchObject({ state: 'done', result: { scope: 'cooperatives', ids: `{${cooperativeIds}}` } });
  });
});

describe('a stop', () => {
  test('waits for what is nearly done', async () => {
    const id = await started('test/import');
    const begun = Promise.withResolvers<void>();
    const stop = carryOut({
      'test/import': async () => {
        begun.resolve();
        await new Promise((resolve) => setTimeout(resolve, 300));
        return undefined;
      },
    });
    await begun.promise;
    stops.splice(0);
    await stop();
    expect(await run(id)).toMatchObject({ state: 'done' });
    expect((await db.owner.query('select from graphile_worker._private_jobs')).rowCount).toBe(0);
  });

  test('releases what takes longer, and another worker does it', { timeout: 20_000 }, async () => {
    const id = await started('test/import');
    const begun = Promise.withResolvers<void>();
    const stop = carryOut({
      'test/import': (_told, { signal }) =>
        new Promise((_resolve, reject) => {
          begun.resolve();
          signal.addEventListener('abort', () => reject(new Error('asked to stop')));
        }),
    });
    await begun.promise;
    stops.splice(0);
    await stop();
    expect(await run(id)).toMatchObject({ state: 'queued' });
    carryOut({ 'test/import': async () => ({ by: 'the second' }) });
    await expect.poll(() => run(id), { timeout: 8_000 }).toMatchObject({ state: 'done', result: { by: 'the second' } });
  });
});
