import { Refusal } from '../../kernel/refusal.ts';
import type { Json } from '../audit/canonical-json.ts';
import type { Database } from '../db/database.ts';
import type { Tx } from '../db/tx.ts';
import type { Parcel } from './queue.ts';
import { runRefusals } from './run.refusals.ts';
import { finishRun, queueAgain, reportProgress } from './run.store.ts';
import { type Job, wholeRegency } from './tasks.ts';

interface Attempt {
  readonly app: Database;
  readonly parcel: Parcel;
  readonly isLast: boolean;
  readonly signal: AbortSignal;
  readonly work: (told: never, job: Job) => Promise<Json | undefined>;
}

/**
 * Does one attempt at a job. Of a run, which a person watches, it keeps the state: a refusal ends it at once with its name,
 * because trying again would change nothing; any other failure is thrown on to be tried again until the last attempt.
 */
export async function carryOut({ app, parcel, isLast, signal, work }: Attempt): Promise<void> {
  const { id, regencyId, told, starter } = parcel;
  const inRegency: Job['inRegency'] = (inside) => app.inRegency(starter?.reach ?? wholeRegency(regencyId), inside);
  const watched = async (write: (tx: Tx) => Promise<void>): Promise<void> => {
    if (starter !== null) await inRegency(write);
  };
  const job: Job = {
    id,
    regencyId,
    doer: starter?.doer ?? { role: 'machine' },
    inRegency,
    progress: (progress) => watched((tx) => reportProgress(tx, id, progress)),
    signal,
  };
  await job.progress({ done: 0 });
  try {
    const result = (await work(told as never, job)) ?? null;
    await watched((tx) => finishRun(tx, id, { state: 'done', result }));
  } catch (error) {
    const isRefused = error instanceof Refusal && starter !== null;
    const note = error instanceof Refusal ? error.type : runRefusals.failed.type;
    await watched((tx) => (isRefused || isLast ? finishRun(tx, id, { state: 'failed', note }) : queueAgain(tx, id)));
    if (!isRefused) throw error;
  }
}

/** Marks a run whose every attempt died with its process. */
export async function giveUp(app: Database, { id, regencyId }: Parcel): Promise<void> {
  await app.inRegency(wholeRegency(regencyId), (tx) =>
    finishRun(tx, id, { state: 'failed', note: runRefusals.interrupted.type }),
  );
}
