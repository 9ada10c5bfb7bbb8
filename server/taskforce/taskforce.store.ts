import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { DecisionShown, MeetingLine } from './taskforce.schema.ts';

/** Meetings, latest first, with how many of their actions are still open. */
export async function meetings(tx: Tx, only?: Id<'meeting'>): Promise<MeetingLine[]> {
  const { rows } = await sql<MeetingLine>`
    select meeting.id, meeting.held_on, meeting.title, meeting.location, meeting.attendance, meeting.sample,
      count(distinct decision.id)::integer as decisions,
      count(task.id) filter (where task.settled_on is null)::integer as open_actions
    from taskforce.meeting
    left join taskforce.decision on decision.regency_id = ${tx.regencyId} and decision.meeting_id = meeting.id
    left join tasks.task on task.regency_id = ${tx.regencyId} and task.origin_kind = 'taskforce/decision' and task.origin_id = decision.id
    where meeting.regency_id = ${tx.regencyId} and (${only ?? null}::uuid is null or meeting.id = ${only ?? null}::uuid)
    group by meeting.regency_id, meeting.id
    order by meeting.held_on desc, meeting.id desc
  `.execute(tx);
  return rows;
}

/** What a meeting decided, in order, each with its actions. */
export async function decisionsOf(tx: Tx, meetingId: Id<'meeting'>): Promise<DecisionShown[]> {
  const { rows } = await sql<DecisionShown>`
    select decision.id, decision.seq, decision.text,
      case when cooperative.id is not null then jsonb_build_object('id', cooperative.id, 'name', cooperative.name) end as cooperative,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', task.id, 'title', task.title, 'ownerRole', task.owner_role, 'dueOn', task.due_on,
          'settledOn', task.settled_on, 'outcome', task.outcome) order by task.origin_part)
        from tasks.task
        where task.regency_id = ${tx.regencyId} and task.origin_kind = 'taskforce/decision' and task.origin_id = decision.id), '[]') as actions
    from taskforce.decision
    left join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = decision.cooperative_id
    where decision.regency_id = ${tx.regencyId} and decision.meeting_id = ${meetingId}
    order by decision.seq
  `.execute(tx);
  return rows;
}

/** Takes the meeting for this transaction, so that two decisions do not get one number. */
export async function lockMeeting(tx: Tx, id: Id<'meeting'>): Promise<{ heldOn: BusinessDate } | undefined> {
  return await tx
    .selectFrom('taskforce.meeting')
    .select('heldOn')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function meetingOfDecision(tx: Tx, id: Id<'decision'>): Promise<Id<'meeting'> | undefined> {
  const row = await tx
    .selectFrom('taskforce.decision')
    .select('meetingId')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.meetingId;
}

export async function insertDecision(
  tx: Tx,
  decision: {
    id: Id<'decision'>;
    meetingId: Id<'meeting'>;
    text: string;
    cooperativeId: Id<'cooperative'> | null;
    recordedBy: string | null;
  },
): Promise<void> {
  const next = sql<number>`(select coalesce(max(seq), 0) + 1 from taskforce.decision where regency_id = ${tx.regencyId} and meeting_id = ${decision.meetingId})`;
  await tx
    .insertInto('taskforce.decision')
    .values({ ...decision, regencyId: tx.regencyId, seq: next })
    .execute();
}
