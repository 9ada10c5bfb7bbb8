import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** What is still to come of each item in the open orders of a cooperative. */
export async function comingOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Map<string, number>> {
  const { rows } = await sql<{ itemId: string; qtyBase: number }>`
    select l.item_id, sum(greatest(0, coalesce(cut."qtyPacks", l.qty_packs) * l.pack_qty_base - coalesce(came.qty_base, 0)))::bigint as qty_base
    from procurement.order as o
    join procurement.order_line as l on l.regency_id = o.regency_id and l.order_id = o.id
    left join lateral (
      select c."qtyPacks" from procurement.order_step as s, jsonb_to_recordset(s.detail) as c (seq integer, "qtyPacks" bigint)
      where s.regency_id = o.regency_id and s.order_id = o.id and s.step = 'confirm' and c.seq = l.seq) as cut on true
    left join lateral (
      select sum(good_base + quarantined_base + damaged_base)::bigint as qty_base from procurement.receipt_line as r
      where r.regency_id = o.regency_id and r.order_id = o.id and r.order_seq = l.seq) as came on true
    where o.regency_id = ${tx.regencyId} and o.cooperative_id = ${cooperativeId} and o.is_open
    group by l.item_id
  `.execute(tx);
  return new Map(rows.map((row) => [row.itemId, row.qtyBase]));
}

/** Days from order to first receipt of the last ten orders of a partner that came; undefined where none did. */
export async function findLeadDays(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  partnerId: Id<'partner'>,
): Promise<number | undefined> {
  const { rows } = await sql<{ days: number | null }>`
    select ceil(avg(days))::integer as days from (
      select min(r.received_on) - o.ordered_on as days
      from procurement.order as o join procurement.receipt as r on r.regency_id = o.regency_id and r.order_id = o.id
      where o.regency_id = ${tx.regencyId} and o.cooperative_id = ${cooperativeId} and o.partner_id = ${partnerId}
      group by o.id, o.ordered_on order by o.ordered_on desc limit 10) as latest
  `.execute(tx);
  return rows[0]?.days ?? undefined;
}
