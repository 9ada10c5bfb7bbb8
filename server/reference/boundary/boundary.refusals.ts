import { refusal } from '../../kernel/refusal.ts';
import type { BoundaryFinding } from './boundary-finding.ts';

export const boundaryRefusals = {
  /** Nothing was taken. The findings tell which village and what; texts are keyed by their kind. */
  refused: refusal<{ errors: readonly BoundaryFinding[]; warnings: readonly BoundaryFinding[] }>(
    'reference/boundaries-refused',
    422,
    ({ errors }) => `${errors.length} errors in the boundaries, first: ${errors[0]?.kind}`,
  ),
  fileTooLarge: refusal<{ bytesMax: number }>(
    'reference/boundary-file-too-large',
    413,
    ({ bytesMax }) => `more than ${bytesMax} bytes`,
  ),
  draftIdReused: refusal('reference/boundary-draft-id-reused', 409, () => 'this id already names another draft'),
  draftNotFound: refusal('reference/boundary-draft-not-found', 404, () => 'no such draft in this city'),
  /** Not checked yet, with errors, taken already, or followed by another. */
  draftNotFit: refusal('reference/boundary-draft-not-fit', 409, () => 'this draft cannot be taken'),
  checkDied: refusal('reference/boundary-check-died', 422, () => 'the file was too much for its check'),
  importedMeanwhile: refusal(
    'reference/boundaries-imported-meanwhile',
    409,
    () => 'another import of boundaries finished first',
  ),
};
