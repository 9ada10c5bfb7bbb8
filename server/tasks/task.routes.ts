import { type Actor, dayAsked } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { remind, settle } from './open-and-settle.command.ts';
import { taskRefusals } from './task.refusals.ts';
import { getTaskCall, listTasksCall, remindTaskCall, settleTaskCall, type TaskShown } from './task.schema.ts';
import { findTask, type StoredTask, tasksOn } from './task.store.ts';
import { actionsOpenTo, daysWaiting, urgencyOf } from './task.ts';

export function taskRoutes(http: Http): void {
  handle(http, listTasksCall, async ({ tx, actor, query }) => {
    const { asOf, mine = false, settled = false, limit = 50, ...narrower } = query;
    const day = dayAsked(actor, asOf);
    const page = await tasksOn(tx, {
      ...narrower,
      ...(mine && { ownerRole: actor.role }),
      day,
      settled,
      limit,
    });
    return { ...page, rows: page.rows.map((task) => shown(task, actor, day)) };
  });
  handle(http, getTaskCall, async ({ tx, actor, params }) => {
    const task = await findTask(tx, params.id);
    if (!task) throw taskRefusals.notFound({});
    return shown(task, actor, actor.today);
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

/** A task as it stood on a day: what was settled after it still waited then, and nothing can be done in the past. */
function shown(task: StoredTask, actor: Actor, day: BusinessDate): TaskShown {
  const { openedOn, dueOn } = task;
  const isSettled = task.settledOn !== null && task.settledOn <= day;
  const isPast = day < actor.today;
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    data: task.data as TaskShown['data'],
    cooperative: task.cooperativeId === null ? null : { id: task.cooperativeId, name: task.cooperativeName ?? '' },
    ownerRole: task.ownerRole,
    origin: { kind: task.originKind, id: task.originId },
    openedOn,
    daysWaiting: daysWaiting({ openedOn }, isSettled ? (task.settledOn ?? day) : day),
    dueOn,
    urgency: isSettled ? 'waiting' : urgencyOf({ dueOn }, day),
    settledOn: isSettled ? task.settledOn : null,
    outcome: isSettled ? (task.outcome as TaskShown['outcome']) : null,
    note: isSettled ? task.note : null,
    reminders: isPast ? 0 : task.reminders,
    actions: isPast ? [] : actionsOpenTo(task, actor),
    sample: task.sample,
  };
}
