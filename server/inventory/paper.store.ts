import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Met } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';

/**
 * Whether a paper was sent before: the very same, or something else under its id. The hash is of what was sent and is kept with it. The caller
 * holds the lock of the cooperative's stock, so a twin meets it.
 */
export async function meetPaper(
  tx: Tx,
  paper: 'count' | 'transfer' | 'arrival',
  sent: { id: string },
): Promise<{ met: Met; contentHash: string }> {
  const { rows } = await sql<{ contentHash: string; there: string | null }>`
    select sent.content_hash, paper.content_hash as there
    from (select encode(sha256(convert_to(${JSON.stringify(sent)}::jsonb::text, 'UTF8')), 'hex') as content_hash) as sent
    left join ${sql.table(`inventory.${paper}`)} as paper on paper.regency_id = ${tx.regencyId} and paper.id = ${sent.id}
  `.execute(tx);
  const { contentHash = '', there = null } = rows[0] ?? {};
  return { contentHash, met: there === null ? 'nothing' : there === contentHash ? 'same' : 'other' };
}

/** The next number of a paper of a cooperative, as it is written: SO/2025/0001. */
export async function nextNumber(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  paper: 'SO' | 'MB',
  day: BusinessDate,
): Promise<string> {
  const year = Number(day.slice(0, 4));
  const { rows } = await sql<{ lastNumber: number }>`
    insert into inventory.counter as c (regency_id, cooperative_id, paper, year, last_number)
    values (${tx.regencyId}, ${cooperativeId}, ${paper}, ${year}, 1)
    on conflict (regency_id, cooperative_id, paper, year) do update set last_number = c.last_number + 1
    returning last_number
  `.execute(tx);
  return `${paper}/${year}/${String(rows[0]?.lastNumber ?? 0).padStart(4, '0')}`;
}
