import * as turf from '@turf/turf';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import type { BoundaryFinding } from './boundary-finding.ts';
import type { Shape } from './boundary-shape.ts';

export interface Plot {
  readonly code: string;
  readonly shape: Shape;
}

/**
 * Twice the area over the perimeter: the mean width of a long strip, half the side of a square. Neighbours simplified one by
 * one leave strips of up to 6 m between them (measured on the 34 of Balikpapan); a real mistake is wider than this.
 */
const sliverWidthMaxM = 15;

interface Patch {
  readonly codes: readonly string[];
  readonly areaM2: number;
  readonly isSliver: boolean;
}

/** Where two villages claim the same land, and where land between them belongs to none. */
export function compareNeighbours(plots: readonly Plot[]): BoundaryFinding[] {
  return [...overlapsOf(plots), ...gapsOf(plots)];
}

function overlapsOf(plots: readonly Plot[]): BoundaryFinding[] {
  const patches: Patch[] = [];
  const defeated: BoundaryFinding[] = [];
  for (const [index, one] of plots.entries()) {
    for (const other of plots.slice(index + 1).filter((plot) => bboxesMeet(one.shape, plot.shape))) {
      const codes = [one.code, other.code];
      const common = attempt(() => turf.intersect(collectionOf([one, other])));
      if (common === 'defeated') defeated.push({ kind: 'not-comparable', codes });
      else patches.push(...outlinesOf(common).map(([outline]) => patchOf(codes, outline)));
    }
  }
  const wide = Map.groupBy(
    patches.filter((patch) => !patch.isSliver),
    (patch) => patch.codes.join(' '),
  );
  return [
    ...defeated,
    ...[...wide.values()].map((parts) => ({
      kind: 'overlap' as const,
      codes: parts[0]?.codes ?? [],
      figure: areaOf(parts),
    })),
    ...sliversOf('overlap-slivers', patches),
  ];
}

function gapsOf(plots: readonly Plot[]): BoundaryFinding[] {
  if (plots.length < 2) return [];
  const whole = attempt(() => turf.union(collectionOf(plots)));
  if (whole === 'defeated') return [{ kind: 'not-comparable', codes: plots.map((plot) => plot.code) }];
  const patches = outlinesOf(whole)
    .flatMap(([, ...holes]) => holes)
    .map((hole) => ({ hole, ...patchOf([], hole) }));
  const wide = patches.filter((patch) => !patch.isSliver);
  return [
    ...wide.map(({ hole, areaM2 }) => ({
      kind: 'gap' as const,
      codes: codesAround(hole, plots),
      figure: Math.round(areaM2),
    })),
    ...sliversOf('gap-slivers', patches),
  ];
}

function sliversOf(kind: 'overlap-slivers' | 'gap-slivers', patches: readonly Patch[]): BoundaryFinding[] {
  const slivers = patches.filter((patch) => patch.isSliver);
  return slivers.length === 0 ? [] : [{ kind, codes: [], figure: areaOf(slivers) }];
}

/** The clipping library gives up on some geometries by throwing; that is a finding about the file, not a defect of ours. */
function attempt<T>(clip: () => T): T | 'defeated' {
  try {
    return clip();
  } catch {
    return 'defeated';
  }
}

function collectionOf(plots: readonly Plot[]) {
  return turf.featureCollection(plots.map((plot) => turf.feature(plot.shape.geometry)));
}

function outlinesOf(feature: Feature<Polygon | MultiPolygon> | null): Position[][][] {
  if (feature === null) return [];
  const { geometry } = feature;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function patchOf(codes: readonly string[], outline: Position[] = []): Patch {
  const areaM2 = turf.area(turf.polygon([outline]));
  const perimeterM = turf.length(turf.lineString(outline), { units: 'meters' });
  return { codes, areaM2, isSliver: (2 * areaM2) / perimeterM <= sliverWidthMaxM };
}

function codesAround(hole: Position[], plots: readonly Plot[]): string[] {
  const land = turf.polygon([hole]);
  return plots.filter(({ shape }) => !turf.booleanDisjoint(land, shape.geometry)).map((plot) => plot.code);
}

function areaOf(patches: readonly Patch[]): number {
  return Math.round(patches.reduce((sum, patch) => sum + patch.areaM2, 0));
}

function bboxesMeet({ bbox: a }: Shape, { bbox: b }: Shape): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
