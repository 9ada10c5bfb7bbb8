import { type RawBuilder, sql } from 'kysely';
import type { Reach } from '../../kernel/actor.ts';
import type { BusinessDate, Instant, TimeZone } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../db/tx.ts';

export interface StoredAuditEntry {
  readonly id: Id<'audit-entry'>;
  readonly recordedAt: Instant;
  readonly userId: string | null;
  readonly role: string;
  readonly onBehalf: boolean;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly cooperativeId: Id<'cooperative'> | null;
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly sealSeq: number | null;
}

export interface AuditAsked {
  readonly action?: string;
  readonly userId?: string;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly after?: string;
  readonly limit: number;
}

/** Entries of the transaction's regency as far as `reach` goes, newest first; their ids are in the order of their making. */
export async function entriesWhere(
  tx: Tx,
  { reach, zone, asked }: { reach: Reach; zone: TimeZone; asked: AuditAsked },
): Promise<StoredAuditEntry[]> {
  const conditions = [sql`e.regency_id = ${tx.regencyId}`, ...conditionsOf(asked, zone)];
  if (reach.scope !== 'regency') conditions.push(sql`e.cooperative_id = any(${reach.cooperativeIds}::uuid[])`);
  const { rows } = await sql<StoredAuditEntry>`
    select e.id, e.recorded_at, e.user_id, e.role, e.on_behalf, e.action, e.subject_kind, e.subject_id, e.cooperative_id, e.reason,
      e.detail, s.seq as seal_seq
    from audit.entry e
    left join audit.seal s on s.regency_id = e.regency_id and s.entry_id = e.id
    where ${sql.join(conditions, sql` and `)}
    order by e.id desc
    limit ${asked.limit}
  `.execute(tx);
  return rows;
}

function conditionsOf(asked: AuditAsked, zone: TimeZone): RawBuilder<unknown>[] {
  const { action, userId, cooperativeId, subjectKind, subjectId, from, to, after } = asked;
  const isModule = action !== undefined && !action.includes('/');
  return [
    after !== undefined && sql`e.id < ${after}::uuid`,
    isModule && sql`split_part(e.action, '/', 1) = ${action}`,
    action !== undefined && !isModule && sql`e.action = ${action}`,
    userId !== undefined && sql`e.user_id = ${userId}`,
    cooperativeId !== undefined && sql`e.cooperative_id = ${cooperativeId}`,
    subjectKind !== undefined && sql`e.subject_kind = ${subjectKind}`,
    subjectId !== undefined && sql`e.subject_id = ${subjectId}`,
    from !== undefined && sql`e.recorded_at >= ${from}::date::timestamp at time zone ${zone}`,
    to !== undefined && sql`e.recorded_at < (${to}::date + 1)::timestamp at time zone ${zone}`,
  ].filter((condition) => condition !== false);
}
