-- Why: what a person may do is a set of dated grants, each one hat: a role within one scope. A lurah who supervises and
-- proposes holds two. People come in by invitation, the first one by a link on the server's console.
create table if not exists auth.grant (
  id              uuid not null constraint grant_pk primary key,
  user_id         text not null,
  role            text not null,
  regency_id      integer,
  district_id     integer,
  village_id      integer,
  cooperative_id  uuid,
  partner_id      uuid,
  lender_id       uuid,
  valid_from      date not null,
  valid_to        date not null default 'infinity',
  given_by        text,
  given_at        timestamptz not null default now(),
  ended_by        text,
  ended_at        timestamptz,
  constraint grant_lives check (valid_from <= valid_to),
  constraint grant_one_scope check (num_nonnulls(district_id, village_id, cooperative_id, partner_id, lender_id) <= 1),
  constraint grant_place_in_regency check (regency_id is not null or num_nonnulls(district_id, village_id, cooperative_id) = 0),
  constraint grant_not_to_oneself check (given_by <> user_id)
);
comment on table auth.grant is 'A role a person holds within a scope, from valid_from until the day before valid_to. Ended by setting valid_to, never deleted.';
comment on column auth.grant.regency_id is 'Null for a role of the nation, which reaches every regency.';
comment on column auth.grant.given_by is 'User who gave it; null for the first administrator, sample data and the command line.';

create table if not exists auth.invitation (
  id              uuid not null constraint invitation_pk primary key,
  token_hash      bytea not null constraint invitation_token_once unique,
  email           text not null constraint invitation_email_lower check (email = lower(email)),
  role            text not null,
  regency_id      integer not null,
  district_id     integer,
  village_id      integer,
  cooperative_id  uuid,
  partner_id      uuid,
  lender_id       uuid,
  valid_to        date not null default 'infinity',
  invited_by      text not null,
  invited_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  withdrawn_at    timestamptz,
  grant_id        uuid,
  constraint invitation_one_scope check (num_nonnulls(district_id, village_id, cooperative_id, partner_id, lender_id) <= 1),
  constraint invitation_settled_once check (accepted_at is null or withdrawn_at is null),
  constraint invitation_accepted_gives check ((accepted_at is null) = (grant_id is null))
);
comment on table auth.invitation is 'An offered grant. Only the hash of its one-time link is kept.';

create table if not exists auth.first_setup (
  only_row    boolean not null default true constraint first_setup_pk primary key constraint first_setup_only_row check (only_row),
  token_hash  bytea not null,
  made_at     timestamptz not null default now(),
  used_at     timestamptz
);
comment on table auth.first_setup is 'The one-time link printed on the console of an empty system. Once used, no other is ever made.';

create index if not exists grant_by_user on auth.grant (user_id);
create index if not exists grant_by_regency on auth.grant (regency_id, user_id);
create index if not exists grant_by_giver on auth.grant (given_by);
create index if not exists grant_by_ender on auth.grant (ended_by);
create index if not exists invitation_by_regency on auth.invitation (regency_id, id);
create index if not exists invitation_by_inviter on auth.invitation (invited_by);
create index if not exists invitation_by_grant on auth.invitation (grant_id);

alter table auth.grant drop constraint if exists grant_user_fk;
alter table auth.grant add constraint grant_user_fk foreign key (user_id) references auth.user;
alter table auth.grant drop constraint if exists grant_giver_fk;
alter table auth.grant add constraint grant_giver_fk foreign key (given_by) references auth.user;
alter table auth.grant drop constraint if exists grant_ender_fk;
alter table auth.grant add constraint grant_ender_fk foreign key (ended_by) references auth.user;
alter table auth.invitation drop constraint if exists invitation_inviter_fk;
alter table auth.invitation add constraint invitation_inviter_fk foreign key (invited_by) references auth.user;
alter table auth.invitation drop constraint if exists invitation_grant_fk;
alter table auth.invitation add constraint invitation_grant_fk foreign key (grant_id) references auth.grant;

grant select, insert, update on auth.grant to lumbung_app;
grant select, insert, update on auth.invitation to lumbung_app;
grant select, insert, update on auth.first_setup to lumbung_app;
