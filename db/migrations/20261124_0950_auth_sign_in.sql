-- Why: people sign in before any city is known, so who they are, their sessions and their tries belong to no tenant.
-- Tables of the sign-in library in our spelling, and beside them what it does not keep: when a session was last used,
-- when a user was disabled, the last accepted step of a second factor, and the tries of the last fifteen minutes.
create schema if not exists auth;

create table if not exists auth.user (
  id                  text not null constraint user_pk primary key,
  name                text not null,
  email               text not null constraint user_email_lower check (email = lower(email)),
  email_verified      boolean not null default false,
  image               text,
  two_factor_enabled  boolean not null default false,
  disabled_at         timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint user_email_once unique (email)
);
comment on table auth.user is 'A person who may sign in. What he may do is said by his grants, never here.';
comment on column auth.user.disabled_at is 'Since when no session of his is accepted; his grants stay for the record.';

create table if not exists auth.session (
  id          text not null constraint session_pk primary key,
  token       text not null constraint session_token_once unique,
  user_id     text not null,
  ip_address  text,
  user_agent  text,
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
comment on table auth.session is 'A signed-in browser. Ends twelve hours after sign-in, or thirty minutes after seen_at.';
comment on column auth.session.token is 'Worthless without the signature in the cookie, which the server''s key makes.';
comment on column auth.session.seen_at is 'Written at most once a minute.';

create table if not exists auth.account (
  id                        text not null constraint account_pk primary key,
  account_id                text not null,
  provider_id               text not null,
  user_id                   text not null,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  password                  text,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  constraint account_once unique (provider_id, account_id)
);
comment on table auth.account is 'How a user proves himself. Today only provider ''credential'': an argon2id hash in password.';

create table if not exists auth.verification (
  id          text not null constraint verification_pk primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
comment on table auth.verification is 'A sign-in that waits for its second factor, for ten minutes, and how often it was tried.';

create table if not exists auth.two_factor (
  id                         text not null constraint two_factor_pk primary key,
  user_id                    text not null constraint two_factor_once_per_user unique,
  secret                     text not null,
  backup_codes               text not null,
  verified                   boolean not null default true,
  failed_verification_count  integer not null default 0,
  locked_until               timestamptz,
  last_step                  bigint
);
comment on table auth.two_factor is 'A user''s authenticator app and backup codes, both encrypted with the server''s key.';
comment on column auth.two_factor.last_step is 'The 30 s step of the last accepted code: a code of this step or an earlier one is refused.';

create table if not exists auth.attempt (
  bucket  text not null constraint attempt_pk primary key,
  tries   timestamptz[] not null
);
comment on table auth.attempt is 'Failed or unfinished tries of the last fifteen minutes. A bucket is the hash of what is limited: an account, a network, both, or a known device.';

create index if not exists session_by_user on auth.session (user_id);
create index if not exists session_by_expiry on auth.session (expires_at);
create index if not exists account_by_user on auth.account (user_id);
create index if not exists verification_by_identifier on auth.verification (identifier);

alter table auth.session drop constraint if exists session_user_fk;
alter table auth.session add constraint session_user_fk foreign key (user_id) references auth.user on delete cascade;
alter table auth.account drop constraint if exists account_user_fk;
alter table auth.account add constraint account_user_fk foreign key (user_id) references auth.user on delete cascade;
alter table auth.two_factor drop constraint if exists two_factor_user_fk;
alter table auth.two_factor add constraint two_factor_user_fk foreign key (user_id) references auth.user on delete cascade;

grant usage on schema auth to lumbung_app;
grant select, insert, update on auth.user to lumbung_app;
grant select, insert, update, delete on auth.session to lumbung_app;
grant select, insert, update on auth.account to lumbung_app;
grant select, insert, update, delete on auth.verification to lumbung_app;
grant select, insert, update, delete on auth.two_factor to lumbung_app;
grant select, insert, update, delete on auth.attempt to lumbung_app;
