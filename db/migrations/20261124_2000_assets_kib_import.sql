-- Why: BKAD's register comes as files that are never quite right. A file is laid down, read by a job into rows, compared with what is registered, shown,
-- and taken only then; what is wrong with single rows goes back to who wrote them and keeps no other row out.
create table if not exists assets.kib_import (
  regency_id        integer not null,
  id                uuid not null,                 -- made by the browser: the same file sent again is one import
  file_name         text not null,
  bytes             bigint not null,
  sha256            text not null,                 -- of the file, which waits in the inbox until it is read and is then dropped
  as_of             date not null,                 -- the day the register stood so
  sample            boolean not null default false,
  price_unit_given  text,                          -- as the person said, where the file does not or says it wrongly
  location_given    text,                          -- kode lokasi for a file that names none
  state             text not null default 'waiting',
  run_id            uuid,                          -- the job that reads or takes it; absent at the command line
  refused           jsonb,                         -- why the whole file was not read: {kind, …}
  head              jsonb,                         -- what its head said: form, sheet, price unit, location, columns given
  counts            jsonb,                         -- rows by outcome, and what else is to be told of them
  with_doubtful     boolean,                       -- whether doubtful rows were taken as new ones
  uploaded_by       text,
  uploaded_role     text not null,
  uploaded_at       timestamptz not null default now(),
  checked_at        timestamptz,
  taken_at          timestamptz,
  constraint kib_import_pk primary key (regency_id, id),
  constraint kib_import_state_known check (state in ('waiting', 'checked', 'refused', 'taken')),
  constraint kib_import_unit_known check (price_unit_given in ('thousand', 'full')),
  constraint kib_import_checked_has_head check (state not in ('checked', 'taken') or (head is not null and counts is not null and checked_at is not null)),
  constraint kib_import_taken_once check ((state = 'taken') = (taken_at is not null))
);
comment on table assets.kib_import is 'One file of KIB A or KIB C: laid down, checked, taken or left.';

-- No foreign key to the import: a hundred thousand rows are written by one job that holds the import locked.
create table if not exists assets.kib_row (
  regency_id          integer not null,
  import_id           uuid not null,
  line                integer not null,            -- of the file, as people see it
  id                  uuid not null,               -- what the asset, or the line of its history, will be called
  outcome             text not null default 'new', -- new, changed, unchanged, wrong, doubtful
  asset_id            uuid,                        -- the asset it is; of a doubtful row the one it seems to be
  location_code       text,
  asset_code          text,
  register            text,
  name                text,
  address             text,
  user_agency         text,
  nibar               text,
  land_area_dm2       bigint,
  floor_area_dm2      bigint,
  acquired_year       smallint,
  land_right          text,
  certificate_number  text,
  certificate_date    date,
  stated_use          text,
  origin              text,
  price_idr           bigint,
  note                text,
  register_condition  text,
  is_storeyed         boolean,
  is_concrete         boolean,
  document_number     text,
  document_date       date,
  land_status         text,
  land_code           text,
  village_id          integer,                     -- by the words of its address
  problems            jsonb,                       -- [{kind, column, value, other}]
  cells               jsonb,                       -- of a wrong row, as it was written
  mark_import_id      uuid,                        -- the row of an earlier import that this one corrects
  mark_line           integer,
  constraint kib_row_pk primary key (regency_id, import_id, line),
  constraint kib_row_outcome_known check (outcome in ('new', 'changed', 'unchanged', 'wrong', 'doubtful'))
);
comment on table assets.kib_row is 'Rows of a file until it is taken; wrong and doubtful ones stay for the sheet that goes back.';

select platform.distribute('assets.kib_import');
select platform.distribute('assets.kib_row');

create index if not exists kib_import_by_upload on assets.kib_import (regency_id, uploaded_at desc, id desc);

alter table assets.kib_import drop constraint if exists kib_import_regency_fk;
alter table assets.kib_import add constraint kib_import_regency_fk foreign key (regency_id) references reference.region;

select platform.protect('assets.kib_import', 'city', 'select', 'insert', 'update');
select platform.protect('assets.kib_row', 'city', 'select', 'insert', 'update', 'delete');
