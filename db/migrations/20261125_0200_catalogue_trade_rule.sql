-- Why: what may be asked for goods, and how much one buyer may take, is law of a day and a place. A price list, a sale and the public page must
-- read the same rules, and a city that decided otherwise must be heard before the nation.
alter table reference.commodity add column if not exists base_unit text not null default 'gram';
alter table reference.commodity add column if not exists qty_base bigint not null default 1000;
alter table reference.commodity add column if not exists is_whole boolean not null default false;
alter table reference.commodity drop constraint if exists commodity_base_unit_known;
alter table reference.commodity add constraint commodity_base_unit_known check (base_unit in ('gram', 'millilitre', 'piece'));
alter table reference.commodity drop constraint if exists commodity_qty_positive;
alter table reference.commodity add constraint commodity_qty_positive check (qty_base > 0);
comment on column reference.commodity.qty_base is 'Base units in what one price buys: 5 000 gram, 1 000 millilitre, 1 cylinder.';
comment on column reference.commodity.is_whole is 'Sold in its own pack only: an SPHP sack is not opened.';
update reference.commodity as c set base_unit = v.base_unit, qty_base = v.qty_base, is_whole = v.is_whole
from (values ('rice-sphp-5kg', 'gram', 5000, true), ('minyakita-litre', 'millilitre', 1000, false),
  ('lpg-5.5kg', 'piece', 1, false), ('lpg-12kg', 'piece', 1, false)) as v (code, base_unit, qty_base, is_whole)
where c.code = v.code;

create table if not exists reference.purchase_limit (
  commodity_code  text not null,
  qty_base_max    bigint not null,
  per_days        integer not null,                -- 0: in one purchase; 1: in a day; 7: in the seven days that end with it
  legal_basis     text not null,
  valid_from      date not null,
  valid_to        date,
  constraint purchase_limit_pk primary key (commodity_code, valid_from),
  constraint purchase_limit_positive check (qty_base_max > 0),
  constraint purchase_limit_days_known check (per_days between 0 and 366),
  constraint purchase_limit_dates_in_order check (valid_to > valid_from)
);
comment on table reference.purchase_limit is 'How much one buyer may take. Base units.';

create table if not exists catalogue.trade_rule (
  regency_id      integer not null,
  id              uuid not null,
  commodity_code  text not null,
  kind            text not null,                   -- ceiling, list, limit
  price_idr       bigint,                          -- of ceiling and list: what one price of the commodity buys
  qty_base_max    bigint,                          -- of limit, with the days it is counted over
  per_days        integer,
  legal_basis     text not null,
  valid_from      date not null,
  valid_to        date,                            -- the first day it no longer holds
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  sample          boolean not null default false,
  constraint trade_rule_pk primary key (regency_id, id),
  constraint trade_rule_kind_known check (kind in ('ceiling', 'list', 'limit')),
  constraint trade_rule_says_one check ((kind = 'limit') = (qty_base_max is not null) and (kind = 'limit') = (per_days is not null)
    and (kind = 'limit') = (price_idr is null)),
  constraint trade_rule_positive check (price_idr > 0 and qty_base_max > 0),
  constraint trade_rule_days_known check (per_days between 0 and 366),
  constraint trade_rule_dates_in_order check (valid_to > valid_from)
);
comment on table catalogue.trade_rule is 'What a city decided for itself: it goes before the national rule of the same commodity and kind. Only its end may be set later.';

select platform.replicate('reference.purchase_limit');
select platform.distribute('catalogue.trade_rule');

create index if not exists trade_rule_by_commodity on catalogue.trade_rule (commodity_code);
create index if not exists trade_rule_by_day on catalogue.trade_rule (regency_id, valid_from);

alter table reference.purchase_limit drop constraint if exists purchase_limit_commodity_fk;
alter table reference.purchase_limit add constraint purchase_limit_commodity_fk foreign key (commodity_code) references reference.commodity;
alter table catalogue.trade_rule drop constraint if exists trade_rule_commodity_fk;
alter table catalogue.trade_rule add constraint trade_rule_commodity_fk foreign key (commodity_code) references reference.commodity;

grant select on reference.purchase_limit to lumbung_app;
select platform.protect('catalogue.trade_rule', 'regency', 'select', 'insert');
grant update (valid_to) on catalogue.trade_rule to lumbung_app;
select platform.write_city_wide('catalogue.trade_rule');

-- The one rule of each commodity and kind that holds in a city on a day: the city's own before the nation's, the later before the earlier.
create or replace function catalogue.rules_on(tenant integer, day date)
  returns table (commodity_code text, kind text, price_idr bigint, qty_base_max bigint, per_days integer, legal_basis text, valid_from date, is_city boolean)
  language sql stable set search_path = pg_catalog, public as $$
  select distinct on (commodity_code, kind) commodity_code, kind, price_idr, qty_base_max, per_days, legal_basis, valid_from, is_city
  from (
    select own.commodity_code, own.kind, own.price_idr, own.qty_base_max, own.per_days, own.legal_basis, own.valid_from, own.valid_to, true as is_city
    from catalogue.trade_rule as own where own.regency_id = tenant
    union all
    select rule.commodity_code, rule.kind, rule.price_idr, null, null, rule.legal_basis, rule.valid_from, rule.valid_to, false
    from reference.price_rule as rule
    join reference.price_zone as zone on zone.zone = rule.zone
    join reference.region as regency on regency.id = tenant
    join reference.region_code as province on province.region_id = regency.parent_id and province.code = zone.province_code
      and province.authority = 'kemendagri' and province.valid_from <= day and province.valid_to > day
    union all
    select most.commodity_code, 'limit', null, most.qty_base_max, most.per_days, most.legal_basis, most.valid_from, most.valid_to, false
    from reference.purchase_limit as most
  ) as rule
  where rule.valid_from <= day and (rule.valid_to is null or rule.valid_to > day)
  order by commodity_code, kind, is_city desc, valid_from desc
$$;
revoke execute on function catalogue.rules_on(integer, date) from public;
grant execute on function catalogue.rules_on(integer, date) to lumbung_app;

-- The period of the limit is not stated by its source: a day, as the retail checks speak of "per buyer per day" (domain.md 6.2).
insert into reference.purchase_limit (commodity_code, qty_base_max, per_days, legal_basis, valid_from, valid_to) values
  ('rice-sphp-5kg', 10000, 1, 'ketentuan SPHP 2025: paling banyak 2 kemasan (10 kg) per pembeli', '2025-07-01', '2026-02-01'),
  ('rice-sphp-5kg', 25000, 1, 'ketentuan SPHP 2026: paling banyak 5 kemasan (25 kg) per pembeli', '2026-02-01', null)
on conflict do nothing;
