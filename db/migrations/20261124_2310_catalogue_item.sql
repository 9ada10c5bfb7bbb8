-- Why: an order, a stock card and a receipt must speak of the same goods. An item is counted in its base unit; packs are how it is bought and sold.
create schema if not exists catalogue;

create table if not exists reference.item_category (
  code               text not null constraint item_category_pk primary key,
  seq                integer not null,
  name               text not null,
  goods              text not null,                -- staples, lpg, other: what a partnership is about
  stock_account      text not null,                -- of the chart of accounts
  constraint item_category_goods_known check (goods in ('staples', 'lpg', 'other'))
);
comment on table reference.item_category is 'Kinds of goods, and the account their stock stands on.';

create table if not exists reference.product (
  code             text not null constraint product_pk primary key,
  seq              integer not null,
  name             text not null,
  category_code    text not null,
  base_unit        text not null,
  pack_label       text not null,
  pack_qty_base    bigint not null,
  commodity_code   text,                            -- whose price rules and public price it has
  partner_id       uuid,                            -- who supplies it to the nation
  cylinder_kg10    integer,                         -- tenths of a kilogram an LPG cylinder holds: 55, 120
  constraint product_base_unit_known check (base_unit in ('gram', 'millilitre', 'piece')),
  constraint product_pack_positive check (pack_qty_base > 0)
);
comment on table reference.product is 'The national catalogue: goods that partners supply everywhere, in the pack they order by. An item of a cooperative may link to one.';

create table if not exists catalogue.item (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  name            text not null,
  category_code   text not null,
  base_unit       text not null,
  product_code    text,                            -- of the national catalogue
  commodity_code  text,                            -- whose ceilings, limits and public price it has
  cylinder_kg10   integer,                         -- its content comes in cylinders of this size
  expires         boolean not null default false,  -- kept by batch, first expired first out
  is_taxed        boolean not null default false,  -- a cooperative that is no PKP charges no PPN
  is_active       boolean not null default true,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint item_pk primary key (regency_id, id),
  constraint item_product_once unique (regency_id, cooperative_id, product_code),
  constraint item_base_unit_known check (base_unit in ('gram', 'millilitre', 'piece'))
);
comment on table catalogue.item is 'Goods a cooperative trades. Quantities everywhere are whole base units: gram, millilitre or piece.';

create table if not exists catalogue.pack (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  label           text not null,                   -- karung 50 kg, dus 12 x 1 l
  qty_base        bigint not null,
  barcode         text,
  is_ordered      boolean not null default false,  -- the pack the supplier counts in
  is_sold         boolean not null default true,
  is_active       boolean not null default true,
  constraint pack_pk primary key (regency_id, id),
  constraint pack_barcode_once unique (regency_id, cooperative_id, barcode),
  constraint pack_qty_positive check (qty_base > 0)
);
comment on table catalogue.pack is 'How an item is bought and sold: a sack is a pack of 50 000 gram.';

create table if not exists catalogue.price (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  pack_id         uuid not null,
  buyer           text not null,                   -- member, non_member
  price_idr       bigint not null,
  effective_on    date not null,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint price_pk primary key (regency_id, id),
  constraint price_buyer_known check (buyer in ('member', 'non_member')),
  constraint price_positive check (price_idr > 0)
);
comment on table catalogue.price is 'Price lists, append-only: of a pack and buyer the latest effective day counts, then the later id.';

select platform.replicate('reference.item_category');
select platform.replicate('reference.product');
select platform.distribute('catalogue.item');
select platform.distribute('catalogue.pack');
select platform.distribute('catalogue.price');

create index if not exists product_by_category on reference.product (category_code);
create index if not exists product_by_commodity on reference.product (commodity_code);
create index if not exists product_by_partner on reference.product (partner_id);
create index if not exists item_by_cooperative on catalogue.item (regency_id, cooperative_id, name, id);
create index if not exists item_by_category on catalogue.item (category_code);
create index if not exists item_by_product on catalogue.item (product_code);
create index if not exists item_by_commodity on catalogue.item (commodity_code);
create index if not exists pack_by_item on catalogue.pack (regency_id, item_id);
create index if not exists price_by_pack on catalogue.price (regency_id, pack_id, buyer, effective_on desc, id desc);
create index if not exists price_by_item on catalogue.price (regency_id, item_id);
create index if not exists price_by_cooperative on catalogue.price (regency_id, cooperative_id, effective_on);

