import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Tx } from '../../platform/db/tx.ts';

interface WaitLine {
  readonly kind: string;
  readonly title: string | null;
  readonly cooperative: string | null;
  readonly ownerRole: string;
  readonly openedOn: BusinessDate;
  readonly dueOn: BusinessDate | null;
  readonly settledOn: BusinessDate | null;
  readonly originKind: string;
  readonly sample: boolean;
}

/** Tasks that were open on a day, and the task force's that were settled in the week before it. */
export async function tasksOfWeek(tx: Tx, day: BusinessDate, since: BusinessDate): Promise<WaitLine[]> {
  const { rows } = await sql<WaitLine>`
    select task.kind, task.title, cooperative.name as cooperative, task.owner_role, task.opened_on, task.due_on, task.origin_kind, task.sample,
      case when task.settled_on <= ${day} then task.settled_on end as settled_on
    from tasks.task
    left join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = task.cooperative_id
    where task.regency_id = ${tx.regencyId} and task.opened_on <= ${day}
      and (task.settled_on is null or task.settled_on > ${day}
        or (task.origin_kind = 'taskforce/decision' and task.settled_on > ${since}))
    order by task.opened_on, task.id
  `.execute(tx);
  return rows;
}
