import type pg from 'pg';

// Generated assets, written set-wise by the owner. What each is follows from its number, so that every run measures the same inventory.

/** Spreads `total` assets over all regencies, of which one holds `here`; every tenth is a building, every third has a parcel. Again changes nothing. */
export async function insertInventory(
  owner: pg.Pool,
  { regencyId, here, total }: { regencyId: number; here: number; total: number },
): Promise<void> {
  const { rowCount } = await owner.query('select from assets.asset where regency_id = $1 limit 1', [regencyId]);
  if (rowCount !== 0) return;
  await owner.query(
    `
    with village as (
      select regency.id as regency_id, village.id, row_number() over (partition by regency.id order by village.id) - 1 as place,
        count(*) over (partition by regency.id) as places
      from reference.region as village
      join reference.region as district on district.id = village.parent_id
      join reference.region as regency on regency.id = district.parent_id
      where village.level = 'village' and village.valid_to = 'infinity'),
    regency as (
      select regency_id, row_number() over (order by regency_id) as position, count(*) over () as regencies from (select distinct regency_id from village) as all_of_them),
    wanted as (
      select regency.regency_id, position,
        case when regency_id = $1::integer then $2::integer else ($3::integer - $2::integer) / (regencies - 1)::integer end as assets
      from regency),
    made as (
      select wanted.regency_id, position, n, uuidv7() as id, village.id as village_id,
        116.73 + (n * 7919 % 100000) / 100000.0 * 0.29 as lng, -1.28 + (n * 104729 % 100000) / 100000.0 * 0.26 as lat
      from wanted cross join lateral generate_series(1, assets) as n
      join village on village.regency_id = wanted.regency_id and village.place = n % village.places)
    insert into assets.asset (regency_id, id, owner_kind, object, location_code, asset_code, register, name, address, user_agency, land_area_dm2,
      floor_area_dm2, acquired_year, land_right, certificate_number, stated_use, origin, price_idr, village_id, latitude, longitude, point_source, parcel,
      parcel_area_dm2, west, south, east, north, current_use, upkeep_year_idr, used_until, source_name, source_date)
    select regency_id, id, 'regency', case when n % 10 = 0 then 'building' else 'land' end, '12.01.' || position, '1.3.1.01.01.04.001', lpad(n::text, 6, '0'),
      (array['Tanah Bangunan Sekolah', 'Tanah Kantor Kelurahan', 'Tanah Lapangan', 'Tanah Pasar', 'Tanah Makam', 'Tanah Kosong'])[1 + n % 6] || ' Nomor ' || n,
      'Jalan Contoh Raya RT ' || n % 60 || ' Nomor ' || n % 300, (array['Dinas Pendidikan', 'Dinas Kesehatan', 'Sekretariat Daerah', 'Kecamatan'])[1 + n % 4],
      10000 + n * 6151 % 900000, case when n % 10 = 0 then 5000 + n % 90000 end, 1970 + n % 50, 'Hak Pakai',
      case when n % 2 = 0 then 'HP ' || n || '/' || 1980 + n % 40 end, 'Sarana pendidikan', 'Pembelian', 1000000 + n::bigint * 7919003 % 9000000000,
      village_id, lat, lng, 'map',
      case when n % 3 = 0 then jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(jsonb_build_array(
        jsonb_build_array(lng, lat), jsonb_build_array(lng + 0.0003, lat), jsonb_build_array(lng + 0.0003, lat + 0.0003),
        jsonb_build_array(lng, lat + 0.0003), jsonb_build_array(lng, lat)))) end,
      case when n % 3 = 0 then 110000 end, lng, lat, lng + 0.0003, lat + 0.0003,
      (array['unknown', 'idle', 'own_duty', 'own_duty', 'used_by_others'])[1 + n % 5], 1000000 + n % 9000000,
      case when n % 5 = 4 then date '2025-12-01' + n % 900 end, 'ukur', '2025-11-01'
    from made`,
    [regencyId, here, total],
  );
  await owner.query(`
    insert into assets.finding (regency_id, asset_id, village_id, kind, severity, detail)
    select regency_id, id, village_id, 'area-differs', 'warning', '{}' from assets.asset where right(register, 1) = '7'`);
  for (const table of ['asset', 'finding']) await owner.query(`vacuum (analyze) assets.${table}`);
}

/** An id in the middle of the list by name: a page deep in it begins there. */
export async function middleOfList(owner: pg.Pool, regencyId: number, before: number): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from assets.asset where regency_id = $1 order by name_key, id offset $2 limit 1',
    [regencyId, before],
  );
  return rows[0]?.id ?? '';
}
