import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Met } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Papers of an order, or of a sale between cooperatives, that their authors give an id. */
type Paper =
  | 'order'
  | 'order_step'
  | 'delivery'
  | 'receipt'
  | 'invoice'
  | 'payment'
  | 'goods_return'
  | 'surplus_sale'
  | 'surplus_step';

/** Whether a paper was sent before: the very same, or something else under its id. The hash is of what was sent and is kept with it. */
export async function meetPaper<Sent extends { readonly id: string }>(
  tx: Tx,
  paper: Paper,
  sent: Sent,
): Promise<{ met: Met; contentHash: string }> {
  await sql`select pg_advisory_xact_lock(hashtext('procurement'), hashtext(${sent.id}))`.execute(tx); // a twin waits here and then meets it
  const { rows } = await sql<{ contentHash: string; there: string | null }>`
    select sent.content_hash, paper.content_hash as there
    from (select encode(sha256(convert_to(${JSON.stringify(sent)}::jsonb::text, 'UTF8')), 'hex') as content_hash) as sent
    left join ${sql.table(`procurement.${paper}`)} as paper on paper.regency_id = ${tx.regencyId} and paper.id = ${sent.id}
  `.execute(tx);
  const { contentHash = '', there = null } = rows[0] ?? {};
  return { contentHash, met: there === null ? 'nothing' : there === contentHash ? 'same' : 'other' };
}

/** The next number of a paper of a cooperative, as it is written: SP/2025/0001. Who takes one holds the others off until his transaction ends. */
export async function nextNumber(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  paper: 'SP' | 'BPB' | 'RTR' | 'KS',
  day: BusinessDate,
): Promise<string> {
  const year = Number(day.slice(0, 4));
  const { rows } = await sql<{ lastNumber: number }>`
    insert into procurement.counter as c (regency_id, cooperative_id, paper, year, last_number)
    values (${tx.regencyId}, ${cooperativeId}, ${paper}, ${year}, 1)
    on conflict (regency_id, cooperative_id, paper, year) do update set last_number = c.last_number + 1
    returning last_number
  `.execute(tx);
  return `${paper}/${year}/${String(rows[0]?.lastNumber ?? 0).padStart(4, '0')}`;
}
