import type { BusinessDate, Instant, TimeZone } from '../../server/kernel/business-date.ts';
import type { Rupiah } from '../../server/kernel/rupiah.ts';

export type Language = 'id' | 'en';

const abbreviation: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};
export const gap = '\u00a0';

/** Every figure, date and amount a person reads passes through here. Amounts and numbers are written the Indonesian way in both languages, so that a screen and a letter never disagree. */
export function formats(language: Language, at: TimeZone) {
  const numbers = new Intl.NumberFormat('id', { maximumFractionDigits: 2 });
  const days = language === 'en' ? 'en-GB' : language; // the day before the month in both
  const day = new Intl.DateTimeFormat(days, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(days, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const dayAt = new Intl.DateTimeFormat(days, { day: 'numeric', month: 'short', year: 'numeric', timeZone: at });
  const hourAt = new Intl.DateTimeFormat('id', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: at });

  const number = (value: number) => numbers.format(value).replace('-', '\u2212');
  const time = (moment: Instant) => `${hourAt.format(Date.parse(moment))}${gap}${abbreviation[at]}`;
  return {
    /** `1.658` or `48,5`; a true minus sign for what is below zero. */
    number,
    /** `Rp 1.658.000.000` */
    rupiah: (amount: Rupiah) => `${amount < 0 ? '\u2212' : ''}Rp${gap}${number(Math.abs(amount))}`,
    /** `17 Okt 2025` */
    date: (date: BusinessDate) => spaced(day.format(Date.parse(date))),
    /** `Jumat, 17 Oktober 2025` */
    longDate: (date: BusinessDate) => longDay.format(Date.parse(date)),
    /** `21.30 WITA` */
    time,
    /** `17 Okt 2025, 21.30 WITA` */
    moment: (moment: Instant) => `${spaced(dayAt.format(Date.parse(moment)))}, ${time(moment)}`,
    /** Basis points as a percentage: 4850 is `48,5%`. */
    percent: (basisPoints: number) => `${number(basisPoints / 100)}%`,
    /** `1.240 m²` */
    area: (squareMetres: number) => `${number(squareMetres)}${gap}m²`,
  };
}

function spaced(date: string): string {
  return date.replaceAll(' ', gap);
}
