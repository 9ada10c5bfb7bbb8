declare const unit: unique symbol;

/** `YYYY-MM-DD` in the regency's time zone: the day people write on paper. Sorts as text. */
export type BusinessDate = string & { readonly [unit]: 'business-date' };

/** A moment as a UTC ISO string, as `timestamptz` holds it. */
export type Instant = string & { readonly [unit]: 'instant' };

/** IANA zone of a regency; Balikpapan is `Asia/Makassar` (WITA, UTC+8). */
export type TimeZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';

const dayMs = 86_400_000;

/** Hours ahead of UTC. No zone of Indonesia has summer time, so this is all there is to know of one. */
const hoursAhead: Readonly<Record<TimeZone, number>> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };

/** Reads `YYYY-MM-DD`; refuses days that do not exist (2025-02-30) instead of rolling them over. */
export function parseBusinessDate(text: string): BusinessDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || dateOfDay(at / dayMs) !== text ? undefined : (text as BusinessDate);
}

/** @throws RangeError when `text` is not an existing day written `YYYY-MM-DD` */
export function businessDate(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === undefined) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** `2025-11-27 11:02:03.5+08`, as a database or a browser may write it: day, time to the second, fraction, zone. */
const momentParts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2})(?::?(\d{2}))?$/;

/** @throws RangeError when `text` is not an ISO moment with a zone */
export function instant(text: string): Instant {
  const [, day = '', time = '', fraction = '', zone = '', minutes = '00'] = momentParts.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${zone === 'Z' ? zone : `${zone}:${minutes}`}`);
  if (Number.isNaN(at) || parseBusinessDate(day) === undefined) throw new RangeError(`not a moment: ${text}`);
  return written(at, fraction);
}

/** The moment so many whole milliseconds after the beginning of 1970. */
export function instantOf(unixMs: number): Instant {
  return written(unixMs, String(remainder(unixMs, 1000)).padStart(3, '0'));
}

function written(unixMs: number, fraction: string): Instant {
  const seconds = remainder(Math.floor(unixMs / 1000), 86_400);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => twoDigits(Math.floor(part)))
    .join(':');
  const rest = fraction.replace(/0+$/, '');
  return `${dateOfDay(Math.floor(unixMs / dayMs))}T${clock}${rest && `.${rest}`}Z` as Instant;
}

/** The only bridge from a moment to a day. */
export function businessDateOf(moment: Instant, zone: TimeZone): BusinessDate {
  return dateOfDay(Math.floor((Date.parse(moment) + hoursAhead[zone] * 3_600_000) / dayMs));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayOf(to) - dayOf(from);
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfDay(dayOf(date) + days);
}

/** ISO week number, as offices count weeks: the week belongs to the year that its Thursday is in. */
export function weekOf(date: BusinessDate): number {
  const day = dayOf(date);
  const thursday = day - remainder(day + 3, 7) + 3; // day 0, 1 January 1970, was a Thursday
  const newYear = dayOf(`${dateOfDay(thursday).slice(0, 4)}-01-01`);
  return Math.floor((thursday - newYear) / 7) + 1;
}

/** Days since 1 January 1970. */
function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/**
 * The date of a day counted from 1 January 1970, by the calendar's own arithmetic (eras of 400 years that begin on 1 March).
 * Not `Temporal`, because the web counts days with these functions too and not every browser has it.
 */
function dateOfDay(day: number): BusinessDate {
  const shifted = day + 719_468; // from 1 March of year 0
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` as BusinessDate;
}

/** Never negative, also before 1970. */
function remainder(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
