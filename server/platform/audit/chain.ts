import { type Json, jsonHash } from './canonical-json.ts';

/** An entry as it is hashed. Moments are UTC with microseconds. */
export type Entry = {
  readonly id: string;
  readonly recordedAt: string;
  readonly userId: string | null;
  readonly grantId: string | null;
  readonly role: string;
  readonly onBehalf: boolean;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly cooperativeId: string | null;
  readonly reason: string | null;
  readonly detail: Json;
};

/** Where a chain ends: the number of its last link, from 1, and that link's SHA-256 in hex. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** One link: the entry it seals is bound to its place and to everything before it. */
export interface Link extends Head {
  readonly entryId: string;
  readonly prevHash: string;
}

/** What the first link of every chain follows. */
export const beginning: Head = { seq: 0, hash: '0'.repeat(64) };

export function linkAfter(head: Head, regencyId: number, entry: Entry): Link {
  const seq = head.seq + 1;
  return {
    seq,
    entryId: entry.id,
    prevHash: head.hash,
    hash: linkHash({ regencyId, seq, prevHash: head.hash, entry }),
  };
}

/** @throws RangeError when the entry has no canonical JSON, which `audit()` never lets in */
export function linkHash(link: { regencyId: number; seq: number; prevHash: string; entry: Entry }): string {
  return jsonHash(link);
}
