import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { parseBusinessDate, type TimeZone } from '../../server/kernel/business-date.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { formats, gap, type Language } from './formats.ts';
import { indonesian } from './words.id.ts';

export type { Language };

export const languages: readonly Language[] = ['id', 'en'];
const remembered = 'lumbung.language';
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

/** What a refusal tells, as people read it: its days and amounts are written out, roles are called by their names, the rest stays. */
export function readable(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { date, rupiah: money } = formatsOf(i18next.language === 'en' ? 'en' : 'id', zone);
  const roleOf = (role: unknown) => (hasWord(`access.role.${role}`) ? i18next.t(`access.role.${role}`) : role);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (name === 'settledBy') return [name, [value].flat().map(roleOf).join(', ')];
      if (name.endsWith('Idr') && typeof value === 'number') return [name, money(rupiah(value))];
      const day = typeof value === 'string' ? parseBusinessDate(value) : undefined;
      return [name, day === undefined ? value : date(day)];
    }),
  );
}

/** Whether there is a word for this key: labels of generated forms and refusals fall back where there is none. */
export function hasWord(key: string): boolean {
  return i18next.exists(key);
}
