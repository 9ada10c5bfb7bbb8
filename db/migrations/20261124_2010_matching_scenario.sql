-- Why: a match is argued about for months: its input, weights and answer are kept as they were, and the rules and unit costs it went by
-- are dated rows with their basis, because most of them are assumptions today and will be replaced one by one (docs/rules/matching.md).
create table if not exists reference.match_rule (
  code         text not null,                      -- what it rules: place_adjacent, share, ready, remedy … (docs/rules/matching.md)
  detail       text not null,                      -- of which use, criterion, subject=word, region; empty where there is only one
  value        bigint,                             -- in the unit; null: not allowed, or it cannot be put right
  unit         text not null,
  basis        text not null,
  standing     text not null,
  valid_from   date not null,
  valid_to     date,
  constraint match_rule_pk primary key (code, detail, valid_from),
  constraint match_rule_unit_known check (unit in ('idr', 'idr_per_m', 'idr_per_m2', 'dm2', 'm', 'points', 'yes')),
  constraint match_rule_standing_known check (standing in ('sourced', 'secondary', 'assumption')),
  constraint match_rule_value_not_negative check (value >= 0),
  constraint match_rule_dates_in_order check (valid_to > valid_from)
);
comment on table reference.match_rule is 'Where a site may lie, what it must offer and what things cost, as a match counts them; dated, each with its basis.';

create schema if not exists matching;

create table if not exists matching.scenario (
  regency_id         integer not null,
  id                 uuid not null,                -- made by whoever asks: asking twice makes one scenario
  name               text not null,
  day                date not null,                -- the facts and rules of this day
  uses               text[] not null,              -- most important first
  weights            jsonb not null,               -- {distance, access, ready, equity}, 0 to 5
  counts_unknown     boolean not null,             -- what if every open criterion were settled well
  locked             jsonb not null,               -- [{cooperativeId, siteId, use}]
  forbidden          jsonb not null,
  state              text not null default 'asked',
  run_id             uuid,
  rules_version      text not null,                -- hash of the rules it went by
  input_hash         text not null,
  problem            jsonb not null,               -- the whole input: the answer can be found again from it alone
  caveats            jsonb not null,               -- what in the input is a sample or an assumption
  sample             boolean not null,
  answer             jsonb,
  result_hash        text,                         -- of answer and explanations: two runs of one input have the same
  solver             text,
  proven             boolean,
  gap_served         integer,                      -- more that might be served where the time ran out
  gap_burden         bigint,
  served_count       integer,
  need_count         integer,
  burden             bigint,                       -- in units of Rp 100,000
  unserved_permille  integer,                      -- largest unserved share of a district
  asked_at           timestamptz not null default now(),
  asked_by           text,
  asked_role         text not null,
  solved_at          timestamptz,
  published_on       date,
  constraint scenario_pk primary key (regency_id, id),
  constraint scenario_state_known check (state in ('asked', 'solved')),
  constraint scenario_uses_known check (uses <@ array['new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office'] and cardinality(uses) > 0),
  constraint scenario_solved_whole check ((state = 'solved') = (result_hash is not null)),
  constraint scenario_published_solved check (published_on is null or state = 'solved')
);
comment on table matching.scenario is 'One match that was asked for, with its input and answer as they were. Once solved only its publication changes.';

create table if not exists matching.outcome (
  regency_id      integer not null,
  scenario_id     uuid not null,
  cooperative_id  uuid not null,
  use             text not null,
  scenario_name   text not null,                   -- beside the row, for whoever may not see scenarios
  day             date not null,
  asset_id        uuid,                            -- null: not served
  metres          integer,
  score           integer,
  burden          bigint,
  ready_idr       bigint,
  explanation     jsonb not null,                  -- why, what binds, what is missing, what would change it
  named           jsonb not null,                  -- names of the sites, cooperatives and kelurahan it speaks of
  sample          boolean not null,
  constraint outcome_pk primary key (regency_id, scenario_id, cooperative_id, use)
);
comment on table matching.outcome is 'What a match says of one cooperative and use, and why. Never changed.';

create table if not exists matching.second_best (
  regency_id      integer not null,
  scenario_id     uuid not null,
  cooperative_id  uuid not null,
  use             text not null,
  asset_id        uuid,                            -- what it would get instead; null: nothing
  burden_more     bigint not null,
  served_fewer    integer not null,
  moved           jsonb not null,                  -- who else would change: [{cooperativeId, use, from, to}]
  named           jsonb not null,
  proven          boolean not null,
  solved_at       timestamptz not null default now(),
  constraint second_best_pk primary key (regency_id, scenario_id, cooperative_id, use)
);
comment on table matching.second_best is 'What a match would be without one of its pairs, solved when somebody asked. Never changed.';

