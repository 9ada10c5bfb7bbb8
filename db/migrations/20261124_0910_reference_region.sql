-- Why: any city of Indonesia can be chosen at set-up, names and codes change by regulation, and provinces, districts and
-- villages split. So a region has our own number, and its code is an attribute with dates (docs/rules/regions.md).
-- Small tables without a tenant; written by the owner only (seeding and splits), read by everyone.
create schema if not exists reference;

create table if not exists reference.dataset (
  name       text not null constraint dataset_pk primary key,
  version    text not null,
  source     text not null,
  licence    text not null,
  loaded_at  timestamptz not null default now()
);
comment on table reference.dataset is 'What was loaded into this schema, which version, from where and under which licence. Shown as attribution.';

create table if not exists reference.region (
  id          integer not null constraint region_pk primary key,
  level       text not null constraint region_level_known check (level in ('province', 'regency', 'district', 'village')),
  parent_id   integer,
  name        text not null constraint region_name_filled check (name <> ''),
  kind        text not null constraint region_kind_known
    check (kind in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa', 'desa-adat')),
  time_zone   text constraint region_time_zone_known check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  centre_lng  double precision constraint region_centre_lng_range check (centre_lng between 90 and 145),
  centre_lat  double precision constraint region_centre_lat_range check (centre_lat between -15 and 10),
  area_m2     bigint constraint region_area_positive check (area_m2 > 0),
  valid_from  date not null default '-infinity',
  valid_to    date not null default 'infinity',
  constraint region_parent_above check ((level = 'province') = (parent_id is null)),
  constraint region_zone_on_regency check ((level = 'regency') = (time_zone is not null)),
  constraint region_centre_whole check ((centre_lng is null) = (centre_lat is null)),
  constraint region_lives check (valid_from < valid_to)
);
comment on table reference.region is 'A province, regency (kabupaten, kota), district (kecamatan) or village (kelurahan, desa). The id of a regency is the regency_id of every tenant table and never changes.';
comment on column reference.region.centre_lng is 'A point inside the region, degrees east: where its circle is drawn while no boundary is imported.';
comment on column reference.region.valid_from is 'First day it exists; -infinity where the source does not say.';
comment on column reference.region.valid_to is 'First day it no longer exists; infinity while it does.';

create table if not exists reference.region_code (
  authority   text not null constraint region_code_authority_known check (authority in ('kemendagri', 'bps')),
  code        text not null,
  valid_from  date not null default '-infinity',
  valid_to    date not null default 'infinity',
  region_id   integer not null,
  constraint region_code_pk primary key (authority, code, valid_to),                 -- so a code has one current holder
  constraint region_code_one_a_time unique (region_id, authority, valid_to),         -- and a region one current code
  constraint region_code_lives check (valid_from < valid_to)
);
comment on table reference.region_code is 'The government''s codes as dated attributes: a code may pass to another region, a region may get another code.';

create table if not exists reference.region_alias (
  region_id  integer not null,
  alias_key  text not null constraint region_alias_key_bare check (alias_key ~ '^[a-z0-9]+$'),
  spelling   text not null,
  source     text not null,
  constraint region_alias_pk primary key (region_id, alias_key)
);
comment on table reference.region_alias is 'Other spellings people and systems use, keyed by letters and digits in lower case. Matched whole, never by prefix.';

create table if not exists reference.region_succession (
  predecessor_id  integer not null,
  successor_id    integer not null,
  happened_on     date not null,
  legal_basis     text not null,
  constraint region_succession_pk primary key (predecessor_id, successor_id),
  constraint region_succession_moves_on check (predecessor_id <> successor_id)
);
comment on table reference.region_succession is 'Which regions took the place of which, since when and by which regulation.';

select platform.replicate('reference.dataset');
select platform.replicate('reference.region');
select platform.replicate('reference.region_code');
select platform.replicate('reference.region_alias');
select platform.replicate('reference.region_succession');

create index if not exists region_by_parent on reference.region (parent_id);
create index if not exists region_succession_by_successor on reference.region_succession (successor_id);

alter table reference.region drop constraint if exists region_parent_fk;
alter table reference.region add constraint region_parent_fk foreign key (parent_id) references reference.region;
alter table reference.region_code drop constraint if exists region_code_region_fk;
alter table reference.region_code add constraint region_code_region_fk foreign key (region_id) references reference.region;
alter table reference.region_alias drop constraint if exists region_alias_region_fk;
alter table reference.region_alias add constraint region_alias_region_fk foreign key (region_id) references reference.region;
alter table reference.region_succession drop constraint if exists region_succession_predecessor_fk;
alter table reference.region_succession add constraint region_succession_predecessor_fk foreign key (predecessor_id) references reference.region;
alter table reference.region_succession drop constraint if exists region_succession_successor_fk;
alter table reference.region_succession add constraint region_succession_successor_fk foreign key (successor_id) references reference.region;

grant usage on schema reference to lumbung_app;
grant usage on schema reference to lumbung_public;
grant usage on schema reference to lumbung_national;
grant usage on schema reference to lumbung_jobs;
alter default privileges in schema reference grant select on tables to lumbung_app;
alter default privileges in schema reference grant select on tables to lumbung_public;
alter default privileges in schema reference grant select on tables to lumbung_national;
alter default privileges in schema reference grant select on tables to lumbung_jobs;
grant select on all tables in schema reference to lumbung_app;
grant select on all tables in schema reference to lumbung_public;
grant select on all tables in schema reference to lumbung_national;
grant select on all tables in schema reference to lumbung_jobs;
