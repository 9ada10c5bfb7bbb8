-- Why: people who start a long job want to see how far it is, leave the screen, and find the outcome when they come back.
create table if not exists jobs.run (
  regency_id   integer not null,
  id           uuid not null,
  task         text not null,
  started_by   text not null,                      -- user id; only he sees the run
  state        text not null default 'queued' constraint run_state_known check (state in ('queued', 'running', 'done', 'failed')),
  done_count   integer not null default 0 constraint run_done_not_negative check (done_count >= 0),
  total_count  integer,                            -- null while unknown
  note         text,                               -- key of a text to show: what it does now, or why it failed
  result       jsonb,
  started_at   timestamptz not null default now(),
  finished_at  timestamptz,
  constraint run_pk primary key (regency_id, id),
  constraint run_finished_once_over check ((state in ('done', 'failed')) = (finished_at is not null))
);
comment on table jobs.run is 'A long job that a person started, with its progress. The work itself waits in jobs.outbox and the job queue under the same id.';

alter table jobs.outbox add column if not exists starter jsonb;
comment on column jobs.outbox.starter is 'The person who started a run, his hat and his reach: the work is done as him. Null when the machine works for itself.';

select platform.distribute('jobs.run');
create index if not exists run_by_starter on jobs.run (regency_id, started_by, id);
select platform.protect('jobs.run', 'regency', 'select', 'insert', 'update');
