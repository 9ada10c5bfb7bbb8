-- Why: a cooperative asks, a partner (or another cooperative) answers and delivers, the outlet receives what really came, and only that is owed and
-- paid. Each of these papers is a record of its own; none rewrites the one before, so that ordered, received and invoiced can be laid side by side.
create schema if not exists procurement;

create table if not exists procurement.counter (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  paper           text not null,                   -- SP order, BPB receipt, RTR return
  year            integer not null,
  last_number     bigint not null default 0,
  constraint counter_pk primary key (regency_id, cooperative_id, paper, year)
);
comment on table procurement.counter is 'Last number of a paper of one cooperative and year. Its row is locked while a number is taken, so that none is missing.';

create table if not exists procurement.order (
  regency_id               integer not null,
  id                       uuid not null,
  cooperative_id           uuid not null,          -- who buys
  supplier_cooperative_id  uuid,                   -- who sells: another cooperative (surplus) …
  partner_id               uuid,                   -- … or a partner
  principal_id             uuid,                   -- whose goods an agent passes on
  number                   text not null,          -- SP/2025/0001
  ordered_on               date not null,
  wanted_on                date,
  place_id                 uuid not null,          -- the outlet or warehouse it is for
  buyer_name               text not null,          -- as they were called on that day: the other side cannot look into the books of names
  supplier_name            text not null,
  place_name               text not null,
  is_consigned             boolean not null default false, -- the goods stay the supplier's until they are sold
  agreement_id             uuid,
  total_idr                bigint not null,        -- as ordered
  note                     text,
  status                   text not null,          -- the cache of its last step
  is_open                  boolean not null generated always as (status in ('placed', 'confirmed', 'on_the_way', 'part_received')) stored,
  content_hash             text not null,          -- of what was sent, so that sent twice is told from changed
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint order_pk primary key (regency_id, id),
  constraint order_number_once unique (regency_id, cooperative_id, number),
  constraint order_one_supplier check (num_nonnulls(supplier_cooperative_id, partner_id) = 1),
  constraint order_not_from_itself check (supplier_cooperative_id <> cooperative_id),
  constraint order_status_known check (status in
    ('placed', 'confirmed', 'refused', 'cancelled', 'on_the_way', 'part_received', 'received', 'closed')),
  constraint order_total_not_negative check (total_idr >= 0)
);
comment on table procurement.order is 'What a cooperative asks of a supplier. What happens to it later stands in its steps; only the status changes here.';

create table if not exists procurement.order_line (
  regency_id               integer not null,
  order_id                 uuid not null,
  seq                      smallint not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  item_id                  uuid not null,
  product_code             text,
  item_name                text not null,          -- the supplier cannot read the items of the buyer
  base_unit                text not null,
  pack_id                  uuid not null,
  pack_label               text not null,
  pack_qty_base            bigint not null,
  qty_packs                bigint not null,
  price_idr                bigint not null,        -- of one pack
  constraint order_line_pk primary key (regency_id, order_id, seq),
  constraint order_line_quantity_positive check (qty_packs > 0 and pack_qty_base > 0),
  constraint order_line_price_not_negative check (price_idr >= 0)
);
comment on table procurement.order_line is 'Append-only: so many packs of an item, at a price a pack.';

create table if not exists procurement.order_step (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  seq                      integer not null,
  step                     text not null,          -- place, cancel, confirm, refuse, deliver, receive, close
  status                   text not null,          -- what the order came to
  happened_on              date not null,
  reason                   text,
  detail                   jsonb,                  -- confirm: [{seq, qtyPacks, reason}] where cut
  content_hash             text not null,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint order_step_pk primary key (regency_id, id),
  constraint order_step_seq_once unique (regency_id, order_id, seq)
);
comment on table procurement.order_step is 'Append-only: what was done to an order. Its status is the cache of the last of these.';

create table if not exists procurement.delivery (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  load_id                  uuid not null,          -- notes of one truck share it
  number                   text not null,          -- surat jalan or DO, the supplier's own
  left_on                  date not null,
  driver                   text not null,
  vehicle                  text not null,
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint delivery_pk primary key (regency_id, id)
);
comment on table procurement.delivery is 'Append-only: a delivery note. Orders of several outlets on one truck have a note each and a load in common.';

