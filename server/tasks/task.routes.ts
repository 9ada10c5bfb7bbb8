import type { Actor } from '../kernel/actor.ts';
import { pageOf } from '../kernel/page.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { remind, settle } from './open-and-settle.command.ts';
import { listTasksCall, remindTaskCall, settleTaskCall, type TaskShown } from './task.schema.ts';
import { type StoredTask, tasksWhere } from './task.store.ts';
import { daysWaiting, type Urgency, urgencyOf } from './task.ts';

export function taskRoutes(http: Http): void {
  handle(http, listTasksCall, async ({ tx, actor, query }) => {
    const ownerRole = query.mine === true ? actor.role : query.ownerRole;
    const tasks = await tasksWhere(tx, {
      settled: query.settled ?? false,
      ...(ownerRole === undefined ? {} : { ownerRole }),
      ...(query.cooperativeId === undefined ? {} : { cooperativeId: query.cooperativeId }),
    });
    return pageOf(tasks.map((task) => shown(task, actor)).toSorted(mostUrgentFirst), query);
  });
  handle(http, settleTaskCall, async ({ tx, actor, params, body }) => {
    await settle(tx, actor, params.id, body);
    return null;
  });
  handle(http, remindTaskCall, async ({ tx, actor, params }) => {
    await remind(tx, actor, params.id);
    return null;
  });
}

function shown(task: StoredTask, actor: Actor): TaskShown {
  const { openedOn, dueOn } = task;
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    data: task.data as TaskShown['data'],
    cooperative: task.cooperativeId === null ? null : { id: task.cooperativeId, name: task.cooperativeName ?? '' },
    ownerRole: task.ownerRole,
    openedOn,
    daysWaiting: daysWaiting({ openedOn }, actor.today),
    dueOn,
    urgency: task.settledOn === null ? urgencyOf({ dueOn }, actor.today) : 'waiting',
    settledOn: task.settledOn,
    outcome: task.outcome as TaskShown['outcome'],
    note: task.note,
    reminders: task.reminders,
    waitsForMe: task.settledOn === null && task.ownerRole === actor.role,
    sample: task.sample,
  };
}

const rank: Readonly<Record<Urgency, number>> = { late: 0, due_soon: 1, waiting: 2 };

function mostUrgentFirst(a: TaskShown, b: TaskShown): number {
  return rank[a.urgency] - rank[b.urgency] || b.daysWaiting - a.daysWaiting || a.id.localeCompare(b.id);
}
