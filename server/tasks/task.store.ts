import { type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { now } from '../platform/clock.ts';
import type { TasksTask } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';

export interface NewTask {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly cooperativeId: string | null;
  readonly ownerRole: string;
  readonly openedOn: BusinessDate;
  readonly dueOn: BusinessDate | null;
  readonly openedBy: string | null;
  readonly originKind: string;
  readonly originId: string;
  readonly originPart: number;
  readonly sample: boolean;
}

/** One task per origin, part, kind and owner: opening it again changes nothing. @returns ids of those that are new */
export async function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<Id<'task'>[]> {
  if (tasks.length === 0) return [];
  const rows = await tx
    .insertInto('tasks.task')
    .values(tasks.map((task) => ({ ...task, data: JSON.stringify(task.data), regencyId: tx.regencyId })))
    .onConflict((conflict) => conflict.constraint('task_origin_once').doNothing())
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

export type StoredTask = Selectable<TasksTask> & { readonly cooperativeName: string | null };

/** Open tasks the reader may see (or settled ones), with the name of the cooperative: bounded by one city's work in hand. */
export async function tasksWhere(
  tx: Tx,
  filter: { settled: boolean; ownerRole?: string; cooperativeId?: Id<'cooperative'> },
): Promise<StoredTask[]> {
  let query = tx
    .selectFrom('tasks.task as t')
    .leftJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 't.regencyId').onRef('c.id', '=', 't.cooperativeId'),
    )
    .selectAll('t')
    .select('c.name as cooperativeName')
    .where('t.regencyId', '=', tx.regencyId)
    .where('t.settledOn', filter.settled ? 'is not' : 'is', null);
  if (filter.ownerRole !== undefined) query = query.where('t.ownerRole', '=', filter.ownerRole);
  if (filter.cooperativeId !== undefined) query = query.where('t.cooperativeId', '=', filter.cooperativeId);
  return await query.orderBy('t.openedOn').orderBy('t.id').limit(5000).execute();
}

export async function lockTask(tx: Tx, id: Id<'task'>): Promise<Selectable<TasksTask> | undefined> {
  return await tx
    .selectFrom('tasks.task')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateSettled(
  tx: Tx,
  ids: readonly Id<'task'>[],
  settlement: { settledOn: BusinessDate; settledBy: string | null; outcome: 'done' | 'dropped'; note: string | null },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('tasks.task')
    .set({ ...settlement, settledAt: now() })
    .where('regencyId', '=', tx.regencyId)
    .where('id', 'in', [...ids])
    .where('settledOn', 'is', null)
    .execute();
}

export async function countReminder(tx: Tx, id: Id<'task'>): Promise<void> {
  await tx
    .updateTable('tasks.task')
    .set({ lastRemindedAt: now(), reminders: sql`reminders + 1` })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export async function openTaskIdsOf(tx: Tx, originKind: string, originId: string): Promise<Id<'task'>[]> {
  const rows = await tx
    .selectFrom('tasks.task')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('originKind', '=', originKind)
    .where('originId', '=', originId)
    .where('settledOn', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

/** The origins of a kind that some open task still comes from. */
export async function openOriginsOf(tx: Tx, originKind: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('tasks.task')
    .select('originId')
    .distinct()
    .where('regencyId', '=', tx.regencyId)
    .where('originKind', '=', originKind)
    .where('settledOn', 'is', null)
    .execute();
  return rows.map((row) => row.originId);
}
