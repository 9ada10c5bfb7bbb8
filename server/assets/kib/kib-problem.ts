import type { KibField } from './kib.ts';

/** What is wrong with a row. Errors keep the row out until it is corrected; warnings ask a person to look. */
export const errorKinds = [
  'code-missing',
  'code-unreadable',
  'code-old',
  'code-of-other-form',
  'register-missing',
  'register-unreadable',
  'location-missing',
  'location-unreadable',
  'name-missing',
  'number-unreadable',
  'number-ambiguous',
  'number-too-large',
  'date-unreadable',
  'year-unreadable',
  'word-unknown',
  'text-too-long',
  'cell-error',
  'formula-without-value',
  'same-in-file',
] as const;

export const warningKinds = [
  'formula',
  'village-unknown',
  'village-several',
  'area-missing',
  'area-large',
  'price-large',
  'price-rounded',
  'date-in-future',
  'code-padded',
  'register-zeros',
  'identity-corrected',
  'seems-same',
] as const;

export type ErrorKind = (typeof errorKinds)[number];
export type WarningKind = (typeof warningKinds)[number];

export interface KibProblem {
  readonly kind: ErrorKind | WarningKind;
  /** Letters of the column, as at the top of the sheet; absent when the whole row is meant. */
  readonly column?: string;
  readonly field?: KibField;
  /** What stands there. */
  readonly value?: string;
  /** Another row or thing that is meant. */
  readonly other?: string;
}

const errors: ReadonlySet<string> = new Set(errorKinds);

export function isError({ kind }: KibProblem): boolean {
  return errors.has(kind);
}

/** Why a whole file is not taken up, beside what its reader says (`ReadProblem`). */
export type KibFileProblem =
  | 'no-head'
  | 'other-form'
  | 'form-unclear'
  | 'columns-missing'
  | 'price-unit-unknown'
  | 'no-rows'
  | 'file-gone';
