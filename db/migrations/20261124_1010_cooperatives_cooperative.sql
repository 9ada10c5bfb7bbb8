-- Why: the city's picture starts from its cooperatives: who they are, where they work from, what they have, and how far each new building is.
-- Facts are actions that are never edited; the state in the cooperative's row is their cache, written in the same transaction.
create schema if not exists cooperatives;

create table if not exists cooperatives.cooperative (
  regency_id       integer not null,
  id               uuid not null,
  cooperative_id   uuid generated always as (id) stored, -- the same id under the name that every policy reads
  name             text not null,
  address          text,
  established_on   date,                           -- date of the legal-entity decree
  funding_code     text,                           -- reference.funding_source of the new building, once known
  facility_state   text not null default 'none',
  facility_since   date,
  operation_state  text not null default 'unknown',
  operation_since  date,
  created_at       timestamptz not null default now(),
  constraint cooperative_pk primary key (regency_id, id),
  constraint cooperative_name_once unique (regency_id, name),
  constraint cooperative_facility_known check (facility_state in ('none', 'proposed', 'designated', 'under_construction', 'handed_over')),
  constraint cooperative_operation_known check (operation_state in ('trading', 'not_trading', 'unknown'))
);
comment on table cooperatives.cooperative is 'One Koperasi Kelurahan Merah Putih. States are a cache of its actions.';

create table if not exists cooperatives.service_area (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  village_id      integer not null,
  valid_from      date not null,
  valid_to        date,                            -- first day no longer served; null while it serves
  constraint service_area_pk primary key (regency_id, cooperative_id, village_id, valid_from)
);
comment on table cooperatives.service_area is 'Which kelurahan a cooperative serves, dated: a kelurahan may split and a cooperative may serve several.';

create table if not exists cooperatives.state_action (
  regency_id       integer not null,
  id               uuid not null,
  cooperative_id   uuid not null,
  axis             text not null,                  -- facility (the new building) or operation (does it trade): never mixed
  state            text not null,
  effective_on     date not null,                  -- the day it became so
  recorded_at      timestamptz not null default now(),
  recorded_by      text,                           -- user; null when the machine recorded it (set-up, demo)
  recorded_role    text not null,
  on_behalf        boolean not null default false, -- entered by someone who is not of the cooperative
  reason           text,
  source_name      text not null,
  source_date      date not null,
  sample           boolean not null default false,
  file_id          uuid,
  target_on        date,                           -- planned completion, with under_construction
  flags            text[] not null default '{}',   -- steps_skipped, backdated
  corrects_id      uuid,                           -- the earlier action this one takes the place of
  constraint state_action_pk primary key (regency_id, id),
  constraint state_action_corrects_once unique (regency_id, corrects_id),
  constraint state_action_state_known check (
    (axis = 'facility' and state in ('none', 'proposed', 'designated', 'under_construction', 'handed_over'))
    or (axis = 'operation' and state in ('trading', 'not_trading', 'unknown')))
);
comment on table cooperatives.state_action is 'A change of state on one axis. Never edited; corrected by another action.';

create table if not exists cooperatives.place (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  name            text not null,
  address         text,
  latitude        double precision,
  longitude       double precision,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint place_pk primary key (regency_id, id),
  constraint place_point_whole check ((latitude is null) = (longitude is null))
);
comment on table cooperatives.place is 'A place a cooperative uses, with its point where one was taken. Registered placeholders are never copied here.';

create table if not exists cooperatives.premises (
  regency_id        integer not null,
  id                uuid not null,
  cooperative_id    uuid not null,
  use               text not null,
  place_id          uuid not null,
  right_kind        text not null,
  agreement_number  text,
  valid_from        date not null,
  valid_to          date,                          -- first day without it; null while it lasts
  source_name       text not null,
  source_date       date not null,
  sample            boolean not null default false,
  constraint premises_pk primary key (regency_id, id),
  constraint premises_use_known check (use in ('secretariat', 'temporary_office', 'outlet', 'warehouse')),
  constraint premises_right_known check (right_kind in ('rent_of_regional_property', 'operated_by_other_party', 'private_rent', 'lent_by_owner', 'own', 'unclear')),
  constraint premises_dates_in_order check (valid_to is null or valid_to > valid_from)
);
comment on table cooperatives.premises is 'From where a cooperative works, per use, under which right, since when. Not the new building, which is its facility.';

