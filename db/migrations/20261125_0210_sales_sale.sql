-- Why: what was sold is a fact, whether it is entered by hand in the evening or comes back from a till that was offline for a week. It is recorded
-- once, in stock and book at the same time, and what it should not have been is flagged (docs/rules/trade.md).
-- Append-only: a sale is undone by a reversing sale, whose quantities and amounts are the same with the other sign.
create schema if not exists sales;

create table if not exists sales.counter (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  year            integer not null,
  last_number     integer not null,
  constraint counter_pk primary key (regency_id, cooperative_id, year)
);
comment on table sales.counter is 'Last number of the sales of a cooperative in a year.';

create table if not exists sales.sale (
  regency_id      integer not null,
  id              uuid not null,                   -- made where it was sold
  cooperative_id  uuid not null,
  place_id        uuid not null,                   -- the outlet
  number          text not null,                   -- PJ/2025/0001
  sold_on         date not null,                   -- the fact
  sold_at         timestamptz,                     -- the clock of the till; none where it is entered by hand
  posted_on       date not null,                   -- the books
  buyer           text not null,
  buyer_id        uuid,                            -- the member, where he is known: limits are counted by him
  account_code    text not null,                   -- where the money went
  total_idr       bigint not null,
  evidence        text,                            -- number of the paper receipt
  reverses_id     uuid,
  reason          text,
  content_hash    text not null,                   -- of what was sent, so that sent twice is told from changed
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint sale_pk primary key (regency_id, id),
  constraint sale_number_once unique (regency_id, cooperative_id, number),
  constraint sale_reversed_once unique (regency_id, reverses_id),
  constraint sale_buyer_known check (buyer in ('member', 'non_member')),
  constraint sale_signed check (case when reverses_id is null then total_idr >= 0 else total_idr <= 0 end),
  constraint sale_reversed_for_a_reason check ((reverses_id is null) = (reason is null))
);
comment on table sales.sale is 'One sale of an outlet. Whole rupiah; below zero where it reverses another.';

create table if not exists sales.sale_line (
  regency_id      integer not null,
  sale_id         uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  pack_id         uuid not null,
  commodity_code  text,                            -- as it was that day: limits and reports go by it
  qty_packs       integer not null,
  qty_base        bigint not null,
  price_idr       bigint not null,                 -- of one pack
  list_price_idr  bigint,                          -- what the list asked that day; none: nothing was listed
  amount_idr      bigint not null,
  cost_idr        bigint not null,
  short_base      bigint not null,                 -- of it the shelf did not hold: lost and found gave it
  flags           text[] not null,                 -- above-ceiling, above-list, splits-pack, over-limit, off-list, short
  constraint sale_line_pk primary key (regency_id, sale_id, seq),
  constraint sale_line_not_nothing check (qty_base <> 0 and qty_packs <> 0),
  constraint sale_line_price_positive check (price_idr > 0)
);
comment on table sales.sale_line is 'Append-only: goods of a sale. Quantities in base units, amounts in whole rupiah; below zero where the sale reverses another.';

select platform.distribute('sales.counter');
select platform.distribute('sales.sale');
select platform.distribute('sales.sale_line');

create index if not exists sale_by_day on sales.sale (regency_id, cooperative_id, sold_on desc, id desc);
create index if not exists sale_by_place on sales.sale (regency_id, place_id, sold_on);
create index if not exists sale_by_buyer on sales.sale (regency_id, buyer_id, sold_on);
create index if not exists sale_by_account on sales.sale (regency_id, cooperative_id, account_code);
create index if not exists sale_line_by_item on sales.sale_line (regency_id, item_id);
create index if not exists sale_line_by_pack on sales.sale_line (regency_id, pack_id);
create index if not exists sale_line_by_commodity on sales.sale_line (commodity_code);

alter table sales.counter drop constraint if exists counter_cooperative_fk;
alter table sales.counter add constraint counter_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table sales.sale drop constraint if exists sale_cooperative_fk;
alter table sales.sale add constraint sale_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table sales.sale drop constraint if exists sale_place_fk;
alter table sales.sale add constraint sale_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table sales.sale drop constraint if exists sale_account_fk;
alter table sales.sale add constraint sale_account_fk foreign key (regency_id, cooperative_id, account_code) references ledger.account;
alter table sales.sale drop constraint if exists sale_reverses_fk;
alter table sales.sale add constraint sale_reverses_fk foreign key (regency_id, reverses_id) references sales.sale;
alter table sales.sale_line drop constraint if exists sale_line_sale_fk;
alter table sales.sale_line add constraint sale_line_sale_fk foreign key (regency_id, sale_id) references sales.sale;
alter table sales.sale_line drop constraint if exists sale_line_item_fk;
alter table sales.sale_line add constraint sale_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table sales.sale_line drop constraint if exists sale_line_pack_fk;
alter table sales.sale_line add constraint sale_line_pack_fk foreign key (regency_id, pack_id) references catalogue.pack;
alter table sales.sale_line drop constraint if exists sale_line_commodity_fk;
alter table sales.sale_line add constraint sale_line_commodity_fk foreign key (commodity_code) references reference.commodity;

grant usage on schema sales to lumbung_app;
select platform.protect('sales.counter', 'record', 'select', 'insert');
grant update (last_number) on sales.counter to lumbung_app;
select platform.protect('sales.sale', 'record', 'select', 'insert');
select platform.protect('sales.sale_line', 'record', 'select', 'insert');
