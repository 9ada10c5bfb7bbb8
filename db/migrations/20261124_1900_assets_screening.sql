-- Why: whether a site will do for a use is decided by dated criteria that offices change, not by code; the answer is kept with the days it
-- held, because the figures of a past report must be found again (docs/rules/assets.md).
create table if not exists reference.criterion (
  use          text not null,
  code         text not null,
  seq          integer not null,                   -- order on screen
  kind         text not null,                      -- hard: a site that misses it is no candidate; soft: counts by weight
  topic        text not null,                      -- under which head of the district report it is counted
  reads        text not null,                      -- an observation's subject or an attribute (server/assets/screening/criterion.ts)
  operator     text not null,
  wanted       jsonb not null,                     -- the threshold, in the shape of its operator
  weight       integer,                            -- of a soft one
  authority    text not null,                      -- role that settles it; of the Dinas, whoever surveys may tell it
  name         text not null,
  reason       text not null,
  legal_basis  text not null,
  standing     text not null,                      -- sourced, secondary (to be verified) or our assumption
  valid_from   date not null,
  valid_to     date,                               -- first day it no longer holds; null while it does
  constraint criterion_pk primary key (use, code, valid_from),
  constraint criterion_use_known check (use in ('new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office')),
  constraint criterion_kind_known check (kind in ('hard', 'soft')),
  constraint criterion_topic_known check (topic in ('kind', 'size', 'legal', 'in_use', 'water', 'ground', 'power_line', 'access', 'condition', 'utilities')),
  constraint criterion_operator_known check (operator in ('at_least', 'at_most', 'one_of', 'fits', 'scale', 'points')),
  constraint criterion_hard_decides check (kind <> 'hard' or operator not in ('scale', 'points')),
  constraint criterion_weight_of_soft check ((kind = 'soft') = (weight is not null) and weight between 1 and 1000),
  constraint criterion_standing_known check (standing in ('sourced', 'secondary', 'assumption')),
  constraint criterion_dates_in_order check (valid_to > valid_from)
);
comment on table reference.criterion is 'What a site must be for each use, nationally: a first version from the programme''s published criteria, dated. A city overrides it in assets.criterion.';

create table if not exists reference.legal_route (
  owner_kind   text not null,
  use          text not null,
  route        text not null,
  seq          integer not null,
  feasibility  text not null,                      -- open: a cooperative may take it; after_step: somebody must act first; closed: never
  decided_by   text not null,
  term         text,
  first_step   text,                               -- what must happen before
  legal_basis  text not null,
  standing     text not null,
  valid_from   date not null,
  valid_to     date,
  constraint legal_route_pk primary key (owner_kind, use, route, valid_from),
  constraint legal_route_owner_known check (owner_kind in ('regency', 'ministry', 'bumn', 'developer', 'private')),
  constraint legal_route_feasibility_known check (feasibility in ('open', 'after_step', 'closed')),
  constraint legal_route_standing_known check (standing in ('sourced', 'secondary', 'assumption')),
  constraint legal_route_dates_in_order check (valid_to > valid_from)
);
comment on table reference.legal_route is 'By which right a cooperative can come to use a property, by whose it is and for what: who decides, for how long (docs/rules/assets.md).';

create table if not exists assets.criterion (
  regency_id     integer not null,
  id             uuid not null,
  use            text not null,
  code           text not null,
  seq            integer not null,
  kind           text not null,                    -- off: the city does not ask it
  topic          text not null,
  reads          text not null,
  operator       text not null,
  wanted         jsonb not null,
  weight         integer,
  authority      text not null,
  name           text not null,
  reason         text not null,
  legal_basis    text not null,
  valid_from     date not null,
  valid_to       date,
  recorded_at    timestamptz not null default now(),
  recorded_by    text,
  recorded_role  text not null,
  on_behalf      boolean not null default false,
  constraint criterion_pk primary key (regency_id, id),
  constraint criterion_kind_known check (kind in ('hard', 'soft', 'off')),
  constraint criterion_operator_known check (operator in ('at_least', 'at_most', 'one_of', 'fits', 'scale', 'points')),
  constraint criterion_hard_decides check (kind <> 'hard' or operator not in ('scale', 'points')),
  constraint criterion_weight_of_soft check (kind <> 'soft' or weight is not null),
  constraint criterion_weight_in_bounds check (weight between 1 and 1000),
  constraint criterion_dates_in_order check (valid_to > valid_from)
);
comment on table assets.criterion is 'What a city asks otherwise than the nation, or besides. Append-only; on a day the row with the latest valid_from counts, then the later id, until its valid_to.';

