-- Why: borders are imported on screen as well: a file is laid down first, checked by a job whose report outlives the page, and taken only then.
-- Only the newest draft of a city can be taken; what a draft held is emptied once it is taken or followed by another.
create table if not exists territory.boundary_draft (
  regency_id   integer not null,
  id           uuid not null,                      -- made by the browser: the same file sent again is one draft
  file_name    text not null,
  source       text not null,
  licence      text not null,
  valid_from   date not null,
  content      text constraint boundary_draft_content_size check (octet_length(content) <= 20971520),
  sha256       text not null,
  run_id       uuid not null,                      -- the job that checks or takes it
  report       jsonb,                              -- what the check found; absent until it is done
  revision     integer,                            -- the set it became
  uploaded_by  text not null,
  uploaded_at  timestamptz not null default now(),
  constraint boundary_draft_pk primary key (regency_id, id)
);
comment on table territory.boundary_draft is 'A file of borders laid down to be checked, then taken or left.';

select platform.distribute('territory.boundary_draft');

alter table territory.boundary_draft drop constraint if exists boundary_draft_regency_fk;
alter table territory.boundary_draft add constraint boundary_draft_regency_fk foreign key (regency_id) references reference.region;

select platform.protect('territory.boundary_draft', 'city', 'select', 'insert', 'update');
