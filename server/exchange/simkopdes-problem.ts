/** What is wrong with a file, a row or a cell, and how much of it was left out for that. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column?: string;
  readonly problem: ProblemKind;
  /** The offending text, shortened, with long digit runs masked: a cell may hold anything, a NIK too. */
  readonly value?: string;
  readonly leftOut: 'file' | 'row' | 'cell';
}

export type ProblemKind =
  | 'file-empty'
  | 'file-not-text'
  | 'file-not-csv'
  | 'file-too-long'
  | 'file-unknown'
  | 'file-missing'
  | 'file-twice'
  | 'record-too-large'
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'cell-count'
  | 'cell-empty'
  | 'cell-too-long'
  | 'cell-unprintable'
  | 'id-invalid'
  | 'id-reused'
  | 'row-twice'
  | 'count-invalid'
  | 'coordinate-null'
  | 'coordinate-invalid'
  | 'coordinate-half'
  | 'coordinate-swapped'
  | 'coordinate-abroad';
