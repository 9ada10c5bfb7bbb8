-- Why: before a partner supplies, a cooperative is led through that partner's own steps, each in another system. Where it stands, since when and
-- with whom it is stuck is what the Dinas asks first; which steps there are changes with the programme and is therefore dated.
create table if not exists reference.onboarding_programme (
  code        text not null,
  seq         integer not null,
  name        text not null,
  partner_id  uuid not null,
  goods       text not null,                       -- what a partnership that comes of it is about
  constraint onboarding_programme_pk primary key (code),
  constraint onboarding_programme_goods_known check (goods in ('staples', 'lpg'))
);
comment on table reference.onboarding_programme is 'A way by which a partner takes outlets on.';

create table if not exists reference.onboarding_step (
  programme   text not null,
  code        text not null,
  seq         integer not null,
  name        text not null,                       -- what is done in it, for people
  asked_of    text not null,                       -- whose move it is: cooperative, partner
  stage       text,                                -- what the partnership has come to once it is done: applied, verified, active
  source      text not null,
  valid_from  date not null,
  valid_to    date,
  constraint onboarding_step_pk primary key (programme, code, valid_from),
  constraint onboarding_step_asked_of_known check (asked_of in ('cooperative', 'partner')),
  constraint onboarding_step_stage_known check (stage in ('applied', 'verified', 'active')),
  constraint onboarding_step_dates_in_order check (valid_to > valid_from)
);
comment on table reference.onboarding_step is 'Steps of a programme in their usual order; an onboarding goes by those of the day it was opened.';

create table if not exists partners.onboarding (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  partner_id      uuid not null,
  programme       text not null,
  opened_on       date not null,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  source_name     text not null,
  source_date     date not null,
  sample          boolean not null default false,
  constraint onboarding_pk primary key (regency_id, id)
);
comment on table partners.onboarding is 'Append-only: a cooperative set out to be taken on by a partner. Where it stands follows from its actions.';

create table if not exists partners.onboarding_action (
  regency_id      integer not null,
  id              uuid not null,
  onboarding_id   uuid not null,
  cooperative_id  uuid not null,
  partner_id      uuid not null,
  seq             integer not null,
  outcome         text not null,                   -- done, held, rejected, withdrawn
  step            text,                            -- which step is done
  happened_on     date not null,
  waits_on        text,                            -- held: with whom
  note            text,                            -- why it is held, rejected or withdrawn; a number or name where a step is done
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint onboarding_action_pk primary key (regency_id, id),
  constraint onboarding_action_seq_once unique (regency_id, onboarding_id, seq),
  constraint onboarding_action_step_once unique (regency_id, onboarding_id, step),
  constraint onboarding_action_outcome_known check (outcome in ('done', 'held', 'rejected', 'withdrawn')),
  constraint onboarding_action_step_of_done check ((outcome = 'done') = (step is not null)),
  constraint onboarding_action_held_with_whom check ((outcome = 'held') = (waits_on is not null)),
  constraint onboarding_action_waits_on_known check (waits_on in ('cooperative', 'partner', 'agent', 'city', 'ministry', 'other')),
  constraint onboarding_action_says_why check (outcome = 'done' or note is not null)
);
comment on table partners.onboarding_action is 'Append-only: what happened to an onboarding.';

select platform.replicate('reference.onboarding_programme');
select platform.replicate('reference.onboarding_step');
select platform.distribute('partners.onboarding');
select platform.distribute('partners.onboarding_action');

create index if not exists onboarding_programme_by_partner on reference.onboarding_programme (partner_id);
create index if not exists onboarding_by_cooperative on partners.onboarding (regency_id, cooperative_id);
create index if not exists onboarding_by_partner on partners.onboarding (regency_id, partner_id);
create index if not exists onboarding_by_programme on partners.onboarding (programme);

alter table reference.onboarding_programme drop constraint if exists onboarding_programme_partner_fk;
alter table reference.onboarding_programme add constraint onboarding_programme_partner_fk foreign key (partner_id) references reference.partner;
alter table reference.onboarding_step drop constraint if exists onboarding_step_programme_fk;
alter table reference.onboarding_step add constraint onboarding_step_programme_fk
  foreign key (programme) references reference.onboarding_programme;
