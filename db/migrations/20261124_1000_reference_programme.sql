-- Why: what the programme's rules fix (requirements, funding models, partners, goods, price ceilings) changes by decree, so it is dated rows, not code.
create table if not exists reference.requirement_kind (
  code         text not null,
  seq          integer not null,                   -- order on screen; the items themselves are independent of each other
  name         text not null,
  evidence     text not null,
  expires      boolean not null,
  legal_basis  text not null,
  valid_from   date not null,
  valid_to     date,
  constraint requirement_kind_pk primary key (code, valid_from)
);
comment on table reference.requirement_kind is 'What a cooperative must have: deed, tax number, annual meeting … (domain.md 1.4).';

create table if not exists reference.funding_source (
  code            text not null,
  name            text not null,
  borrower        text not null,                   -- who owes the loan: cooperative, agrinas or none
  building_owner  text not null,                   -- whose property the finished outlet is: cooperative or region
  ceiling_idr     bigint,
  rate_bp         integer,                         -- a year
  tenor_months_max integer,
  legal_basis     text not null,
  valid_from      date not null,
  valid_to        date,
  constraint funding_source_pk primary key (code, valid_from),
  constraint funding_source_borrower_known check (borrower in ('cooperative', 'agrinas', 'none')),
  constraint funding_source_owner_known check (building_owner in ('cooperative', 'region'))
);
comment on table reference.funding_source is 'The money models of a new building (domain.md 1.2). Whole rupiah, basis points a year.';

create table if not exists reference.partner (
  id       uuid not null constraint partner_pk primary key,
  name     text not null,
  kind     text not null constraint partner_kind_known check (kind in ('bumn', 'lpg_agent', 'other')),
  source   text not null
);
comment on table reference.partner is 'Partners that serve more than one city; a city''s own agents are rows of partners.partner.';

create table if not exists reference.commodity (
  code        text not null constraint commodity_pk primary key,
  seq         integer not null,
  name        text not null,
  goods       text not null constraint commodity_goods_known check (goods in ('staples', 'lpg')),
  pack_label  text not null                        -- what one price buys: karung 5 kg, liter, isi ulang 12 kg
);
comment on table reference.commodity is 'Staple goods and LPG sizes an outlet may carry.';

create table if not exists reference.price_rule (
  commodity_code  text not null constraint price_rule_commodity_fk references reference.commodity,
  zone            text not null,                   -- as in kalimantan
  kind            text not null,                   -- ceiling: above it a sale is unlawful; list: a supplier's list price, only a warning
  price_idr       bigint not null constraint price_rule_positive check (price_idr > 0),
  legal_basis     text not null,
  valid_from      date not null,
  valid_to        date,
  constraint price_rule_pk primary key (commodity_code, zone, kind, valid_from),
  constraint price_rule_kind_known check (kind in ('ceiling', 'list'))
);
comment on table reference.price_rule is 'Price ceilings (HET) and list prices by zone. Whole rupiah a pack.';

create table if not exists reference.price_zone (
  province_code  text not null,                    -- Kemendagri
  zone           text not null,
  constraint price_zone_pk primary key (province_code, zone)
);
comment on table reference.price_zone is 'Which price zones a province lies in: ceilings go by island group, list prices by province.';

select platform.replicate('reference.requirement_kind');
select platform.replicate('reference.funding_source');
select platform.replicate('reference.partner');
select platform.replicate('reference.commodity');
select platform.replicate('reference.price_rule');
select platform.replicate('reference.price_zone');

grant select on reference.requirement_kind to lumbung_app;
grant select on reference.funding_source to lumbung_app;
grant select on reference.partner to lumbung_app;
grant select on reference.commodity to lumbung_app;
grant select on reference.commodity to lumbung_public;
grant select on reference.price_rule to lumbung_app;
grant select on reference.price_rule to lumbung_public;
grant select on reference.price_zone to lumbung_app;

