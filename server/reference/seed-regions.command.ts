import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { nameKey } from './place-name.ts';
import { type DatasetRegion, type KnownRegion, type PlannedRegion, planRegions } from './region-plan.ts';

/** Two starting servers must not seed at once. */
const seedLock = 7_105_802;

/** Of the set of all regions, then of what this module adds to it. Shown as attribution wherever regions are listed. */
const sources = {
  regions: {
    name: 'idn-area-data',
    source: 'https://github.com/fityannugroho/idn-area-data (Kemendagri region codes)',
    licence: 'ODbL 1.0 (data), MIT (code)',
  },
  facts: {
    name: 'lumbung-village-facts',
    source:
      'cahyadsn/wilayah_boundaries commit 3c5a796 (centres, areas); HDX (BPS codes); spellings as noted row by row',
    licence: 'MIT, (c) 2024 Cahya DSN (centres, areas); CC BY-IGO (BPS codes)',
  },
} as const;

/** What seeding did. `unlistedCodes` count with us but not in the data set: a person records a split or a new code. */
export interface SeedOutcome {
  readonly outcome: 'current' | 'loaded';
  readonly addedCount: number;
  readonly renamedCount: number;
  readonly unlistedCodes: readonly string[];
}

/**
 * Brings schema `reference` to the pinned version of the data set and of our own facts, set-wise in one transaction.
 * Does nothing, in milliseconds, when both versions are the ones already loaded.
 * @param owner connected as the owner of the schema, outside a transaction
 */
export async function seedRegions(owner: pg.ClientBase): Promise<SeedOutcome> {
  const versions = await pinnedVersions();
  if (await isLoaded(owner, versions)) return { outcome: 'current', addedCount: 0, renamedCount: 0, unlistedCodes: [] };
  await owner.query('begin');
  try {
    await owner.query('select pg_advisory_xact_lock($1)', [seedLock]);
    const outcome = await load(owner, versions);
    await owner.query('commit');
    return outcome;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

interface Versions {
  readonly regions: string;
  readonly facts: string;
}

async function pinnedVersions(): Promise<Versions> {
  const [manifest, facts, aliases] = await Promise.all([
    readFile(packageFile('package.json'), 'utf8'),
    readFile(ownFile('village-facts.csv')),
    readFile(ownFile('village-aliases.csv')),
  ]);
  const { version } = JSON.parse(manifest) as { version: string };
  return { regions: version, facts: createHash('sha256').update(facts).update(aliases).digest('hex').slice(0, 12) };
}

async function isLoaded(owner: pg.ClientBase, versions: Versions): Promise<boolean> {
  const { rows } = await owner.query<{ found: number }>(
    'select count(*)::integer as found from reference.dataset where (name, version) in (($1, $2), ($3, $4))',
    [sources.regions.name, versions.regions, sources.facts.name, versions.facts],
  );
  return rows[0]?.found === 2;
}

async function load(owner: pg.ClientBase, versions: Versions): Promise<SeedOutcome> {
  const [dataset, issued, facts, aliases] = await Promise.all([
    readDataset(),
    readCsv<{ regency_id: string; code_at_issue: string }>(ownFile('regency-ids.csv')),
    readCsv<VillageFacts>(ownFile('village-facts.csv')),
    readCsv<AliasRow>(ownFile('village-aliases.csv')),
  ]);
  const ours = new Map(facts.map((fact) => [fact.code, fact.name]));
  const named = dataset.map(({ code, name }) => ({ code, name: ours.get(code) ?? name }));
  const regencyIds = new Map(issued.map((row) => [row.code_at_issue, Number(row.regency_id)]));
  const plan = planRegions(named, await knownRegions(owner), regencyIds);
  await insertRegions(owner, plan.added);
  await owner.query('analyze reference.region, reference.region_code');
  await renameRegions(owner, plan.renamed);
  await writeFacts(owner, facts);
  await insertAliases(owner, [...aliases, ...spellingsReplaced(dataset, ours, versions)]);
  await noteDatasets(owner, versions);
  return {
    outcome: 'loaded',
    addedCount: plan.added.length,
    renamedCount: plan.renamed.length,
    unlistedCodes: plan.unlisted,
  };
}

interface AliasRow {
  readonly code: string;
  readonly spelling: string;
  readonly source: string;
}

interface VillageFacts {
  readonly code: string;
  readonly name: string;
  readonly centre_lat: string;
  readonly centre_lng: string;
  readonly area_m2: string;
  readonly bps_code: string;
}

/** The data set's own spelling stays findable where we show another one. */
function spellingsReplaced(
  dataset: readonly DatasetRegion[],
  ours: ReadonlyMap<string, string>,
  versions: Versions,
): AliasRow[] {
  return dataset
    .filter(({ code, name }) => (ours.get(code) ?? name) !== name)
    .map(({ code, name }) => ({ code, spelling: name, source: `${sources.regions.name} ${versions.regions}` }));
}

async function readDataset(): Promise<DatasetRegion[]> {
  const files = await Promise.all(
    ['provinces', 'regencies', 'districts', 'villages'].map((file) =>
      readCsv<DatasetRegion>(packageFile(`data/${file}.csv`)),
    ),
  );
  return files.flat();
}

async function readCsv<Row>(file: string): Promise<Row[]> {
  return parse<Row>(await readFile(file), { columns: true, comment: '#', comment_no_infix: true });
}

function packageFile(path: string): string {
  return fileURLToPath(import.meta.resolve(`idn-area-data/${path}`));
}

function ownFile(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function knownRegions(owner: pg.ClientBase): Promise<KnownRegion[]> {
  const { rows } = await owner.query<KnownRegion>(`
    select r.id, c.code, r.name, r.valid_to = 'infinity' and c.valid_to = 'infinity' as "isCurrent"
    from reference.region r
    join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri'`);
  return rows;
}

async function insertRegions(owner: pg.ClientBase, regions: readonly PlannedRegion[]): Promise<void> {
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
}

async function renameRegions(owner: pg.ClientBase, renamed: readonly { id: number; name: string }[]): Promise<void> {
  await owner.query(
    `update reference.region r set name = n.name from unnest($1::integer[], $2::text[]) as n (id, name) where r.id = n.id`,
    [renamed.map((region) => region.id), renamed.map((region) => region.name)],
  );
}

/** Joins by the current Kemendagri code; a fact about a code that ended finds no row and is left out. */
async function writeFacts(owner: pg.ClientBase, facts: readonly VillageFacts[]): Promise<void> {
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

async function insertAliases(owner: pg.ClientBase, aliases: readonly AliasRow[]): Promise<void> {
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

async function noteDatasets(owner: pg.ClientBase, versions: Versions): Promise<void> {
  for (const key of ['regions', 'facts'] as const) {
    const { name, source, licence } = sources[key];
    await owner.query(
      `insert into reference.dataset (name, version, source, licence) values ($1, $2, $3, $4)
       on conflict on constraint dataset_pk
       do update set version = excluded.version, source = excluded.source, licence = excluded.licence, loaded_at = now()`,
      [name, versions[key], source, licence],
    );
  }
}