create table if not exists assets.screening (
  regency_id        integer not null,
  asset_id          uuid not null,
  use               text not null,
  valid_from        date not null,
  valid_to          date,                          -- first day another result holds; null for the present one
  village_id        integer,                       -- the asset's, so that the policy needs no second table
  outcome           text not null,
  score             integer not null,              -- 0 to 100: what is proven of the soft criteria; unknown counts nothing
  known_percent     integer not null,              -- of the soft criteria's weight
  reasons           jsonb not null,                -- hard criteria not met: [{criterion, topic, state, why, settledBy, is}]
  criteria_version  text not null,                 -- names the set of criteria it was decided by
  constraint screening_pk primary key (regency_id, asset_id, use, valid_from),
  constraint screening_outcome_known check (outcome in ('pass', 'fail', 'unknown')),
  constraint screening_shares check (score between 0 and known_percent and known_percent <= 100),
  constraint screening_dates_in_order check (valid_to > valid_from)
);
comment on table assets.screening is 'Whether an asset will do for a use, from day to day. A cache of attributes, observations and criteria: written where they change, compared nightly.';

create table if not exists assets.screening_day (
  regency_id        integer not null,
  screened_on       date not null,
  criteria_version  text not null,
  constraint screening_day_pk primary key (regency_id)
);
comment on table assets.screening_day is 'The last day for which a whole city was screened: terms end and criteria begin though nobody records anything.';

create table if not exists assets.unsettled (
  regency_id   integer not null,
  id           uuid not null,
  authority    text not null,
  district_id  integer not null,
  opened_on    date not null,
  closed_on    date,
  constraint unsettled_pk primary key (regency_id, id)
);
comment on table assets.unsettled is 'What an authority was asked to settle in a district, once for as long as something is open there; the task names this row.';

select platform.replicate('reference.criterion');
select platform.replicate('reference.legal_route');
select platform.distribute('assets.criterion');
select platform.distribute('assets.screening');
select platform.distribute('assets.screening_day');
select platform.distribute('assets.unsettled');

create unique index if not exists screening_present on assets.screening (regency_id, asset_id, use) where valid_to is null;
create index if not exists screening_by_outcome on assets.screening (regency_id, use, outcome, asset_id) where valid_to is null;
create unique index if not exists unsettled_once on assets.unsettled (regency_id, authority, district_id) where closed_on is null;
create index if not exists unsettled_district on assets.unsettled (district_id);

alter table assets.screening drop constraint if exists screening_asset_fk;
alter table assets.screening add constraint screening_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.unsettled drop constraint if exists unsettled_district_fk;
alter table assets.unsettled add constraint unsettled_district_fk foreign key (district_id) references reference.region;

grant select on reference.criterion to lumbung_app;
grant select on reference.legal_route to lumbung_app;
grant select, insert on assets.criterion to lumbung_app;
grant update (valid_to) on assets.criterion to lumbung_app;
alter table assets.criterion enable row level security;
alter table assets.criterion force row level security;
select platform.write_city_wide('assets.criterion');
select platform.protect('assets.screening', 'territory', 'select', 'insert');
grant update (valid_to, village_id, outcome, score, known_percent, reasons, criteria_version) on assets.screening to lumbung_app;
select platform.protect('assets.screening_day', 'city', 'select', 'insert');
grant update (screened_on, criteria_version) on assets.screening_day to lumbung_app;
select platform.protect('assets.unsettled', 'city', 'select', 'insert');
grant update (closed_on) on assets.unsettled to lumbung_app;

