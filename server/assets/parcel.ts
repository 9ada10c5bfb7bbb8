import type { Position } from 'geojson';
import * as reference from '../reference/public.ts';

/** A parcel as it is kept: one outline, counter-clockwise, with its box and its area on the ellipsoid. */
export interface ReadParcel {
  readonly parcel: { readonly type: 'Polygon'; readonly coordinates: Position[][] };
  readonly areaDm2: number;
  readonly box: Box;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A surveyed parcel has some dozens; a border of a whole kelurahan some thousands. */
export const positionsMax = 1_000;

/** Why a polygon is no parcel, in the words of `reference`, or that it is too long or more than one. */
export type ParcelFault =
  | 'wrong-type'
  | 'too-long'
  | 'axes-swapped'
  | 'outside-indonesia'
  | 'ring-open'
  | 'ring-too-short'
  | 'crosses-itself'
  | 'without-area';

const faults: Readonly<Record<string, ParcelFault>> = {
  'axes-swapped': 'axes-swapped',
  'coordinate-outside-indonesia': 'outside-indonesia',
  'ring-open': 'ring-open',
  'ring-too-short': 'ring-too-short',
  'ring-crosses-itself': 'crosses-itself',
  'without-area': 'without-area',
};

/** Reads a GeoJSON Polygon of unknown origin. Counted before it is judged, so that a long one costs nothing. */
export function readParcel(written: unknown): ReadParcel | ParcelFault {
  const polygons = reference.readPolygons(written);
  if ('kind' in polygons || polygons.length !== 1) return 'wrong-type';
  if (polygons.flat(2).length > positionsMax) return 'too-long';
  const shape = reference.shapeOf(polygons);
  if ('kind' in shape) return faults[shape.kind] ?? 'wrong-type';
  const { geometry, bbox } = shape;
  if (geometry.type !== 'Polygon') return 'wrong-type';
  const [west, south, east, north] = bbox;
  return { parcel: geometry, areaDm2: reference.areaDm2Of(geometry), box: { west, south, east, north } };
}
