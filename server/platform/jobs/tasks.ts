import type { Reach } from '../../kernel/actor.ts';
import type { Id, RegencyId } from '../../kernel/ids.ts';
import type { Doer } from '../audit/audit.ts';
import type { Json } from '../audit/canonical-json.ts';
import type { Tx } from '../db/tx.ts';
import type { TaskName, TaskPayloads } from './enqueue.ts';
import type { Progress } from './run.store.ts';

/** What a task works with. It may be carried out again after a crash, so its effects are idempotent on `id`. */
export interface Job {
  readonly id: Id<'run'>;
  readonly regencyId: RegencyId;
  /** Who answers for it in the audit log: the person who started the run, else the machine. */
  readonly doer: Doer;
  /** One transaction of the job's regency, as far as its starter reaches; the machine reaches the whole regency. */
  inRegency<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Shown to the person who started the run; does nothing for work that nobody watches. */
  progress(progress: Progress): Promise<void>;
  /** Aborted when the process is about to stop: end early by throwing, and the job is done later. */
  readonly signal: AbortSignal;
}

/** Carries a task out; what it returns is shown to the person who started it. */
export type Work<Told> = (told: Told, job: Job) => Promise<Json | undefined>;

/** All tasks with their work. Incomplete maps do not compile, so nothing can be enqueued that nobody does. */
export type Tasks = { readonly [Task in TaskName]: Work<TaskPayloads[Task]> };

/** A module's part of the tasks. */
export function tasks<Part extends Partial<Tasks>>(part: Part): Part {
  return part;
}

/** A task done in every regency at fixed times. */
export type Timed = {
  [Task in TaskName]: {
    readonly task: Task;
    readonly told: TaskPayloads[Task];
    /** As in crontab, in UTC: `0 17 * * *` is 01.00 in Balikpapan. Times missed while switched off, up to a day, are made good. */
    readonly at: string;
  };
}[TaskName];

export function wholeRegency(regencyId: RegencyId): Reach {
  return { regencyId, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
}
