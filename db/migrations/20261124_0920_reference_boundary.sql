-- Why: the map draws what the city imported, a set is replaced as a whole, and a map of a past day shows the borders of that day.
-- Tenant tables, in a schema of their own because `reference` holds none; the module reference owns both.
create schema if not exists territory;

create table if not exists territory.boundary_set (
  regency_id    integer not null,
  revision      integer not null constraint boundary_set_revision_positive check (revision > 0),
  valid_from    date not null,                     -- the set of a day is the last to become valid by then
  source        text not null,
  licence       text not null,
  content_hash  text not null,                     -- SHA-256 of the checked geometries by code: the same set twice changes nothing
  warnings      jsonb not null default '[]',       -- what the check found and the importer accepted, shown with the map
  imported_at   timestamptz not null default now(),
  constraint boundary_set_pk primary key (regency_id, revision)
);
comment on table territory.boundary_set is 'One import of all village boundaries of a regency. Never updated: the next import follows it.';

create table if not exists territory.boundary (
  regency_id        integer not null,
  revision          integer not null,
  village_id        integer not null,
  geometry          jsonb not null,                -- GeoJSON Polygon or MultiPolygon, [lng, lat], right-hand rule: for exact tests
  display_geometry  jsonb not null,                -- the same, simplified and rounded to a metre: for maps
  bbox              double precision[] not null constraint boundary_bbox_whole check (cardinality(bbox) = 4),
  area_m2           bigint not null constraint boundary_area_positive check (area_m2 > 0),
  constraint boundary_pk primary key (regency_id, revision, village_id)
);
comment on table territory.boundary is 'The border of one village in one set. Indicative, not legal: every map says so.';

select platform.distribute('territory.boundary_set');
select platform.distribute('territory.boundary');

create index if not exists boundary_by_village on territory.boundary (village_id);

alter table territory.boundary drop constraint if exists boundary_set_fk;
alter table territory.boundary add constraint boundary_set_fk foreign key (regency_id, revision) references territory.boundary_set;
alter table territory.boundary drop constraint if exists boundary_village_fk;
alter table territory.boundary add constraint boundary_village_fk foreign key (village_id) references reference.region;
alter table territory.boundary_set drop constraint if exists boundary_set_regency_fk;
alter table territory.boundary_set add constraint boundary_set_regency_fk foreign key (regency_id) references reference.region;

grant usage on schema territory to lumbung_app;
grant usage on schema territory to lumbung_public;

select platform.protect('territory.boundary_set', 'regency', 'select', 'insert');
select platform.protect('territory.boundary', 'regency', 'select', 'insert');
select platform.open_to('territory.boundary_set', 'lumbung_public', false, 'select');
select platform.open_to('territory.boundary', 'lumbung_public', false, 'select');
