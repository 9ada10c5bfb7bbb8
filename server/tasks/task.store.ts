import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import { now } from '../platform/clock.ts';
import type { TasksTask } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';

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

/** One task per origin, part, kind and owner: opening it again changes nothing. @returns those that are new */
export async function insertTasks(
  tx: Tx,
  tasks: readonly NewTask[],
): Promise<{ id: Id<'task'>; cooperativeId: Id<'cooperative'> | null }[]> {
  if (tasks.length === 0) return [];
  return await tx
    .insertInto('tasks.task')
    .values(tasks.map((task) => ({ ...task, data: JSON.stringify(task.data), regencyId: tx.regencyId })))
    .onConflict((conflict) => conflict.constraint('task_origin_once').doNothing())
    .returning(['id', 'cooperativeId'])
    .execute();
}

export type StoredTask = Selectable<TasksTask> & { readonly cooperativeName: string | null };

export interface TasksAsked {
  /** Tasks stand as they stood at the end of this day. */
  readonly day: BusinessDate;
  readonly settled: boolean;
  readonly ownerRole?: string;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly after?: Id<'task'>;
  readonly limit: number;
}

/** What waits on a day, the longest first; or what was settled until then, the newest first. Of that, what the reader may see. */
export async function tasksOn(tx: Tx, asked: TasksAsked): Promise<Page<StoredTask>> {
  const { day, settled, limit } = asked;
  const conditions = [
    sql`regency_id = ${tx.regencyId} and ${withinReach(tx, 'cooperative_id')} and opened_on <= ${day}`,
    settled ? sql`settled_on <= ${day}` : sql`(settled_on is null or settled_on > ${day})`,
  ];
  if (asked.ownerRole !== undefined) conditions.push(sql`owner_role = ${asked.ownerRole}`);
  if (asked.cooperativeId !== undefined) conditions.push(sql`cooperative_id = ${asked.cooperativeId}`);
  const isAsked = sql.join(conditions, sql` and `);
  const order = settled ? sql`settled_on desc, id` : sql`opened_on, id`;
  const seen = (columns: RawBuilder<unknown>) =>
    sql`(select ${columns} from tasks.task where regency_id = ${tx.regencyId} and id = ${asked.after ?? null}::uuid)`;
  const isNext = settled
    ? sql`settled_on <= ${seen(sql`settled_on`)} and (settled_on < ${seen(sql`settled_on`)} or id > ${asked.after ?? null}::uuid)`
    : sql`(opened_on, id) > ${seen(sql`opened_on, id`)}`;
  const { rows } = await sql<StoredTask & { total: number }>`
    select task.*, cooperative.name as cooperative_name, (select count(*) from (select from tasks.task where ${isAsked} limit ${countedMax + 1}) as counted)::integer as total
    from (
      select * from tasks.task where ${isAsked} ${asked.after === undefined ? sql`` : sql`and ${isNext}`}
      order by ${order} limit ${limit + 1}) as task
    left join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = task.cooperative_id
    order by ${order}
  `.execute(tx);
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ total: _, ...task }) => task),
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}

/** One task with its cooperative's name, if the reader may see it. */
export async function findTask(tx: Tx, id: Id<'task'>): Promise<StoredTask | undefined> {
  const { rows } = await sql<StoredTask>`
    select task.*, cooperative.name as cooperative_name
    from tasks.task
    left join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = task.cooperative_id
    where task.regency_id = ${tx.regencyId} and task.id = ${id}
  `.execute(tx);
  return rows[0];
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

/** @returns false when the last reminder is less than half a day old */
export async function countReminder(tx: Tx, id: Id<'task'>): Promise<boolean> {
  const counted = await tx
    .updateTable('tasks.task')
    .set({ lastRemindedAt: now(), reminders: sql`reminders + 1` })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(last_reminded_at < ${now()}::timestamptz - interval '12 hours', true)`)
    .executeTakeFirst();
  return counted.numUpdatedRows > 0n;
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
