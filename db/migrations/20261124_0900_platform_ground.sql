-- Why: every later migration stands on the same roles, the same way to protect a table, and the same audit and outbox.
-- Roles own nothing and bypass nothing; only lumbung_owner, who runs migrations, owns.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_jobs'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole noinherit', wanted);
    end if;
  end loop;
end
$$;

alter role lumbung_app set statement_timeout = '30s';
alter role lumbung_app set idle_in_transaction_session_timeout = '60s';
alter role lumbung_app set lock_timeout = '10s';
alter role lumbung_public set statement_timeout = '5s';
alter role lumbung_national set statement_timeout = '15s';

revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

create schema if not exists platform;
create schema if not exists audit;
create schema if not exists jobs;

-- Names and checksums of the migrations that ran.
create table if not exists platform.migration (
  name        text not null constraint migration_pk primary key,
  checksum    text not null,
  applied_at  timestamptz not null default now()
);

-- The approved row-level expressions, one per kind of table (ARCHITECTURE.md, tenancy). The catalogue test compares every policy with these.
create or replace function platform.policy_expression(kind text) returns text
  language sql immutable set search_path = pg_catalog, public as $$
  select case kind
    when 'regency' then tenant
    when 'city' then tenant || ' and current_setting(''app.scope'', true) = ''regency'''
    when 'record' then tenant || ' and (current_setting(''app.scope'', true) = ''regency''
      or cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[]))'
    when 'known' then tenant || ' and (current_setting(''app.scope'', true) = ''regency''
      or cooperative_id = any (nullif(current_setting(''app.known_cooperative_ids'', true), '''')::uuid[]))'
    when 'partnership' then tenant || ' and (current_setting(''app.scope'', true) = ''regency''
      or cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid)'
  end
  from (select 'regency_id = nullif(current_setting(''app.regency_id'', true), '''')::integer' as tenant) as bare
$$;

-- Forces row-level security on a tenant table, gives it its one policy and the app its privileges (never delete or truncate unless named).
create or replace function platform.protect(target regclass, kind text, variadic privileges text[] default array['select', 'insert', 'update'])
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  expression text := platform.policy_expression(kind);
  privilege text;
begin
  if expression is null then raise exception 'no such policy kind: %', kind; end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('drop policy if exists %I on %s', kind, target);
  execute format('create policy %I on %s for all to lumbung_app using (%s) with check (%s)', kind, target, expression, expression);
  foreach privilege in array privileges loop
    if privilege not in ('select', 'insert', 'update', 'delete') then raise exception 'no such privilege: %', privilege; end if;
    execute format('grant %s on %s to lumbung_app', privilege, target);
  end loop;
end
$$;

-- Lets one of the other logins read (or, for lumbung_jobs, work on) a tenant table: across regencies when `everywhere`, else one at a time.
create or replace function platform.open_to(target regclass, reader name, everywhere boolean, variadic privileges text[] default array['select'])
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  expression text := case when everywhere then 'true' else platform.policy_expression('regency') end;
  privilege text;
begin
  execute format('drop policy if exists %I on %s', reader, target);
  execute format('create policy %I on %s for all to %I using (%s) with check (%s)', reader, target, reader, expression, expression);
  foreach privilege in array privileges loop
    execute format('grant %s on %s to %I', privilege, target, reader);
  end loop;
end
$$;

-- On Citus makes a tenant table distributed by regency_id, co-located with all others; on plain PostgreSQL does nothing.
-- Called after `create table` and before foreign keys (the three passes of DDL).
create or replace function platform.distribute(target regclass) returns void
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_distributed_table(target, 'regency_id', colocate_with => case
      when target = 'audit.entry'::regclass then 'none' else 'audit.entry' end);
  end if;
end
$$;

-- On Citus makes a small national table a reference table; on plain PostgreSQL does nothing.
create or replace function platform.replicate(target regclass) returns void
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_reference_table(target);
  end if;
end
$$;

create table if not exists audit.entry (
  regency_id      integer not null,
  id              uuid not null,
  recorded_at     timestamptz not null default now(),
  user_id         text,                            -- who; null when the machine acted (import by command line, nightly job)
  grant_id        uuid,                            -- under which hat
  role            text not null,
  on_behalf       boolean not null default false,  -- entered for a cooperative by someone who is not of it
  action          text not null,                   -- the call's name, as cooperatives/record-facility
  subject_kind    text not null,
  subject_id      text not null,
  cooperative_id  uuid,
  reason          text,
  detail          jsonb not null default '{}',     -- what changed; personal data only as salted hashes
  constraint entry_pk primary key (regency_id, id)
);
comment on table audit.entry is 'One act, appended in the transaction it describes. Never updated, never deleted.';

create table if not exists audit.unsealed (
  regency_id  integer not null,
  entry_id    uuid not null,
  constraint unsealed_pk primary key (regency_id, entry_id)
);
comment on table audit.unsealed is 'Committed entries that wait for the sealer, so that it never scans history.';

create table if not exists audit.seal (
  regency_id  integer not null,
  seq         bigint not null,
  entry_id    uuid not null,
  prev_hash   bytea not null,
  hash        bytea not null,                      -- SHA-256 of RFC 8785 JSON of the entry, seq and prev_hash
  sealed_at   timestamptz not null default now(),
  constraint seal_pk primary key (regency_id, seq),
  constraint seal_entry_once unique (regency_id, entry_id)
);
comment on table audit.seal is 'The chain over audit.entry, one per regency, written by the sealer.';

create table if not exists audit.checkpoint (
  regency_id  integer not null,
  seq         bigint not null,
  hash        bytea not null,
  signed_at   timestamptz not null,
  key_id      text not null,
  signature   bytea not null,                      -- Ed25519 over regency, seq, hash and moment
  constraint checkpoint_pk primary key (regency_id, seq)
);
comment on table audit.checkpoint is 'Signed heads of the chain. They leave the machine, so that a cut tail shows.';

create table if not exists jobs.outbox (
  regency_id   integer not null,
  id           uuid not null,
  task         text not null,
  payload      jsonb not null,
  enqueued_at  timestamptz not null default now(),
  constraint outbox_pk primary key (regency_id, id)
);
comment on table jobs.outbox is 'Work to do once the transaction that wrote it has committed; the forwarder hands it to the job queue.';

select platform.distribute('audit.entry');
select platform.distribute('audit.unsealed');
select platform.distribute('audit.seal');
select platform.distribute('audit.checkpoint');
select platform.distribute('jobs.outbox');

create index if not exists entry_by_subject on audit.entry (regency_id, subject_kind, subject_id, id);
create index if not exists entry_by_cooperative on audit.entry (regency_id, cooperative_id, id);

grant usage on schema platform to lumbung_app;
grant usage on schema audit to lumbung_app;
grant usage on schema audit to lumbung_public;
grant usage on schema audit to lumbung_jobs;
grant usage on schema jobs to lumbung_app;
grant usage on schema jobs to lumbung_jobs;

select platform.protect('audit.entry', 'regency', 'select', 'insert');
select platform.protect('audit.unsealed', 'regency', 'insert');
select platform.protect('audit.seal', 'regency', 'select');
select platform.protect('audit.checkpoint', 'regency', 'select');
select platform.protect('jobs.outbox', 'regency', 'insert');
select platform.open_to('audit.entry', 'lumbung_jobs', true, 'select');
select platform.open_to('audit.unsealed', 'lumbung_jobs', true, 'select', 'delete');
select platform.open_to('audit.seal', 'lumbung_jobs', true, 'select', 'insert');
select platform.open_to('audit.checkpoint', 'lumbung_jobs', true, 'select', 'insert');
select platform.open_to('audit.seal', 'lumbung_public', false, 'select');
select platform.open_to('jobs.outbox', 'lumbung_jobs', true, 'select', 'delete');
