import { describe, expect, test } from 'vitest';
import { mergeWords, type Words } from './words.ts';

const languages = {
  id: mergeWords(import.meta.glob<Words>('../*/words.id.json', { eager: true, import: 'default' })),
  en: mergeWords(import.meta.glob<Words>('../*/words.en.json', { eager: true, import: 'default' })),
};
const modules = Object.keys(languages.id);

/** Every key of a language, as screens write them; the endings of plural forms are i18next's own. */
function keysIn(words: Words, path = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${path}${name.replace(/_(one|other)$/, '')}`] : keysIn(value, `${path}${name}.`),
  );
}

const code = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*'], { eager: true, query: '?raw', import: 'default' }),
).join('\n');
const server = Object.values(
  import.meta.glob<string>('../../server/**/*.ts', { eager: true, query: '?raw', import: 'default' }),
).join('\n');
const refusalFiles = Object.values(
  import.meta.glob<string>('../../server/**/*.refusals.ts', { eager: true, query: '?raw', import: 'default' }),
);

const written = [...code.matchAll(/['"`]([a-z]+(?:\.[\w-]+)+)['"`]/gi)].map(([, key = '']) => key);
const literals = new Set(written.filter((key) => modules.includes(key.split('.')[0] ?? '')));
/** `platform.stages.${stage}`: whatever stands under the part before the first hole is in use. */
const prefixes = [...code.matchAll(/`([a-z]+(?:\.[\w-]+)*)\.\$\{/gi)].map(([, prefix]) => `${prefix}.`);

/** Every "no" the server declares, by module and name. */
const refusals = refusalFiles.flatMap((file) =>
  [...file.matchAll(/refusal(?:<[^(]*>)?\(\s*'([a-z-]+)\/([a-z-]+)'/g)].map(([, module, name]) => ({ module, name })),
);

/** Words that forms, refusals, roles and jobs look up by a name that stands in the server's own code. */
function isLookedUp(key: string): boolean {
  const [, kind, ...names] = key.split('.');
  const last = names.at(-1) ?? '';
  if (kind === 'fields' || kind === 'help' || kind === 'options') {
    return last.split('-').every((name) => server.includes(name)) || server.includes(`'${last}'`);
  }
  if (kind === 'refusals')
    return refusals.some(({ module, name }) => key === `${module}.refusals.${name}` || last === `${module}-${name}`);
  return server.includes(`'${key}'`);
}

describe('words', () => {
  const indonesian = new Set(keysIn(languages.id));
  const english = new Set(keysIn(languages.en));

  test('both languages have the same keys', () => {
    expect([...indonesian].filter((key) => !english.has(key))).toEqual([]);
    expect([...english].filter((key) => !indonesian.has(key))).toEqual([]);
  });

  test('every key that a screen writes exists', () => {
    expect([...literals].filter((key) => !indonesian.has(key) && !server.includes(`'${key}'`))).toEqual([]);
  });

  test('every key is used', () => {
    const unused = [...indonesian].filter(
      (key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)) && !isLookedUp(key),
    );
    expect(unused).toEqual([]);
  });

  test('every refusal of the server has words', () => {
    const wordless = refusals.filter(
      ({ module, name }) =>
        ![`${module}.refusals.${name}`, `platform.refusals.${module}-${name}`].some((key) => indonesian.has(key)),
    );
    expect(wordless).toEqual([]);
  });
});
