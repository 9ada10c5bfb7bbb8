-- Why: what a partner supplies a cooperative, at which price, how much of it and on which terms is agreed once and dated. An order, a receipt and a
-- report go by the agreement of their day, so an agreement is ended and followed by another, never rewritten.
create table if not exists partners.agreement (
  regency_id        integer not null,
  id                uuid not null,
  cooperative_id    uuid not null,
  partner_id        uuid not null,
  principal_id      uuid,                          -- whose goods an agent passes on: Patra Niaga behind an LPG agent
  number            text not null,                 -- as it stands on the paper
  valid_from        date not null,
  valid_to          date,                          -- the first day it no longer holds
  payment           text not null,
  pay_within_days   integer,                       -- of after_days, counted from the invoice
  credit_limit_idr  bigint,                        -- what may be owed at once; none: no limit is agreed
  is_consigned      boolean not null,              -- the goods stay the partner's until they are sold
  quota_period      text,                          -- the calendar week or month in which quotas are counted
  content_hash      text not null,                 -- of what was sent, so that sent twice is told from changed
  recorded_at       timestamptz not null default now(),
  recorded_by       text,
  recorded_role     text not null,
  on_behalf         boolean not null default false,
  source_name       text not null,
  source_date       date not null,
  sample            boolean not null default false,
  constraint agreement_pk primary key (regency_id, id),
  constraint agreement_dates_in_order check (valid_to > valid_from),
  constraint agreement_payment_known check (payment in ('before_delivery', 'on_receipt', 'after_days')),
  constraint agreement_days_of_credit check ((payment = 'after_days') = (pay_within_days is not null) and pay_within_days between 1 and 365),
  constraint agreement_credit_positive check (credit_limit_idr > 0),
  constraint agreement_quota_period_known check (quota_period in ('week', 'month')),
  constraint agreement_not_its_own_principal check (principal_id <> partner_id)
);
comment on table partners.agreement is 'What a cooperative and a partner agreed; of the two, one at a time is in force. Only its end may be set later.';

create table if not exists partners.agreement_product (
  regency_id      integer not null,
  agreement_id    uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  partner_id      uuid not null,
  product_code    text,                            -- of the national catalogue, or …
  item_id         uuid,                            -- … goods of this cooperative alone
  name            text not null,                   -- as they were called on that day: the partner cannot look into the items of the cooperative
  goods           text not null,                   -- staples, lpg, other
  base_unit       text not null,
  pack_label      text not null,                   -- the pack the price is of
  pack_qty_base   bigint not null,
  quota_base      bigint,                          -- how much in one period of quota; none: as much as there is
  constraint agreement_product_pk primary key (regency_id, agreement_id, seq),
  constraint agreement_product_is_one check (num_nonnulls(product_code, item_id) = 1),
  constraint agreement_product_once unique nulls not distinct (regency_id, agreement_id, product_code, item_id),
  constraint agreement_product_goods_known check (goods in ('staples', 'lpg', 'other')),
  constraint agreement_product_base_unit_known check (base_unit in ('gram', 'millilitre', 'piece')),
  constraint agreement_product_pack_positive check (pack_qty_base > 0),
  constraint agreement_product_quota_positive check (quota_base > 0)
);
comment on table partners.agreement_product is 'Append-only: goods of an agreement. Quantities in base units.';

create table if not exists partners.agreement_price (
  regency_id      integer not null,
  id              uuid not null,
  agreement_id    uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  partner_id      uuid not null,
  price_idr       bigint not null,                 -- of one pack
  effective_on    date not null,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  constraint agreement_price_pk primary key (regency_id, id),
  constraint agreement_price_not_negative check (price_idr >= 0)
);
comment on table partners.agreement_price is 'Append-only: what a pack of an agreement costs; the latest effective day counts, then the later id. Whole rupiah.';

select platform.distribute('partners.agreement');
select platform.distribute('partners.agreement_product');
select platform.distribute('partners.agreement_price');

create index if not exists agreement_by_pair on partners.agreement (regency_id, cooperative_id, partner_id, valid_from);
create index if not exists agreement_by_partner on partners.agreement (regency_id, partner_id);
create index if not exists agreement_by_principal on partners.agreement (regency_id, principal_id);
create index if not exists agreement_product_by_product on partners.agreement_product (product_code);
create index if not exists agreement_product_by_item on partners.agreement_product (regency_id, item_id);
create index if not exists agreement_price_by_product on partners.agreement_price (regency_id, agreement_id, seq, effective_on desc, id desc);

alter table partners.agreement drop constraint if exists agreement_cooperative_fk;
alter table partners.agreement add constraint agreement_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table partners.agreement drop constraint if exists agreement_partner_fk;
alter table partners.agreement add constraint agreement_partner_fk foreign key (regency_id, partner_id) references partners.partner;
alter table partners.agreement drop constraint if exists agreement_principal_fk;
alter table partners.agreement add constraint agreement_principal_fk foreign key (regency_id, principal_id) references partners.partner;
alter table partners.agreement_product drop constraint if exists agreement_product_agreement_fk;
alter table partners.agreement_product add constraint agreement_product_agreement_fk
  foreign key (regency_id, agreement_id) references partners.agreement;
alter table partners.agreement_product drop constraint if exists agreement_product_product_fk;
alter table partners.agreement_product add constraint agreement_product_product_fk foreign key (product_code) references reference.product;
alter table partners.agreement_product drop constraint if exists agreement_product_item_fk;
alter table partners.agreement_product add constraint agreement_product_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table partners.agreement_price drop constraint if exists agreement_price_product_fk;
alter table partners.agreement_price add constraint agreement_price_product_fk
  foreign key (regency_id, agreement_id, seq) references partners.agreement_product;

select platform.protect('partners.agreement', 'partnership', 'select', 'insert');
grant update (valid_to) on partners.agreement to lumbung_app;
select platform.protect('partners.agreement_product', 'partnership', 'select', 'insert');
select platform.protect('partners.agreement_price', 'partnership', 'select', 'insert');