alter table partners.onboarding drop constraint if exists onboarding_cooperative_fk;
alter table partners.onboarding add constraint onboarding_cooperative_fk
  foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table partners.onboarding drop constraint if exists onboarding_partner_fk;
alter table partners.onboarding add constraint onboarding_partner_fk foreign key (regency_id, partner_id) references partners.partner;
alter table partners.onboarding drop constraint if exists onboarding_programme_fk;
alter table partners.onboarding add constraint onboarding_programme_fk foreign key (programme) references reference.onboarding_programme;
alter table partners.onboarding_action drop constraint if exists onboarding_action_onboarding_fk;
alter table partners.onboarding_action add constraint onboarding_action_onboarding_fk
  foreign key (regency_id, onboarding_id) references partners.onboarding;

grant select on reference.onboarding_programme to lumbung_app;
grant select on reference.onboarding_step to lumbung_app;
select platform.protect('partners.onboarding', 'partnership', 'select', 'insert');
select platform.protect('partners.onboarding_action', 'partnership', 'select', 'insert');

insert into reference.onboarding_programme (code, seq, name, partner_id, goods) values
  ('klik-sphp', 1, 'Klik SPHP', '01980000-0000-7000-8000-000000000001', 'staples'),
  ('rpk', 2, 'Rumah Pangan Kita (RPK)', '01980000-0000-7000-8000-000000000001', 'staples'),
  ('pertamina-lpg', 3, 'LPG Pertamina', '01980000-0000-7000-8000-000000000002', 'lpg')
on conflict do nothing;

insert into reference.onboarding_step (programme, code, seq, name, asked_of, stage, source, valid_from) values
  ('klik-sphp', 'register', 1, 'Daftar di Klik SPHP dengan KTP dan izin usaha', 'cooperative', 'applied', 'madiuntoday, taburapos (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('klik-sphp', 'verify', 2, 'Bulog memeriksa berkas', 'partner', 'verified', 'madiuntoday, taburapos (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('klik-sphp', 'statement', 3, 'Tanda tangan surat pernyataan: tidak mencampur, tidak menjual ke pedagang lain, patuh HET', 'cooperative', null, 'madiuntoday, taburapos (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('klik-sphp', 'activate', 4, 'Bulog mengaktifkan akun untuk memesan', 'partner', 'active', 'madiuntoday, taburapos (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('rpk', 'register', 1, 'Ajukan RPK: KBLI, susunan pengurus, KTP ketua, rekening', 'cooperative', 'applied', 'halamankita (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('rpk', 'verify', 2, 'Bulog memeriksa berkas', 'partner', 'verified', 'halamankita (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('rpk', 'first-order', 3, 'Pesanan pertama paling sedikit Rp 2.000.000', 'cooperative', 'active', 'halamankita (2025); naskah resmi belum dibaca', '2025-01-01'),
  ('pertamina-lpg', 'simkopdes', 1, 'Ajukan kemitraan LPG di SIMKOPDES', 'cooperative', 'applied', 'idntimes, ussindonesia (2025), CNBC 11 Feb 2026', '2025-01-01'),
  ('pertamina-lpg', 'region-check', 2, 'Pertamina wilayah memeriksa terhadap agen yang sudah ada', 'partner', 'verified', 'idntimes, ussindonesia (2025), CNBC 11 Feb 2026', '2025-01-01'),
  ('pertamina-lpg', 'ddms', 3, 'Kemitraan dicatat di DDMS', 'partner', null, 'idntimes, ussindonesia (2025), CNBC 11 Feb 2026', '2025-01-01'),
  ('pertamina-lpg', 'map', 4, 'Daftar Merchant Apps Pertamina (MAP), pembelian nontunai dari agen', 'cooperative', 'active', 'idntimes, ussindonesia (2025), CNBC 11 Feb 2026', '2025-01-01')
on conflict do nothing;
