import * as turf from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { BoundaryFindingKind } from './boundary-finding.ts';
import { findCrossing } from './ring-crossing.ts';

/** A geometry that can be drawn and computed with: closed rings that do not cross themselves, outer ones counter-clockwise. */
export interface Shape {
  readonly geometry: Polygon | MultiPolygon;
  readonly bbox: readonly [number, number, number, number];
  readonly areaM2: number;
  /** True when rings had to be turned round. */
  readonly wasMisoriented: boolean;
}

/** Why a geometry cannot be used. */
export interface Misshape {
  readonly kind: BoundaryFindingKind;
  readonly near?: Position;
}

/** Rings of polygons as written, every position two finite numbers. */
export type Rings = readonly (readonly Position[])[];

/** Reads the coordinates of a GeoJSON Polygon or MultiPolygon of unknown origin; a third number (height) is dropped. */
export function readPolygons(geometry: unknown): readonly Rings[] | Misshape {
  if (typeof geometry !== 'object' || geometry === null) return { kind: 'geometry-wrong-type' };
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!isListOf(polygons, (polygon) => isListOf(polygon, Array.isArray))) return { kind: 'geometry-wrong-type' };
  if (!polygons.flat(2).every(isPosition)) return { kind: 'coordinate-not-a-number' };
  return (polygons as Position[][][]).map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]) => [lng ?? 0, lat ?? 0])),
  );
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): value is unknown[][][] {
  return Array.isArray(value) && value.every(isItem);
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

export function countPositions(polygons: readonly Rings[]): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}

/** Makes a shape of polygons as written, or says the first thing that is wrong with them. */
export function shapeOf(polygons: readonly Rings[]): Shape | Misshape {
  const fault = faultOfPlace(polygons.flat(2)) ?? faultOfRings(polygons.flat());
  if (fault !== undefined) return { kind: fault };
  const written: MultiPolygon = { type: 'MultiPolygon', coordinates: polygons as Position[][][] };
  const crossing = findCrossing(polygons.flat());
  if (crossing !== undefined) return { kind: 'ring-crosses-itself', near: crossing };
  const areaM2 = Math.round(turf.area(written));
  if (areaM2 < 1) return { kind: 'without-area' };
  const turned = turf.rewind(written) as MultiPolygon;
  const [only, another] = turned.coordinates;
  const geometry =
    only !== undefined && another === undefined ? { type: 'Polygon' as const, coordinates: only } : turned;
  const [west, south, east, north] = turf.bbox(written);
  return { geometry, bbox: [west, south, east, north], areaM2, wasMisoriented: polygons.some(isMisoriented) };
}

/** Everything Indonesian lies within these degrees; latitudes and longitudes never meet, so a swap shows. */
const indonesia = { west: 94.5, east: 141.5, south: -11.5, north: 6.5 };

function faultOfPlace(positions: readonly Position[]): BoundaryFindingKind | undefined {
  const strangers = positions.filter(([lng, lat]) => !isInIndonesia(lng, lat));
  if (strangers.length === 0) return undefined;
  return strangers.every(([lng, lat]) => isInIndonesia(lat, lng)) ? 'axes-swapped' : 'coordinate-outside-indonesia';
}

function isInIndonesia(lng = Number.NaN, lat = Number.NaN): boolean {
  return lng >= indonesia.west && lng <= indonesia.east && lat >= indonesia.south && lat <= indonesia.north;
}

function faultOfRings(rings: Rings): BoundaryFindingKind | undefined {
  if (rings.length === 0) return 'without-area';
  if (rings.some((ring) => !isSamePlace(ring[0], ring.at(-1)))) return 'ring-open';
  return rings.some((ring) => ring.length < 4) ? 'ring-too-short' : undefined;
}

function isSamePlace(a: Position | undefined, b: Position | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function isMisoriented([outer, ...holes]: Rings): boolean {
  return isClockwise(outer) || holes.some((hole) => !isClockwise(hole));
}

function isClockwise(ring: readonly Position[] = []): boolean {
  return turf.booleanClockwise(ring as Position[]);
}

/** On the ellipsoid, in whole dm² as parcels are kept. */
export function areaDm2Of(geometry: Polygon): number {
  return Math.round(turf.area(geometry) * 100);
}

/** Metres from a point to the border of a shape; 0 or less inside it. */
export function distanceOutsideM(shape: Shape, point: readonly [number, number]): number {
  return turf.pointToPolygonDistance([...point], turf.feature(shape.geometry), { units: 'meters' });
}

/** Degrees, 33 m on the ground: a pixel where a city fills a screen. Halves the 34 of Balikpapan to 45 KB (10 KB sent). */
const displayTolerance = 0.0003;

/** The shape as maps draw it: fewer positions, rounded to five decimals (a metre). Never for tests of what lies inside. */
export function forDisplay(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  const simplified = turf.simplify(geometry, { tolerance: displayTolerance, highQuality: true });
  return turf.truncate(simplified, { precision: 5, coordinates: 2 });
}
