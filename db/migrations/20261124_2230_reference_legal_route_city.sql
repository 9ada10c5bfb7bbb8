-- Why: early in 2026 Balikpapan rejected renting private land for the building. That is one city's decision, not the nation's, and it is public.
alter table reference.legal_route add column if not exists city_code text not null default '';
comment on column reference.legal_route.city_code is 'Kemendagri code of the city that decided so for itself, whose row then goes before the nation''s; empty for the nation.';

alter table reference.legal_route drop constraint if exists legal_route_pk;
alter table reference.legal_route add constraint legal_route_pk primary key (owner_kind, use, route, valid_from, city_code);

insert into reference.legal_route (owner_kind, use, route, seq, feasibility, decided_by, term, first_step, legal_basis, standing, valid_from, city_code) values
  ('private', 'new_building', 'rent', 10, 'closed', 'Pemerintah Kota Balikpapan', null, null,
    'Sewa lahan pribadi ditolak kota; pilihannya aset yang ada atau beli lahan (gerbangkaltim, lintasbalikpapan, berandapost, Januari–Februari 2026; tanggal menurut berita)',
    'secondary', '2026-02-01', '64.71')
on conflict do nothing;