create table if not exists procurement.delivery_line (
  regency_id               integer not null,
  delivery_id              uuid not null,
  order_seq                smallint not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  qty_base                 bigint not null,
  constraint delivery_line_pk primary key (regency_id, delivery_id, order_seq),
  constraint delivery_line_quantity_positive check (qty_base > 0)
);
comment on table procurement.delivery_line is 'Append-only: so much of a line of the order is on this note.';

create table if not exists procurement.receipt (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  delivery_id              uuid,                   -- unknown where the goods came without a note
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  number                   text not null,          -- BPB/2025/0001
  received_on              date not null,          -- the fact
  posted_on                date not null,          -- the books
  place_id                 uuid not null,
  value_idr                bigint not null,        -- at the price of the order; 0 for consigned goods
  flags                    text[] not null,        -- what differs: see receipt.ts
  note                     text,
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint receipt_pk primary key (regency_id, id),
  constraint receipt_number_once unique (regency_id, cooperative_id, number),
  constraint receipt_value_not_negative check (value_idr >= 0)
);
comment on table procurement.receipt is 'Append-only: what really came, counted at the door. More, less or other than ordered is recorded and flagged, never refused.';

create table if not exists procurement.receipt_line (
  regency_id               integer not null,
  receipt_id               uuid not null,
  order_seq                smallint not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  good_base                bigint not null,        -- put on the shelf
  quarantined_base         bigint not null default 0, -- set aside until somebody decides
  damaged_base             bigint not null default 0,
  value_idr                bigint not null,
  flags                    text[] not null,
  constraint receipt_line_pk primary key (regency_id, receipt_id, order_seq),
  constraint receipt_line_not_negative check (good_base >= 0 and quarantined_base >= 0 and damaged_base >= 0 and value_idr >= 0)
);
comment on table procurement.receipt_line is 'Append-only: what came of a line of the order, in base units of its item.';

create table if not exists procurement.invoice (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  number                   text not null,          -- the supplier's own
  invoiced_on              date not null,
  due_on                   date not null,
  total_idr                bigint not null,        -- as invoiced
  accepted_idr             bigint,                 -- what the buyer owes for it, once he has compared
  accepted_on              date,
  accepted_reason          text,
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint invoice_pk primary key (regency_id, id),
  constraint invoice_total_positive check (total_idr > 0),
  constraint invoice_accepted_whole check (num_nonnulls(accepted_idr, accepted_on) in (0, 2)),
  constraint invoice_due_later check (due_on >= invoiced_on)
);
comment on table procurement.invoice is 'What the supplier asks for. Beside ordered and received it is compared in three ways; the buyer accepts an amount once.';

create table if not exists procurement.invoice_line (
  regency_id               integer not null,
  invoice_id               uuid not null,
  order_seq                smallint not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  qty_base                 bigint not null,
  amount_idr               bigint not null,
  constraint invoice_line_pk primary key (regency_id, invoice_id, order_seq),
  constraint invoice_line_not_negative check (qty_base > 0 and amount_idr >= 0)
);
comment on table procurement.invoice_line is 'Append-only: so much of a line of the order for so much.';

create table if not exists procurement.payment (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  paid_on                  date not null,
  amount_idr               bigint not null,
  account_code             text not null,          -- the cash or bank account it came from
  evidence                 text not null,          -- number of the slip
  flags                    text[] not null,
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint payment_pk primary key (regency_id, id),
  constraint payment_positive check (amount_idr > 0)
);
comment on table procurement.payment is 'Append-only: money that went to the supplier for an order, whole or in part.';

create table if not exists procurement.goods_return (
  regency_id               integer not null,
  id                       uuid not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  number                   text not null,          -- RTR/2025/0001
  returned_on              date not null,
  posted_on                date not null,
  credit_idr               bigint not null,        -- what the supplier no longer asks for, at the price of the order
  reason                   text not null,
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint goods_return_pk primary key (regency_id, id),
  constraint goods_return_number_once unique (regency_id, cooperative_id, number)
);
comment on table procurement.goods_return is 'Append-only: goods that went back to the supplier, against a credit.';

create table if not exists procurement.goods_return_line (
  regency_id               integer not null,
  goods_return_id          uuid not null,
  order_seq                smallint not null,
  order_id                 uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid,
  partner_id               uuid,
  principal_id             uuid,
  from_place_id            uuid not null,
  qty_base                 bigint not null,
  credit_idr               bigint not null,
  constraint goods_return_line_pk primary key (regency_id, goods_return_id, order_seq),
  constraint goods_return_line_positive check (qty_base > 0 and credit_idr >= 0)
);
comment on table procurement.goods_return_line is 'Append-only: so much of a line of the order went back, from where it lay.';

