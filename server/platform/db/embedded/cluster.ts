import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { assert } from '../../../kernel/assert.ts';
import type { Binaries } from './binaries.ts';
import { OperatorError } from './operator-error.ts';
import { keepPassword, makeUnfinished, newPassword, type Place } from './place.ts';

/** What PostgreSQL's programs see of our environment: nothing of it, so that every machine makes the same cluster. */
export const cleanEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/**
 * Makes the cluster under another name and renames it, so that a cluster that exists is whole.
 * The built-in collation cannot change under an index, as that of a system library does at an upgrade.
 */
export async function createCluster(place: Place, binaries: Binaries, options: { fsync: boolean }): Promise<void> {
  if (!existsSync(place.passwordFile)) keepPassword(place, newPassword());
  const unfinished = makeUnfinished(place.pgData, place.account);
  const settings = [
    [
      '-D',
      unfinished,
      '-U',
      'lumbung_owner',
      `--pwfile=${place.passwordFile}`,
      '--auth=scram-sha-256',
      '--data-checksums',
    ],
    ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    options.fsync ? [] : ['--no-sync'],
  ].flat();
  const initdb = spawn(binaries.initdb, settings, {
    ...place.account,
    cwd: '/',
    env: cleanEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaint, [code]] = await Promise.all([text(initdb.stderr), once(initdb, 'exit')]);
  if (code !== 0) throw new OperatorError(`Basis data baru gagal dibuat di ${place.home}:\n${complaint}`);
  renameSync(unfinished, place.pgData);
}

/** Data files are readable by one major version only, and the npm package holds no tool to carry them over. */
export function refuseOtherMajor(pgData: string, binaries: Binaries): void {
  const found = readFileSync(join(pgData, 'PG_VERSION'), 'utf8').trim();
  if (found === binaries.major) return;
  throw new OperatorError(
    `Basis data di ${pgData} dibuat oleh PostgreSQL ${found}, sedangkan yang terpasang PostgreSQL ${binaries.major}. ` +
      `Data tidak diubah. Jalankan versi Lumbung yang memakai PostgreSQL ${found}, atau pindahkan data lebih dulu ke server lewat DATABASE_URL.`,
  );
}

/** A cluster restored from a backup comes without its password, for a backup holds no secret. Recovers first if that is due. */
export function giveNewPassword(place: Place, binaries: Binaries): void {
  const password = newPassword();
  const single = spawnSync(binaries.postgres, ['--single', '-D', place.pgData, 'postgres'], {
    ...place.account,
    cwd: '/',
    env: cleanEnv,
    input: `alter role lumbung_owner password '${password}'\n`,
  });
  assert(single.status === 0, `postgres --single: ${single.stderr}`);
  keepPassword(place, password);
}
