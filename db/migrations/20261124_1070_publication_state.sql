-- Why: citizens read what was published, never the city's working tables; and a page of any past day must cost no more than today's.
create schema if not exists publication;

create table if not exists publication.cooperative_state (
  regency_id        integer not null,
  cooperative_id    uuid not null,
  effective_on      date not null,                 -- holds from this day until the cooperative's next row
  name              text not null,
  villages          jsonb not null,                -- [{code, name, district}]
  facility          text not null,
  facility_since    date,
  facility_target   date,
  operation         text not null,
  operation_since   date,
  with_bumn_partner boolean not null,
  partners          jsonb not null,                -- [{name, kind, goods}]
  premises          jsonb not null,                -- [{use, place, address, latitude, longitude, right, since, sample}]
  commodities       jsonb not null,                -- [{code, name, packLabel, goods, priceIdr, since, sample}]
  sources           jsonb not null,                -- [{name, date, sample}], without doubles
  constraint cooperative_state_pk primary key (regency_id, cooperative_id, effective_on)
);
comment on table publication.cooperative_state is 'What the public may know of a cooperative from a day on. Derived; rewritten whole for a cooperative when a fact about it changes.';

create table if not exists publication.regency_summary (
  regency_id          integer not null,
  as_of               date not null,
  cooperatives        integer not null,
  facility            jsonb not null,              -- counts by state
  operation           jsonb not null,              -- counts by state, and withBumnPartner
  refreshed_at        timestamptz not null default now(),
  constraint regency_summary_pk primary key (regency_id)
);
comment on table publication.regency_summary is 'The newest counts of a city: one row a regency, from which national figures are added up without a scan.';

select platform.distribute('publication.cooperative_state');
select platform.distribute('publication.regency_summary');

grant usage on schema publication to lumbung_app;
grant usage on schema publication to lumbung_public;
grant usage on schema publication to lumbung_national;
select platform.protect('publication.cooperative_state', 'regency', 'select', 'insert', 'delete');
select platform.protect('publication.regency_summary', 'regency', 'select', 'insert', 'update');
select platform.open_to('publication.cooperative_state', 'lumbung_public', false, 'select');
select platform.open_to('publication.regency_summary', 'lumbung_public', false, 'select');
select platform.open_to('publication.regency_summary', 'lumbung_national', true, 'select');
