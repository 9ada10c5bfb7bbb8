import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { MatchReason } from './match-reason.ts';

/** What the public may know of a match: which lot it gives a cooperative, or why none. */
export interface PublishedMatch {
  readonly cooperativeId: string;
  readonly use: string;
  readonly day: BusinessDate;
  readonly isServed: boolean;
  readonly place: string | null;
  readonly reason: MatchReason['reason'] | null;
  readonly named: { readonly count: number; readonly looked: number };
  readonly sample: boolean;
}

export async function replaceMatch(tx: Tx, rows: readonly PublishedMatch[]): Promise<void> {
  await sql`delete from publication.match_outcome where regency_id = ${tx.regencyId}`.execute(tx);
  await sql`
    insert into publication.match_outcome (regency_id, cooperative_id, use, day, is_served, place, reason, named, sample)
    select ${tx.regencyId}::integer, "cooperativeId", use, day, "isServed", place, reason, named, sample
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row ("cooperativeId" uuid, use text, day date, "isServed" boolean, place text, reason text, named jsonb, sample boolean)
  `.execute(tx);
}

/** The published match of one cooperative, as far as it was made by the day. */
export async function publishedMatch(tx: Tx, cooperativeId: string, day: BusinessDate): Promise<PublishedMatch[]> {
  const { rows } = await sql<PublishedMatch>`
    select cooperative_id, use, day, is_served, place, reason, named, sample
    from publication.match_outcome
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}::uuid and day <= ${day}
    order by array_position(array['new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office'], use)
  `.execute(tx);
  return rows;
}
