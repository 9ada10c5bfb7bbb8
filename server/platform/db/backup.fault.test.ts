import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import { backupEmbedded } from './backup.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { asOwner } from './embedded/as-owner.ts';
import type { Embedded } from './embedded/start.ts';
import { dataFolders } from './embedded/testing/data-folders.ts';
import { restoreEmbedded } from './restore.ts';

const folders = dataFolders(afterAll);

interface Site {
  readonly dataDir: string;
  readonly filesDir: string;
  readonly checkpointsDir: string;
  readonly backupDir: string;
}

function freshSite(): Site {
  const dataDir = folders.fresh();
  const [filesDir, checkpointsDir] = [join(dataDir, 'files'), join(dataDir, 'checkpoints')];
  return { dataDir, filesDir, checkpointsDir, backupDir: join(dirname(dataDir), 'backup') };
}

const backUp = (site: Site, embedded: Pick<Embedded, 'ownerUrl' | 'pgData'>) =>
  backupEmbedded({ ...site, embedded, targetDir: site.backupDir });

const rowsIn = (server: Embedded) =>
  asOwner(server.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: number }>('select id from entry order by id');
    return new Set(rows.map(({ id }) => id));
  });

/** Four writers, each committing a row at a time, until told to stop; tells which rows were acknowledged so far. */
async function keepWriting(server: Embedded) {
  const pool = new pg.Pool({ connectionString: server.ownerUrl, max: 4 });
  pool.on('error', () => undefined); // a connection that is just closing may still hear of the stop
  await pool.query('create table entry (id integer primary key, text text)');
  const acknowledged = new Set<number>();
  let next = 0;
  let isOpen = true;
  const writer = async (): Promise<void> => {
    while (isOpen) {
      const id = next++;
      await pool.query("insert into entry values ($1, repeat('x', 500))", [id]);
      acknowledged.add(id);
    }
  };
  const writers = Promise.all([writer(), writer(), writer(), writer()]);
  return {
    acknowledged,
    close: async () => {
      isOpen = false;
      await writers;
      await pool.end();
    },
  };
}

let site: Site;
let manifest: BackupManifest;
let acknowledged: Set<number>;

beforeAll(async () => {
  site = freshSite();
  mkdirSync(join(site.filesDir, 'ab'), { recursive: true });
  writeFileSync(join(site.filesDir, 'ab/photo'), 'the original');
  mkdirSync(join(site.filesDir, 'drafts'));
  writeFileSync(join(site.filesDir, 'drafts/half'), 'still being sent');
  mkdirSync(site.checkpointsDir);
  writeFileSync(join(site.checkpointsDir, '2026-11-24.json'), 'signed');
  mkdirSync(join(`${site.backupDir}.unfinished`, 'postgres'), { recursive: true }); // as a killed backup leaves it
  const server = await folders.start(site.dataDir);
  const writing = await keepWriting(server);
  await vi.waitFor(() => assert(writing.acknowledged.size > 100, 'rows are written'), { timeout: 10_000 });
  acknowledged = new Set(writing.acknowledged);
  manifest = await backUp(site, server);
  await writing.close();
  await server.stop();
});

describe('a backup', () => {
  test('says what it is, what it lacks, and has left nothing half-made', () => {
    expect(manifest.format).toBe(1);
    expect(manifest.parts.files.files.map(({ path }) => path)).toEqual(['ab/photo']);
    expect(readFileSync(join(site.backupDir, 'BACA-DULU.txt'), 'utf8')).toMatch(/TIDAK memuat kunci/);
    expect(readdirSync(dirname(site.backupDir)).sort()).toEqual(['backup', 'var']);
  });

  test('never goes over another one', async () => {
    await expect(backUp(site, { ownerUrl: '', pgData: '' })).rejects.toThrow(/sudah berisi/);
  });

  test('taken amid writing and restored elsewhere misses no row acknowledged before, and no file', async () => {
    const elsewhere = { ...freshSite(), backupDir: site.backupDir };
    mkdirSync(elsewhere.checkpointsDir, { recursive: true });
    writeFileSync(join(elsewhere.checkpointsDir, '2026-11-25.json'), 'newer than the backup');
    await restoreEmbedded(elsewhere);
    const restored = await folders.start(elsewhere.dataDir);
    const rows = await rowsIn(restored);
    expect([...acknowledged].filter((id) => !rows.has(id))).toEqual([]);
    expect(readFileSync(join(elsewhere.filesDir, 'ab/photo'), 'utf8')).toBe('the original');
    expect(readFileSync(join(elsewhere.checkpointsDir, '2026-11-24.json'), 'utf8')).toBe('signed');
    expect(readdirSync(elsewhere.checkpointsDir)).toHaveLength(2);
    await expect(restoreEmbedded(elsewhere)).rejects.toThrow(/sedang berjalan/);
    await restored.stop();
    await expect(restoreEmbedded(elsewhere)).rejects.toThrow(/sudah berisi/);
  });

  test('carries no password: the restored database has a new one', () => {
    const password = readFileSync(join(site.dataDir, 'postgres.password'), 'utf8');
    expect(
      manifest.parts.postgres.files.filter(({ path }) =>
        readFileSync(join(site.backupDir, 'postgres', path)).includes(password),
      ),
    ).toEqual([]);
  });
});

describe('what is not a whole backup is refused before anything is touched', () => {
  const damaged = (): string => {
    const copy = join(dirname(folders.fresh()), 'backup');
    cpSync(site.backupDir, copy, { recursive: true });
    return copy;
  };
  const expectRefusal = async (backupDir: string, words: RegExp): Promise<void> => {
    const target = { ...freshSite(), backupDir };
    await expect(restoreEmbedded(target)).rejects.toThrow(words);
    expect(existsSync(target.dataDir)).toBe(false);
  };

  test('one byte changed', async () => {
    const backup = damaged();
    const file = join(backup, 'postgres/global/pg_control');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    writeFileSync(file, bytes);
    await expectRefusal(backup, /rusak pada 1 berkas \(postgres\/global\/pg_control\)/);
  });

  test('cut short', async () => {
    const backup = damaged();
    for (const { path, bytes } of manifest.parts.postgres.files)
      if (bytes > 100_000) truncateSync(join(backup, 'postgres', path), 10);
    await expectRefusal(backup, /terpotong/);
  });

  test('without a manifest, as a killed backup is', async () => {
    const backup = damaged();
    rmSync(join(backup, 'manifest.json'));
    await expectRefusal(backup, /tidak ada cadangan yang utuh/);
  });

  test('with a manifest that points out of it', async () => {
    const backup = damaged();
    const crafted = structuredClone(manifest);
    crafted.parts.files.files.push({ path: 'ab/../../../etc/passwd', bytes: 1, sha256: '' });
    writeFileSync(join(backup, 'manifest.json'), JSON.stringify(crafted));
    await expectRefusal(backup, /tidak ada cadangan yang utuh/);
  });
});
