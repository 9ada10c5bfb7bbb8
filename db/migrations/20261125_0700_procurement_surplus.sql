-- Why: one cooperative's rice grows old while its neighbour's shelf is empty. They are two legal entities, so what goes from one to the other is sold,
-- and stands in both books. Neither sees the other's stock: it learns of it from a notice the other puts up, or from a suggestion made for the two.
create table if not exists reference.resale_bar (
  product_code  text not null,
  legal_basis   text not null,
  valid_from    date not null,
  valid_to      date,
  constraint resale_bar_pk primary key (product_code, valid_from),
  constraint resale_bar_dates_in_order check (valid_to > valid_from)
);
comment on table reference.resale_bar is 'Goods that whoever buys them may sell to consumers only, as of a day.';

create table if not exists procurement.surplus_notice (
  regency_id        integer not null,
  id                uuid not null,
  cooperative_id    uuid not null,
  cooperative_name  text not null,                 -- the reader cannot look it up
  side              text not null,                 -- offer: has too much; want: lacks it
  product_code      text not null,
  product_name      text not null,
  pack_label        text not null,
  pack_qty_base     bigint not null,
  qty_packs         bigint not null,
  price_idr         bigint,                        -- of one pack; a want may leave it open
  posted_on         date not null,
  until             date not null,
  closed_on         date,
  note              text,
  sample            boolean not null default false,
  recorded_at       timestamptz not null default now(),
  recorded_by       text,
  recorded_role     text not null,
  on_behalf         boolean not null default false,
  constraint surplus_notice_pk primary key (regency_id, id),
  constraint surplus_notice_side_known check (side in ('offer', 'want')),
  constraint surplus_notice_quantity_positive check (qty_packs > 0 and pack_qty_base > 0),
  constraint surplus_notice_price check (price_idr > 0 and (side = 'want' or price_idr is not null)),
  constraint surplus_notice_dates_in_order check (until >= posted_on)
);
comment on table procurement.surplus_notice is 'The board of a city: what a cooperative offers to the others or asks of them. It says so itself; no stock is shown.';

create table if not exists procurement.surplus_suggestion (
  regency_id               integer not null,
  id                       uuid not null,
  cooperative_id           uuid not null,          -- who lacks it
  supplier_cooperative_id  uuid not null,          -- who has too much
  partner_id               uuid,                   -- never: a partner has no part in it
  buyer_name               text not null,
  seller_name              text not null,
  product_code             text not null,
  product_name             text not null,
  pack_label               text not null,
  pack_qty_base            bigint not null,
  qty_packs                bigint not null,
  made_on                  date not null,
  ended_on                 date,                   -- the day on which it no longer held, or became a sale
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  constraint surplus_suggestion_pk primary key (regency_id, id),
  constraint surplus_suggestion_quantity_positive check (qty_packs > 0 and pack_qty_base > 0),
  constraint surplus_suggestion_between_two check (supplier_cooperative_id <> cooperative_id),
  constraint surplus_suggestion_no_partner check (partner_id is null)
);
comment on table procurement.surplus_suggestion is 'What was seen from the stock and the sales of the whole city: told to the two it is about, and how much, not why.';

create table if not exists procurement.surplus_sale (
  regency_id               integer not null,
  id                       uuid not null,
  cooperative_id           uuid not null,          -- who buys
  supplier_cooperative_id  uuid not null,          -- who sells
  partner_id               uuid,                   -- never
  buyer_name               text not null,
  seller_name              text not null,
  proposed_by              text not null,          -- buyer, seller
  origin_id                uuid not null,          -- the notice or the suggestion it answers
  product_code             text not null,
  product_name             text not null,
  base_unit                text not null,
  pack_label               text not null,
  pack_qty_base            bigint not null,
  qty_packs                bigint not null,
  price_idr                bigint not null,        -- of one pack
  number                   text,                   -- KS/2025/0001, the seller's, once it leaves
  stage                    text not null,          -- the cache of its last step
  sent_packs               bigint,
  received_packs           bigint,
  returned_packs           bigint,
  amount_idr               bigint,                 -- of what was received
  received_on              date,
  seller_posted_on         date,                   -- empty while the seller's book does not have it yet
  paid_on                  date,
  collected_on             date,
  flags                    text[] not null default array[]::text[], -- less, more, returned: what differs from what was sent
  content_hash             text not null,
  sample                   boolean not null default false,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint surplus_sale_pk primary key (regency_id, id),
  constraint surplus_sale_between_two check (supplier_cooperative_id <> cooperative_id),
  constraint surplus_sale_no_partner check (partner_id is null),
  constraint surplus_sale_proposer_known check (proposed_by in ('buyer', 'seller')),
  constraint surplus_sale_stage_known check (stage in ('proposed', 'agreed', 'refused', 'withdrawn', 'on_the_way', 'received')),
  constraint surplus_sale_positive check (qty_packs > 0 and pack_qty_base > 0 and price_idr > 0),
  constraint surplus_sale_not_negative check (sent_packs > 0 and received_packs >= 0 and returned_packs >= 0 and amount_idr >= 0)
);
comment on table procurement.surplus_sale is 'A sale between two cooperatives. Received, it stands in the buyer''s book at once and in the seller''s within a minute; until then the goods are the seller''s, in transit.';

