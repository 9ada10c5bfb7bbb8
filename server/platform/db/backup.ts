import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { assert, present } from '../../kernel/assert.ts';
import { now } from '../clock.ts';
import { type BackupManifest, manifestName, thisPlatform } from './backup-manifest.ts';
import { type Copied, copyFile, copyFolder, digestOf, entriesOf, sync, syncCopied } from './durable-copy.ts';
import { asOwner } from './embedded/as-owner.ts';
import { OperatorError } from './embedded/operator-error.ts';
import type { Embedded } from './embedded/start.ts';

/** To be shown with every backup, and written into it. */
export const backupNotice =
  'Cadangan ini TIDAK memuat kunci enkripsi (LUMBUNG_KEY_FILE). Simpan kunci itu di tempat lain: ' +
  'tanpa kunci, data yang disandikan di dalam cadangan tidak dapat dibaca oleh siapa pun.';

const readMeName = 'BACA-DULU.txt';

/**
 * Copies a running embedded database, the files store and the signed checkpoints to `targetDir`, while work goes on. The copy
 * holds every transaction committed before the call, and has its name only when it is whole and on disk.
 * @throws OperatorError when `targetDir` is not empty or another backup is running
 */
export async function backupEmbedded(source: {
  readonly embedded: Pick<Embedded, 'ownerUrl' | 'pgData'>;
  readonly filesDir: string;
  readonly checkpointsDir: string;
  readonly targetDir: string;
}): Promise<BackupManifest> {
  const target = resolve(source.targetDir);
  if ((await entriesOf(target)).length > 0)
    throw new OperatorError(`Folder ${target} sudah berisi. Pilih folder lain untuk cadangan.`);

  return await asOwner(source.embedded.ownerUrl, async (client) => {
    await beOnlyBackup(client);
    const unfinished = `${target}.unfinished`; // left by a backup that was killed, since no other is running
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    try {
      // Before the chains that they sign, so that no checkpoint in the backup reaches beyond its chain.
      const checkpoints = await copyWhole(source.checkpointsDir, join(unfinished, 'checkpoints'));
      const postgres = await copyCluster(client, { from: source.embedded.pgData, to: join(unfinished, 'postgres') });
      // After the rows that name them, so that no row in the backup lacks its file.
      const files = await copyWhole(source.filesDir, join(unfinished, 'files'));
      const manifest: BackupManifest = {
        format: 1,
        madeAt: now(),
        postgresVersion: await serverVersion(client),
        platform: thisPlatform,
        parts: { postgres, files, checkpoints },
      };
      await writeFile(
        join(unfinished, readMeName),
        `${backupNotice}
`,
      );
      await writeFile(join(unfinished, manifestName), JSON.stringify(manifest, undefined, 1));
      for (const name of [readMeName, manifestName, '']) await sync(join(unfinished, name));
      await rename(unfinished, target);
      await sync(dirname(target));
      return manifest;
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  });
}

/** All but what is still being received or written. */
async function copyWhole(from: string, to: string): Promise<Copied> {
  const copied = await copyFolder({ from, to }, (path) => path !== 'drafts' && !path.endsWith('.part'));
  await syncCopied(to, copied);
  return copied;
}

async function beOnlyBackup(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isAlone: boolean }>(
    `select pg_try_advisory_lock(hashtext('lumbung backup')) as "isAlone"`,
  );
  if (rows[0]?.isAlone !== true) throw new OperatorError('Pencadangan lain sedang berjalan. Tunggu sampai selesai.');
}

/**
 * PostgreSQL's "low-level base backup": data files copied while they change, and the WAL written meanwhile, which makes them
 * whole again. The temporary slot keeps that WAL until we have it and goes with the connection, also if we are killed;
 * `archive_mode` would not keep it, and has to be set before the server starts.
 */
async function copyCluster(client: pg.Client, { from, to }: { from: string; to: string }): Promise<Copied> {
  await client.query("select pg_create_physical_replication_slot('lumbung_backup', true, true)");
  const { rows: starts } = await client.query<{ segment: string }>(
    "select pg_walfile_name(pg_backup_start('lumbung', true)) as segment",
  );
  const copied = await copyFolder({ from, to }, isNeeded);
  const { rows: stops } = await client.query<{ segment: string; label: string }>(
    'select pg_walfile_name(lsn) as segment, labelfile as label from pg_backup_stop(false)',
  );
  const [start, stop] = [present(starts[0], 'start of backup'), present(stops[0], 'end of backup')];

  const wal = (await entriesOf(join(from, 'pg_wal'))).map(({ name }) => name).filter(isSegment);
  const meanwhile = wal.filter((name) => name >= start.segment && name <= stop.segment);
  assert(meanwhile.includes(start.segment) && meanwhile.includes(stop.segment), 'the slot keeps the WAL of the backup');
  for (const name of meanwhile) copied.files.push(present(await copyFile({ from, to }, `pg_wal/${name}`), name));

  // Tells recovery where to begin; without it PostgreSQL would take the torn copy for whole.
  await writeFile(join(to, 'backup_label'), stop.label);
  copied.files.push({ path: 'backup_label', ...present(await digestOf(join(to, 'backup_label')), 'backup_label') });
  await syncCopied(to, copied);
  return copied;
}

function isSegment(name: string): boolean {
  return /^[0-9A-F]{24}$/.test(name);
}

/** Without what belongs to the running server alone; PostgreSQL's manual lists it under "Making a base backup". */
function isNeeded(path: string): boolean {
  const ofRunningServer =
    /^(postmaster\.(pid|opts)|pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.*)$|(^|\/)(pgsql_tmp|pg_internal\.init)[^/]*$/;
  return !ofRunningServer.test(path);
}

async function serverVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  return present(rows[0], 'server version').server_version;
}
