/** One figure of a benchmark, as it is printed and kept: one JSON line. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'KB' | 'MB' | '%' | 'requests/s' | 'postings/s' | 'count';
  /** What it is compared with: the same work done another way in the same run, or the budget of the design. */
  readonly baseline: number;
  /** How many times better than the baseline; above 1 is better. */
  readonly ratio: number;
}

export type Measured = Pick<Figure, 'figure' | 'value' | 'unit' | 'baseline'> & {
  /** Which way is better; most things cost something, so less is. */
  readonly better?: 'less' | 'more';
};

export function figureOf(bench: string, { better = 'less', ...measured }: Measured): Figure {
  const [value, baseline] = [rounded(measured.value), rounded(measured.baseline)];
  const [part, whole] = better === 'less' ? [measured.baseline, measured.value] : [measured.value, measured.baseline];
  const ratio = part === whole ? 1 : part / whole; // nothing against nothing is as good as asked
  return { bench, figure: measured.figure, value, unit: measured.unit, baseline, ratio: rounded(ratio) };
}

/** The smallest of the values that is at least as large as `percent` of them (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`not a percentile: ${percent}`);
  const ranked = values.toSorted((a, b) => a - b);
  const value = ranked[Math.ceil((percent / 100) * ranked.length) - 1];
  if (value === undefined) throw new RangeError('a percentile of nothing');
  return value;
}

/** Three significant digits: more would claim a precision that no run on a shared machine has. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
