-- Why: the inventory is read as a list and a map of 20,000 rows under policies, so what it is ordered and narrowed by leads with the regency in an
-- index; land of others has a number of its own; what looks wrong is kept beside the asset, because one wrong row is found by looking at all;
-- and BKAD's fields are corrected by BKAD, so a correction is a proposal with a state.

alter table assets.asset add column if not exists owner_name text;
alter table assets.asset add column if not exists owner_number text;
comment on column assets.asset.owner_name is 'Of what is not the regency''s: the ministry, company, developer or person, as they are called.';
comment on column assets.asset.owner_number is 'The owner''s own number of it; not of the register.';
alter table assets.asset drop constraint if exists asset_owner_number_once;
alter table assets.asset add constraint asset_owner_number_once unique (regency_id, owner_kind, owner_number);

alter table assets.asset drop column if exists search_text;
alter table assets.asset add column if not exists search_text text generated always as (lower(
  name || ' ' || coalesce(address, '') || ' ' || coalesce(user_agency, '') || ' ' || coalesce(asset_code, '') || ' '
  || coalesce(register, '') || ' ' || coalesce(certificate_number, '') || ' ' || coalesce(stated_use, '') || ' '
  || coalesce(owner_name, '') || ' ' || coalesce(owner_number, ''))) stored;
-- Names are ordered without regard to capitals by the collation of the database, which cannot change under an index.
alter table assets.asset add column if not exists name_key text generated always as (left(lower(name), 100)) stored;
alter table assets.asset add column if not exists area_dm2 bigint
  generated always as (case object when 'building' then floor_area_dm2 else land_area_dm2 end) stored;

create table if not exists assets.finding (
  regency_id   integer not null,
  asset_id     uuid not null,
  kind         text not null,                      -- what looks wrong (server/assets/plausibility.ts)
  village_id   integer,                            -- the asset's
  severity     text not null,
  detail       jsonb not null,                     -- figures and other assets that the sentence needs
  found_at     timestamptz not null default now(),
  constraint finding_pk primary key (regency_id, asset_id, kind),
  constraint finding_severity_known check (severity in ('error', 'warning'))
);
comment on table assets.finding is 'What is implausible about an asset, recomputed whenever it or what it is compared with changes. A cache: delete and compute again.';

create table if not exists assets.asset_document (
  regency_id     integer not null,
  id             uuid not null,
  asset_id       uuid not null,
  village_id     integer,
  kind           text not null,
  title          text not null,
  number         text,
  dated_on       date,
  file_id        uuid not null,
  recorded_at    timestamptz not null default now(),
  recorded_by    text,
  recorded_role  text not null,
  on_behalf      boolean not null default false,
  constraint asset_document_pk primary key (regency_id, id),
  constraint asset_document_kind_known check (kind in ('certificate', 'parcel_map', 'decree', 'agreement', 'appraisal', 'other'))
);
comment on table assets.asset_document is 'A document about an asset; its file is one of platform.file. Append-only.';

create table if not exists assets.legal_correction (
  regency_id      integer not null,
  id              uuid not null,
  asset_id        uuid not null,
  village_id      integer,
  field           text not null,                   -- one of BKAD's (server/assets/legal-field.ts)
  register_value  text,                            -- what the register said then, as the form writes it
  proposed_value  text not null,
  reason          text not null,
  file_id         uuid,                            -- the evidence
  state           text not null default 'open',
  exported_at     timestamptz,                     -- when it was first handed to BKAD
  settled_on      date,
  settled_note    text,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint legal_correction_pk primary key (regency_id, id),
  constraint legal_correction_state_known check (state in ('open', 'exported', 'accepted', 'refused', 'overtaken')),
  constraint legal_correction_settled check ((state in ('accepted', 'refused', 'overtaken')) = (settled_on is not null))
);
comment on table assets.legal_correction is 'What BKAD''s register should say, proposed to BKAD. Its fields change only when a later import of the register carries it.';

-- History tells of documents and corrections too, and of an asset's first day.
alter table assets.asset_change drop constraint if exists asset_change_kind_known;
alter table assets.asset_change add constraint asset_change_kind_known check (kind in (
  'registered', 'reimported', 'described', 'located', 'used', 'withdrawn', 'returned', 'documented', 'correction_proposed', 'correction_settled'));

select platform.distribute('assets.finding');
select platform.distribute('assets.asset_document');
select platform.distribute('assets.legal_correction');

drop index if exists assets.asset_by_name;
create index if not exists asset_by_name on assets.asset (regency_id, name_key, id);
create index if not exists asset_by_area on assets.asset (regency_id, coalesce(area_dm2, -1), id);
create index if not exists asset_by_price on assets.asset (regency_id, coalesce(price_idr, -1), id);
create index if not exists asset_by_change on assets.asset (regency_id, updated_at, id);
create index if not exists asset_by_place on assets.asset (regency_id, longitude, latitude) include (village_id) where longitude is not null;
create index if not exists asset_by_certificate on assets.asset (regency_id, certificate_number) where certificate_number is not null;
create index if not exists asset_by_land on assets.asset (regency_id, asset_code, register);
create index if not exists finding_by_kind on assets.finding (regency_id, kind, asset_id);
create index if not exists asset_document_by_asset on assets.asset_document (regency_id, asset_id, id);
create index if not exists asset_document_file on assets.asset_document (regency_id, file_id);
create index if not exists legal_correction_by_asset on assets.legal_correction (regency_id, asset_id, id);
create index if not exists legal_correction_by_state on assets.legal_correction (regency_id, state, id);
create index if not exists legal_correction_file on assets.legal_correction (regency_id, file_id);
create unique index if not exists legal_correction_one_open on assets.legal_correction (regency_id, asset_id, field) where state in ('open', 'exported');

alter table assets.finding drop constraint if exists finding_asset_fk;
alter table assets.finding add constraint finding_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.asset_document drop constraint if exists asset_document_asset_fk;
alter table assets.asset_document add constraint asset_document_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.asset_document drop constraint if exists asset_document_file_fk;
alter table assets.asset_document add constraint asset_document_file_fk foreign key (regency_id, file_id) references platform.file;
alter table assets.legal_correction drop constraint if exists legal_correction_asset_fk;
alter table assets.legal_correction add constraint legal_correction_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.legal_correction drop constraint if exists legal_correction_file_fk;
alter table assets.legal_correction add constraint legal_correction_file_fk foreign key (regency_id, file_id) references platform.file;

select platform.protect('assets.finding', 'territory', 'select', 'insert', 'delete');
select platform.protect('assets.asset_document', 'territory', 'select', 'insert');
select platform.protect('assets.legal_correction', 'territory', 'select', 'insert');
grant update (village_id) on assets.finding to lumbung_app;
grant update (village_id) on assets.asset_document to lumbung_app;
grant update (village_id, state, exported_at, settled_on, settled_note) on assets.legal_correction to lumbung_app;
grant update (owner_name) on assets.asset to lumbung_app;
