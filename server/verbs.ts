import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { auditVerbs } from './audit-verbs.ts';
import * as cooperatives from './cooperatives/public.ts';
import { commandLine, dayGiven, given, inCity, opened, print, readAt, type Verb } from './errand.ts';
import * as exchange from './exchange/public.ts';
import { kibVerbs } from './kib-verbs.ts';
import { matchVerbs } from './match-verbs.ts';
import { type Config, ConfigError } from './platform/config.ts';
import { backupEmbedded, backupNotice } from './platform/db/backup.ts';
import { restoreEmbedded } from './platform/db/restore.ts';
import { publicationVerbs } from './publication-verbs.ts';
import * as reference from './reference/public.ts';
import { userVerbs } from './user-verbs.ts';
import { boundaryLines } from './words.ts';

export const verbs: Readonly<Record<string, Verb>> = {
  demo: { usage: '[--reset]', about: 'Balikpapan contoh, siap dilihat', run: async () => 2 },
  'import simkopdes-public': {
    usage: 'FOLDER --as-of TANGGAL [--dry-run] [--history] [--city 64.71]',
    about: 'tiga berkas dasbor publik SIMKOPDES, disimpan di samping catatan kita',
    run: importSimkopdes,
  },
  'import boundaries': {
    usage: 'BERKAS [--source S] [--licence L] [--valid-from TANGGAL] [--city 64.71]',
    about: 'batas kelurahan dari GeoJSON, diperiksa dulu',
    run: importBoundaries,
  },
  ...kibVerbs,
  'split village': {
    usage: 'KODE --into "KODE=Nama,KODE=Nama" --on TANGGAL --basis PERATURAN',
    about: 'pemekaran kelurahan: yang lama berakhir, penggantinya mulai',
    run: splitVillage,
  },
  ...matchVerbs,
  ...publicationVerbs,
  ...userVerbs,
  backup: { usage: 'FOLDER', about: 'salinan basis data dan berkas, tanpa menghentikan apa pun', run: backup },
  restore: { usage: 'FOLDER', about: 'kembalikan salinan ke folder data yang masih kosong', run: restore },
  ...auditVerbs,
};

async function importSimkopdes(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'as-of': { type: 'string' },
      city: { type: 'string' },
      'dry-run': { type: 'boolean' },
      history: { type: 'boolean' },
    },
  });
  const asOf = dayGiven(values['as-of'], '--as-of');
  const folder = given(positionals[0], 'FOLDER');
  const names = (await readAt(folder, readdir(folder))).filter((name) => name.endsWith('.csv'));
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) })),
  );
  return await inCity(config, values.city, async (tx, day) => {
    const draft = { files, asOf, today: day, isDryRun: values['dry-run'] ?? false, isHistory: values.history ?? false };
    const report = await exchange.importSimkopdesPublic(tx, commandLine, draft);
    const names = new Map((await cooperatives.registerOn(tx, day)).map((line) => [line.id as string, line.name]));
    return exchange.describeImport(report, (id) => names.get(id) ?? id);
  });
}

async function importBoundaries(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      city: { type: 'string' },
      source: { type: 'string' },
      licence: { type: 'string' },
      'valid-from': { type: 'string' },
    },
  });
  const path = given(positionals[0], 'BERKAS');
  const collection: unknown = parseJson(await readAt(path, readFile(path, 'utf8')), path);
  const validFrom =
    values['valid-from'] === undefined ? reference.programmeStart : dayGiven(values['valid-from'], '--valid-from');
  const file = {
    collection,
    validFrom,
    source: values.source ?? path.split('/').at(-1) ?? path,
    licence: values.licence ?? 'tidak dinyatakan',
  };
  return await inCity(config, values.city, async (tx) => {
    const { outcome, villageCount, warnings } = await reference.importBoundaries(tx, commandLine, file);
    return [
      outcome === 'imported'
        ? `Batas ${villageCount} kelurahan diambil.`
        : 'Batas yang sama sudah ada; tidak ada yang berubah.',
      `Peringatan: ${warnings.length}.`,
      ...boundaryLines(warnings),
    ];
  });
}

async function splitVillage(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { into: { type: 'string' }, on: { type: 'string' }, basis: { type: 'string' } },
  });
  const successors = given(values.into, '--into')
    .split(',')
    .map((pair) => pair.split('='))
    .map(([code = '', name = '']) => ({ code: code.trim(), name: given(name.trim(), 'nama kelurahan baru') }));
  const split = {
    code: given(positionals[0], 'KODE'),
    successors,
    happensOn: dayGiven(values.on, '--on'),
    legalBasis: given(values.basis, '--basis'),
  };
  return await opened(config, async ({ databases: { ownerUrl } }) => {
    if (ownerUrl === undefined) throw new ConfigError('Pemekaran memerlukan DATABASE_OWNER_URL.');
    await inOwnerTransaction(ownerUrl, (owner) => reference.splitVillage(owner, split));
    print(
      `${split.code} berakhir pada ${split.happensOn}; penggantinya: ${successors.map(({ name }) => name).join(', ')}.`,
    );
    return 0;
  });
}

async function inOwnerTransaction(ownerUrl: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    await work(owner);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
}

async function backup(config: Config, args: readonly string[]): Promise<number> {
  const targetDir = given(args[0], 'FOLDER');
  return await opened(config, async (lumbung) => {
    const { embedded } = lumbung.databases;
    if (!embedded)
      throw new ConfigError(
        'backup hanya untuk basis data bawaan. Untuk server DATABASE_URL pakai pg_basebackup atau pg_dump.',
      );
    const manifest = await backupEmbedded({ embedded, ...keptBeside(config), targetDir });
    print(
      `Cadangan lengkap di ${targetDir} (PostgreSQL ${manifest.postgresVersion}, ${manifest.parts.files.files.length} berkas unggahan).`,
      backupNotice,
    );
    return 0;
  });
}

/** What lies in the data folder beside the database and belongs into a backup. */
function keptBeside({ dataDir }: Config) {
  return { filesDir: join(dataDir, 'files'), checkpointsDir: join(dataDir, 'checkpoints') };
}

async function restore(config: Config, args: readonly string[]): Promise<number> {
  const backupDir = given(args[0], 'FOLDER');
  await restoreEmbedded({ backupDir, dataDir: config.dataDir, ...keptBeside(config) });
  print(
    `Cadangan dikembalikan ke ${config.dataDir}. Letakkan kunci enkripsinya di ${config.keyFile}, lalu jalankan: npm run lumbung -- verify`,
  );
  return 0;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${path} bukan JSON. Pastikan berkasnya GeoJSON utuh.`);
  }
}
