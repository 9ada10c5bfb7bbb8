import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';

// The one place that reads what other modules publish of moves, receipts and sales: what a partner may know of them is made here, as the machine
// that sees the whole city, and the partner reads only what came of it.

/** How far the report of a cooperative has come, and how far its moves are. */
export interface Behind {
  readonly cooperativeId: Id<'cooperative'>;
  /** Its last move; what comes later is for the next time. */
  readonly lastSeq: number;
  /** The last move that is written out. */
  readonly doneSeq: number;
  /** Its agreements, as a hash. */
  readonly basis: string;
}

/** The cooperatives whose goods moved, or whose agreements changed, since the report was written. One writes at a time. */
export async function cooperativesBehind(tx: Tx): Promise<Behind[]> {
  const { regencyId } = tx;
  await sql`select pg_advisory_xact_lock(hashtext('sell-through'), ${regencyId})`.execute(tx);
  const { rows } = await sql<Behind>`
    select b.cooperative_id, b.last_seq, coalesce(s.last_seq, 0) as done_seq, agreed.basis
    from inventory.v_last_move as b
    left join partners.sell_through_state as s on s.regency_id = ${regencyId} and s.cooperative_id = b.cooperative_id
    cross join lateral (
      select coalesce(md5(string_agg(a.id::text, ',' order by a.id)), '') as basis
      from partners.agreement as a where a.regency_id = ${regencyId} and a.cooperative_id = b.cooperative_id) as agreed
    where b.regency_id = ${regencyId} and (coalesce(s.last_seq, 0) <> b.last_seq or coalesce(s.basis, 'none yet') <> agreed.basis)
    order by b.cooperative_id
  `.execute(tx);
  return rows;
}

/** Goods of a cooperative that are a partner's, and since when. */
export interface Supplied {
  readonly itemId: Id<'item'>;
  readonly partnerId: Id<'partner'>;
  readonly fromDay: BusinessDate;
}

