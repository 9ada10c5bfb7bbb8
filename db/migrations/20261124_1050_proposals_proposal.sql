-- Why: 31 cooperatives are "in proposal" without a site; the record of who opened it and what it waits for is what makes that visible.
create schema if not exists proposals;

create table if not exists proposals.proposal (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  opened_on       date not null,
  stage           text not null default 'site_sought',
  closed_on       date,
  close_reason    text,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint proposal_pk primary key (regency_id, id),
  constraint proposal_stage_known check (stage in ('site_sought', 'closed')),
  constraint proposal_closed_whole check ((stage = 'closed') = (closed_on is not null))
);
comment on table proposals.proposal is 'The wish for a new building, opened before a site is known. The proposals part extends it.';

select platform.distribute('proposals.proposal');
alter table proposals.proposal add constraint proposal_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
create unique index if not exists proposal_open_once on proposals.proposal (regency_id, cooperative_id) where stage <> 'closed';
create index if not exists proposal_by_cooperative on proposals.proposal (regency_id, cooperative_id);

grant usage on schema proposals to lumbung_app;
select platform.protect('proposals.proposal', 'record');
