import type { BusinessDate } from '../kernel/business-date.ts';
import en from './words.en.json' with { type: 'json' };
import id from './words.id.json' with { type: 'json' };

export type Language = 'id' | 'en';
export type Word = keyof typeof id;

const words: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { id, en };

/** What a page says in one language, and how it writes dates and money: `17 Okt 2025`, `Rp 65.500`. */
export interface Speech {
  readonly language: Language;
  say(word: Word, filled?: Readonly<Record<string, string | number>>): string;
  date(day: BusinessDate): string;
  rupiah(idr: number): string;
}

export function speechIn(language: Language): Speech {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat('id-ID');
  return {
    language,
    say: (word, filled = {}) =>
      words[language][word].replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? '')),
    date: (day) => dates.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds),
    rupiah: (idr) => `Rp\u00a0${numbers.format(idr)}`,
  };
}
