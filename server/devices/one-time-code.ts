import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { codeSigns } from './device.schema.ts';

/** `6471-K7QF-2M9X`: the regency's digits, so that a phone knows which city it asks, and eight signs of chance (39 bits, for 15 minutes). */
export function newCode(regencyCode: string): { code: string; hash: Buffer } {
  const chance = Array.from({ length: 8 }, () => codeSigns[randomInt(codeSigns.length)]).join('');
  const code = `${regencyCode.replace('.', '')}-${chance.slice(0, 4)}-${chance.slice(4)}`;
  return { code, hash: codeHash(code) };
}

/** The regency a typed code names (`64.71`). */
export function regencyOfCode(typed: string): string {
  const signs = signsOf(typed);
  return `${signs.slice(0, 2)}.${signs.slice(2, 4)}`;
}

export function codeHash(typed: string): Buffer {
  return createHash('sha256')
    .update(`device-code ${signsOf(typed)}`)
    .digest();
}

/** As people type: small letters, blanks, dashes or none. */
function signsOf(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

export function isHash(given: Buffer, kept: Buffer | null): boolean {
  return kept !== null && given.length === kept.length && timingSafeEqual(given, kept);
}
