import type { Position } from 'geojson';

/**
 * What the check of boundaries can find. An error refuses the whole set; a warning is accepted, kept and shown with the map.
 * Texts for people are the translation of `reference.boundaries.<kind>`.
 */
export const boundaryFindings = {
  'not-json': 'error',
  'not-a-feature-collection': 'error',
  empty: 'error',
  'too-large': 'error', //                      figure: positions in the file
  'code-missing': 'error', //                   position: which feature, from 1
  'code-unknown': 'error',
  'code-duplicate': 'error',
  'village-missing': 'error',
  'name-of-another': 'error', //                codes: the feature's own, then the village whose name it bears
  'name-differs': 'warning', //                 no village is spelled so; the code decides
  'geometry-wrong-type': 'error',
  'coordinate-not-a-number': 'error',
  'axes-swapped': 'error', //                   [lat, lng] where GeoJSON has [lng, lat]
  'coordinate-outside-indonesia': 'error', //   or not in degrees
  'ring-open': 'error',
  'ring-too-short': 'error',
  'ring-crosses-itself': 'error', //            near: where, the westernmost; also parts or holes that cross
  'ring-order': 'warning', //                   turned round on import (RFC 7946: outer rings counter-clockwise)
  'without-area': 'error',
  'centre-outside': 'error', //                 figure: metres from the known centre to the border
  'centre-just-outside': 'warning', //          figure: metres
  overlap: 'error', //                          codes: both; figure: m2
  'overlap-slivers': 'warning', //              narrow strips that simplifying leaves; figure: m2 together
  gap: 'warning', //                            codes: who surrounds it; figure: m2. Land of nobody: a lake, an airport, a mistake
  'gap-slivers': 'warning', //                  figure: m2 together
  'not-comparable': 'error', //                 the geometries defeat the comparison
} as const;

export type BoundaryFindingKind = keyof typeof boundaryFindings;

export interface BoundaryFinding {
  readonly kind: BoundaryFindingKind;
  readonly codes: readonly string[];
  readonly figure?: number;
  readonly position?: number;
  /** Longitude, latitude. */
  readonly near?: Position;
}

export function isError(finding: BoundaryFinding): boolean {
  return boundaryFindings[finding.kind] === 'error';
}
