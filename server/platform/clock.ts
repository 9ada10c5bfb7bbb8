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

const chanceOfId = 10;
/** Drawn for some hundred ids at once: one by one it costs sixteen times as much. */
let chances = Buffer.alloc(0);

/** A fresh UUIDv7. */
export function newId<Entity extends string>(): Id<Entity> {
  if (chances.length < chanceOfId) chances = randomBytes(400 * chanceOfId);
  const chance = chances.subarray(0, chanceOfId);
  chances = chances.subarray(chanceOfId);
  return idFrom<Entity>(nowMs(), chance);
}
