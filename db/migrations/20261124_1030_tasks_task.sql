-- Why: "what waits for you" and "who waits for whom since when" are one list, whatever part of the system asks for the work.
create schema if not exists tasks;

create table if not exists tasks.task (
  regency_id       integer not null,
  id               uuid not null,
  kind             text not null,                  -- the words come from tasks.kinds.<kind>, filled with data
  title            text,                           -- free text where a person set the task (task force)
  data             jsonb not null default '{}',
  cooperative_id   uuid,                           -- null: about the city as a whole
  owner_role       text not null,                  -- who must act; within the cooperative's territory where the role is local
  opened_on        date not null,
  due_on           date,
  opened_at        timestamptz not null default now(),
  opened_by        text,
  origin_kind      text not null,                  -- what it came from, as proposals/proposal or taskforce/decision
  origin_id        uuid not null,
  origin_part      integer not null default 0,     -- which of several pieces of work one origin asks of one owner
  settled_on       date,
  settled_at       timestamptz,
  settled_by       text,
  outcome          text,
  note             text,
  last_reminded_at timestamptz,
  reminders        integer not null default 0,
  sample           boolean not null default false,
  constraint task_pk primary key (regency_id, id),
  constraint task_origin_once unique (regency_id, origin_kind, origin_id, kind, owner_role, origin_part),
  constraint task_outcome_known check (outcome in ('done', 'dropped')),
  constraint task_settled_whole check ((settled_on is null) = (outcome is null) and (settled_on is null) = (settled_at is null))
);
comment on table tasks.task is 'One thing that waits for someone: who must do what, about which cooperative, since when, by when.';

select platform.distribute('tasks.task');
alter table tasks.task add constraint task_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
create index if not exists task_waiting on tasks.task (regency_id, owner_role, opened_on) where settled_on is null;
create index if not exists task_by_cooperative on tasks.task (regency_id, cooperative_id, opened_on);

grant usage on schema tasks to lumbung_app;
select platform.protect('tasks.task', 'record');