create table if not exists procurement.surplus_step (
  regency_id               integer not null,
  id                       uuid not null,
  sale_id                  uuid not null,
  cooperative_id           uuid not null,
  supplier_cooperative_id  uuid not null,
  partner_id               uuid,
  seq                      smallint not null,
  step                     text not null,          -- propose, accept, refuse, withdraw, dispatch, receive, post, pay, collect
  side                     text,                   -- whose step it was: buyer, seller; nobody's: the job's
  happened_on              date not null,
  reason                   text,
  detail                   jsonb,
  content_hash             text not null,
  recorded_at              timestamptz not null default now(),
  recorded_by              text,
  recorded_role            text not null,
  on_behalf                boolean not null default false,
  constraint surplus_step_pk primary key (regency_id, id),
  constraint surplus_step_seq_once unique (regency_id, sale_id, seq),
  constraint surplus_step_side_known check (side in ('buyer', 'seller'))
);
comment on table procurement.surplus_step is 'Append-only: what was done to a sale between cooperatives, by whom and why.';

select platform.replicate('reference.resale_bar');
select platform.distribute('procurement.surplus_notice');
select platform.distribute('procurement.surplus_suggestion');
select platform.distribute('procurement.surplus_sale');
select platform.distribute('procurement.surplus_step');

create index if not exists surplus_notice_open on procurement.surplus_notice (regency_id, until) where closed_on is null;
create index if not exists surplus_notice_by_cooperative on procurement.surplus_notice (regency_id, cooperative_id);
create index if not exists surplus_notice_by_product on procurement.surplus_notice (product_code);
create index if not exists surplus_suggestion_by_buyer on procurement.surplus_suggestion (regency_id, cooperative_id, made_on);
create index if not exists surplus_suggestion_by_seller on procurement.surplus_suggestion (regency_id, supplier_cooperative_id, made_on);
create index if not exists surplus_suggestion_open on procurement.surplus_suggestion (regency_id, made_on) where ended_on is null;
create index if not exists surplus_suggestion_by_product on procurement.surplus_suggestion (product_code);
create index if not exists surplus_sale_by_buyer on procurement.surplus_sale (regency_id, cooperative_id, recorded_at);
create index if not exists surplus_sale_by_seller on procurement.surplus_sale (regency_id, supplier_cooperative_id, recorded_at);
create index if not exists surplus_sale_by_age on procurement.surplus_sale (regency_id, recorded_at, id);
create index if not exists surplus_sale_half_posted on procurement.surplus_sale (regency_id, received_on)
  where stage = 'received' and seller_posted_on is null;
create index if not exists surplus_sale_by_product on procurement.surplus_sale (product_code);

alter table reference.resale_bar drop constraint if exists resale_bar_product_fk;
alter table reference.resale_bar add constraint resale_bar_product_fk foreign key (product_code) references reference.product;
alter table procurement.surplus_notice drop constraint if exists surplus_notice_cooperative_fk;
alter table procurement.surplus_notice add constraint surplus_notice_cooperative_fk
  foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table procurement.surplus_notice drop constraint if exists surplus_notice_product_fk;
alter table procurement.surplus_notice add constraint surplus_notice_product_fk foreign key (product_code) references reference.product;
alter table procurement.surplus_suggestion drop constraint if exists surplus_suggestion_buyer_fk;
alter table procurement.surplus_suggestion add constraint surplus_suggestion_buyer_fk
  foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table procurement.surplus_suggestion drop constraint if exists surplus_suggestion_seller_fk;
alter table procurement.surplus_suggestion add constraint surplus_suggestion_seller_fk
  foreign key (regency_id, supplier_cooperative_id) references cooperatives.cooperative;
alter table procurement.surplus_suggestion drop constraint if exists surplus_suggestion_product_fk;
alter table procurement.surplus_suggestion add constraint surplus_suggestion_product_fk foreign key (product_code) references reference.product;
alter table procurement.surplus_sale drop constraint if exists surplus_sale_buyer_fk;
alter table procurement.surplus_sale add constraint surplus_sale_buyer_fk
  foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table procurement.surplus_sale drop constraint if exists surplus_sale_seller_fk;
alter table procurement.surplus_sale add constraint surplus_sale_seller_fk
  foreign key (regency_id, supplier_cooperative_id) references cooperatives.cooperative;
alter table procurement.surplus_sale drop constraint if exists surplus_sale_product_fk;
alter table procurement.surplus_sale add constraint surplus_sale_product_fk foreign key (product_code) references reference.product;
alter table procurement.surplus_step drop constraint if exists surplus_step_sale_fk;
alter table procurement.surplus_step add constraint surplus_step_sale_fk foreign key (regency_id, sale_id) references procurement.surplus_sale;

grant select on reference.resale_bar to lumbung_app;
select platform.protect('procurement.surplus_notice', 'regency', 'select', 'insert');
grant update (closed_on) on procurement.surplus_notice to lumbung_app;
select platform.protect('procurement.surplus_suggestion', 'trade', 'select', 'insert');
grant update (ended_on) on procurement.surplus_suggestion to lumbung_app;
select platform.protect('procurement.surplus_sale', 'trade', 'select', 'insert');
grant update (number, stage, sent_packs, received_packs, returned_packs, amount_idr, received_on, seller_posted_on, paid_on, collected_on, flags)
  on procurement.surplus_sale to lumbung_app;
select platform.protect('procurement.surplus_step', 'trade', 'select', 'insert');

insert into reference.resale_bar (product_code, legal_basis, valid_from) values
  ('rice-sphp-5kg', 'Surat pernyataan mitra SPHP (Klik SPHP): tidak dijual kembali kepada penjual lain', '2025-01-01'),
  ('lpg-5.5kg', 'Perjanjian agen LPG: isi dan tabung hanya dari agen kepada konsumen', '2025-01-01'),
  ('lpg-12kg', 'Perjanjian agen LPG: isi dan tabung hanya dari agen kepada konsumen', '2025-01-01')
on conflict do nothing;
