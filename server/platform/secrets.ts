import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './config.ts';

const keyBytes = 32;

/** Everything secret is derived from the one key file, which lies outside the database and outside its backup. */
export interface Secrets {
  /** Bytes for one purpose; the same purpose always gives the same bytes. */
  derive(purpose: string, bytes?: number): Uint8Array;
}

/** Reads the key file, or makes it at first use. @throws ConfigError when it is there but is not a key of ours */
export function openSecrets(keyFile: string): Secrets {
  if (!existsSync(keyFile)) createKey(keyFile);
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
  if (key.length !== keyBytes) {
    throw new ConfigError(
      `Berkas kunci ${keyFile} rusak. Kembalikan salinannya; tanpa kunci itu data rahasia tidak terbaca.`,
    );
  }
  return { derive: (purpose, bytes = keyBytes) => new Uint8Array(hkdfSync('sha256', key, 'lumbung', purpose, bytes)) };
}

function createKey(keyFile: string): void {
  mkdirSync(dirname(keyFile), { recursive: true });
  writeFileSync(keyFile, `${randomBytes(keyBytes).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(keyFile, 0o600);
}
