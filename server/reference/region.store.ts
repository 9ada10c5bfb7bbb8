import { sql } from 'kysely';
import type { BusinessDate, TimeZone } from '../kernel/business-date.ts';
import { type RegencyId, type RegionId, regencyId, regionId } from '../kernel/ids.ts';
import type { Central } from '../platform/db/tx.ts';
import { matchVillage, nameKey, type VillageMatch, type WrittenPlace } from './place-name.ts';
import type { District, Province, Regency, Village } from './region.ts';

/** Regions exist, and codes count, from `valid_from` until the day before `valid_to`. */
const holdsOn = (alias: 'r' | 'c', on: BusinessDate) =>
  sql`${sql.ref(`${alias}.valid_from`)} <= ${on}::date and ${on}::date < ${sql.ref(`${alias}.valid_to`)}`;

interface RegencyRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: Regency['kind'];
  readonly provinceName: string;
  readonly timeZone: TimeZone;
}

const regenciesOn = (on: BusinessDate) => sql`
  select r.id, c.code, r.name, r.kind, p.name as province_name, r.time_zone
  from reference.region r
  join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and ${holdsOn('c', on)}
  join reference.region p on p.id = r.parent_id
  where r.level = 'regency'`;

/** The regency that bore a Kemendagri code (`64.71`) on a day. */
export async function findRegencyByCode(db: Central, code: string, on: BusinessDate): Promise<Regency | undefined> {
  const { rows } = await sql<RegencyRow>`${regenciesOn(on)} and c.code = ${code}`.execute(db);
  return rows.map(regencyOf)[0];
}

export async function findRegencyById(db: Central, id: RegencyId, on: BusinessDate): Promise<Regency | undefined> {
  const { rows } = await sql<RegencyRow>`${regenciesOn(on)} and r.id = ${id}`.execute(db);
  return rows.map(regencyOf)[0];
}

/** Provinces by code, for the first choice at set-up. */
export async function listProvinces(db: Central, on: BusinessDate): Promise<Province[]> {
  const { rows } = await sql<Province>`
    select c.code, r.name
    from reference.region r
    join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and ${holdsOn('c', on)}
    where r.level = 'province' and ${holdsOn('r', on)}
    order by c.code`.execute(db);
  return rows;
}

/**
 * Regencies whose name holds the text, spaces and capitals aside, those that begin with it first; all of a province for ''.
 * For people who choose, never for matching.
 */
export async function searchRegencies(
  db: Central,
  { text, provinceCode, on }: { text: string; provinceCode?: string; on: BusinessDate },
): Promise<Regency[]> {
  const key = nameKey(text);
  const bare = sql`regexp_replace(lower(r.name), '^(kabupaten|kota) |[^a-z0-9]', '', 'g')`;
  const { rows } = await sql<RegencyRow>`
    ${regenciesOn(on)} and ${holdsOn('r', on)}
      and strpos(regexp_replace(lower(r.name), '[^a-z0-9]', '', 'g'), ${key}) > 0
      and (${provinceCode ?? null}::text is null or c.code like ${provinceCode ?? ''} || '.%')
    order by strpos(${bare}, ${key}) <> 1, c.code`.execute(db);
  return rows.map(regencyOf);
}

function regencyOf(row: RegencyRow): Regency {
  return { ...row, id: regencyId(row.id) };
}

/** The districts (kecamatan) of a regency on a day, by code. */
export async function districtsOf(db: Central, regency: RegencyId, on: BusinessDate): Promise<District[]> {
  const { rows } = await sql<{ id: number; code: string; name: string }>`
    select r.id, c.code, r.name
    from reference.region r
    join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and ${holdsOn('c', on)}
    where r.parent_id = ${regency} and ${holdsOn('r', on)}
    order by c.code`.execute(db);
  return rows.map((row) => ({ ...row, id: regionId(row.id) }));
}

interface VillageRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: Village['kind'];
  readonly districtId: number;
  readonly districtName: string;
  readonly aliases: readonly string[];
  readonly centreLng: number | null;
  readonly centreLat: number | null;
  readonly areaM2: number | null;
}

const villagesOn = (on: BusinessDate) => sql`
  select r.id, c.code, r.name, r.kind, d.id as district_id, d.name as district_name, r.centre_lng, r.centre_lat, r.area_m2,
    array(select a.alias_key from reference.region_alias a where a.region_id = r.id order by a.alias_key) as aliases
  from reference.region d
  join reference.region r on r.parent_id = d.id and ${holdsOn('r', on)}
  join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and ${holdsOn('c', on)}
  where d.level = 'district'`;

/** The villages (kelurahan, desa) of a regency as they were on a day, by code. */
export async function villagesOf(db: Central, regency: RegencyId, on: BusinessDate): Promise<Village[]> {
  const { rows } = await sql<VillageRow>`${villagesOn(on)} and d.parent_id = ${regency} order by c.code`.execute(db);
  return rows.map(villageOf);
}

/** The village that bore a Kemendagri code (`64.71.01.1001`) on a day. */
export async function findVillageByCode(db: Central, code: string, on: BusinessDate): Promise<Village | undefined> {
  const { rows } = await sql<VillageRow>`${villagesOn(on)} and c.code = ${code}`.execute(db);
  return rows.map(villageOf)[0];
}

/** Which village of a regency a text means, by its whole name or another spelling; see `matchVillage`. */
export async function resolveVillage(
  db: Central,
  { place, regency, on }: { place: WrittenPlace; regency: RegencyId; on: BusinessDate },
): Promise<VillageMatch<Village>> {
  return matchVillage(place, await villagesOf(db, regency, on));
}

function villageOf({ centreLng, centreLat, areaM2, ...row }: VillageRow): Village {
  return {
    ...row,
    id: regionId(row.id),
    districtId: regionId(row.districtId),
    ...(centreLng !== null && centreLat !== null ? { centre: [centreLng, centreLat] } : {}),
    ...(areaM2 !== null ? { areaM2 } : {}),
  };
}

/** The villages that took a village's place when it split, by id; none while it lives. */
export async function successorsOf(db: Central, village: RegionId): Promise<RegionId[]> {
  const { rows } = await sql<{ successorId: number }>`
    select successor_id from reference.region_succession where predecessor_id = ${village} order by successor_id`.execute(
    db,
  );
  return rows.map((row) => regionId(row.successorId));
}

/** What is loaded here, from where and under which licence: the attribution that lists and maps print. */
export async function listDatasets(
  db: Central,
): Promise<{ name: string; version: string; source: string; licence: string }[]> {
  return db.selectFrom('reference.dataset').select(['name', 'version', 'source', 'licence']).orderBy('name').execute();
}
