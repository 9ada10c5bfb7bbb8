import {
  addDays,
  type BusinessDate,
  businessDateOf,
  daysBetween,
  type Instant,
  instantOf,
  type TimeZone,
} from '../kernel/business-date.ts';

/** What is odd about something a device sent; it is recorded all the same, and people see it. */
export const sentFlags = ['clock-skew', 'moment-bounded', 'grant-ended', 'person-left', 'number-reused'] as const;
export type SentFlag = (typeof sentFlags)[number];

/** A clock this far off is a wrong clock. Less is what any phone has. */
const skewMsMax = 5 * 60_000;
/** A contact says how many things were made by then; a request on its way that long says it of a little earlier. */
const contactMsMax = 2 * 60_000;

export interface ToldMoment {
  /** The phone's clock when the thing was done, and when it sent it. */
  readonly madeAt: Instant;
  readonly sentAt: Instant;
  /** Our clock when it came. */
  readonly receivedAt: Instant;
  /** Our clock at a contact before which it cannot have been done. */
  readonly notBefore: Instant;
}

/**
 * When a thing was done, as far as can be known from a clock that may be wrong: its own word, corrected by how wrong that clock is now,
 * and never after we heard of it or before a contact at which it was not there yet (docs/rules/devices.md).
 */
export function momentOfFact(told: ToldMoment): { at: Instant; aheadSeconds: number; flags: SentFlag[] } {
  const received = Date.parse(told.receivedAt);
  const ahead = Date.parse(told.sentAt) - received;
  const isSkewed = Math.abs(ahead) > skewMsMax;
  const said = Date.parse(told.madeAt) - (isSkewed ? ahead : 0);
  const at = Math.min(Math.max(said, Date.parse(told.notBefore) - contactMsMax), received);
  const flags: SentFlag[] = [];
  if (isSkewed) flags.push('clock-skew');
  if (Math.abs(said - at) > skewMsMax) flags.push('moment-bounded');
  return { at: instantOf(at), aheadSeconds: Math.round(ahead / 1000), flags };
}

/** Its business date: the day in the regency's zone; where the calendar stands still (a demo), as many days before that day. */
export function dayOfFact(
  at: Instant,
  { zone, now, today }: { zone: TimeZone; now: Instant; today: BusinessDate },
): BusinessDate {
  return addDays(today, daysBetween(businessDateOf(now, zone), businessDateOf(at, zone)));
}