create table if not exists cooperatives.officer (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  name            text not null,
  body            text not null,
  post            text not null,
  term_from       date not null,
  term_to         date,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint officer_pk primary key (regency_id, id),
  constraint officer_body_known check (body in ('board', 'supervisors')),
  constraint officer_post_known check (post in ('chair', 'vice_chair_business', 'vice_chair_membership', 'secretary', 'treasurer', 'member')),
  constraint officer_term_in_order check (term_to is null or term_to > term_from)
);
comment on table cooperatives.officer is 'Board (pengurus) and supervisors (pengawas) with their terms.';

create table if not exists cooperatives.kinship (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  officer_id      uuid not null,
  relative_id     uuid not null,
  relation        text not null,
  constraint kinship_pk primary key (regency_id, officer_id, relative_id),
  constraint kinship_two_people check (officer_id < relative_id)
);
comment on table cooperatives.kinship is 'Declared blood or marriage relation between two officers, which the rules do not allow among board and supervisors.';

create table if not exists cooperatives.requirement (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  kind            text not null,                   -- reference.requirement_kind.code
  met             boolean not null,                -- false withdraws an earlier record
  met_on          date,
  number          text,
  expires_on      date,
  file_id         uuid,
  note            text,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint requirement_pk primary key (regency_id, id),
  constraint requirement_dates_in_order check (expires_on is null or met_on is null or expires_on > met_on)
);
comment on table cooperatives.requirement is 'One record about one required item; the latest of a kind holds.';

create table if not exists cooperatives.commodity_price (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  commodity_code  text not null,
  carried         boolean not null,
  price_idr       bigint,
  effective_on    date not null,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint commodity_price_pk primary key (regency_id, id),
  constraint commodity_price_positive check (price_idr > 0),
  constraint commodity_price_only_if_carried check (carried or price_idr is null)
);
comment on table cooperatives.commodity_price is 'What an outlet carries and at what price, dated. Whole rupiah a pack.';

select platform.distribute('cooperatives.cooperative');
select platform.distribute('cooperatives.service_area');
select platform.distribute('cooperatives.state_action');
select platform.distribute('cooperatives.place');
select platform.distribute('cooperatives.premises');
select platform.distribute('cooperatives.officer');
select platform.distribute('cooperatives.kinship');
select platform.distribute('cooperatives.requirement');
select platform.distribute('cooperatives.commodity_price');

alter table cooperatives.service_area add constraint service_area_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.service_area add constraint service_area_village_fk foreign key (village_id) references reference.region;
alter table cooperatives.state_action add constraint state_action_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.state_action add constraint state_action_corrects_fk foreign key (regency_id, corrects_id) references cooperatives.state_action;
alter table cooperatives.place add constraint place_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.premises add constraint premises_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.premises add constraint premises_place_fk foreign key (regency_id, place_id) references cooperatives.place;
alter table cooperatives.officer add constraint officer_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.kinship add constraint kinship_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.kinship add constraint kinship_officer_fk foreign key (regency_id, officer_id) references cooperatives.officer;
alter table cooperatives.kinship add constraint kinship_relative_fk foreign key (regency_id, relative_id) references cooperatives.officer;
alter table cooperatives.requirement add constraint requirement_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.commodity_price add constraint commodity_price_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table cooperatives.commodity_price add constraint commodity_price_commodity_fk foreign key (commodity_code) references reference.commodity;

