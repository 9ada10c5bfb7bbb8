import { hash } from 'node:crypto';

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json | undefined };

/**
 * JSON in the one form of RFC 8785: members sorted by UTF-16 code units, no spaces, numbers and text as ECMAScript writes them.
 * Members that are undefined are left out.
 * @throws RangeError for what would not survive a round trip through `jsonb`: unsafe integers, NaN, half of a surrogate pair
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new RangeError('text with half of a surrogate pair has no canonical JSON');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
        throw new RangeError(`no canonical JSON for the number ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    default:
      if (value === null) return 'null';
      if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return `{${canonicalMembers(value).join(',')}}`;
  }
}

/** The same members give the same hash, in whatever order they stand and on any machine. */
export function jsonHash(value: Json): string {
  return hash('sha256', canonicalJson(value));
}

function canonicalMembers(object: { readonly [member: string]: Json | undefined }): string[] {
  return Object.keys(object)
    .toSorted()
    .flatMap((name) => {
      const value = object[name];
      return value === undefined ? [] : [`${canonicalJson(name)}:${canonicalJson(value)}`];
    });
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
