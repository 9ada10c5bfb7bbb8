import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { present } from '../../kernel/assert.ts';
import { type BackupManifest, verifiedManifest } from './backup-manifest.ts';
import { type Copied, copyFile, entriesOf, sync, syncCopied } from './durable-copy.ts';
import { binariesFor } from './embedded/binaries.ts';
import { refuseOtherMajor } from './embedded/cluster.ts';
import { OperatorError } from './embedded/operator-error.ts';
import { type Account, makeUnfinished, placeOf } from './embedded/place.ts';
import { startEmbedded } from './embedded/start.ts';
import { takeStarterLock } from './embedded/starter-lock.ts';

interface RestoreTarget {
  readonly backupDir: string;
  readonly dataDir: string;
  readonly filesDir: string;
  readonly checkpointsDir: string;
}

/**
 * Puts a backup into a data folder that has neither database nor files, and starts and stops the server once to see it recover.
 * The database gets a new password.
 * @throws OperatorError before anything is written when the backup is not whole, not of this PostgreSQL, or the place is taken
 */
export async function restoreEmbedded(target: RestoreTarget): Promise<BackupManifest> {
  const manifest = await verifiedManifest(target.backupDir);
  await putInPlace(manifest, target);
  const server = await startEmbedded({ dataDir: target.dataDir });
  await server.stop();
  return manifest;
}

async function putInPlace(manifest: BackupManifest, target: RestoreTarget): Promise<void> {
  const place = placeOf(target.dataDir);
  using _lock = takeStarterLock(place);
  refuseOtherMajor(join(target.backupDir, 'postgres'), binariesFor(place));
  if (existsSync(place.pgData) || (await entriesOf(target.filesDir)).length > 0) {
    throw new OperatorError(`Folder data ${place.dataDir} sudah berisi basis data atau berkas. Pilih folder kosong.`);
  }
  await rm(place.passwordFile, { force: true }); // of a cluster that is gone

  const owner = place.account && (await stat(place.dataDir)); // who will run the application may differ from who restores
  const files = makeUnfinished(target.filesDir, undefined);
  await fill(files, { from: join(target.backupDir, 'files'), copied: manifest.parts.files, owner });
  const postgres = makeUnfinished(place.pgData, place.account);
  await fill(postgres, {
    from: join(target.backupDir, 'postgres'),
    copied: manifest.parts.postgres,
    owner: place.account,
  });

  await addMissing(target, manifest.parts.checkpoints, owner);
  await rename(files, target.filesDir);
  await rename(postgres, place.pgData); // last, so that a database that is there has its files
  await sync(dirname(target.filesDir));
  await sync(place.home);
}

/** Checkpoints already here stay, newer ones above all: they tell, rightly, what an old copy lacks. */
async function addMissing(
  { backupDir, checkpointsDir }: RestoreTarget,
  { files }: Copied,
  owner: Account | undefined,
): Promise<void> {
  await mkdir(checkpointsDir, { recursive: true });
  const missing = files.filter(({ path }) => !existsSync(join(checkpointsDir, path)));
  await fill(checkpointsDir, { from: join(backupDir, 'checkpoints'), copied: { folders: [], files: missing }, owner });
}

async function fill(
  to: string,
  { from, copied, owner }: { from: string; copied: Copied; owner: Account | undefined },
): Promise<void> {
  const give = async (path: string): Promise<void> => {
    if (owner !== undefined) await chown(join(to, path), owner.uid, owner.gid);
  };
  await give('');
  for (const folder of copied.folders) {
    await mkdir(join(to, folder), { mode: 0o700 });
    await give(folder);
  }
  for (const { path } of copied.files) {
    present(await copyFile({ from, to }, path), `${path} in the backup`);
    await give(path);
  }
  await syncCopied(to, copied);
}