create table if not exists publication.match_outcome (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  use             text not null,
  day             date not null,
  is_served       boolean not null,
  place           text,                            -- name of the lot and its kelurahan
  reason          text,                            -- why not, as a key of the public words
  named           jsonb not null,                  -- what the key is filled with
  sample          boolean not null,
  constraint match_outcome_pk primary key (regency_id, cooperative_id, use)
);
comment on table publication.match_outcome is 'Which lot the published match gives a cooperative, or why none. Rewritten whole when a scenario is published.';

select platform.replicate('reference.match_rule');
select platform.distribute('matching.scenario');
select platform.distribute('matching.outcome');
select platform.distribute('matching.second_best');
select platform.distribute('publication.match_outcome');

alter table matching.outcome drop constraint if exists outcome_scenario_fk;
alter table matching.outcome add constraint outcome_scenario_fk foreign key (regency_id, scenario_id) references matching.scenario;
alter table matching.outcome drop constraint if exists outcome_cooperative_fk;
alter table matching.outcome add constraint outcome_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table matching.outcome drop constraint if exists outcome_asset_fk;
alter table matching.outcome add constraint outcome_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table matching.second_best drop constraint if exists second_best_outcome_fk;
alter table matching.second_best add constraint second_best_outcome_fk
  foreign key (regency_id, scenario_id, cooperative_id, use) references matching.outcome;
alter table matching.second_best drop constraint if exists second_best_asset_fk;
alter table matching.second_best add constraint second_best_asset_fk foreign key (regency_id, asset_id) references assets.asset;

create index if not exists outcome_by_cooperative on matching.outcome (regency_id, cooperative_id, scenario_id);
create index if not exists outcome_by_asset on matching.outcome (regency_id, asset_id);
create index if not exists second_best_by_asset on matching.second_best (regency_id, asset_id);

grant usage on schema matching to lumbung_app;
grant select on reference.match_rule to lumbung_app;
select platform.protect('matching.scenario', 'city', 'select', 'insert');
select platform.protect('matching.outcome', 'record', 'select', 'insert');
select platform.protect('matching.second_best', 'city', 'select', 'insert');
select platform.protect('publication.match_outcome', 'regency', 'select', 'insert', 'delete');
select platform.write_city_wide('publication.match_outcome');
select platform.open_to('publication.match_outcome', 'lumbung_public', false, 'select');
-- What was asked never changes; what was found is written once, by the store's own condition on the state.
grant update (state, run_id, answer, result_hash, solver, proven, gap_served, gap_burden, served_count, need_count, burden, unserved_permille,
  solved_at, published_on) on matching.scenario to lumbung_app;

