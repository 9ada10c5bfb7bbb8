import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { SellThroughShown } from './sell-through.schema.ts';

interface Asked {
  readonly from: BusinessDate;
  /** The last day of the period. */
  readonly to: BusinessDate;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly partnerId?: Id<'partner'>;
}

/** What came of goods in a period, a row for each item of a cooperative and partner; row-level security leaves each reader his own. */
export async function sellThroughOf(tx: Tx, asked: Asked): Promise<Omit<SellThroughShown, 'ceilingIdr'>[]> {
  const { from, to, cooperativeId, partnerId } = asked;
  const { regencyId } = tx;
  const ofItem = sql`d.regency_id = ${regencyId} and d.cooperative_id = i.cooperative_id and d.item_id = i.item_id and d.partner_id = i.partner_id`;
  const { rows } = await sql<Omit<SellThroughShown, 'ceilingIdr'>>`
    select concat_ws('.', i.cooperative_id, i.item_id, i.partner_id) as id,
      jsonb_build_object('id', i.cooperative_id, 'name', i.cooperative_name) as cooperative, i.village_codes,
      jsonb_build_object('id', i.partner_id, 'name', p.name) as partner,
      case when i.principal_id is not null then jsonb_build_object('id', i.principal_id, 'name', behind.name) end as principal,
      i.item_name, i.commodity_code, i.base_unit, i.pack_label, i.pack_qty_base, i.sample, ${from}::date as "from", ${to}::date as "to",
      coalesce(
        (select d.closing_base from partners.sell_through_day as d where ${ofItem} and d.day < ${from} order by d.day desc limit 1),
        (select d.opening_base from partners.sell_through_day as d where ${ofItem} and d.day >= ${from} order by d.day limit 1), 0)::bigint as opening_base,
      s.received_base, s.sold_base, s.sold_member_base, s.sold_base - s.sold_member_base as sold_other_base, s.returned_base, s.damaged_base,
      s.difference_base, s.other_base,
      coalesce(
        (select d.closing_base from partners.sell_through_day as d where ${ofItem} and d.day <= ${to} order by d.day desc limit 1),
        (select d.opening_base from partners.sell_through_day as d where ${ofItem} and d.day > ${to} order by d.day limit 1), 0)::bigint as closing_base,
      s.sold_idr, s.sold_member_idr, s.sold_cash_idr, s.sold_idr - s.sold_cash_idr as sold_bank_idr, s.sales, s.exceptions, s.price_min_idr,
      s.price_max_idr,
      array(select distinct note from partners.sell_through_day as d, unnest(d.notes) as note
        where ${ofItem} and d.day between ${from} and ${to} order by note) as notes
    from partners.sell_through_item as i
    join partners.partner as p on p.regency_id = i.regency_id and p.id = i.partner_id
    left join partners.partner as behind on behind.regency_id = i.regency_id and behind.id = i.principal_id
    cross join lateral (
      select coalesce(sum(received_base), 0)::bigint as received_base, coalesce(sum(sold_base), 0)::bigint as sold_base,
        coalesce(sum(sold_member_base), 0)::bigint as sold_member_base, coalesce(sum(returned_base), 0)::bigint as returned_base,
        coalesce(sum(damaged_base), 0)::bigint as damaged_base, coalesce(sum(difference_base), 0)::bigint as difference_base,
        coalesce(sum(other_base), 0)::bigint as other_base, coalesce(sum(sold_idr), 0)::bigint as sold_idr,
        coalesce(sum(sold_member_idr), 0)::bigint as sold_member_idr, coalesce(sum(sold_cash_idr), 0)::bigint as sold_cash_idr,
        coalesce(sum(sales), 0)::integer as sales, coalesce(sum(exceptions), 0)::integer as exceptions, min(price_min_idr) as price_min_idr,
        max(price_max_idr) as price_max_idr
      from partners.sell_through_day as d
      where ${ofItem} and d.day between ${from} and ${to}) as s
    where i.regency_id = ${regencyId} and i.since <= ${to}
      ${cooperativeId === undefined ? sql`` : sql`and i.cooperative_id = ${cooperativeId}`}
      ${partnerId === undefined ? sql`` : sql`and (i.partner_id = ${partnerId} or i.principal_id = ${partnerId})`}
    order by i.cooperative_name, p.name, i.item_name, i.item_id
  `.execute(tx);
  return rows;
}

/** A limit agreed on a product, in the period a day lies in. */
export interface QuotaAsked {
  readonly agreementId: Id<'agreement'>;
  readonly seq: number;
  readonly from: BusinessDate;
  /** The first day after the period. */
  readonly to: BusinessDate;
}

export interface QuotaUse {
  readonly agreementId: Id<'agreement'>;
  readonly seq: number;
  /** Ordered in the period, but for what was refused, cancelled or cut. */
  readonly orderedBase: number;
  /** Received in the period, fit or not. */
  readonly receivedBase: number;
}

/** How much of each limit is used; orders and receipts are read as far as the reader may see them. */
export async function quotaUseOf(tx: Tx, asked: readonly QuotaAsked[]): Promise<QuotaUse[]> {
  const { regencyId } = tx;
  const rows = asked.map(({ agreementId, seq, from, to }) => ({ agreement_id: agreementId, seq, from, to }));
  const isOfProduct = sql`(l.item_id = p.item_id or l.product_code = p.product_code)`;
  const { rows: used } = await sql<QuotaUse>`
    select p.agreement_id, p.seq, ordered.base as ordered_base, received.base as received_base
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (agreement_id uuid, seq smallint, "from" date, "to" date)
    join partners.agreement_product as p on p.regency_id = ${regencyId} and p.agreement_id = t.agreement_id and p.seq = t.seq
    cross join lateral (
      select coalesce(sum(l.qty_base), 0)::bigint as base from procurement.v_ordered as l
      where l.regency_id = ${regencyId} and l.cooperative_id = p.cooperative_id and l.partner_id = p.partner_id and ${isOfProduct}
        and l.ordered_on >= t."from" and l.ordered_on < t."to") as ordered
    cross join lateral (
      select coalesce(sum(l.qty_base), 0)::bigint as base from procurement.v_received as l
      where l.regency_id = ${regencyId} and l.cooperative_id = p.cooperative_id and l.partner_id = p.partner_id and ${isOfProduct}
        and l.received_on >= t."from" and l.received_on < t."to") as received
  `.execute(tx);
  return used;
}
