import { createHmac } from 'node:crypto';

const stepSeconds = 30;

/**
 * The 30 s step whose code this is; undefined when it is none near. The library checks codes (one step either way) but does
 * not say which step it took, and a code is good once only (RFC 6238 §5.2). One step more back, for the time between.
 */
export function stepOf(secret: string, code: string, unixMs: number): number | undefined {
  const current = Math.floor(unixMs / 1000 / stepSeconds);
  return [current, current - 1, current + 1, current - 2].find((step) => codeOf(secret, step) === code);
}

/** RFC 4226 §5.3: the last nibble of the HMAC says where the 31 bits begin. */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
