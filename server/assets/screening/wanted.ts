import { subjects } from '../observation.ts';
import { attributeValues, type Readable, type Wanted } from './criterion.ts';

/**
 * Whether a criterion of a kind can decide by what it reads: words are wanted of words, figures of figures, a rectangle of a lot, and
 * nothing by degrees decides alone.
 */
export function suits(wanted: Wanted, reads: string, kind: 'hard' | 'soft' | 'off'): boolean {
  const values = valuesOf(reads);
  if (values === undefined) return false;
  if (kind === 'hard' && (wanted.operator === 'scale' || wanted.operator === 'points')) return false;
  switch (wanted.operator) {
    case 'one_of':
      return isWords(values) && isAmong([...wanted.pass, ...wanted.open], values) && wanted.pass.length > 0;
    case 'points':
      return isWords(values) && isAmong(Object.keys(wanted.points), values);
    case 'fits':
      return values === 'lot' && wanted.shortDm <= wanted.longDm;
    case 'scale':
      return values === 'number' && wanted.worst !== wanted.best;
    default:
      return values === 'number';
  }
}

/** The words that can be read, from the best to the worst, or that it is a figure. */
export function valuesOf(reads: string): readonly string[] | 'number' | 'lot' | undefined {
  return attributeValues(reads) ?? (isSubject(reads) ? subjects[reads] : undefined);
}

/** Whether what a criterion reads is something seen on a day; else it is an attribute and changes where the asset is edited. */
export function isSubject(reads: string): reads is Exclude<Readable, never> & keyof typeof subjects {
  return Object.hasOwn(subjects, reads);
}

const isWords = (values: readonly string[] | 'number' | 'lot'): values is readonly string[] =>
  typeof values !== 'string';

const isAmong = (words: readonly string[], values: readonly string[]): boolean =>
  words.every((word) => values.includes(word)) && new Set(words).size === words.length;
