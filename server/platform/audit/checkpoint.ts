import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Head } from './chain.ts';

/** A signed head: proof, once it has left the machine, that the chain was this long and ended so. */
export interface Checkpoint extends Head {
  readonly regencyId: number;
  readonly signedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** What signs checkpoints. Others need only `publicKey` to check them; `keyId` is the start of its SHA-256. */
export interface CheckpointKey {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** DER of an Ed25519 private key up to its 32 secret bytes (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 secret bytes, derived for this purpose from the installation's key file: none of it is in the database */
export function checkpointKey(seed: Uint8Array): CheckpointKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return { keyId: keyIdOf(publicKey), publicKey, privateKey };
}

export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16);
}

export function signHead(key: CheckpointKey, head: Head & { regencyId: number }, signedAt: string): Checkpoint {
  const unsigned = { regencyId: head.regencyId, seq: head.seq, hash: head.hash, signedAt, keyId: key.keyId };
  return { ...unsigned, signature: sign(null, signedText(unsigned), key.privateKey).toString('base64url') };
}

export function isGenuine(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  return verify(null, signedText(checkpoint), publicKey, Buffer.from(checkpoint.signature, 'base64url'));
}

function signedText({ regencyId, seq, hash, signedAt, keyId }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ about: 'lumbung/checkpoint', regencyId, seq, hash, signedAt, keyId }));
}
