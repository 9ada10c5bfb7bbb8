/** What a cell of a file holds, as it was kept there: figures as written by the program, days as `YYYY-MM-DD`. */
export interface ReadCell {
  readonly text: string;
  readonly holds: 'text' | 'number' | 'date' | 'error';
  /** Computed when the file was last saved; `text` is what it came to then, empty when the file does not say. */
  readonly isFormula?: true;
}

export interface ReadRow {
  /** As people see it at the edge of the sheet, from 1. */
  readonly line: number;
  /** By column from 0; `null` is an empty cell. */
  readonly cells: readonly (ReadCell | null)[];
}

/** One sheet of a file; of csv the only one. */
export interface ReadSheet {
  readonly name: string;
  /** Rows that hold anything, in order, as they are asked for. To be read once. */
  rows(): AsyncIterable<readonly ReadRow[]>;
}

export interface ReadFile {
  readonly kind: 'xlsx' | 'csv';
  readonly sheets: readonly ReadSheet[];
  close(): void;
}

/** Why a file is not read, or not to its end. */
export type ReadProblem =
  | 'empty'
  | 'not-a-spreadsheet'
  | 'old-format'
  | 'encrypted'
  | 'macros'
  | 'external-links'
  | 'damaged'
  | 'unpacks-too-large'
  | 'too-many-parts'
  | 'too-many-rows'
  | 'cell-too-long'
  | 'takes-too-long';

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly why: ReadProblem;

  constructor(why: ReadProblem, options?: ErrorOptions) {
    super(`the file is not read: ${why}`, options);
    this.why = why;
  }
}

/** What a file may ask of the machine that reads it; far above any register of a city. */
export const readLimits = {
  unpackedBytes: 200 * 1024 * 1024,
  ratio: 100,
  parts: 1_000,
  rows: 200_000,
  columns: 100,
  cellLength: 32_767,
  mergedCells: 20_000,
} as const;

/** Rows are handed on in batches of this many, so that memory does not grow with the file. */
export const rowsInBatch = 500;

/** Letters of a column from 0, as at the top of the sheet. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return `${rest >= 0 ? columnLetters(rest) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
