import type { Selectable } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Json } from '../audit/canonical-json.ts';
import { newId, now } from '../clock.ts';
import type { JobsRun } from '../db/schema.generated.ts';
import type { Tx } from '../db/tx.ts';
import { leaveWork, type TaskName, type TaskPayloads } from './enqueue.ts';

export interface Progress {
  readonly done: number;
  readonly total?: number;
  /** Key of the words that say what happens now. */
  readonly note?: string;
}

/** Starts a long job for a person, who may leave and come back. It works under his hat and reaches no further than he does. */
export async function startRun<Task extends TaskName>(
  tx: Tx,
  actor: Actor,
  task: Task,
  told: TaskPayloads[Task] & Json,
): Promise<Id<'run'>> {
  const id = newId<'run'>();
  const { userId, grantId, role, onBehalf, reach } = actor;
  await tx.insertInto('jobs.run').values({ regencyId: tx.regencyId, id, task, startedBy: userId }).execute();
  await leaveWork(tx, { id, task, told, starter: { doer: { userId, grantId, role, onBehalf }, reach } });
  return id;
}

/** The last runs of one person, newest first. */
export async function listRuns(tx: Tx, startedBy: string): Promise<Selectable<JobsRun>[]> {
  return await tx
    .selectFrom('jobs.run')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('startedBy', '=', startedBy)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

/** A run, for the person who started it and for nobody else. */
export async function findRun(tx: Tx, id: Id<'run'>, startedBy: string): Promise<Selectable<JobsRun> | undefined> {
  return await tx
    .selectFrom('jobs.run')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where('startedBy', '=', startedBy)
    .executeTakeFirst();
}

/** A run of a task that this person started and that is not over, so that a second click starts no second one. */
export async function findOpenRun(tx: Tx, task: TaskName, startedBy: string): Promise<Id<'run'> | undefined> {
  const run = await tx
    .selectFrom('jobs.run')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('startedBy', '=', startedBy)
    .where('task', '=', task)
    .where('finishedAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return run?.id;
}

export async function reportProgress(tx: Tx, id: Id<'run'>, progress: Progress): Promise<void> {
  const { done, total, note } = progress;
  await change(tx, id, {
    state: 'running',
    doneCount: done,
    ...(total === undefined ? {} : { totalCount: total }),
    ...(note === undefined ? {} : { note }),
  });
}

/** An attempt failed and another will follow. */
export async function queueAgain(tx: Tx, id: Id<'run'>): Promise<void> {
  await change(tx, id, { state: 'queued', note: null });
}

/** @param end with the `note` of a failure: the name of the refusal that ended it */
export async function finishRun(
  tx: Tx,
  id: Id<'run'>,
  end: { state: 'done'; result: Json } | { state: 'failed'; note: string },
): Promise<void> {
  const outcome = end.state === 'done' ? { note: null, result: JSON.stringify(end.result) } : { note: end.note };
  await change(tx, id, { state: end.state, finishedAt: now(), ...outcome });
}

type Change = Partial<Pick<Selectable<JobsRun>, 'state' | 'doneCount' | 'totalCount' | 'note' | 'finishedAt'>> & {
  result?: string;
};

/** A run that is over stays as it ended: what a freed twin of the job still reports comes too late. */
async function change(tx: Tx, id: Id<'run'>, set: Change): Promise<void> {
  await tx
    .updateTable('jobs.run')
    .set(set)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .execute();
}
