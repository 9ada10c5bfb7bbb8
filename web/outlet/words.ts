import { formats, type Language } from '../platform/formats.ts';
import { fill, type Words } from '../platform/words.ts';
import indonesian from './words.id.json';

/**
 * The words of this entry, without the staff app's library for them: it weighs more than all of them. English, and why the modules refuse,
 * come when they are wanted; both lie in the shell, so also without network.
 */
let words: Words = indonesian;
let refusals: Words = {};
let language: Language = 'id';

const remembered = 'lumbung.language';

export async function startWords(): Promise<void> {
  if (localStorage.getItem(remembered) !== 'en') return;
  words = (await import('./words.en.json')).default;
  language = 'en';
  document.documentElement.lang = language;
}

export function speak(wanted: Language): void {
  localStorage.setItem(remembered, wanted);
  location.reload();
}

export function spoken(): Language {
  return language;
}

export function t(key: `outlet.${string}`, values: Readonly<Record<string, unknown>> = {}): string {
  return fill(wordAt(words, key.slice('outlet.'.length)) ?? key, values);
}

/** Fetches the words of the modules' refusals; until then a refusal is told by its name. */
export async function learnRefusals(): Promise<void> {
  refusals =
    language === 'en' ? (await import('./refusals.en.ts')).english : (await import('./refusals.id.ts')).indonesian;
}

/** `inventory/unknown-place` as people read it. */
export function refusalWords({ type, data }: { type: string; data: Readonly<Record<string, unknown>> }): string {
  const [module = '', what = ''] = type.split('/');
  const own = wordAt(refusals, `${module}.refusals.${what}`) ?? wordAt(refusals, `platform.refusals.${module}-${what}`);
  return own === undefined ? t('outlet.refusedAs', { type }) : fill(own, data);
}

function wordAt(tree: Words, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<Words | string | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), tree);
  return typeof found === 'string' ? found : undefined;
}

export const speech = () => formats(language, zone);
let zone: Parameters<typeof formats>[1] = 'Asia/Makassar';

export function showTimesIn(of: typeof zone): void {
  zone = of;
}