create table if not exists reference.order_limit (
  product_code  text not null,
  qty_base_max  bigint not null,                   -- in one order of one outlet
  legal_basis   text not null,
  valid_from    date not null,
  valid_to      date,
  constraint order_limit_pk primary key (product_code, valid_from),
  constraint order_limit_positive check (qty_base_max > 0),
  constraint order_limit_dates_in_order check (valid_to > valid_from)
);
comment on table reference.order_limit is 'How much of a product one outlet may order at once, as of a day.';

select platform.replicate('reference.order_limit');
select platform.distribute('procurement.counter');
select platform.distribute('procurement.order');
select platform.distribute('procurement.order_line');
select platform.distribute('procurement.order_step');
select platform.distribute('procurement.delivery');
select platform.distribute('procurement.delivery_line');
select platform.distribute('procurement.receipt');
select platform.distribute('procurement.receipt_line');
select platform.distribute('procurement.invoice');
select platform.distribute('procurement.invoice_line');
select platform.distribute('procurement.payment');
select platform.distribute('procurement.goods_return');
select platform.distribute('procurement.goods_return_line');

-- An inbox reads what is open, oldest first, and never what was closed long ago.
create index if not exists order_by_partner on procurement.order (regency_id, partner_id, is_open, ordered_on, id);
create index if not exists order_by_principal on procurement.order (regency_id, principal_id, is_open, ordered_on, id);
create index if not exists order_by_cooperative on procurement.order (regency_id, cooperative_id, is_open, ordered_on, id);
create index if not exists order_by_supplier_cooperative on procurement.order (regency_id, supplier_cooperative_id, is_open, ordered_on, id);
create index if not exists order_by_day on procurement.order (regency_id, is_open, ordered_on, id);
create index if not exists order_by_place on procurement.order (regency_id, place_id);
create index if not exists order_of_all_cities on procurement.order (partner_id, is_open, ordered_on, id);
create index if not exists order_of_all_cities_behind on procurement.order (principal_id, is_open, ordered_on, id);
create index if not exists order_line_by_item on procurement.order_line (regency_id, item_id, order_id);
create index if not exists delivery_by_order on procurement.delivery (regency_id, order_id);
create index if not exists delivery_by_load on procurement.delivery (regency_id, load_id);
create index if not exists delivery_line_by_order on procurement.delivery_line (regency_id, order_id);
create index if not exists receipt_by_order on procurement.receipt (regency_id, order_id);
create index if not exists receipt_by_delivery on procurement.receipt (regency_id, delivery_id);
create index if not exists receipt_by_cooperative on procurement.receipt (regency_id, cooperative_id, received_on);
create index if not exists receipt_by_place on procurement.receipt (regency_id, place_id);
create index if not exists receipt_line_by_order on procurement.receipt_line (regency_id, order_id);
create index if not exists invoice_by_order on procurement.invoice (regency_id, order_id);
create index if not exists invoice_by_cooperative on procurement.invoice (regency_id, cooperative_id, due_on);
create index if not exists invoice_line_by_order on procurement.invoice_line (regency_id, order_id);
create index if not exists payment_by_order on procurement.payment (regency_id, order_id);
create index if not exists payment_by_account on procurement.payment (regency_id, cooperative_id, account_code);
create index if not exists goods_return_by_order on procurement.goods_return (regency_id, order_id);
create index if not exists goods_return_line_by_order on procurement.goods_return_line (regency_id, order_id);
create index if not exists goods_return_line_by_place on procurement.goods_return_line (regency_id, from_place_id);

alter table reference.order_limit drop constraint if exists order_limit_product_fk;
alter table reference.order_limit add constraint order_limit_product_fk foreign key (product_code) references reference.product;
alter table procurement.counter drop constraint if exists counter_cooperative_fk;
alter table procurement.counter add constraint counter_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table procurement.order drop constraint if exists order_cooperative_fk;
alter table procurement.order add constraint order_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table procurement.order drop constraint if exists order_supplier_cooperative_fk;
alter table procurement.order add constraint order_supplier_cooperative_fk
  foreign key (regency_id, supplier_cooperative_id) references cooperatives.cooperative;
