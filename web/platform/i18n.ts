import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import {
  type BusinessDate,
  type Instant,
  parseBusinessDate,
  type TimeZone,
} from '../../server/kernel/business-date.ts';
import type { Rupiah } from '../../server/kernel/rupiah.ts';
import { indonesian } from './words.id.ts';

export type Language = 'id' | 'en';
export const languages: readonly Language[] = ['id', 'en'];
const remembered = 'lumbung.language';
const abbreviation: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};
const gap = '\u00a0';

let zone: TimeZone = 'Asia/Makassar';

/** Times are shown in the regency's zone, wherever the reader is. */
export function showTimesIn(regencyZone: TimeZone): void {
  zone = regencyZone;
}

export async function startWords(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: 'id',
    fallbackLng: 'id',
    resources: { id: { translation: indonesian } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
}

/** Changes the language of the whole app; English words are fetched the first time they are wanted. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { english } = await import('./words.en.ts');
    i18next.addResourceBundle('en', 'translation', english);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(remembered, language);
}

function rememberedLanguage(): Language {
  return localStorage.getItem(remembered) === 'en' ? 'en' : 'id';
}

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

export interface Speech extends ReturnType<typeof formats> {
  readonly t: TFunction;
  readonly language: Language;
  /** `12 hari` */
  readonly days: (count: number) => string;
}

/** The words and formats of the current language; a component that uses it is drawn again when the language changes. */
export function useSpeech(): Speech {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'id';
  const format = formatsOf(language, zone);
  const days = (count: number) => t('platform.days', { count, shown: format.number(count) }).replace(' ', gap);
  return { ...format, t, language, days };
}

const made = new Map<string, ReturnType<typeof formats>>();

/** Making a formatter is dear and every row asks for one, so each is made once. */
function formatsOf(language: Language, at: TimeZone): ReturnType<typeof formats> {
  const key = `${language} ${at}`;
  const before = made.get(key) ?? formats(language, at);
  made.set(key, before);
  return before;
}

/** What a refusal tells, as people read it: its days are written out, roles are called by their names, the rest stays. */
export function readable(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { date } = formatsOf(i18next.language === 'en' ? 'en' : 'id', zone);
  const roleOf = (role: unknown) => (hasWord(`access.role.${role}`) ? i18next.t(`access.role.${role}`) : role);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (name === 'settledBy') return [name, [value].flat().map(roleOf).join(', ')];
      const day = typeof value === 'string' ? parseBusinessDate(value) : undefined;
      return [name, day === undefined ? value : date(day)];
    }),
  );
}

/** Whether there is a word for this key: labels of generated forms and refusals fall back where there is none. */
export function hasWord(key: string): boolean {
  return i18next.exists(key);
}
