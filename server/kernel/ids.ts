declare const unit: unique symbol;

/** A UUIDv7 branded by the entity it names, made where the thing is born. The id is the idempotency key. */
export type Id<Entity extends string> = string & { readonly [unit]: Entity };

export type RegencyId = number & { readonly [unit]: 'regency-id' };
export type RegionId = number & { readonly [unit]: 'region-id' };

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return shape.test(text);
}

/** @throws RangeError when `text` is not a lower-case UUIDv7 */
export function id<Entity extends string>(text: string): Id<Entity> {
  if (!shape.test(text)) throw new RangeError(`not a UUIDv7: ${text.slice(0, 40)}`);
  return text as Id<Entity>;
}

/** Lays out a UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then chance. Clock and chance come from `platform/clock.ts`. */
export function idFrom<Entity extends string>(unixMs: number, chance: Uint8Array): Id<Entity> {
  const bytes = new Uint8Array(16);
  bytes.set(chance.subarray(0, 10), 6);
  let rest = unixMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Entity>;
}

/** @throws RangeError unless `n` is a positive integer that fits a PostgreSQL `integer` */
export function regencyId(n: number): RegencyId {
  if (!Number.isInteger(n) || n < 1 || n > 2_147_483_647) throw new RangeError(`not a regency id: ${n}`);
  return n as RegencyId;
}

/** @throws RangeError unless `n` is a positive integer that fits a PostgreSQL `integer` */
export function regionId(n: number): RegionId {
  if (!Number.isInteger(n) || n < 1 || n > 2_147_483_647) throw new RangeError(`not a region id: ${n}`);
  return n as RegionId;
}
