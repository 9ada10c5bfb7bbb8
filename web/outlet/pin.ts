/** A PIN says who of the people of a phone is at work. It never leaves the phone, and what lies there is no secret that it would guard. */
export interface KeptPin {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array;
  readonly wrong: number;
  /** Unix milliseconds of the last wrong try. */
  readonly wrongAt: number;
}

export const pinDigits = 6;
const iterations = 210_000;
const freeTries = 3;
/** After so many wrong ones in a row the person joins anew, by a code he gets himself. */
export const wrongMax = 10;
const waitMsMax = 15 * 60_000;

export async function newPin(pin: string): Promise<KeptPin> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, hash: await hashOf(pin, salt), wrong: 0, wrongAt: 0 };
}

/** How long before another try is heard; a clock that is put back gains nothing. */
export function waitMs({ wrong, wrongAt }: Pick<KeptPin, 'wrong' | 'wrongAt'>, now: number): number {
  if (wrong < freeTries) return 0;
  if (wrong >= wrongMax) return Number.POSITIVE_INFINITY;
  const wait = Math.min(waitMsMax, 30_000 * 2 ** (wrong - freeTries));
  return Math.max(0, wait - Math.max(0, now - wrongAt));
}

export async function isPin(pin: string, kept: KeptPin): Promise<boolean> {
  const hash = await hashOf(pin, kept.salt);
  return hash.length === kept.hash.length && hash.every((byte, at) => byte === kept.hash[at]);
}

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const given = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(given, key, 256));
}