insert into reference.match_rule (code, detail, value, unit, basis, standing, valid_from)
select code, detail, value, unit, basis, standing, date '2025-03-27'
from (values
  ('place_adjacent', 'new_building', 50000000::bigint, 'idr', 'Asumsi: gerai di kelurahan tetangga masih dapat diterima, dengan beban', 'assumption'),
  ('place_adjacent', 'outlet', 50000000, 'idr', 'Asumsi, seperti gerai baru', 'assumption'),
  ('place_adjacent', 'warehouse', 20000000, 'idr', 'Asumsi: gudang tidak didatangi warga', 'assumption'),
  ('place_adjacent', 'secretariat', null, 'idr', 'Sekretariat berkedudukan di kelurahannya, Juklak Menkop 1/2025', 'secondary'),
  ('place_adjacent', 'temporary_office', 30000000, 'idr', 'Asumsi: kantor sementara boleh menumpang di tetangga', 'assumption'),
  ('place_city', 'new_building', null, 'idr', 'Asumsi: gerai harus dekat warganya', 'assumption'),
  ('place_city', 'outlet', null, 'idr', 'Asumsi: gerai harus dekat warganya', 'assumption'),
  ('place_city', 'warehouse', 60000000, 'idr', 'Asumsi: gudang boleh di mana saja di kota', 'assumption'),
  ('place_city', 'secretariat', null, 'idr', 'Sekretariat berkedudukan di kelurahannya, Juklak Menkop 1/2025', 'secondary'),
  ('place_city', 'temporary_office', null, 'idr', 'Asumsi', 'assumption'),
  ('share', 'new_building', 100000, 'dm2', 'Lahan paling sedikit 1.000 m², kriteria Wamendagri (2), pemberitaan', 'secondary'),
  ('share', 'outlet', 10200, 'dm2', 'Ruang toko 6 × 17 m pada gambar baku', 'secondary'),
  ('share', 'warehouse', 8000, 'dm2', 'Asumsi', 'assumption'),
  ('share', 'secretariat', 2000, 'dm2', 'Asumsi', 'assumption'),
  ('share', 'temporary_office', 3000, 'dm2', 'Asumsi', 'assumption'),
  ('owner_kind', 'regency', 1, 'yes', 'Aset kota lebih dulu; milik pihak lain memerlukan jalur hukum tersendiri', 'secondary'),
  ('metre', '', 25000, 'idr_per_m', 'Asumsi: Rp 25 juta per km jarak rata-rata warga selama masa pakai', 'assumption'),
  ('access_point', '', 1000000, 'idr', 'Asumsi: 100 titik akses sulit setara Rp 100 juta', 'assumption'),
  ('unserved_permille', '', 500000, 'idr', 'Asumsi: satu kecamatan tanpa layanan sama sekali setara Rp 500 juta', 'assumption'),
  ('join', '', 15000000, 'idr', 'Asumsi: ukur, batas dan surat dua bidang menjadi satu', 'assumption'),
  ('join_distance', '', 20, 'm', 'Asumsi: dua bidang berjarak paling jauh 20 m', 'assumption'),
  ('route', '', 30000000, 'idr', 'Asumsi: surat-menyurat dan penilaian aset milik pihak lain', 'assumption'),
  ('access', 'asphalt', 0, 'points', 'Kelas jalan SIMKOPDES; titik asumsi', 'assumption'),
  ('access', 'concrete', 10, 'points', 'Kelas jalan SIMKOPDES; titik asumsi', 'assumption'),
  ('access', 'stone', 50, 'points', 'Kelas jalan SIMKOPDES; titik asumsi', 'assumption'),
  ('access', 'earth', 80, 'points', 'Kelas jalan SIMKOPDES; titik asumsi', 'assumption'),
  ('access', 'none', 100, 'points', 'Asumsi', 'assumption'),
  ('access', '', 60, 'points', 'Asumsi: jalan yang belum diketahui', 'assumption'),
  ('ready', 'cut_and_fill=light', 75000000, 'idr', 'Asumsi: galian dan timbunan ringan sekitar 1.000 m²', 'assumption'),
  ('ready', 'cleared=overgrown', 15000000, 'idr', 'Asumsi: pembersihan semak', 'assumption'),
  ('ready', 'cleared=occupied', 60000000, 'idr', 'Asumsi: pengosongan', 'assumption'),
  ('ready', 'electricity=near', 10000000, 'idr', 'Asumsi: sambungan baru', 'assumption'),
  ('ready', 'electricity=absent', 60000000, 'idr', 'Asumsi: perluasan jaringan', 'assumption'),
  ('ready', 'water=near', 8000000, 'idr', 'Asumsi: sambungan baru', 'assumption'),
  ('ready', 'water=absent', 40000000, 'idr', 'Asumsi: sumur bor', 'assumption'),
  ('ready', 'road_access=earth', 80000000, 'idr', 'Asumsi: pengerasan 100 m jalan masuk', 'assumption'),
  ('ready', 'road_access=stone', 30000000, 'idr', 'Asumsi: perataan jalan masuk', 'assumption'),
  ('ready', 'building_condition=minor_damage', 50000000, 'idr', 'Asumsi: perbaikan ringan', 'assumption'),
  ('settle', '', 1000000, 'idr', 'Asumsi: satu kunjungan petugas', 'assumption'),
  ('settle', 'title', 10000000, 'idr', 'Asumsi: ukur dan pendaftaran sertipikat aset pemda', 'assumption'),
  ('settle', 'landslide', 7500000, 'idr', 'Asumsi: penilaian geologi', 'assumption'),
  ('settle', 'soil', 7500000, 'idr', 'Asumsi: sondir dua titik', 'assumption'),
  ('settle', 'slope', 3000000, 'idr', 'Asumsi: ukur topografi', 'assumption'),
  ('remedy', 'slope', 400000000, 'idr', 'Asumsi: galian dan timbunan besar', 'assumption'),
  ('remedy', 'cut_and_fill', 400000000, 'idr', 'Asumsi: galian dan timbunan besar', 'assumption'),
  ('remedy', 'soil', 250000000, 'idr', 'Asumsi: pondasi tiang', 'assumption'),
  ('remedy', 'road_access', 120000000, 'idr', 'Asumsi: jalan masuk 100 m', 'assumption'),
  ('remedy', 'usable', 250000000, 'idr', 'Asumsi: perbaikan berat', 'assumption'),
  ('land_price', '64.71', 2000000, 'idr_per_m2', 'Contoh: belum ada harga tanah per kelurahan', 'assumption'),
  ('land_price', '64.71.01', 900000, 'idr_per_m2', 'Contoh: Balikpapan Timur', 'assumption'),
  ('land_price', '64.71.02', 1500000, 'idr_per_m2', 'Contoh: Balikpapan Barat', 'assumption'),
  ('land_price', '64.71.03', 1400000, 'idr_per_m2', 'Contoh: Balikpapan Utara', 'assumption'),
  ('land_price', '64.71.04', 2600000, 'idr_per_m2', 'Contoh: Balikpapan Tengah', 'assumption'),
  ('land_price', '64.71.05', 2800000, 'idr_per_m2', 'Contoh: Balikpapan Selatan', 'assumption'),
  ('land_price', '64.71.06', 3500000, 'idr_per_m2', 'Contoh: Balikpapan Kota', 'assumption')
) as given (code, detail, value, unit, basis, standing)
on conflict do nothing;