create index if not exists service_area_by_village on cooperatives.service_area (regency_id, village_id);
create index if not exists service_area_village_fk on cooperatives.service_area (village_id);
create index if not exists state_action_by_cooperative on cooperatives.state_action (regency_id, cooperative_id, axis, effective_on, recorded_at);
create index if not exists place_by_cooperative on cooperatives.place (regency_id, cooperative_id);
create index if not exists premises_by_cooperative on cooperatives.premises (regency_id, cooperative_id);
create index if not exists premises_by_place on cooperatives.premises (regency_id, place_id);
create index if not exists officer_by_cooperative on cooperatives.officer (regency_id, cooperative_id);
create index if not exists kinship_by_cooperative on cooperatives.kinship (regency_id, cooperative_id);
create index if not exists kinship_by_relative on cooperatives.kinship (regency_id, relative_id);
create index if not exists requirement_by_cooperative on cooperatives.requirement (regency_id, cooperative_id, kind, recorded_at);
create index if not exists commodity_price_by_cooperative on cooperatives.commodity_price (regency_id, cooperative_id, commodity_code, effective_on, recorded_at);
create index if not exists commodity_price_by_commodity on cooperatives.commodity_price (commodity_code);

grant usage on schema cooperatives to lumbung_app;

select platform.protect('cooperatives.cooperative', 'known');
select platform.protect('cooperatives.service_area', 'known');
select platform.protect('cooperatives.state_action', 'known', 'select', 'insert');
select platform.protect('cooperatives.place', 'known');
select platform.protect('cooperatives.premises', 'known');
select platform.protect('cooperatives.officer', 'record');
select platform.protect('cooperatives.kinship', 'record', 'select', 'insert', 'delete');
select platform.protect('cooperatives.requirement', 'record', 'select', 'insert');
select platform.protect('cooperatives.commodity_price', 'known', 'select', 'insert');

-- The state of every cooperative on a day: for each axis the last action in effect by then that no other corrects.
-- What was corrected later is shown corrected for past days too; what was known when is the audit log's to say.
create or replace function cooperatives.states_on(regency integer, day date)
  returns table (
    cooperative_id uuid, name text,
    facility text, facility_since date, facility_action_id uuid,
    operation text, operation_since date, operation_action_id uuid
  )
  language sql stable set search_path = pg_catalog as $$
  with standing as (
    select distinct on (action.cooperative_id, action.axis) action.cooperative_id, action.axis, action.id, action.state, action.effective_on
    from cooperatives.state_action as action
    where action.regency_id = regency and action.effective_on <= day
      and not exists (
        select from cooperatives.state_action as correction
        where correction.regency_id = regency and correction.corrects_id = action.id)
    order by action.cooperative_id, action.axis, action.effective_on desc, action.recorded_at desc, action.id desc
  )
  select cooperative.id, cooperative.name,
    coalesce(facility.state, 'none'), facility.effective_on, facility.id,
    coalesce(operation.state, 'unknown'), operation.effective_on, operation.id
  from cooperatives.cooperative
  left join standing as facility on facility.cooperative_id = cooperative.id and facility.axis = 'facility'
  left join standing as operation on operation.cooperative_id = cooperative.id and operation.axis = 'operation'
  where cooperative.regency_id = regency
    and exists (
      select from cooperatives.service_area as area
      where area.regency_id = regency and area.cooperative_id = cooperative.id and area.valid_from <= day)
$$;
grant execute on function cooperatives.states_on(integer, date) to lumbung_app;

-- What each outlet carries on a day and at what price.
create or replace function cooperatives.prices_on(regency integer, day date)
  returns table (cooperative_id uuid, commodity_code text, price_idr bigint, effective_on date, source_name text, source_date date, sample boolean)
  language sql stable set search_path = pg_catalog as $$
  select latest.cooperative_id, latest.commodity_code, latest.price_idr, latest.effective_on, latest.source_name, latest.source_date, latest.sample
  from (
    select distinct on (price.cooperative_id, price.commodity_code) price.*
    from cooperatives.commodity_price as price
    where price.regency_id = regency and price.effective_on <= day
    order by price.cooperative_id, price.commodity_code, price.effective_on desc, price.recorded_at desc, price.id desc
  ) as latest
  where latest.carried
$$;
grant execute on function cooperatives.prices_on(integer, date) to lumbung_app;
