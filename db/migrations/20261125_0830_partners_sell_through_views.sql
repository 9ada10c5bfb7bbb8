-- Why: the sell-through report reads what moved, came and was sold. Each module publishes of it what the report needs and no more, under names that
-- stay when its tables change.
create or replace view inventory.v_last_move with (security_invoker = true) as
  select regency_id, cooperative_id, last_seq from inventory.stock_book;
comment on view inventory.v_last_move is 'How far the moves of a cooperative have come.';

create or replace view inventory.v_moved with (security_invoker = true) as
  select m.regency_id, m.cooperative_id, m.item_id, m.owner_id, f.kind as from_kind, t.kind as to_kind, m.qty_base, m.occurred_on, m.seq,
    m.source_kind, m.source_id
  from inventory.move as m
  join inventory.place as f on f.regency_id = m.regency_id and f.id = m.from_place_id
  join inventory.place as t on t.regency_id = m.regency_id and t.id = m.to_place_id;
comment on view inventory.v_moved is 'Moves by kind of place. Base units.';

create or replace view procurement.v_paper with (security_invoker = true) as
  select r.regency_id, 'procurement/receipt' as source_kind, r.id, r.partner_id, d.number as note
  from procurement.receipt as r
  left join procurement.delivery as d on d.regency_id = r.regency_id and d.id = r.delivery_id
  union all
  select b.regency_id, 'procurement/return', b.id, b.partner_id, null from procurement.goods_return as b;
comment on view procurement.v_paper is 'Receipts with their delivery note, and returns: whose goods a move brought or took back.';

create or replace view procurement.v_received with (security_invoker = true) as
  select r.regency_id, r.cooperative_id, r.partner_id, r.principal_id, r.received_on, l.item_id, l.product_code,
    rl.good_base + rl.quarantined_base + rl.damaged_base as qty_base
  from procurement.receipt as r
  join procurement.receipt_line as rl on rl.regency_id = r.regency_id and rl.receipt_id = r.id
  join procurement.order_line as l on l.regency_id = r.regency_id and l.order_id = r.order_id and l.seq = rl.order_seq;
comment on view procurement.v_received is 'What came of a line of an order, fit or not. Base units.';

create or replace view procurement.v_ordered with (security_invoker = true) as
  select o.regency_id, o.cooperative_id, o.partner_id, o.ordered_on, l.item_id, l.product_code, l.pack_qty_base * coalesce((
    select cut.qty_packs from procurement.order_step as s, jsonb_to_recordset(s.detail) as cut (seq integer, qty_packs bigint)
    where s.regency_id = l.regency_id and s.order_id = l.order_id and s.step = 'confirm' and cut.seq = l.seq), l.qty_packs) as qty_base
  from procurement.order as o
  join procurement.order_line as l on l.regency_id = o.regency_id and l.order_id = o.id
  where o.status not in ('refused', 'cancelled');
comment on view procurement.v_ordered is 'What was ordered, but for what was refused, cancelled or cut. Base units.';

create or replace view sales.v_sold with (security_invoker = true) as
  select l.regency_id, l.item_id, s.id as sale_id, s.sold_on, s.buyer, s.reverses_id is not null as is_reversal, l.qty_base, l.amount_idr,
    l.price_idr * coalesce(c.qty_base * l.qty_packs / l.qty_base, 1) as price_idr, l.flags <> '{}' as is_flagged, account.holds
  from sales.sale_line as l
  join sales.sale as s on s.regency_id = l.regency_id and s.id = l.sale_id
  left join reference.commodity as c on c.code = l.commodity_code
  left join ledger.account on account.regency_id = s.regency_id and account.cooperative_id = s.cooperative_id and account.code = s.account_code;
comment on view sales.v_sold is 'Lines of sales; the price is of what one price of the commodity buys. Base units, whole rupiah.';

grant select on inventory.v_last_move to lumbung_app;
grant select on inventory.v_moved to lumbung_app;
grant select on procurement.v_paper to lumbung_app;
grant select on procurement.v_received to lumbung_app;
grant select on procurement.v_ordered to lumbung_app;
grant select on sales.v_sold to lumbung_app;