alter table reference.product drop constraint if exists product_category_fk;
alter table reference.product add constraint product_category_fk foreign key (category_code) references reference.item_category;
alter table reference.product drop constraint if exists product_commodity_fk;
alter table reference.product add constraint product_commodity_fk foreign key (commodity_code) references reference.commodity;
alter table reference.product drop constraint if exists product_partner_fk;
alter table reference.product add constraint product_partner_fk foreign key (partner_id) references reference.partner;
alter table catalogue.item drop constraint if exists item_cooperative_fk;
alter table catalogue.item add constraint item_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table catalogue.item drop constraint if exists item_category_fk;
alter table catalogue.item add constraint item_category_fk foreign key (category_code) references reference.item_category;
alter table catalogue.item drop constraint if exists item_product_fk;
alter table catalogue.item add constraint item_product_fk foreign key (product_code) references reference.product;
alter table catalogue.item drop constraint if exists item_commodity_fk;
alter table catalogue.item add constraint item_commodity_fk foreign key (commodity_code) references reference.commodity;
alter table catalogue.pack drop constraint if exists pack_item_fk;
alter table catalogue.pack add constraint pack_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table catalogue.price drop constraint if exists price_item_fk;
alter table catalogue.price add constraint price_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table catalogue.price drop constraint if exists price_pack_fk;
alter table catalogue.price add constraint price_pack_fk foreign key (regency_id, pack_id) references catalogue.pack;

grant usage on schema catalogue to lumbung_app;
grant select on reference.item_category to lumbung_app;
grant select on reference.product to lumbung_app;
select platform.protect('catalogue.item', 'record', 'select', 'insert');
grant update (name, category_code, product_code, commodity_code, expires, is_taxed, is_active) on catalogue.item to lumbung_app;
select platform.protect('catalogue.pack', 'record', 'select', 'insert');
grant update (label, barcode, is_ordered, is_sold, is_active) on catalogue.pack to lumbung_app;
select platform.protect('catalogue.price', 'record', 'select', 'insert');

insert into reference.item_category (code, seq, name, goods, stock_account) values
  ('rice', 1, 'Beras', 'staples', '114101'),
  ('cooking_oil', 2, 'Minyak goreng', 'staples', '114102'),
  ('lpg', 3, 'Isi LPG', 'lpg', '114201'),
  ('other', 9, 'Barang lain', 'other', '114109')
on conflict do nothing;

insert into reference.product (code, seq, name, category_code, base_unit, pack_label, pack_qty_base, commodity_code, partner_id, cylinder_kg10) values
  ('rice-sphp-5kg', 1, 'Beras SPHP 5 kg', 'rice', 'gram', 'karung 5 kg', 5000, 'rice-sphp-5kg', '01980000-0000-7000-8000-000000000001', null),
  ('rice-medium-50kg', 2, 'Beras medium', 'rice', 'gram', 'karung 50 kg', 50000, 'rice-medium-kg', '01980000-0000-7000-8000-000000000001', null),
  ('rice-premium-5kg', 3, 'Beras premium', 'rice', 'gram', 'karung 5 kg', 5000, 'rice-premium-kg', '01980000-0000-7000-8000-000000000001', null),
  ('minyakita-12l', 4, 'MinyaKita 1 liter', 'cooking_oil', 'millilitre', 'dus 12 x 1 liter', 12000, 'minyakita-litre', '01980000-0000-7000-8000-000000000001', null),
  ('sugar-kg', 5, 'Gula pasir', 'other', 'gram', 'karung 50 kg', 50000, 'sugar-kg', '01980000-0000-7000-8000-000000000001', null),
  ('lpg-5.5kg', 6, 'LPG 5,5 kg (isi)', 'lpg', 'piece', 'tabung 5,5 kg', 1, 'lpg-5.5kg', '01980000-0000-7000-8000-000000000002', 55),
  ('lpg-12kg', 7, 'LPG 12 kg (isi)', 'lpg', 'piece', 'tabung 12 kg', 1, 'lpg-12kg', '01980000-0000-7000-8000-000000000002', 120)
on conflict do nothing;
