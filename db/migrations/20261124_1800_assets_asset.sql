-- Why: which piece of city property could serve which cooperative is asked of one register, not of spreadsheets (docs/rules/assets.md).
-- BKAD's legal fields are written by imports of its register only; the city's own stand beside them; facts that screening reads are dated.

-- An asset lies in a kelurahan, not with a cooperative: who acts for a kelurahan, a kecamatan or a cooperative sees what lies there.
create or replace function platform.policy_expression(kind text) returns text
  language sql immutable set search_path = pg_catalog, public as $$
  select case kind
    when 'regency' then tenant
    when 'city' then tenant || ' and current_setting(''app.scope'', true) = ''regency'''
    when 'record' then tenant || format(local, 'cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])')
    when 'known' then tenant || format(local, 'cooperative_id = any (nullif(current_setting(''app.known_cooperative_ids'', true), '''')::uuid[])')
    when 'partnership' then tenant || format(local, 'cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'territory' then tenant || format(local, 'village_id = any (nullif(current_setting(''app.village_ids'', true), '''')::integer[])')
  end
  from (select 'regency_id = nullif(current_setting(''app.regency_id'', true), '''')::integer' as tenant,
    ' and case when current_setting(''app.scope'', true) = ''regency'' then true else %s end' as local) as bare
$$;

create schema if not exists assets;

create table if not exists assets.asset (
  regency_id          integer not null,
  id                  uuid not null,
  owner_kind          text not null,               -- whose property; each has a legal route of its own
  object              text not null,               -- regency and land: KIB A; regency and building: KIB C
  location_code       text,                        -- kode lokasi of the register
  asset_code          text,                        -- kode barang, Permendagri 108/2016
  register            text,                        -- with its leading zeros
  nibar               text,                        -- permanent number, Permendagri 47/2021
  name                text not null,
  address             text,
  user_agency         text,                        -- the office that uses it (Pengguna Barang)
  land_area_dm2       bigint,                      -- whole dm²: the register has two decimals of a m²
  floor_area_dm2      bigint,
  acquired_year       smallint,
  land_right          text,                        -- Hak Pakai, Hak Pengelolaan … as written
  certificate_number  text,
  certificate_date    date,
  stated_use          text,                        -- Penggunaan, as written
  origin              text,                        -- Asal usul, as written
  price_idr           bigint,
  note                text,
  register_condition  text,                        -- B, KB/RR, RB
  is_storeyed         boolean,
  is_concrete         boolean,
  document_number     text,
  document_date       date,
  land_status         text,
  land_code           text,                        -- of the KIB A a building stands on
  village_id          integer,                     -- null until somebody knows
  latitude            double precision,
  longitude           double precision,
  point_source        text,                        -- survey, map, import
  parcel              jsonb,                       -- GeoJSON Polygon, [lng, lat]
  parcel_area_dm2     bigint,                      -- of the polygon on the ellipsoid
  west                double precision,            -- the box of the parcel, else of the point
  south               double precision,
  east                double precision,
  north               double precision,
  current_use         text not null default 'unknown',
  current_user_name   text,
  used_until          date,                        -- last day of the present use's term
  upkeep_year_idr     bigint,
  fair_rent_year_idr  bigint,
  fair_rent_basis     text,                        -- who set it
  is_divisible        boolean not null default false,  -- may serve several by area
  withdrawn_on        date,
  withdrawn_reason    text,
  revision            integer not null default 1,  -- counts edits, so that two at once do not overwrite each other
  import_id           uuid,                        -- the last import of the register that named it
  source_name         text not null,
  source_date         date not null,
  sample              boolean not null default false,
  registered_at       timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  search_text         text generated always as (lower(
    name || ' ' || coalesce(address, '') || ' ' || coalesce(user_agency, '') || ' ' || coalesce(asset_code, '') || ' '
    || coalesce(register, '') || ' ' || coalesce(certificate_number, '') || ' ' || coalesce(stated_use, ''))) stored,
  constraint asset_pk primary key (regency_id, id),
  constraint asset_identity_once unique (regency_id, location_code, asset_code, register),
  constraint asset_owner_kind_known check (owner_kind in ('regency', 'ministry', 'bumn', 'developer', 'private')),
  constraint asset_object_known check (object in ('land', 'building')),
  constraint asset_identity_whole check (num_nonnulls(location_code, asset_code, register) in (0, 3)),
  constraint asset_of_regency_registered check (owner_kind <> 'regency' or asset_code is not null),
  constraint asset_areas_positive check (land_area_dm2 > 0 and floor_area_dm2 > 0),
  constraint asset_amounts_not_negative check (price_idr >= 0 and upkeep_year_idr >= 0 and fair_rent_year_idr >= 0),
  constraint asset_condition_known check (register_condition in ('good', 'minor_damage', 'major_damage')),
  constraint asset_current_use_known check (current_use in ('unknown', 'idle', 'own_duty', 'used_by_others', 'promised')),
  constraint asset_point_whole check ((latitude is null) = (longitude is null)),
  constraint asset_point_source_known check (point_source in ('survey', 'map', 'import')),
  constraint asset_box_whole check (num_nonnulls(west, south, east, north) in (0, 4)),
  constraint asset_withdrawn_why check ((withdrawn_on is null) = (withdrawn_reason is null))
);
comment on table assets.asset is 'A piece of land or a building that might serve a cooperative. Attributes are as of now; history is asset_change.';
comment on column assets.asset.regency_id is 'Tenant and distribution key.';

create table if not exists assets.observation (
  regency_id     integer not null,
  id             uuid not null,
  asset_id       uuid not null,
  village_id     integer,                          -- the asset's, so that the policy needs no second table
  subject        text not null,                    -- what was looked at: flood, slope, road_access … (observation.ts)
  word           text,                             -- either a word of the subject's list
  number         bigint,                           -- or a number in the subject's unit
  observed_on    date not null,
  authority      text not null,                    -- role whose word it is
  survey_id      uuid,
  note           text,
  source_name    text not null,
  source_date    date not null,
  sample         boolean not null default false,
  recorded_at    timestamptz not null default now(),
  recorded_by    text,
  recorded_role  text not null,
  on_behalf      boolean not null default false,
  constraint observation_pk primary key (regency_id, id),
  constraint observation_one_value check (num_nonnulls(word, number) = 1)
);
comment on table assets.observation is 'What somebody saw or decided about an asset on a day. Append-only; of one subject the latest day counts, then the later id.';

create table if not exists assets.asset_change (
  regency_id     integer not null,
  id             uuid not null,
  asset_id       uuid not null,
  village_id     integer,
  kind           text not null,                    -- reimported, described, located, used, withdrawn, returned
  changes        jsonb not null,                   -- {field: [before, after]}
  reason         text,
  import_id      uuid,
  recorded_at    timestamptz not null default now(),
  recorded_by    text,
  recorded_role  text not null,
  on_behalf      boolean not null default false,
  constraint asset_change_pk primary key (regency_id, id),
  constraint asset_change_kind_known check (kind in ('reimported', 'described', 'located', 'used', 'withdrawn', 'returned'))
);
comment on table assets.asset_change is 'History of an asset, append-only: what each edit and each import changed, from what to what.';

select platform.distribute('assets.asset');
select platform.distribute('assets.observation');
select platform.distribute('assets.asset_change');

create index if not exists asset_by_village on assets.asset (regency_id, village_id, id);
create index if not exists asset_by_name on assets.asset (regency_id, name, id);
create index if not exists asset_village on assets.asset (village_id);
create index if not exists observation_by_asset on assets.observation (regency_id, asset_id, subject, observed_on desc, id desc);
create index if not exists asset_change_by_asset on assets.asset_change (regency_id, asset_id, id);

alter table assets.asset drop constraint if exists asset_village_fk;
alter table assets.asset add constraint asset_village_fk foreign key (village_id) references reference.region;
alter table assets.observation drop constraint if exists observation_asset_fk;
alter table assets.observation add constraint observation_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.asset_change drop constraint if exists asset_change_asset_fk;
alter table assets.asset_change add constraint asset_change_asset_fk foreign key (regency_id, asset_id) references assets.asset;

grant usage on schema assets to lumbung_app;

select platform.protect('assets.asset', 'territory', 'select', 'insert');
select platform.protect('assets.observation', 'territory', 'select', 'insert');
select platform.protect('assets.asset_change', 'territory', 'select', 'insert');
-- What identifies an asset, and whether it is invented, never changes.
grant update (name, address, user_agency, nibar, land_area_dm2, floor_area_dm2, acquired_year, land_right, certificate_number, certificate_date, stated_use,
  origin, price_idr, note, register_condition, is_storeyed, is_concrete, document_number, document_date, land_status, land_code, village_id,
  latitude, longitude, point_source, parcel, parcel_area_dm2, west, south, east, north, current_use, current_user_name, used_until,
  upkeep_year_idr, fair_rent_year_idr, fair_rent_basis, is_divisible, withdrawn_on, withdrawn_reason, revision, import_id, source_name,
  source_date, updated_at) on assets.asset to lumbung_app;
-- Rows about an asset follow it into another kelurahan; nothing else of them changes.
grant update (village_id) on assets.observation to lumbung_app;
grant update (village_id) on assets.asset_change to lumbung_app;
