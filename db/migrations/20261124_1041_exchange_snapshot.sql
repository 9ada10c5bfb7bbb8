-- Why: what SIMKOPDES says stands beside ours with its source and day, and never changes ours (design.md §2, docs/rules/simkopdes.md).
-- Append-only: a wrong snapshot is followed by a better one, for the same day or a later one.
create schema if not exists exchange;

create table if not exists exchange.snapshot (
  regency_id    integer not null,
  id            uuid not null,
  source        text not null constraint snapshot_source_known check (source in ('simkopdes-public')),
  as_of         date not null,                     -- the day the source speaks of; of two for one day the later id holds
  content_hash  text not null,                     -- SHA-256 over the three files' hashes: the same files twice change nothing
  files         jsonb not null,                    -- [{name, kind, sha256, rows}]
  other_rows    integer not null,                  -- rows of other regencies in the same files, counted and dropped
  taken_by      text,                              -- user; null at the command line
  taken_at      timestamptz not null default now(),
  constraint snapshot_pk primary key (regency_id, id),
  constraint snapshot_once unique (regency_id, source, as_of, content_hash)
);
comment on table exchange.snapshot is 'One set of files taken from another system, for one day.';

create table if not exists exchange.snapshot_row (
  regency_id      integer not null,
  snapshot_id     uuid not null,
  file            text not null,                   -- locations, stats or land
  line            integer not null,
  external_id     text not null,                   -- numbered within its file only; never a Kemendagri code
  cooperative_id  uuid,                            -- whom we believe it speaks of; null where a person must decide
  outcome         text not null,                   -- matched, or why not
  raw             jsonb not null,                  -- the cells as they came
  constraint snapshot_row_pk primary key (regency_id, snapshot_id, file, line),
  constraint snapshot_row_file_known check (file in ('locations', 'stats', 'land')),
  constraint snapshot_row_matched check ((outcome = 'matched') = (cooperative_id is not null))
);
comment on table exchange.snapshot_row is 'A readable row of this regency as it came, matched or not.';

create table if not exists exchange.snapshot_problem (
  regency_id    integer not null,
  snapshot_id   uuid not null,
  seq           integer not null,
  file          text not null,
  line          integer not null,
  column_name   text,
  problem       text not null,
  left_out      text not null constraint snapshot_problem_left_out_known check (left_out in ('file', 'row', 'cell')),
  sample        text,                              -- shortened, long digit runs masked
  constraint snapshot_problem_pk primary key (regency_id, snapshot_id, seq)
);
comment on table exchange.snapshot_problem is 'What could not be read, with line and column, and how much was left out for it.';

create table if not exists exchange.snapshot_value (
  regency_id      integer not null,
  snapshot_id     uuid not null,
  cooperative_id  uuid not null,
  figure          text not null,
  number          bigint constraint snapshot_value_reported check (number > 0),   -- zero means "not reported": no row
  unit            text constraint snapshot_value_unit_known check (unit in ('count', 'unit', 'idr')),
  status          text,
  longitude       double precision,
  latitude        double precision,
  constraint snapshot_value_pk primary key (regency_id, snapshot_id, cooperative_id, figure),
  constraint snapshot_value_unit_with_number check ((number is null) = (unit is null)),
  constraint snapshot_value_point_whole check ((longitude is null) = (latitude is null)),
  constraint snapshot_value_one_kind check (num_nonnulls(number, status, longitude) = 1)
);
comment on table exchange.snapshot_value is 'One thing the source says of one cooperative: a number, a word or a point. What it does not report has no row.';

create table if not exists exchange.finding (
  regency_id      integer not null,
  id              uuid not null,
  snapshot_id     uuid not null,
  kind            text not null,
  cooperative_id  uuid,                            -- null when it is about the city
  data            jsonb not null,
  constraint finding_pk primary key (regency_id, id)
);
comment on table exchange.finding is 'Something in a snapshot that a person should look at. It changes nothing by itself.';

select platform.distribute('exchange.snapshot');
select platform.distribute('exchange.snapshot_row');
select platform.distribute('exchange.snapshot_problem');
select platform.distribute('exchange.snapshot_value');
select platform.distribute('exchange.finding');

create index if not exists snapshot_by_day on exchange.snapshot (regency_id, source, as_of, id);
create index if not exists snapshot_row_by_cooperative on exchange.snapshot_row (regency_id, cooperative_id);
create index if not exists snapshot_value_by_cooperative on exchange.snapshot_value (regency_id, cooperative_id, figure);
create index if not exists finding_by_snapshot on exchange.finding (regency_id, snapshot_id, kind);
create index if not exists finding_by_cooperative on exchange.finding (regency_id, cooperative_id);

alter table exchange.snapshot_row drop constraint if exists snapshot_row_snapshot_fk;
alter table exchange.snapshot_row add constraint snapshot_row_snapshot_fk foreign key (regency_id, snapshot_id) references exchange.snapshot;
alter table exchange.snapshot_row drop constraint if exists snapshot_row_cooperative_fk;
alter table exchange.snapshot_row add constraint snapshot_row_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table exchange.snapshot_problem drop constraint if exists snapshot_problem_snapshot_fk;
alter table exchange.snapshot_problem add constraint snapshot_problem_snapshot_fk foreign key (regency_id, snapshot_id) references exchange.snapshot;
alter table exchange.snapshot_value drop constraint if exists snapshot_value_snapshot_fk;
alter table exchange.snapshot_value add constraint snapshot_value_snapshot_fk foreign key (regency_id, snapshot_id) references exchange.snapshot;
alter table exchange.snapshot_value drop constraint if exists snapshot_value_cooperative_fk;
alter table exchange.snapshot_value add constraint snapshot_value_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table exchange.finding drop constraint if exists finding_snapshot_fk;
alter table exchange.finding add constraint finding_snapshot_fk foreign key (regency_id, snapshot_id) references exchange.snapshot;
alter table exchange.finding drop constraint if exists finding_cooperative_fk;
alter table exchange.finding add constraint finding_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;

grant usage on schema exchange to lumbung_app;

select platform.protect('exchange.snapshot', 'regency', 'select', 'insert');
select platform.protect('exchange.snapshot_row', 'city', 'select', 'insert');
select platform.protect('exchange.snapshot_problem', 'city', 'select', 'insert');
select platform.protect('exchange.snapshot_value', 'record', 'select', 'insert');
select platform.protect('exchange.finding', 'record', 'select', 'insert');
