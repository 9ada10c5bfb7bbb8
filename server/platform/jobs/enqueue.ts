import { sql } from 'kysely';
import type { Reach } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Doer } from '../audit/audit.ts';
import type { Json } from '../audit/canonical-json.ts';
import { newId } from '../clock.ts';
import type { Tx } from '../db/tx.ts';

/**
 * Every task and what it is told. A module adds its own where it defines the work:
 * `declare module '../platform/jobs/enqueue.ts' { interface TaskPayloads { 'reporting/weekly-report': { week: number } } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge their tasks into it
export interface TaskPayloads {}

export type TaskName = keyof TaskPayloads & string;

/** On whose behalf a run works: under that hat, as far as it reaches. */
export interface Starter {
  readonly doer: Doer;
  readonly reach: Reach;
}

/** Leaves work to be done after the caller's transaction has committed: never when it rolls back, exactly one job when it does commit. */
export async function enqueue<Task extends TaskName>(
  tx: Tx,
  task: Task,
  told: TaskPayloads[Task] & Json,
): Promise<void> {
  await leaveWork(tx, { id: newId<'run'>(), task, told, starter: null });
}

export async function leaveWork(
  tx: Tx,
  work: { id: Id<'run'>; task: string; told: Json; starter: Starter | null },
): Promise<void> {
  const starter = work.starter === null ? null : JSON.stringify(work.starter);
  await sql`
    insert into jobs.outbox (regency_id, id, task, payload, starter)
    values (${tx.regencyId}, ${work.id}, ${work.task}, ${JSON.stringify(work.told)}::jsonb, ${starter}::jsonb)
  `.execute(tx);
  tx.afterCommit(() => outboxFilled.dispatchEvent(new Event('filled')));
}

/** Tells the forwarder of this process that something was committed, so that it need not wait for its next sweep. */
export const outboxFilled = new EventTarget();