alter table procurement.order drop constraint if exists order_partner_fk;
alter table procurement.order add constraint order_partner_fk foreign key (regency_id, partner_id) references partners.partner;
alter table procurement.order drop constraint if exists order_principal_fk;
alter table procurement.order add constraint order_principal_fk foreign key (regency_id, principal_id) references partners.partner;
alter table procurement.order drop constraint if exists order_place_fk;
alter table procurement.order add constraint order_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table procurement.order_line drop constraint if exists order_line_order_fk;
alter table procurement.order_line add constraint order_line_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.order_line drop constraint if exists order_line_item_fk;
alter table procurement.order_line add constraint order_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table procurement.order_step drop constraint if exists order_step_order_fk;
alter table procurement.order_step add constraint order_step_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.delivery drop constraint if exists delivery_order_fk;
alter table procurement.delivery add constraint delivery_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.delivery_line drop constraint if exists delivery_line_delivery_fk;
alter table procurement.delivery_line add constraint delivery_line_delivery_fk foreign key (regency_id, delivery_id) references procurement.delivery;
alter table procurement.receipt drop constraint if exists receipt_order_fk;
alter table procurement.receipt add constraint receipt_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.receipt drop constraint if exists receipt_delivery_fk;
alter table procurement.receipt add constraint receipt_delivery_fk foreign key (regency_id, delivery_id) references procurement.delivery;
alter table procurement.receipt drop constraint if exists receipt_place_fk;
alter table procurement.receipt add constraint receipt_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table procurement.receipt_line drop constraint if exists receipt_line_receipt_fk;
alter table procurement.receipt_line add constraint receipt_line_receipt_fk foreign key (regency_id, receipt_id) references procurement.receipt;
alter table procurement.invoice drop constraint if exists invoice_order_fk;
alter table procurement.invoice add constraint invoice_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.invoice_line drop constraint if exists invoice_line_invoice_fk;
alter table procurement.invoice_line add constraint invoice_line_invoice_fk foreign key (regency_id, invoice_id) references procurement.invoice;
alter table procurement.payment drop constraint if exists payment_order_fk;
alter table procurement.payment add constraint payment_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.payment drop constraint if exists payment_account_fk;
alter table procurement.payment add constraint payment_account_fk
  foreign key (regency_id, cooperative_id, account_code) references ledger.account;
alter table procurement.goods_return drop constraint if exists goods_return_order_fk;
alter table procurement.goods_return add constraint goods_return_order_fk foreign key (regency_id, order_id) references procurement.order;
alter table procurement.goods_return_line drop constraint if exists goods_return_line_return_fk;
alter table procurement.goods_return_line add constraint goods_return_line_return_fk
  foreign key (regency_id, goods_return_id) references procurement.goods_return;
alter table procurement.goods_return_line drop constraint if exists goods_return_line_place_fk;
alter table procurement.goods_return_line add constraint goods_return_line_place_fk foreign key (regency_id, from_place_id) references inventory.place;

grant usage on schema procurement to lumbung_app;
grant select on reference.order_limit to lumbung_app;
select platform.protect('procurement.counter', 'record', 'select', 'insert');
grant update (last_number) on procurement.counter to lumbung_app;
select platform.protect('procurement.order', 'supply', 'select', 'insert');
grant update (status) on procurement.order to lumbung_app;
select platform.protect('procurement.order_line', 'supply', 'select', 'insert');
select platform.protect('procurement.order_step', 'supply', 'select', 'insert');
select platform.protect('procurement.delivery', 'supply', 'select', 'insert');
select platform.protect('procurement.delivery_line', 'supply', 'select', 'insert');
select platform.protect('procurement.receipt', 'supply', 'select', 'insert');
select platform.protect('procurement.receipt_line', 'supply', 'select', 'insert');
select platform.protect('procurement.invoice', 'supply', 'select', 'insert');
grant update (accepted_idr, accepted_on, accepted_reason) on procurement.invoice to lumbung_app;
select platform.protect('procurement.invoice_line', 'supply', 'select', 'insert');
select platform.protect('procurement.payment', 'supply', 'select', 'insert');
select platform.protect('procurement.goods_return', 'supply', 'select', 'insert');
select platform.protect('procurement.goods_return_line', 'supply', 'select', 'insert');

insert into reference.order_limit (product_code, qty_base_max, legal_basis, valid_from) values
  ('rice-sphp-5kg', 2000000, 'Ketentuan penyaluran SPHP Perum BULOG 2025: paling banyak 2 ton sekali pesan untuk satu gerai', '2025-01-01')
on conflict do nothing;
