import { createHash } from 'node:crypto';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { audit, type Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { villagesOf } from '../region.store.ts';
import type { Village } from '../region.ts';
import { boundaryRefusals } from './boundary.refusals.ts';
import { findBoundarySet, insertBoundarySet } from './boundary.store.ts';
import { type BoundaryReport, type CheckedBoundary, checkBoundaries } from './boundary.ts';
import type { BoundaryFinding } from './boundary-finding.ts';

export interface BoundaryFile {
  /** Parsed JSON as it came: a GeoJSON FeatureCollection, one feature a village with its Kemendagri code in `properties.code`. */
  readonly collection: unknown;
  /** Whose borders these are and under which licence; printed on every map. */
  readonly source: string;
  readonly licence: string;
  /** First day the set counts; the sets before it stay for the days before. */
  readonly validFrom: BusinessDate;
}

export interface BoundariesImported {
  readonly outcome: 'imported' | 'unchanged';
  readonly revision: number;
  readonly villageCount: number;
  readonly warnings: readonly BoundaryFinding[];
}

/** How a file is checked: at once, or apart from the process that serves people. */
export type CheckBoundaries = (
  collection: unknown,
  villages: readonly Village[],
) => BoundaryReport | Promise<BoundaryReport>;

/**
 * Replaces the borders of all villages of the regency by those of a file, wholly or not at all.
 * Idempotent on the content: the same geometries from the same source again change nothing and leave no trace.
 * @throws reference/boundaries-refused with every error and warning found, reference/boundaries-imported-meanwhile
 */
export async function importBoundaries(
  tx: Tx,
  doer: Doer,
  file: BoundaryFile,
  check: CheckBoundaries = checkBoundaries,
): Promise<BoundariesImported> {
  const villages = await villagesOf(tx, tx.regencyId, file.validFrom);
  const current = await findBoundarySet(tx, file.validFrom);
  const { errors, warnings, boundaries } = await check(file.collection, villages);
  if (errors.length > 0) throw boundaryRefusals.refused({ errors, warnings });
  const contentHash = hashOf(boundaries, file);
  const villageCount = boundaries.length;
  if (current?.contentHash === contentHash) {
    return { outcome: 'unchanged', revision: current.revision, villageCount, warnings };
  }
  const { source, licence, validFrom } = file;
  const revision = await insertBoundarySet(tx, { validFrom, source, licence, contentHash, warnings }, boundaries);
  await audit(
    tx,
    doer,
    'reference/import-boundaries',
    { kind: 'boundary-set', id: revision },
    { detail: { validFrom, source, licence, contentHash, villageCount, warnings: warnings.map(({ kind }) => kind) } },
  );
  return { outcome: 'imported', revision, villageCount, warnings };
}

/** The same whatever the order of the features or the layout of the file. */
function hashOf(boundaries: readonly CheckedBoundary[], { source, licence }: BoundaryFile): string {
  const content = [source, licence, boundaries.map(({ code, geometry }) => [code, geometry.coordinates])];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
