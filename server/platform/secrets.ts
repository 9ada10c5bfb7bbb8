import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './config.ts';

const keyBytes = 32;

/** Everything secret is derived from the one key file, which lies outside the database and outside its backup. */
export interface Secrets {
  /** Bytes for one purpose; the same purpose always gives the same bytes. */
  derive(purpose: string, bytes?: number): Uint8Array;
}

/**
 * Reads the key file, or makes it at first use.
 * @param options.isFirstUse false when a database is there already: a new key would not read what the lost one hid in it
 * @throws ConfigError when it is missing and this is not the first use, or it is there but is not a key of ours
 */
export function openSecrets(keyFile: string, { isFirstUse }: { isFirstUse: boolean }): Secrets {
  if (!existsSync(keyFile)) {
    if (!isFirstUse)
      throw new ConfigError(
        `Berkas kunci ${keyFile} tidak ada, padahal basis datanya sudah ada. Kembalikan salinan kunci itu. Bila kunci itu hilang ` +
          `selamanya, buat yang baru dengan "openssl rand -base64 32 > ${keyFile}": verifikasi dua langkah semua orang harus ` +
          'diatur ulang, dan titik periksa lama tidak dapat dicocokkan lagi.',
      );
    createKey(keyFile);
  }
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
  if (key.length !== keyBytes) {
    throw new ConfigError(
      `Berkas kunci ${keyFile} rusak. Kembalikan salinannya; tanpa kunci itu data rahasia tidak terbaca.`,
    );
  }
  return { derive: (purpose, bytes = keyBytes) => new Uint8Array(hkdfSync('sha256', key, 'lumbung', purpose, bytes)) };
}

/** Under its name only when it is whole and on the disk; of two that make it at once, one does, and both read that one. */
function createKey(keyFile: string): void {
  const folder = dirname(keyFile);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${keyFile}.${randomBytes(6).toString('hex')}`;
  writeFileSync(unfinished, `${randomBytes(keyBytes).toString('base64url')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(unfinished, keyFile);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(unfinished);
  }
  const names = openSync(folder, 'r');
  fsyncSync(names);
  closeSync(names);
}
