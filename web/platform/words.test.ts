import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Words } from './words.ts';

const web = join(import.meta.dirname, '..');
const modules = globSync('*/words.id.json', { cwd: web }).map(dirname);

/** Every key of a language, as screens write them; the endings of plural forms are i18next's own. */
function keysOf(language: string): Set<string> {
  return new Set(modules.flatMap((module) => flattened(wordsOf(module, language), module)));
}

function wordsOf(module: string, language: string): Words {
  return JSON.parse(readFileSync(join(web, module, `words.${language}.json`), 'utf8')) as Words;
}

function flattened(words: Words, path: string): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${path}.${name.replace(/_(one|other)$/, '')}`] : flattened(value, `${path}.${name}`),
  );
}

const code = globSync('**/*.{ts,tsx}', { cwd: web })
  .filter((file) => !basename(file).includes('.test.'))
  .map((file) => readFileSync(join(web, file), 'utf8'))
  .join('\n');
const server = globSync('**/*.ts', { cwd: join(web, '../server') })
  .map((file) => readFileSync(join(web, '../server', file), 'utf8'))
  .join('\n');

const written = [...code.matchAll(/['"`]([a-z]+(?:\.[\w-]+)+)['"`]/gi)].map(([, key = '']) => key);
const literals = new Set(written.filter((key) => modules.includes(key.split('.')[0] ?? '')));
/** `platform.stages.${stage}`: whatever stands under the part before the first hole is in use. */
const prefixes = [...code.matchAll(/`([a-z]+(?:\.[\w-]+)*)\.\$\{/gi)].map(([, prefix]) => `${prefix}.`);

/** Every "no" the server declares, by module and name. */
const refusals = globSync('**/*.refusals.ts', { cwd: join(web, '../server') }).flatMap((file) => {
  const declared = readFileSync(join(web, '../server', file), 'utf8').matchAll(
    /refusal(?:<[^(]*>)?\(\s*'([a-z-]+)\/([a-z-]+)'/g,
  );
  return [...declared].map(([, module, name]) => ({ module, name }));
});

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
  const indonesian = keysOf('id');
  const english = keysOf('en');

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