export async function suppliedItems(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Supplied[]> {
  const { rows } = await sql<Supplied>`
    select item_id, partner_id, since as from_day from partners.sell_through_item
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
  return rows;
}

/** Says anew which goods of a cooperative are whose: what an agreement lists, and what was received from a partner. */
export async function rewriteItems(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<void> {
  const { regencyId } = tx;
  await sql`
    delete from partners.sell_through_item where regency_id = ${regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
  await sql`
    with supplied as (
      select i.id as item_id, a.partner_id, a.principal_id, a.valid_from as day
      from partners.agreement as a
      join partners.agreement_product as p on p.regency_id = a.regency_id and p.agreement_id = a.id
      join catalogue.item as i on i.regency_id = a.regency_id and i.cooperative_id = a.cooperative_id
        and (i.id = p.item_id or i.product_code = p.product_code)
      where a.regency_id = ${regencyId} and a.cooperative_id = ${cooperativeId}
      union all
      select r.item_id, r.partner_id, r.principal_id, r.received_on
      from procurement.v_received as r
      where r.regency_id = ${regencyId} and r.cooperative_id = ${cooperativeId} and r.partner_id is not null),
    whose as (
      select item_id, partner_id, min(day) as since, (array_agg(principal_id order by day desc))[1] as principal_id
      from supplied group by item_id, partner_id)
    insert into partners.sell_through_item (regency_id, cooperative_id, item_id, partner_id, principal_id, since, product_code, commodity_code,
      item_name, base_unit, pack_label, pack_qty_base, sample, cooperative_name, village_codes)
    select ${regencyId}, ${cooperativeId}, i.id, w.partner_id, w.principal_id, w.since, i.product_code, i.commodity_code, i.name, i.base_unit,
      pack.label, pack.qty_base, i.sample, c.name, served.codes
    from whose as w
    join catalogue.item as i on i.regency_id = ${regencyId} and i.id = w.item_id
    join cooperatives.cooperative as c on c.regency_id = i.regency_id and c.id = i.cooperative_id
    cross join lateral (
      select coalesce(string_agg(distinct code.code, ', ' order by code.code), '') as codes
      from cooperatives.service_area as a
      join reference.region_code as code on code.region_id = a.village_id and code.authority = 'kemendagri'
        and code.valid_to = 'infinity'
      where a.regency_id = c.regency_id and a.cooperative_id = c.id and a.valid_to is null) as served
    cross join lateral (
      select label, qty_base from catalogue.pack as each
      where each.regency_id = ${regencyId} and each.item_id = i.id order by each.is_ordered desc, each.is_active desc, each.qty_base, each.id
      limit 1) as pack
  `.execute(tx);
}

/** The items whose goods moved after the last move written out, from the earliest day of these moves, but nothing from before they were the partner's. */
export async function movedItems(tx: Tx, { cooperativeId, doneSeq, lastSeq }: Behind): Promise<Supplied[]> {
  const { rows } = await sql<Supplied>`
    select i.item_id, i.partner_id, greatest(i.since, min(m.occurred_on)) as from_day
    from inventory.v_moved as m
    join partners.sell_through_item as i on i.regency_id = m.regency_id and i.cooperative_id = m.cooperative_id and i.item_id = m.item_id
    where m.regency_id = ${tx.regencyId} and m.cooperative_id = ${cooperativeId} and m.seq > ${doneSeq} and m.seq <= ${lastSeq}
    group by i.item_id, i.partner_id, i.since
  `.execute(tx);
  return rows;
}

/** Takes away what will be written anew. */
export async function deleteDays(tx: Tx, cooperativeId: Id<'cooperative'>, stale: readonly Supplied[]): Promise<void> {
  const { regencyId } = tx;
  await sql`
    delete from partners.sell_through_day as d using ${asRows(stale)}
    where d.regency_id = ${regencyId} and d.cooperative_id = ${cooperativeId} and d.item_id = t.item_id and d.partner_id = t.partner_id
      and d.day >= t.from_day
  `.execute(tx);
}

function asRows(stale: readonly Supplied[]) {
  const rows = stale.map(({ itemId, partnerId, fromDay }) => ({
    ...{ item_id: itemId, partner_id: partnerId, from_day: fromDay },
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (item_id uuid, partner_id uuid, from_day date)`;
}

/**
 * What each move did to the goods fit for sale, told apart by what it was. Fit are those of warehouse and outlet and what is on its way between
 * them; set aside are quarantine and damaged. Goods that came in damaged were received and are damaged. What the books began with was there: it
 * is no flow of its day but belongs to what the day began with.
 */
const effects = sql`
  case when m.from_kind = 'supplier' and is_of_partner then m.qty_base else 0 end as received,
  case when m.to_kind = 'supplier' and is_of_partner then m.qty_base else 0 end as returned,
  case when m.source_kind <> 'sales/sale' then 0 when m.to_kind = 'customer' then m.qty_base when m.from_kind = 'customer' then -m.qty_base else 0 end as sold,
  case when m.to_kind in ('quarantine', 'damaged') then m.qty_base else 0 end
    - case when m.from_kind in ('quarantine', 'damaged') and m.to_kind <> 'disposed' then m.qty_base else 0 end
    + case when m.from_kind in ('warehouse', 'outlet', 'in_transit') and m.to_kind = 'disposed' then m.qty_base else 0 end as damaged,
  case when m.from_kind = 'lost_found' then m.qty_base when m.to_kind = 'lost_found' then -m.qty_base else 0 end as difference,
  case when m.from_kind = 'supplier' and not is_of_partner or m.from_kind = 'customer' and m.source_kind <> 'sales/sale' then m.qty_base
    when m.to_kind = 'supplier' and not is_of_partner or m.to_kind = 'customer' and m.source_kind <> 'sales/sale' then -m.qty_base else 0 end as other,
  case when m.to_kind in ('warehouse', 'outlet', 'in_transit') then m.qty_base else 0 end
    - case when m.from_kind in ('warehouse', 'outlet', 'in_transit') then m.qty_base else 0 end as change,
  m.source_kind like 'opening/%' as is_opening`;

/** Writes the days of these items, each with what there was before it and after it. */
export async function writeDays(tx: Tx, { cooperativeId, lastSeq }: Behind, stale: readonly Supplied[]): Promise<void> {
  const { regencyId } = tx;
  await sql`set local plan_cache_mode = auto`.execute(tx);
  await sql`
    with target as (select i.*, t.from_day from ${asRows(stale)}
      join partners.sell_through_item as i on i.regency_id = ${regencyId} and i.cooperative_id = ${cooperativeId} and i.item_id = t.item_id
        and i.partner_id = t.partner_id),
    moved as (
      select target.item_id, target.partner_id, m.occurred_on as day, m.occurred_on >= target.from_day as is_new, effect.*, paper.note
      from target
      join inventory.v_moved as m on m.regency_id = ${regencyId} and m.item_id = target.item_id and m.seq <= ${lastSeq}
        and m.owner_id in ('00000000-0000-0000-0000-000000000000', target.partner_id)
      left join procurement.v_paper as paper on paper.regency_id = ${regencyId} and paper.source_kind = m.source_kind and paper.id = m.source_id
      cross join lateral (select coalesce(paper.partner_id = target.partner_id, false) as is_of_partner) as whose
      cross join lateral (select ${effects}) as effect
      where m.occurred_on >= target.from_day or not exists (
        select from partners.sell_through_day as d where d.regency_id = ${regencyId} and d.cooperative_id = ${cooperativeId}
          and d.item_id = target.item_id and d.partner_id = target.partner_id and d.day < target.from_day)),
    summed as (
      select item_id, partner_id, day, sum(change) as change, coalesce(sum(change) filter (where not is_opening), 0) as flow,
        coalesce(sum(received) filter (where not is_opening), 0) as received, coalesce(sum(returned) filter (where not is_opening), 0) as returned,
        coalesce(sum(sold) filter (where not is_opening), 0) as sold, coalesce(sum(damaged) filter (where not is_opening), 0) as damaged,
        coalesce(sum(difference) filter (where not is_opening), 0) as difference, coalesce(sum(other) filter (where not is_opening), 0) as other,
        array_remove(array_agg(distinct note), null) as notes
      from moved where is_new group by item_id, partner_id, day),
    before as (
      select t.item_id, t.partner_id, coalesce(
        (select d.closing_base from partners.sell_through_day as d where d.regency_id = ${regencyId} and d.cooperative_id = ${cooperativeId}
          and d.item_id = t.item_id and d.partner_id = t.partner_id and d.day < t.from_day order by d.day desc limit 1),
        (select sum(change) from moved as m
          where m.item_id = t.item_id and m.partner_id = t.partner_id and not m.is_new), 0) as qty
      from target as t),
    sales as (
      select s.item_id, s.sold_on as day, sum(s.qty_base) filter (where s.buyer = 'member') as member_base, sum(s.amount_idr) as idr,
        sum(s.amount_idr) filter (where s.buyer = 'member') as member_idr, sum(s.amount_idr) filter (where s.holds = 'cash') as cash_idr,
        count(distinct s.sale_id) filter (where not s.is_reversal) - count(distinct s.sale_id) filter (where s.is_reversal) as sales,
        count(*) filter (where s.is_flagged) as exceptions, min(s.price_idr) as price_min, max(s.price_idr) as price_max
      from sales.v_sold as s
      where s.regency_id = ${regencyId} and s.item_id in (select item_id from target)
        and s.sold_on >= (select min(from_day) from target where target.item_id = s.item_id)
      group by s.item_id, s.sold_on)
    insert into partners.sell_through_day (regency_id, cooperative_id, item_id, partner_id, day, principal_id, opening_base, received_base,
      sold_base, sold_member_base, returned_base, damaged_base, difference_base, other_base, closing_base, sold_idr, sold_member_idr,
      sold_cash_idr, sales, exceptions, price_min_idr, price_max_idr, notes)
    select ${regencyId}, ${cooperativeId}, x.item_id, x.partner_id, x.day, target.principal_id, before.qty + x.running - x.flow, x.received,
      x.sold, coalesce(s.member_base, 0), x.returned, x.damaged, x.difference, x.other, before.qty + x.running, coalesce(s.idr, 0),
      coalesce(s.member_idr, 0), coalesce(s.cash_idr, 0), coalesce(s.sales, 0), coalesce(s.exceptions, 0), s.price_min, s.price_max, x.notes
    from (select *, sum(change) over (partition by item_id, partner_id order by day) as running from summed) as x
    join target using (item_id, partner_id)
    join before using (item_id, partner_id)
    left join sales as s on s.item_id = x.item_id and s.day = x.day
  `.execute(tx);
}

export async function noteWrittenOut(tx: Tx, { cooperativeId, lastSeq, basis }: Behind): Promise<void> {
  const { regencyId } = tx;
  await sql`
    delete from partners.sell_through_state where regency_id = ${regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
  await sql`
    insert into partners.sell_through_state (regency_id, cooperative_id, last_seq, basis) values (${regencyId}, ${cooperativeId}, ${lastSeq}, ${basis})
  `.execute(tx);
}
