/** What a stocktake waits for: another person's count, one more where two differ, or somebody who accepts what was agreed. */
export const waits = ['second_count', 'third_count', 'approval'] as const;
export type WaitsFor = (typeof waits)[number];

/** One line of one person's count. `slot` names item, batch and owner. */
export interface CountedLine {
  readonly slot: string;
  /** Who counted; the machine is one person. */
  readonly person: string;
  readonly countedBase: number;
  /** What the books say of that place at the moment of that count. */
  readonly bookBase: number;
}

export interface ComparedLine<Line extends CountedLine = CountedLine> {
  readonly slot: string;
  readonly state: 'one_count' | 'differs' | 'agreed';
  /** The count that was agreed on: the latest of those that say so. */
  readonly agreed: Line | undefined;
  readonly counts: readonly Line[];
}

/**
 * Compares counts, given in the order they were made. Two people agree when they find the same difference from the books of the moment each
 * counted: what was sold in between changes both. Of a person his latest count speaks, so the third may be a recount of one of the two; a line is
 * agreed once two people say the same. Source: domain 6.4, two blind counts and a third on difference (10 and 9, then 9: one is missing).
 */
export function compareCounts<Line extends CountedLine>(lines: readonly Line[]): ComparedLine<Line>[] {
  return [...Map.groupBy(lines, ({ slot }) => slot)].map(([slot, counts]) => {
    const latest = [...new Map(counts.map((line) => [line.person, line])).values()];
    const speaking = counts.filter((line) => latest.includes(line));
    const agreed = speaking.findLast((line) =>
      speaking.some((other) => other.person !== line.person && differenceOf(other) === differenceOf(line)),
    );
    const state = agreed !== undefined ? 'agreed' : latest.length < 2 ? 'one_count' : 'differs';
    return { slot, state, agreed, counts };
  });
}

export function differenceOf({ countedBase, bookBase }: CountedLine): number {
  return countedBase - bookBase;
}

export function waitsFor(lines: readonly ComparedLine[]): WaitsFor {
  if (lines.some(({ state }) => state === 'one_count')) return 'second_count';
  return lines.some(({ state }) => state === 'differs') ? 'third_count' : 'approval';
}
