import { EventEmitter, once } from 'node:events';
import {
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import pg from 'pg';
import type { RegencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import type { Central } from '../db/tx.ts';
import { carryOut, giveUp } from './carry-out.ts';
import { outboxFilled, type TaskName } from './enqueue.ts';
import { addToQueue, forwardOutbox, parcelOf, releaseOrphans, showLife } from './queue.ts';
import { type Repetition, repeat } from './repeat.ts';
import type { Tasks, Timed, Work } from './tasks.ts';

/** The outbox is swept this often for what other processes committed, or this one before a crash. */
const sweepEveryMs = 3_000;
const orphansEveryMs = 15_000;
const restartAfterMs = 5_000;

/** A stop waits this long for work under way, then aborts and releases it. */
const finishWithinMs = 4_000;
const concurrency = 2;

/** Batches of whatever is there at once: without a batch the queue does not wait, at a stop, until outcomes are written. */
const workerPreset: NonNullable<RunnerOptions['preset']> = {
  worker: {
    concurrentJobs: concurrency,
    gracefulShutdownAbortTimeout: finishWithinMs,
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
  },
};

interface Jobs {
  /** The login `lumbung_jobs`. */
  readonly url: string;
  readonly app: Database;
  readonly tasks: Tasks;
  readonly timed: readonly Timed[];
  /** The regencies that timed tasks are done in. */
  readonly regencies: () => Promise<readonly RegencyId[]>;
  readonly note: (error: Error) => void;
}

/**
 * Carries out what was enqueued, in this process, until stopped. Any number of processes may do so beside each other.
 * @returns what stops it: work under way is finished or released to be done later
 */
export function startJobs(jobs: Jobs): () => Promise<void> {
  const { url, app, note } = jobs;
  const own = openDatabase(url, { poolSize: 2, note });
  const pool = workerPool(url, note);
  const forwarder = repeat(() => forwardOutbox(own.central), sweepEveryMs, note);
  const orphans = repeat(() => releaseOrphans(own.central, (parcel) => giveUp(app, parcel)), orphansEveryMs, note);
  const worker = startWorker(jobs, own.central, pool);
  outboxFilled.addEventListener('filled', forwarder.wake);
  return async () => {
    outboxFilled.removeEventListener('filled', forwarder.wake);
    await Promise.all([forwarder.stop(), orphans.stop(), worker()]);
    await Promise.all([own.close(), pool.end()]);
  };
}

/** The queue parses its own rows and listens, so it gets connections without our parsers and without pipelining. */
function workerPool(url: string, note: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 3 });
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
  return pool;
}

/** Runs the queue's worker, again if it gives up in an outage. */
function startWorker(jobs: Jobs, central: Central, pool: pg.Pool): () => Promise<void> {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  const rounds = repeat(
    async () => {
      const events: WorkerEvents = new EventEmitter();
      const death = new AbortController();
      let life: Repetition | undefined;
      events.on('pool:create', (created) => {
        life = showLifeOf(created.workerPool.id, pool, death.signal, jobs.note);
      });
      runner = await run({
        pgPool: pool,
        noHandleSignals: true,
        preset: workerPreset,
        events,
        logger: loggerTo(jobs.note),
        taskList: taskListOf(jobs, central),
        parsedCronItems: parseCronItems(jobs.timed.map(cronItemOf)),
      });
      try {
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } finally {
        // However it ended: a sign of life left up would keep what it was doing from everybody else.
        death.abort();
        await life?.stop();
      }
    },
    restartAfterMs,
    jobs.note,
  );
  return async () => {
    await runner?.stop();
    stopping.abort();
    await rounds.stop();
  };
}

/** Keeps the sign of life of a worker up on a connection of its own, and puts it up again when that breaks. */
function showLifeOf(worker: string, pool: pg.Pool, stop: AbortSignal, note: (error: Error) => void): Repetition {
  return repeat(
    async () => {
      const client = await pool.connect();
      try {
        await showLife(client, worker);
        if (!stop.aborted) await once(client, 'end', { signal: stop });
      } catch (error) {
        if (!stop.aborted) throw error;
      } finally {
        client.release(true);
      }
    },
    1_000,
    note,
  );
}

/** The queue's warnings and errors; what it says of every job stays unsaid. */
function loggerTo(note: (error: Error) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') note(new Error(`job queue: ${message}`));
  });
}

const inEveryRegency = 'platform/in-every-regency';

function taskListOf({ app, tasks, regencies }: Jobs, central: Central): TaskList {
  const ours = Object.entries<Work<never>>(tasks).map(([task, work]): [string, TaskList[string]] => [
    task,
    async (payload, { job, abortSignal }) =>
      await carryOut({
        app,
        work,
        parcel: parcelOf(payload),
        isLast: job.attempts >= job.max_attempts,
        signal: abortSignal ?? new AbortController().signal,
      }),
  ]);
  return {
    ...Object.fromEntries(ours),
    [inEveryRegency]: async (payload) => {
      const { task, told, _cron } = payload as Pick<Timed, 'task' | 'told'> & { _cron: { ts: string } };
      const wanted = (await regencies()).map((regencyId) => ({
        task: task satisfies TaskName,
        parcel: { id: newId<'run'>(), regencyId, told, starter: null },
        key: `${task} ${regencyId} ${_cron.ts}`,
      }));
      await addToQueue(central, wanted);
    },
  };
}

function cronItemOf({ task, told, at }: Timed) {
  return {
    task: inEveryRegency,
    match: at,
    identifier: task,
    payload: { task, told },
    options: { backfillPeriod: 86_400_000 },
  };
}
