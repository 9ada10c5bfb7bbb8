import { createHash, randomBytes } from 'node:crypto';

/** A secret that is known to who holds the link, and to nobody who reads the database: only its hash is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
