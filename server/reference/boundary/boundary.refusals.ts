import { refusal } from '../../kernel/refusal.ts';
import type { BoundaryFinding } from './boundary-finding.ts';

export const boundaryRefusals = {
  /** Nothing was taken. The findings tell which village and what; texts are keyed by their kind. */
  refused: refusal<{ errors: readonly BoundaryFinding[]; warnings: readonly BoundaryFinding[] }>(
    'reference/boundaries-refused',
    422,
    ({ errors }) => `${errors.length} errors in the boundaries, first: ${errors[0]?.kind}`,
  ),
  importedMeanwhile: refusal(
    'reference/boundaries-imported-meanwhile',
    409,
    () => 'another import of boundaries finished first',
  ),
};
