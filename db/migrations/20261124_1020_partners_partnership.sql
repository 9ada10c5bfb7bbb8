-- Why: whom a cooperative trades with, and since when, is one of the two axes of the picture; a city's own agents stand beside the national partners.
create schema if not exists partners;

create table if not exists partners.partner (
  regency_id   integer not null,
  id           uuid not null,                      -- the national partner's id where there is one, so that its people's grants fit everywhere
  name         text not null,
  kind         text not null,
  national_id  uuid,
  constraint partner_pk primary key (regency_id, id),
  constraint partner_kind_known check (kind in ('bumn', 'lpg_agent', 'other'))
);
comment on table partners.partner is 'A supplier that cooperatives of this city deal with.';

create table if not exists partners.partnership (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  partner_id      uuid not null,
  goods           text[] not null,                 -- staples, lpg
  stage           text not null,
  valid_from      date not null,
  valid_to        date,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint partnership_pk primary key (regency_id, id),
  constraint partnership_stage_known check (stage in ('applied', 'verified', 'active')),
  constraint partnership_goods_known check (goods <@ array['staples', 'lpg'] and goods <> '{}'),
  constraint partnership_dates_in_order check (valid_to is null or valid_to > valid_from)
);
comment on table partners.partnership is 'A cooperative and a partner, from application to active supply; one row per stage and period.';

select platform.distribute('partners.partner');
select platform.distribute('partners.partnership');

alter table partners.partner add constraint partner_national_fk foreign key (national_id) references reference.partner;
alter table partners.partnership add constraint partnership_partner_fk foreign key (regency_id, partner_id) references partners.partner;
alter table partners.partnership add constraint partnership_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;

create index if not exists partner_by_national on partners.partner (national_id);
create index if not exists partnership_by_cooperative on partners.partnership (regency_id, cooperative_id);
create index if not exists partnership_by_partner on partners.partnership (regency_id, partner_id);

grant usage on schema partners to lumbung_app;
select platform.protect('partners.partner', 'regency');
select platform.protect('partners.partnership', 'partnership');

-- Active partnerships on a day.
create or replace function partners.active_on(regency integer, day date)
  returns table (cooperative_id uuid, partner_id uuid, partner_name text, kind text, goods text[])
  language sql stable set search_path = pg_catalog as $$
  select partnership.cooperative_id, partner.id, partner.name, partner.kind, partnership.goods
  from partners.partnership
  join partners.partner on partner.regency_id = regency and partner.id = partnership.partner_id
  where partnership.regency_id = regency and partnership.stage = 'active'
    and partnership.valid_from <= day and (partnership.valid_to is null or partnership.valid_to > day)
$$;
grant execute on function partners.active_on(integer, date) to lumbung_app;
