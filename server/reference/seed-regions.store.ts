import type pg from 'pg';
import { nameKey } from './place-name.ts';
import type { KnownRegion, PlannedRegion } from './region-plan.ts';

// Written by the owner of the schema alone, at start: no request and no city changes these rows.

/** What was loaded, for attribution and to know whether a newer version is there. */
export interface Dataset {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly licence: string;
}

/** A row of village-aliases.csv. */
export interface AliasRow {
  readonly code: string;
  readonly spelling: string;
  readonly source: string;
}

/** A row of village-facts.csv. */
export interface VillageFacts {
  readonly code: string;
  readonly name: string;
  readonly centre_lat: string;
  readonly centre_lng: string;
  readonly area_m2: string;
  readonly bps_code: string;
}

export async function areLoaded(owner: pg.ClientBase, datasets: readonly Dataset[]): Promise<boolean> {
  const { rows } = await owner.query<{ name: string; version: string }>('select name, version from reference.dataset');
  return datasets.every(({ name, version }) => rows.some((row) => row.name === name && row.version === version));
}

export async function knownRegions(owner: pg.ClientBase): Promise<KnownRegion[]> {
  const { rows } = await owner.query<KnownRegion>(`
    select r.id, c.code, r.name, r.valid_to = 'infinity' and c.valid_to = 'infinity' as "isCurrent"
    from reference.region r
    join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri'`);
  return rows;
}

export async function insertRegions(owner: pg.ClientBase, regions: readonly PlannedRegion[]): Promise<void> {
  const column = <Key extends keyof PlannedRegion>(key: Key) => regions.map((region) => region[key]);
  await owner.query(
    `insert into reference.region (id, level, parent_id, name, kind, time_zone)
     select * from unnest($1::integer[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])`,
    [column('id'), column('level'), column('parentId'), column('name'), column('kind'), column('timeZone')],
  );
  await owner.query(
    `insert into reference.region_code (authority, code, region_id)
     select 'kemendagri', code, id from unnest($1::text[], $2::integer[]) as added (code, id)`,
    [column('code'), column('id')],
  );
  await owner.query('analyze reference.region, reference.region_code'); // the next statements are planned for what is there now
}

export async function renameRegions(
  owner: pg.ClientBase,
  renamed: readonly { id: number; name: string }[],
): Promise<void> {
  await owner.query(
    `update reference.region r set name = n.name from unnest($1::integer[], $2::text[]) as n (id, name) where r.id = n.id`,
    [renamed.map((region) => region.id), renamed.map((region) => region.name)],
  );
}

/** Joins by the current Kemendagri code; a fact about a code that ended finds no row and is left out. */
export async function writeFacts(owner: pg.ClientBase, facts: readonly VillageFacts[]): Promise<void> {
  const current = `join reference.region_code c on c.code = f.code and c.authority = 'kemendagri' and c.valid_to = 'infinity'`;
  await owner.query(
    `update reference.region r set centre_lng = f.lng, centre_lat = f.lat, area_m2 = f.area
     from unnest($1::text[], $2::float8[], $3::float8[], $4::bigint[]) as f (code, lng, lat, area) ${current}
     where r.id = c.region_id`,
    [
      facts.map((fact) => fact.code),
      facts.map((fact) => fact.centre_lng),
      facts.map((fact) => fact.centre_lat),
      facts.map((fact) => fact.area_m2),
    ],
  );
  await owner.query(
    `insert into reference.region_code (authority, code, region_id)
     select 'bps', f.bps, c.region_id from unnest($1::text[], $2::text[]) as f (code, bps) ${current}
     on conflict on constraint region_code_pk do nothing`,
    [facts.map((fact) => fact.code), facts.map((fact) => fact.bps_code)],
  );
}

export async function insertAliases(owner: pg.ClientBase, aliases: readonly AliasRow[]): Promise<void> {
  await owner.query(
    `insert into reference.region_alias (region_id, alias_key, spelling, source)
     select c.region_id, a.alias_key, a.spelling, a.source
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as a (code, alias_key, spelling, source)
     join reference.region_code c on c.code = a.code and c.authority = 'kemendagri' and c.valid_to = 'infinity'
     on conflict on constraint region_alias_pk do nothing`,
    [
      aliases.map((alias) => alias.code),
      aliases.map((alias) => nameKey(alias.spelling)),
      aliases.map((alias) => alias.spelling),
      aliases.map((alias) => alias.source),
    ],
  );
}

export async function noteDatasets(owner: pg.ClientBase, datasets: readonly Dataset[]): Promise<void> {
  for (const { name, version, source, licence } of datasets) {
    await owner.query(
      `insert into reference.dataset (name, version, source, licence) values ($1, $2, $3, $4)
       on conflict on constraint dataset_pk
       do update set version = excluded.version, source = excluded.source, licence = excluded.licence, loaded_at = now()`,
      [name, version, source, licence],
    );
  }
}
