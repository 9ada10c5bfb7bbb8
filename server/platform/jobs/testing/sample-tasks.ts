import type { Actor } from '../../../kernel/actor.ts';
import { businessDate } from '../../../kernel/business-date.ts';
import { id, regencyId } from '../../../kernel/ids.ts';
import type { Json } from '../../audit/canonical-json.ts';
import type { Tx } from '../../db/tx.ts';
import { enqueue } from '../enqueue.ts';
import { startRun } from '../run.store.ts';
import { type Tasks, type Work, wholeRegency } from '../tasks.ts';

// Tests have tasks of their own. They are not declared in TaskPayloads, because then the server would have to do them too.

export function testTasks(work: Record<string, Work<Json>>): Tasks {
  return work as Partial<Tasks> as Tasks;
}

export const enqueueTest = (tx: Tx, task: string, told: Json): Promise<void> =>
  enqueue(tx, task as never, told as never);

export const startTestRun = (tx: Tx, actor: Actor, task: string, told: Json): ReturnType<typeof startRun> =>
  startRun(tx, actor, task as never, told as never);

export const balikpapan = wholeRegency(regencyId(17));

export function officer(userId: string): Actor {
  return {
    userId,
    grantId: id('01900000-0000-7000-8000-000000000001'),
    role: 'dinas-officer',
    permissions: new Set(['job.read']),
    reach: balikpapan,
    today: businessDate('2025-11-27'),
    onBehalf: false,
  };
}
