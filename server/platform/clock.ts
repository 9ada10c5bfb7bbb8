import { randomBytes } from 'node:crypto';
import { type BusinessDate, businessDateOf, type Instant, instant, type TimeZone } from '../kernel/business-date.ts';
import { type Id, idFrom } from '../kernel/ids.ts';

/** The one place that reads the machine's clock; rules take the date as an argument. */
export function now(): Instant {
  return instant(Temporal.Now.instant().toString());
}

export function nowMs(): number {
  return Temporal.Now.instant().epochMilliseconds;
}

/**
 * Today's business date in a zone. `fixed` is `LUMBUNG_TODAY`, which moves the business date only:
 * sessions, codes and `recorded_at` always use real time.
 */
export function today(zone: TimeZone, fixed?: BusinessDate): BusinessDate {
  return fixed ?? businessDateOf(now(), zone);
}

/** A fresh UUIDv7. */
export function newId<Entity extends string>(): Id<Entity> {
  return idFrom<Entity>(nowMs(), randomBytes(10));
}
