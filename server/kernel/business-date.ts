declare const unit: unique symbol;

/** `YYYY-MM-DD` in the regency's time zone: the day people write on paper. Sorts as text. */
export type BusinessDate = string & { readonly [unit]: 'business-date' };

/** A moment as a UTC ISO string, as `timestamptz` holds it. */
export type Instant = string & { readonly [unit]: 'instant' };

/** IANA zone of a regency; Balikpapan is `Asia/Makassar` (WITA, UTC+8). */
export type TimeZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';

/** Reads `YYYY-MM-DD`; refuses days that do not exist (2025-02-30) instead of rolling them over. */
export function parseBusinessDate(text: string): BusinessDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as BusinessDate;
  } catch {
    return undefined;
  }
}

/** @throws RangeError when `text` is not an existing day written `YYYY-MM-DD` */
export function businessDate(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === undefined) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** @throws RangeError when `text` is not an ISO moment with a zone */
export function instant(text: string): Instant {
  return Temporal.Instant.from(text).toString() as Instant;
}

/** The only bridge from a moment to a day. */
export function businessDateOf(moment: Instant, zone: TimeZone): BusinessDate {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString() as BusinessDate;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as BusinessDate;
}

/** ISO week number, as offices count weeks. */
export function weekOf(date: BusinessDate): number {
  return Temporal.PlainDate.from(date).weekOfYear ?? 0;
}