insert into reference.requirement_kind (code, seq, name, evidence, expires, legal_basis, valid_from) values
  ('pre-assembly', 1, 'Pra-musyawarah dan sosialisasi', 'Notulen', false, 'SE Menkop 1/2025', '2025-03-18'),
  ('assembly', 2, 'Musyawarah kelurahan khusus', 'Berita acara musyawarah dan daftar hadir', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('founding-meeting', 3, 'Rapat pendirian', 'Berita acara rapat anggota, paling sedikit 9 pendiri', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('name', 4, 'Nama dipesan di SABH', 'Tanda terima nama', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('deed', 5, 'Akta pendirian', 'Nomor dan tanggal akta', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('legal-entity', 6, 'SK badan hukum (AHU)', 'Nomor dan tanggal SK AHU', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('tax-number', 7, 'NPWP', 'Kartu NPWP koperasi', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('bank-account', 8, 'Rekening atas nama koperasi', 'Salinan buku rekening', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('business-number', 9, 'NIB dan izin usaha', 'NIB dan daftar KBLI', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('cooperative-number', 10, 'Nomor induk koperasi (NIK)', 'Sertifikat NIK koperasi', true, 'PMK 49/2025', '2025-03-18'),
  ('simkopdes-account', 11, 'Akun SIMKOPDES', 'Tangkapan layar profil', false, 'Permenkop 2/2025', '2025-03-18'),
  ('secretariat', 12, 'Sekretariat', 'Tempat tercatat pada lembar Tempat usaha', false, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('bylaws', 13, 'Anggaran rumah tangga', 'ART, paling lambat setahun sejak berdiri', false, 'Juklak Menkop 1/2025 pasal 27', '2025-03-18'),
  ('partner-agreement', 14, 'Perjanjian dengan mitra BUMN', 'Perjanjian', true, 'Juklak Menkop 1/2025', '2025-03-18'),
  ('annual-meeting', 15, 'Rapat anggota tahunan', 'Berkas RAT', true, 'Juklak Menkop 1/2025 pasal 13', '2025-03-18')
on conflict do nothing;

insert into reference.funding_source (code, name, borrower, building_owner, ceiling_idr, rate_bp, tenor_months_max, legal_basis, valid_from) values
  ('lpdb', 'LPDB (percontohan)', 'cooperative', 'cooperative', 3000000000, 300, 120, 'Permenkop 1/2025', '2025-06-01'),
  ('himbara', 'Himbara kepada koperasi', 'cooperative', 'cooperative', 3000000000, 600, 72, 'PMK 49/2025', '2025-07-21'),
  ('agrinas', 'Agrinas (Inpres 17/2025)', 'agrinas', 'region', 3000000000, 600, 72, 'Inpres 17/2025', '2025-10-22'),
  ('city', 'Dibangun kota (APBD)', 'none', 'region', null, null, null, 'Perda APBD kota', '2025-01-01')
on conflict do nothing;

insert into reference.partner (id, name, kind, source) values
  ('01980000-0000-7000-8000-000000000001', 'Perum Bulog', 'bumn', 'siaran pers Kota Balikpapan, 21 Okt 2025'),
  ('01980000-0000-7000-8000-000000000002', 'PT Pertamina Patra Niaga', 'bumn', 'siaran pers Kota Balikpapan, 21 Okt 2025')
on conflict do nothing;

insert into reference.commodity (code, seq, name, goods, pack_label) values
  ('rice-sphp-5kg', 1, 'Beras SPHP', 'staples', 'karung 5 kg'),
  ('rice-medium-kg', 2, 'Beras medium', 'staples', 'kg'),
  ('rice-premium-kg', 3, 'Beras premium', 'staples', 'kg'),
  ('minyakita-litre', 4, 'MinyaKita', 'staples', 'liter'),
  ('sugar-kg', 5, 'Gula pasir', 'staples', 'kg'),
  ('flour-kg', 6, 'Tepung terigu', 'staples', 'kg'),
  ('lpg-5.5kg', 7, 'LPG 5,5 kg', 'lpg', 'isi ulang tabung 5,5 kg'),
  ('lpg-12kg', 8, 'LPG 12 kg', 'lpg', 'isi ulang tabung 12 kg')
on conflict do nothing;

insert into reference.price_rule (commodity_code, zone, kind, price_idr, legal_basis, valid_from) values
  ('rice-sphp-5kg', 'kalimantan', 'ceiling', 65500, 'surat Bapanas 173/2025', '2025-07-01'),
  ('rice-medium-kg', 'kalimantan', 'ceiling', 14000, 'Kepbadan 299/2025', '2025-08-22'),
  ('rice-premium-kg', 'kalimantan', 'ceiling', 15400, 'Kepbadan 299/2025', '2025-08-22'),
  ('minyakita-litre', 'kalimantan', 'ceiling', 15700, 'HET MinyaKita', '2024-08-01'),
  ('lpg-5.5kg', 'kalimantan-timur', 'list', 97000, 'daftar harga agen Pertamina, 22 Nov 2023', '2023-11-22'),
  ('lpg-12kg', 'kalimantan-timur', 'list', 202000, 'daftar harga agen Pertamina, 22 Nov 2023', '2023-11-22')
on conflict do nothing;

insert into reference.price_zone (province_code, zone) values
  ('61', 'kalimantan'), ('62', 'kalimantan'), ('63', 'kalimantan'), ('64', 'kalimantan'), ('65', 'kalimantan'), ('64', 'kalimantan-timur')
on conflict do nothing;
