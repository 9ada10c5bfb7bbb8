-- Why: the task force (Satgas) decides who does what by when; a decision that is not on a list is forgotten by the next meeting.
create schema if not exists taskforce;

create table if not exists taskforce.meeting (
  regency_id      integer not null,
  id              uuid not null,
  held_on         date not null,
  title           text not null,
  location        text,
  attendance      text,                            -- offices present, not persons
  file_id         uuid,                            -- the signed minutes
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  sample          boolean not null default false,
  constraint meeting_pk primary key (regency_id, id)
);
comment on table taskforce.meeting is 'One meeting of the city''s task force.';

create table if not exists taskforce.decision (
  regency_id      integer not null,
  id              uuid not null,
  meeting_id      uuid not null,
  seq             integer not null,
  text            text not null,
  cooperative_id  uuid,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  constraint decision_pk primary key (regency_id, id),
  constraint decision_seq_once unique (regency_id, meeting_id, seq)
);
comment on table taskforce.decision is 'What a meeting decided. Its actions are rows of tasks.task with origin taskforce/decision.';

select platform.distribute('taskforce.meeting');
select platform.distribute('taskforce.decision');
alter table taskforce.decision add constraint decision_meeting_fk foreign key (regency_id, meeting_id) references taskforce.meeting;
alter table taskforce.decision add constraint decision_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
create index if not exists meeting_by_day on taskforce.meeting (regency_id, held_on);
create index if not exists decision_by_meeting on taskforce.decision (regency_id, meeting_id);
create index if not exists decision_by_cooperative on taskforce.decision (regency_id, cooperative_id);

grant usage on schema taskforce to lumbung_app;
select platform.protect('taskforce.meeting', 'city');
select platform.protect('taskforce.decision', 'city', 'select', 'insert');
