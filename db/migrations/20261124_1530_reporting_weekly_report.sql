-- Why: a mayor opens last week's report again and must find what was told him then, not what is known now.
-- A report is made once and never changed; its paper is a file of the city, found by its hash.
create schema if not exists reporting;

create table if not exists reporting.weekly_report (
  regency_id  integer not null,
  id          uuid not null,                      -- made by the browser: asking twice makes one report
  year        integer not null,
  number      integer not null constraint weekly_report_number_positive check (number > 0),
  as_of       date not null,
  made_at     timestamptz not null default now(),
  made_by     text not null,
  made_role   text not null,
  file_id     uuid not null,
  seal_seq    bigint,                             -- the sealed head of the audit log that it prints; none before the first seal
  seal_hash   text,
  constraint weekly_report_pk primary key (regency_id, id),
  constraint weekly_report_number_once unique (regency_id, year, number),
  constraint weekly_report_seal_whole check ((seal_seq is null) = (seal_hash is null))
);
comment on table reporting.weekly_report is 'A weekly report to the mayor as it was given, numbered within its year.';

select platform.distribute('reporting.weekly_report');

alter table reporting.weekly_report add constraint weekly_report_file_fk foreign key (regency_id, file_id) references platform.file;
create index if not exists weekly_report_by_file on reporting.weekly_report (regency_id, file_id);

grant usage on schema reporting to lumbung_app;
select platform.protect('reporting.weekly_report', 'city', 'select', 'insert');
