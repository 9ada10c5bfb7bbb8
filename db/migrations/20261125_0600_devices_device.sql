-- Why: an outlet counts and receives goods where there is no signal. Its phone keeps what was done and sends it later, perhaps twice, perhaps
-- after weeks; each thing must arrive once, under the person who did it, and what is missing must show (docs/rules/devices.md).
create schema if not exists devices;

create table if not exists devices.device (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  name            text not null,
  code_hash       bytea,                           -- of the one-time code that enrols it; null once used
  code_until      timestamptz,
  token_hash      bytea,                           -- of what the phone proves itself by; null until enrolled
  enrolled_at     timestamptz,
  seen_at         timestamptz,                     -- last contact, the server's clock
  ahead_seconds   integer,                         -- how far its clock was ahead of ours then
  made_seq        bigint not null default 0,       -- how many things it had made by then; it numbers them without gaps
  waiting         integer not null default 0,      -- how many of them it then still held
  revoked_at      timestamptz,
  revoked_by      text,
  revoked_reason  text,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint device_pk primary key (regency_id, id),
  constraint device_code_once unique (regency_id, code_hash),
  constraint device_counts_not_negative check (made_seq >= 0 and waiting >= 0),
  constraint device_enrolled_with_token check ((enrolled_at is null) = (token_hash is null))
);
comment on table devices.device is 'A phone of one cooperative that works without network. Its token counts for 90 days after it was last seen, and no more once revoked.';

create table if not exists devices.person (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  device_id       uuid not null,
  user_id         text not null,
  grant_id        uuid not null,                   -- under which he works there
  code_hash       bytea,
  code_until      timestamptz,
  joined_at       timestamptz,                     -- when he chose a PIN on the phone; the PIN itself never leaves it
  left_at         timestamptz,
  recorded_at     timestamptz not null default now(),
  constraint person_pk primary key (regency_id, id),
  constraint person_code_once unique (regency_id, code_hash)
);
comment on table devices.person is 'Who may work on a device. A person joins by a code that he got himself, signed in.';

create table if not exists devices.sent_call (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  device_id       uuid not null,
  seq             bigint not null,                 -- its number on that device
  person_id       uuid not null,                   -- as the phone told; a stranger's is refused
  name            text not null,                   -- which call
  content_hash    text not null,                   -- so that sent twice is told from changed
  made_at         timestamptz not null,            -- the phone's clock
  occurred_at     timestamptz not null,            -- what we take it to be: corrected, and bounded by what we saw ourselves
  occurred_on     date not null,
  flags           text[] not null,
  outcome         text not null,
  refusal         text,                            -- its name
  refusal_data    text,                            -- JSON
  body            text,                            -- of what was refused, as it was sent: it happened, and someone must see to it
  settled_at      timestamptz,
  settled_by      text,
  settled_note    text,
  recorded_at     timestamptz not null default now(),
  constraint sent_call_pk primary key (regency_id, id),
  constraint sent_call_outcome_known check (outcome in ('recorded', 'refused')),
  constraint sent_call_refused_says_why check ((outcome = 'refused') = (refusal is not null and body is not null)),
  constraint sent_call_settled_only_refused check (settled_at is null or outcome = 'refused')
);
comment on table devices.sent_call is 'What a device sent and what became of it, written in the transaction of its effect: a thing sent again finds its answer here.';

select platform.distribute('devices.device');
select platform.distribute('devices.person');
select platform.distribute('devices.sent_call');

create index if not exists device_by_cooperative on devices.device (regency_id, cooperative_id);
create index if not exists person_by_device on devices.person (regency_id, device_id);
create index if not exists person_by_cooperative on devices.person (regency_id, cooperative_id);
create index if not exists sent_call_by_device on devices.sent_call (regency_id, device_id, seq);
create index if not exists sent_call_by_cooperative on devices.sent_call (regency_id, cooperative_id, recorded_at);
create index if not exists sent_call_open on devices.sent_call (regency_id, device_id) where outcome = 'refused' and settled_at is null;

alter table devices.device drop constraint if exists device_cooperative_fk;
alter table devices.device add constraint device_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table devices.person drop constraint if exists person_device_fk;
alter table devices.person add constraint person_device_fk foreign key (regency_id, device_id) references devices.device;
alter table devices.sent_call drop constraint if exists sent_call_device_fk;
alter table devices.sent_call add constraint sent_call_device_fk foreign key (regency_id, device_id) references devices.device;

grant usage on schema devices to lumbung_app;
select platform.protect('devices.device', 'record', 'select', 'insert');
grant update (code_hash, code_until, token_hash, enrolled_at, seen_at, ahead_seconds, made_seq, waiting, revoked_at, revoked_by, revoked_reason)
  on devices.device to lumbung_app;
select platform.protect('devices.person', 'record', 'select', 'insert');
grant update (code_hash, code_until, joined_at, left_at) on devices.person to lumbung_app;
select platform.protect('devices.sent_call', 'record', 'select', 'insert');
grant update (settled_at, settled_by, settled_note) on devices.sent_call to lumbung_app;
