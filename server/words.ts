import { readFileSync } from 'node:fs';
import type * as assets from './assets/public.ts';
import * as exchange from './exchange/public.ts';
import type { Refusal } from './kernel/refusal.ts';
import type * as reference from './reference/public.ts';

/** What the screens say, read for the terminal as well, so that a sentence stands once: web/<module>/words.id.json. */
function say(module: string, path: string, data: Readonly<Record<string, unknown>>): string | undefined {
  let words = wordsOf(module);
  for (const name of path.split('.')) words = (words as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof words === 'string'
    ? words.replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => String(data[name] ?? ''))
    : undefined;
}

const read = new Map<string, unknown>();

/** Read once: a statement on paper asks for a hundred. */
function wordsOf(module: string): unknown {
  const file = new URL(`../web/${module}/words.id.json`, import.meta.url);
  const words: unknown = read.get(module) ?? JSON.parse(readFileSync(file, 'utf8'));
  read.set(module, words);
  return words;
}

/** The sentence of a refusal; its name where no screen can meet it. */
export function refusalWords({ type, data }: Refusal): string {
  const [module = '', name = ''] = type.split('/');
  const sentence = say(module, `refusals.${name}`, data) ?? say('platform', `refusals.${module}-${name}`, data);
  return sentence ?? type;
}

/** What the check of borders found, a line each; what is the same of several kelurahan is one line with their codes. */
export function boundaryLines(findings: readonly reference.BoundaryFinding[]): string[] {
  const alike = Map.groupBy(findings, ({ kind, figure, near, codes }) =>
    JSON.stringify([kind, figure, near, kind === 'name-of-another' ? codes : undefined]),
  );
  return [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const codes = own.flatMap((finding) => finding.codes);
    const near = first.near?.toReversed().join('; ');
    const data = { codes: codes.join(', '), first: codes[0], second: codes[1], figure: first.figure, near };
    const sentence = say('reference', `boundaries.${first.kind}`, data) ?? first.kind;
    return [`  ${sentence}${codes.length === 0 ? '' : ` (${inShort(codes)})`}`];
  });
}

/** So many codes a line holds; the rest are counted. */
const codesMax = 6;

function inShort(codes: readonly string[]): string {
  const others = codes.length - codesMax;
  return `${codes.slice(0, codesMax).join(', ')}${others > 0 ? ` dan ${others} lain` : ''}`;
}

/** What a refusal carries that a person can act on, under its sentence. */
export function refusalLines(refused: Refusal): string[] {
  const {
    errors = [],
    warnings = [],
    problems = [],
  } = refused.data as {
    errors?: readonly reference.BoundaryFinding[];
    warnings?: readonly reference.BoundaryFinding[];
    problems?: readonly exchange.Problem[];
  };
  return [...boundaryLines([...errors, ...warnings]), ...problems.map((each) => `  ${exchange.describeProblem(each)}`)];
}

/** What is wrong with a row of a register, as its author reads it in the sheet that goes back. */
export function kibProblemWords({ kind, field, column, value = '', other = '' }: assets.KibProblem): string {
  const fieldName = field === undefined ? '' : (say('assets', `kib.fields.${field}`, {}) ?? field);
  const problem = say('assets', `kib.problems.${kind}`, { field: fieldName, value, other }) ?? kind;
  return column === undefined ? problem : (say('assets', 'kib.at', { column, problem }) ?? problem);
}

/** What a file says its rows come to, where that is another than what was read. */
export function kibTotalWords({ field, written, read }: NonNullable<assets.KibCounts['totals']>[number]): string {
  const figure = (value: number) =>
    field === 'price' ? `Rp ${value.toLocaleString('id-ID')}` : `${(value / 100).toLocaleString('id-ID')} m²`;
  return say('assets', `kib.totals.${field}`, { written: figure(written), read: figure(read) }) ?? field;
}

/** Why a file was not read. */
export function kibFileWords(refused: NonNullable<assets.KibImportShown['refused']>): string {
  const { kind, form = '', missing = [] } = refused;
  const names = missing.map((field) => say('assets', `kib.fields.${field}`, {}) ?? field).join(', ');
  return say('assets', `kib.fileProblems.${kind}`, { form, missing: names }) ?? kind;
}

/** What stands in statements on paper and in workbooks, as on screen. */
export function statementWords(path: string, data: Readonly<Record<string, string>> = {}): string {
  return say('ledger', `statements.${path}`, data) ?? path;
}
