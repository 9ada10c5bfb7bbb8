import { refusal } from '../kernel/refusal.ts';

export const regionRefusals = {
  villageUnknown: refusal<{ code: string }>(
    'reference/village-unknown',
    404,
    ({ code }) => `no village has the code ${code} now`,
  ),
  /** Successors are two or more villages of the same district, each with a code nobody else bears, after the village itself began. */
  splitNotPossible: refusal<{ code: string }>(
    'reference/split-not-possible',
    422,
    ({ code }) => `no split of ${code} into these`,
  ),
};
