import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { type DatasetRegion, planRegions } from './region-plan.ts';
import {
  type AliasRow,
  areLoaded,
  type Dataset,
  insertAliases,
  insertRegions,
  knownRegions,
  noteDatasets,
  renameRegions,
  type VillageFacts,
  writeFacts,
} from './seed-regions.store.ts';

/** Two starting servers must not seed at once. */
const seedLock = 7_105_802;

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
  const datasets = await pinnedDatasets();
  if (await areLoaded(owner, datasets))
    return { outcome: 'current', addedCount: 0, renamedCount: 0, unlistedCodes: [] };
  await owner.query('begin');
  try {
    await owner.query('select pg_advisory_xact_lock($1)', [seedLock]);
    const outcome = await load(owner, datasets);
    await owner.query('commit');
    return outcome;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** All regions, then what this module adds to them. A change of version, of the package or of our files, loads anew. */
async function pinnedDatasets(): Promise<[Dataset, Dataset]> {
  const [manifest, facts, aliases] = await Promise.all([
    readFile(packageFile('package.json'), 'utf8'),
    readFile(ownFile('village-facts.csv')),
    readFile(ownFile('village-aliases.csv')),
  ]);
  const { version } = JSON.parse(manifest) as { version: string };
  return [
    {
      name: 'idn-area-data',
      version,
      source: 'https://github.com/fityannugroho/idn-area-data (Kemendagri region codes)',
      licence: 'ODbL 1.0 (data), MIT (code)',
    },
    {
      name: 'lumbung-village-facts',
      version: createHash('sha256').update(facts).update(aliases).digest('hex').slice(0, 12),
      source:
        'cahyadsn/wilayah_boundaries commit 3c5a796 (centres, areas); HDX (BPS codes); spellings as noted row by row',
      licence: 'MIT, (c) 2024 Cahya DSN (centres, areas); CC BY-IGO (BPS codes)',
    },
  ];
}

async function load(owner: pg.ClientBase, datasets: [Dataset, Dataset]): Promise<SeedOutcome> {
  const [dataset, issued, facts, aliases] = await Promise.all([
    readDataset(),
    readCsv<{ regency_id: string; code_at_issue: string }>(ownFile('regency-ids.csv')),
    readCsv<VillageFacts>(ownFile('village-facts.csv')),
    readCsv<AliasRow>(ownFile('village-aliases.csv')),
  ]);
  const shownNames = new Map(facts.map((fact) => [fact.code, fact.name]));
  const shown = dataset.map(({ code, name }) => ({ code, name: shownNames.get(code) ?? name }));
  const regencyIds = new Map(issued.map((row) => [row.code_at_issue, Number(row.regency_id)]));
  const plan = planRegions(shown, await knownRegions(owner), regencyIds);
  await insertRegions(owner, plan.added);
  await renameRegions(owner, plan.renamed);
  await writeFacts(owner, facts);
  await insertAliases(owner, [...aliases, ...spellingsReplaced(dataset, shownNames, datasets[0])]);
  await noteDatasets(owner, datasets);
  return {
    outcome: 'loaded',
    addedCount: plan.added.length,
    renamedCount: plan.renamed.length,
    unlistedCodes: plan.unlisted,
  };
}

/** The data set's own spelling stays findable where we show another one. */
function spellingsReplaced(
  regions: readonly DatasetRegion[],
  shownNames: ReadonlyMap<string, string>,
  { name: dataset, version }: Dataset,
): AliasRow[] {
  return regions
    .filter(({ code, name }) => (shownNames.get(code) ?? name) !== name)
    .map(({ code, name }) => ({ code, spelling: name, source: `${dataset} ${version}` }));
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
