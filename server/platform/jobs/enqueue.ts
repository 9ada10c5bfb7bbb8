import { sql } from 'kysely';
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

/** Leaves work to be done after the caller's transaction has committed: never when it rolls back, exactly one job when it does commit. */
export async function enqueue<Task extends TaskName>(
  tx: Tx,
  task: Task,
  payload: TaskPayloads[Task] & Json,
): Promise<void> {
  await sql`
    insert into jobs.outbox (regency_id, id, task, payload)
    values (${tx.regencyId}, ${newId<'job'>()}, ${task}, ${JSON.stringify(payload)}::jsonb)
  `.execute(tx);
  tx.afterCommit(() => outboxFilled.dispatchEvent(new Event('filled')));
}

/** Tells the forwarder of this process that something was committed, so that it need not wait for its next sweep. */
export const outboxFilled = new EventTarget();