-- The nation's first version: the Wamendagri's four criteria and Balikpapan's three as the press reports them, the rest our assumptions.
insert into reference.criterion (use, code, seq, kind, topic, reads, operator, wanted, weight, authority, name, reason, legal_basis, standing, valid_from)
select unnest(uses), code, seq, kind, topic, reads, operator, wanted::jsonb, weight, authority, name, reason, legal_basis, standing, date '2025-03-27'
from (values
  ('{new_building}'::text[], 'object', 10, 'hard', 'kind', 'object', 'one_of', '{"pass": ["land"], "open": []}', null::integer, 'bkad-officer', 'Berupa tanah',
    'Gerai baru dibangun di atas tanah.', 'Asumsi: bangunan yang masih ada tidak dianggap lahan kosong', 'assumption'),
  ('{outlet,warehouse,secretariat,temporary_office}', 'object', 10, 'hard', 'kind', 'object', 'one_of', '{"pass": ["building"], "open": []}', null, 'bkad-officer', 'Berupa bangunan',
    'Dipakai sekarang juga, jadi bangunannya harus sudah ada.', 'Asumsi dari pemakaian tempat usaha sekarang', 'assumption'),
  ('{new_building,outlet,warehouse,secretariat,temporary_office}', 'availability', 20, 'hard', 'in_use', 'availability', 'one_of', '{"pass": ["offered"], "open": []}', null, 'bkad-officer', 'Tidak ditarik',
    'Aset yang ditarik pemiliknya tidak dapat diusulkan.', 'Asumsi', 'assumption'),
  ('{new_building,outlet,warehouse}', 'title', 30, 'hard', 'legal', 'title', 'one_of', '{"pass": ["clear"], "open": ["unclear", "uncertified"]}', null, 'bkad-officer', 'Hak jelas',
    'Lahan harus milik pemda atau kementerian/lembaga dengan hak yang jelas. Tanpa sertipikat berarti belum diketahui, sengketa berarti tidak.',
    'Kriteria lahan Wamendagri (1), pemberitaan Nov-Des 2025', 'secondary'),
  ('{secretariat,temporary_office}', 'title', 30, 'hard', 'legal', 'title', 'one_of', '{"pass": ["clear", "unclear", "uncertified"], "open": []}', null, 'bkad-officer', 'Tidak sengketa',
    'Untuk menumpang sementara cukup bahwa haknya tidak dipersengketakan.', 'Kriteria lahan Wamendagri (1), pemberitaan Nov-Des 2025; kelonggaran ini asumsi', 'assumption'),
  ('{new_building,outlet,warehouse,secretariat,temporary_office}', 'legal_route', 40, 'hard', 'legal', 'legal_route', 'one_of', '{"pass": ["open"], "open": ["after_step"]}', null, 'bkad-officer', 'Ada jalan hukum',
    'Harus ada cara sah bagi koperasi untuk memakainya menurut pemiliknya.', 'Permendagri 19/2016 jo. 7/2024, dari panduan', 'secondary'),
  ('{new_building}', 'present_use', 50, 'hard', 'in_use', 'present_use', 'one_of', '{"pass": ["idle"], "open": ["term_ended"]}', null, 'bkad-officer', 'Tidak sedang dipakai',
    'Aset yang dipakai atau dijanjikan kepada pihak lain belum dapat diserahkan.', 'Kriteria kesesuaian, dari kriteria pemberitaan Nov-Des 2025', 'secondary'),
  ('{outlet,warehouse}', 'present_use', 50, 'hard', 'in_use', 'present_use', 'one_of', '{"pass": ["idle"], "open": ["term_ended"]}', null, 'bkad-officer', 'Tidak sedang dipakai',
    'Aset yang dipakai atau dijanjikan kepada pihak lain belum dapat diserahkan.', 'Kriteria kesesuaian, dari kriteria pemberitaan Nov-Des 2025', 'secondary'),
  ('{secretariat,temporary_office}', 'present_use', 50, 'hard', 'in_use', 'present_use', 'one_of', '{"pass": ["idle", "own_duty"], "open": ["term_ended"]}', null, 'bkad-officer', 'Tidak dipakai pihak lain',
    'Sekretariat boleh menumpang di kantor yang masih dipakai dinas, misalnya kantor kelurahan.', 'Praktik Agu 2025 menurut pemberitaan', 'secondary'),
  ('{new_building}', 'land_area', 60, 'hard', 'size', 'land_area', 'at_least', '{"value": 100000}', null, 'bkad-officer', 'Luas paling sedikit 1.000 m²',
    'Bangunan 20 × 30 m dengan parkir memerlukan 1.000 m². Luas tercatat dan luas bidang harus sama-sama mencukupi.', 'Kriteria lahan Wamendagri (2), pemberitaan Nov-Des 2025', 'secondary'),
  ('{outlet}', 'floor_area', 60, 'hard', 'size', 'floor_area', 'at_least', '{"value": 10200}', null, 'bkad-officer', 'Luas lantai paling sedikit 102 m²',
    'Sebesar ruang toko pada gambar baku, 6 × 17 m.', 'Asumsi dari gambar baku (sekunder); batas 1.000 m² tidak berlaku bagi bangunan yang ada', 'assumption'),
  ('{warehouse}', 'floor_area', 60, 'hard', 'size', 'floor_area', 'at_least', '{"value": 8000}', null, 'bkad-officer', 'Luas lantai paling sedikit 80 m²',
    'Cukup untuk persediaan beras, pupuk dan tabung dengan lorong.', 'Asumsi; batas 1.000 m² tidak berlaku bagi bangunan yang ada', 'assumption'),
  ('{secretariat}', 'floor_area', 60, 'hard', 'size', 'floor_area', 'at_least', '{"value": 2000}', null, 'bkad-officer', 'Luas lantai paling sedikit 20 m²',
    'Cukup untuk satu ruang pengurus dan arsip.', 'Asumsi; batas 1.000 m² tidak berlaku bagi sekretariat', 'assumption'),
  ('{temporary_office}', 'floor_area', 60, 'hard', 'size', 'floor_area', 'at_least', '{"value": 3000}', null, 'bkad-officer', 'Luas lantai paling sedikit 30 m²',
    'Cukup untuk ruang pelayanan dan ruang pengurus.', 'Asumsi; batas 1.000 m² tidak berlaku bagi kantor sementara', 'assumption'),
  ('{new_building,warehouse}', 'flood', 70, 'hard', 'water', 'flood', 'one_of', '{"pass": ["none"], "open": []}', null, 'technical-office', 'Bebas banjir',
    'Tidak rawan bencana; barang dan bangunan tidak boleh kebanjiran.', 'Kriteria lahan Wamendagri (4), pemberitaan Nov-Des 2025', 'secondary'),
  ('{outlet}', 'flood', 70, 'hard', 'water', 'flood', 'one_of', '{"pass": ["none", "occasional"], "open": []}', null, 'technical-office', 'Tidak sering banjir',
    'Gerai di bangunan yang ada boleh tergenang sesekali.', 'Kriteria lahan Wamendagri (4), pemberitaan Nov-Des 2025; kelonggaran ini asumsi', 'assumption'),
  ('{new_building}', 'mangrove', 80, 'hard', 'water', 'mangrove', 'one_of', '{"pass": ["absent"], "open": []}', null, 'technical-office', 'Bukan mangrove',
    'Kota meminta OPD teknis memastikan lahan bukan kawasan mangrove.', 'Pemeriksaan OPD teknis Balikpapan, pemberitaan Jan-Feb 2026', 'secondary'),
  ('{new_building,outlet,warehouse}', 'landslide', 90, 'hard', 'ground', 'landslide', 'one_of', '{"pass": ["absent"], "open": ["possible"]}', null, 'technical-office', 'Tidak rawan longsor',
    'Kemungkinan longsor harus dinilai OPD teknis sampai pasti.', 'Kriteria lahan Wamendagri (4) dan pemeriksaan OPD teknis Balikpapan, pemberitaan', 'secondary'),
  ('{new_building}', 'slope', 100, 'hard', 'ground', 'slope_percent', 'at_most', '{"value": 15}', null, 'technical-office', 'Lereng paling banyak 15%',
    'Lahan harus siap dibangun tanpa galian dan timbunan besar.', 'Kriteria lahan Wamendagri (4), pemberitaan; angka 15% asumsi', 'assumption'),
  ('{new_building}', 'cut_and_fill', 110, 'hard', 'ground', 'cut_and_fill', 'one_of', '{"pass": ["none", "light"], "open": []}', null, 'technical-office', 'Tanpa galian dan timbunan besar',
    'Lahan harus siap dibangun.', 'Kriteria lahan Wamendagri (4), pemberitaan Nov-Des 2025', 'secondary'),
  ('{new_building}', 'soil', 120, 'hard', 'ground', 'soil', 'one_of', '{"pass": ["firm"], "open": ["soft"]}', null, 'technical-office', 'Tanah cukup keras',
    'Tanah lunak perlu dinilai dulu pondasinya; gambut tidak layak.', 'Pemeriksaan tanah OPD teknis Balikpapan, pemberitaan Jan-Feb 2026; batas ini asumsi', 'assumption'),
  ('{new_building,outlet,warehouse}', 'power_line', 130, 'hard', 'power_line', 'power_line', 'one_of', '{"pass": ["absent"], "open": []}', null, 'technical-office', 'Tidak di bawah SUTET',
    'Tidak di bawah jaringan tegangan ekstra tinggi.', 'Kriteria lahan Wamendagri (4), pemberitaan Nov-Des 2025', 'secondary'),
  ('{new_building,outlet}', 'road_access', 140, 'hard', 'access', 'road_access', 'one_of', '{"pass": ["asphalt", "concrete", "stone", "earth"], "open": []}', null, 'dinas-officer', 'Ada jalan masuk',
    'Letaknya strategis dan dapat dicapai kendaraan.', 'Kriteria lahan Wamendagri (3), pemberitaan Nov-Des 2025', 'secondary'),
  ('{warehouse}', 'road_access', 140, 'hard', 'access', 'road_access', 'one_of', '{"pass": ["asphalt", "concrete", "stone"], "open": []}', null, 'dinas-officer', 'Jalan dapat dilalui truk',
    'Truk pengirim harus sampai, juga waktu hujan.', 'Kriteria lahan Wamendagri (3), pemberitaan; jalan tanah dikecualikan menurut asumsi', 'assumption'),
  ('{outlet,warehouse,secretariat,temporary_office}', 'usable', 150, 'hard', 'condition', 'building_condition', 'one_of', '{"pass": ["good", "minor_damage"], "open": []}', null, 'dinas-officer', 'Tidak rusak berat',
    'Bangunan rusak berat tidak dapat dipakai sebelum diperbaiki.', 'Asumsi', 'assumption'),
  ('{new_building}', 'lot_shape', 210, 'soft', 'size', 'lot', 'fits', '{"shortDm": 200, "longDm": 350}', 20, 'dinas-officer', 'Bentuk lahan memuat bangunan dan parkir',
    'Bangunan 20 × 30 m dengan jalur parkir 5 m.', 'Gambar baku 20 × 30 m (sekunder); lebar parkir asumsi', 'assumption'),
  ('{new_building}', 'spare_area', 220, 'soft', 'size', 'land_area', 'scale', '{"worst": 100000, "best": 200000}', 10, 'bkad-officer', 'Luas lebih',
    'Lahan 1.000 sampai 2.000 m² memberi ruang bongkar muat.', 'Ukuran lahan 1.000-2.000 m² menurut pemberitaan', 'secondary'),
  ('{warehouse}', 'spare_floor', 220, 'soft', 'size', 'floor_area', 'scale', '{"worst": 8000, "best": 20000}', 10, 'bkad-officer', 'Luas lantai lebih',
    'Ruang untuk persediaan yang bertambah.', 'Asumsi', 'assumption'),
  ('{new_building,secretariat,temporary_office}', 'road_class', 230, 'soft', 'access', 'road_access', 'points', '{"points": {"asphalt": 100, "concrete": 90, "stone": 50, "earth": 20, "none": 0}}', 20, 'dinas-officer', 'Kelas jalan',
    'Semakin keras jalannya semakin mudah dicapai.', 'Kelas jalan SIMKOPDES; bobot asumsi', 'assumption'),
  ('{outlet}', 'road_class', 230, 'soft', 'access', 'road_access', 'points', '{"points": {"asphalt": 100, "concrete": 90, "stone": 50, "earth": 20, "none": 0}}', 25, 'dinas-officer', 'Kelas jalan',
    'Semakin keras jalannya semakin mudah dicapai.', 'Kelas jalan SIMKOPDES; bobot asumsi', 'assumption'),
  ('{warehouse}', 'road_class', 230, 'soft', 'access', 'road_access', 'points', '{"points": {"asphalt": 100, "concrete": 90, "stone": 50, "earth": 20, "none": 0}}', 30, 'dinas-officer', 'Kelas jalan',
    'Semakin keras jalannya semakin mudah dicapai truk.', 'Kelas jalan SIMKOPDES; bobot asumsi', 'assumption'),
  ('{new_building,outlet}', 'road_width', 240, 'soft', 'access', 'road_width_dm', 'scale', '{"worst": 30, "best": 60}', 10, 'dinas-officer', 'Lebar jalan',
    'Dari 3 m (satu kendaraan) sampai 6 m (berpapasan).', 'Asumsi', 'assumption'),
  ('{warehouse}', 'road_width', 240, 'soft', 'access', 'road_width_dm', 'scale', '{"worst": 40, "best": 70}', 25, 'dinas-officer', 'Lebar jalan',
    'Dari 4 m (truk pelan) sampai 7 m (truk berpapasan).', 'Asumsi', 'assumption'),
  ('{new_building}', 'public_transport', 250, 'soft', 'access', 'public_transport', 'points', '{"points": {"near": 100, "far": 0}}', 10, 'dinas-officer', 'Dekat angkutan umum',
    'Warga tanpa kendaraan dapat datang.', 'Kriteria lahan Wamendagri (3); bobot asumsi', 'assumption'),
  ('{outlet}', 'public_transport', 250, 'soft', 'access', 'public_transport', 'points', '{"points": {"near": 100, "far": 0}}', 15, 'dinas-officer', 'Dekat angkutan umum',
    'Warga tanpa kendaraan dapat datang.', 'Kriteria lahan Wamendagri (3); bobot asumsi', 'assumption'),
  ('{secretariat,temporary_office}', 'public_transport', 250, 'soft', 'access', 'public_transport', 'points', '{"points": {"near": 100, "far": 0}}', 20, 'dinas-officer', 'Dekat angkutan umum',
    'Pengurus dan warga mudah datang.', 'Kriteria lahan Wamendagri (3); bobot asumsi', 'assumption'),
  ('{new_building,warehouse}', 'electricity', 260, 'soft', 'utilities', 'electricity', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 10, 'dinas-officer', 'Listrik', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{outlet}', 'electricity', 260, 'soft', 'utilities', 'electricity', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 15, 'dinas-officer', 'Listrik', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{secretariat,temporary_office}', 'electricity', 260, 'soft', 'utilities', 'electricity', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 20, 'dinas-officer', 'Listrik', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{new_building,outlet}', 'water', 270, 'soft', 'utilities', 'water', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 10, 'dinas-officer', 'Air bersih', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{warehouse}', 'water', 270, 'soft', 'utilities', 'water', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 5, 'dinas-officer', 'Air bersih', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{secretariat,temporary_office}', 'water', 270, 'soft', 'utilities', 'water', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 15, 'dinas-officer', 'Air bersih', 'Sambungan yang ada menghemat biaya.', 'Asumsi', 'assumption'),
  ('{new_building}', 'internet', 280, 'soft', 'utilities', 'internet', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 5, 'dinas-officer', 'Internet', 'Kasir dan pelaporan memerlukan sambungan.', 'Asumsi', 'assumption'),
  ('{outlet}', 'internet', 280, 'soft', 'utilities', 'internet', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 10, 'dinas-officer', 'Internet', 'Kasir dan pelaporan memerlukan sambungan.', 'Asumsi', 'assumption'),
  ('{secretariat,temporary_office}', 'internet', 280, 'soft', 'utilities', 'internet', 'points', '{"points": {"present": 100, "near": 60, "absent": 0}}', 15, 'dinas-officer', 'Internet', 'Pelaporan memerlukan sambungan.', 'Asumsi', 'assumption'),
  ('{new_building}', 'zoning', 290, 'soft', 'legal', 'zoning', 'points', '{"points": {"allowed": 100, "conditional": 50, "forbidden": 0}}', 10, 'technical-office', 'Sesuai tata ruang',
    'Kesesuaian dengan rencana tata ruang mempercepat izin.', 'Asumsi; tidak disebut dalam kriteria nasional', 'assumption'),
  ('{new_building}', 'earthwork', 300, 'soft', 'ground', 'cut_and_fill', 'points', '{"points": {"none": 100, "light": 60, "heavy": 0}}', 10, 'technical-office', 'Galian dan timbunan', 'Semakin sedikit semakin murah.', 'Asumsi', 'assumption'),
  ('{new_building}', 'cleared', 310, 'soft', 'condition', 'cleared', 'points', '{"points": {"clear": 100, "overgrown": 60, "occupied": 0}}', 5, 'dinas-officer', 'Lahan bersih', 'Lahan yang bersih cepat dibangun.', 'Asumsi', 'assumption'),
  ('{outlet}', 'condition', 310, 'soft', 'condition', 'building_condition', 'points', '{"points": {"good": 100, "minor_damage": 60, "major_damage": 0}}', 15, 'dinas-officer', 'Keadaan bangunan', 'Semakin baik semakin murah menyiapkannya.', 'Asumsi', 'assumption'),
  ('{warehouse}', 'condition', 310, 'soft', 'condition', 'building_condition', 'points', '{"points": {"good": 100, "minor_damage": 60, "major_damage": 0}}', 20, 'dinas-officer', 'Keadaan bangunan', 'Semakin baik semakin murah menyiapkannya.', 'Asumsi', 'assumption'),
  ('{secretariat,temporary_office}', 'condition', 310, 'soft', 'condition', 'building_condition', 'points', '{"points": {"good": 100, "minor_damage": 60, "major_damage": 0}}', 10, 'dinas-officer', 'Keadaan bangunan', 'Semakin baik semakin murah menyiapkannya.', 'Asumsi', 'assumption')
) as given (uses, code, seq, kind, topic, reads, operator, wanted, weight, authority, name, reason, legal_basis, standing)
on conflict do nothing;

insert into reference.legal_route (owner_kind, use, route, seq, feasibility, decided_by, term, first_step, legal_basis, standing, valid_from)
select owner_kind, unnest(uses), route, seq, feasibility, decided_by, term, first_step, legal_basis, standing, date '2025-03-27'
from (values
  ('regency', '{secretariat,temporary_office,outlet,warehouse}'::text[], 'operated_by_other', 10, 'open', 'Wali Kota', 'menurut SK penetapan status', null,
    'Penetapan status dioperasikan pihak lain, Permendagri 19/2016 jo. 7/2024; dipakai di Berau', 'secondary'),
  ('regency', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'rent', 20, 'open', 'Wali Kota', 'paling lama 5 tahun, dapat diperpanjang', null,
    'Sewa BMD, Permendagri 19/2016 jo. 7/2024; faktor sewa koperasi primer 50%', 'secondary'),
  ('regency', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'lend', 30, 'closed', 'Wali Kota', 'paling lama 5 tahun, sekali diperpanjang', null,
    'Pinjam pakai hanya antar pemerintah pusat dan daerah atau antar daerah', 'secondary'),
  ('regency', '{new_building,outlet,warehouse}', 'partnership', 40, 'after_step', 'Wali Kota', 'paling lama 30 tahun', 'Tender mitra kerja sama pemanfaatan',
    'Kerja sama pemanfaatan, Permendagri 19/2016; mungkin tetapi berat', 'assumption'),
  ('regency', '{new_building}', 'build_and_hand_over', 50, 'closed', 'Wali Kota', 'paling lama 30 tahun', null, 'BGS/BSG, Permendagri 19/2016; tidak lazim bagi koperasi', 'assumption'),
  ('regency', '{new_building,outlet,warehouse}', 'grant', 60, 'closed', 'Wali Kota', null, null, 'Hibah BMD hanya untuk sosial, keagamaan, kemanusiaan, pendidikan nonkomersial dan pemerintahan', 'assumption'),
  ('ministry', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'rent_state', 10, 'open', 'Kementerian/lembaga pemilik dengan persetujuan DJKN', 'paling lama 5 tahun, dapat diperpanjang', null,
    'Sewa BMN, PMK 115/2020', 'assumption'),
  ('ministry', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'lend', 20, 'closed', 'Kementerian/lembaga pemilik', null, null, 'Pinjam pakai BMN tidak terbuka bagi koperasi', 'secondary'),
  ('bumn', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'rent', 10, 'open', 'Direksi BUMN', 'menurut perjanjian', null, 'Perjanjian sewa dengan BUMN pemilik', 'assumption'),
  ('developer', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'handover', 10, 'after_step', 'Wali Kota, sesudah serah terima', 'sesudah itu seperti aset kota',
    'Pengembang menyerahkan fasum/fasos kepada kota', 'Penyerahan prasarana, sarana dan utilitas, Permendagri 9/2009', 'assumption'),
  ('private', '{new_building,secretariat,temporary_office,outlet,warehouse}', 'rent', 10, 'open', 'Pemilik', 'menurut perjanjian', null, 'Perjanjian sewa, KUH Perdata', 'assumption'),
  ('private', '{new_building,outlet,warehouse}', 'purchase', 20, 'open', 'Pemilik dan rapat anggota', 'tetap', null, 'Jual beli di hadapan PPAT', 'assumption'),
  ('private', '{new_building,outlet,warehouse}', 'grant', 30, 'open', 'Pemilik', 'tetap', null, 'Hibah dari pemilik dengan akta', 'assumption')
) as given (owner_kind, uses, route, seq, feasibility, decided_by, term, first_step, legal_basis, standing)
on conflict do nothing;
