import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { taskRefusals } from './task.refusals.ts';
import { countReminder, insertTasks, lockTask, openTaskIdsOf, updateSettled } from './task.store.ts';
import { actionsOpenTo, endsWithPaper } from './task.ts';

/** Work that some part of the system asks a role to do. */
export interface TaskWanted {
  /** `tasks.kinds.<kind>` are its words. */
  readonly kind: string;
  /** What a person wrote instead. */
  readonly title?: string;
  /** Figures and names the words are filled with; no personal data. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly ownerRole: string;
  readonly openedOn: BusinessDate;
  readonly dueOn?: BusinessDate;
  /** What it comes from; one task per origin, kind and owner, unless `part` tells several apart. */
  readonly origin: { readonly kind: `${string}/${string}`; readonly id: string; readonly part?: number };
  readonly sample?: boolean;
}

/** Puts work on the list. Asking again for what is already there changes nothing. @returns ids of the tasks that are new */
export async function open(tx: Tx, doer: Doer, wanted: readonly TaskWanted[]): Promise<Id<'task'>[]> {
  const opened = await insertTasks(
    tx,
    wanted.map((task) => ({
      id: newId<'task'>(),
      kind: task.kind,
      title: task.title ?? null,
      data: task.data ?? {},
      cooperativeId: task.cooperativeId ?? null,
      ownerRole: task.ownerRole,
      openedOn: task.openedOn,
      dueOn: task.dueOn ?? null,
      openedBy: 'userId' in doer ? doer.userId : null,
      originKind: task.origin.kind,
      originId: task.origin.id,
      originPart: task.origin.part ?? 0,
      sample: task.sample ?? false,
    })),
  );
  await audit(
    tx,
    doer,
    'tasks/open',
    opened.map(({ id, cooperativeId }) => ({
      kind: 'tasks/task',
      id,
      ...(cooperativeId !== null && { cooperativeId }),
    })),
  );
  return opened.map(({ id }) => id);
}

/** Takes off the list what an origin no longer asks for, because it happened or was withdrawn. */
export async function settleFrom(
  tx: Tx,
  doer: Doer,
  origin: TaskWanted['origin'],
  settlement: { on: BusinessDate; outcome: 'done' | 'dropped'; note?: string },
): Promise<void> {
  const ids = await openTaskIdsOf(tx, origin.kind, origin.id);
  const { on, outcome, note = null } = settlement;
  await updateSettled(tx, ids, { settledOn: on, settledBy: 'userId' in doer ? doer.userId : null, outcome, note });
  await audit(
    tx,
    doer,
    'tasks/settle',
    ids.map((id) => ({ kind: 'tasks/task', id })),
    { detail: { outcome } },
  );
}

/**
 * A person reports his task done, or drops it with a reason. Who keeps the list (`task.assign`) may settle anyone's. Settling it again
 * in the same words changes nothing.
 * @throws tasks/not-found, not-yours, ends-with-paper, already-settled
 */
export async function settle(
  tx: Tx,
  actor: Actor,
  id: Id<'task'>,
  body: { outcome: 'done' | 'dropped'; note: string },
): Promise<void> {
  const task = await lockTask(tx, id);
  if (!task) throw taskRefusals.notFound({});
  const isSaid = task.settledBy === actor.userId && task.outcome === body.outcome && task.note === body.note;
  if (isSaid) return;
  if (task.outcome !== null) throw taskRefusals.alreadySettled({ outcome: task.outcome });
  if (endsWithPaper(task)) throw taskRefusals.endsWithPaper({});
  if (!actionsOpenTo(task, actor).includes('settle')) throw taskRefusals.notYours({ ownerRole: task.ownerRole });
  await updateSettled(tx, [id], { settledOn: actor.today, settledBy: actor.userId, ...body });
  await audit(
    tx,
    actor,
    'tasks/settle',
    { kind: 'tasks/task', id },
    {
      reason: body.note,
      detail: { outcome: body.outcome },
      ...(task.cooperativeId === null ? {} : { cooperativeId: task.cooperativeId }),
    },
  );
}

/** Reminds the owner; counted and shown on his list. Again within half a day it is the same reminder. @throws tasks/not-found, already-settled */
export async function remind(tx: Tx, actor: Actor, id: Id<'task'>): Promise<void> {
  const task = await lockTask(tx, id);
  if (!task) throw taskRefusals.notFound({});
  if (task.outcome !== null) throw taskRefusals.alreadySettled({ outcome: task.outcome });
  if (!(await countReminder(tx, id))) return;
  const about = task.cooperativeId === null ? {} : { cooperativeId: task.cooperativeId };
  await audit(tx, actor, 'tasks/remind', { kind: 'tasks/task', id }, about);
}
