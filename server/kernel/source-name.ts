import type { BusinessDate } from './business-date.ts';

const inNames = new Intl.DateTimeFormat('id', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Whether the name of a source tells its day, as "Siaran pers Pemerintah Kota, 21 Oktober 2025" does: then nobody tells it again. */
export function tellsDay(name: string, date: BusinessDate): boolean {
  return name.includes(inNames.format(Date.parse(date)));
}
