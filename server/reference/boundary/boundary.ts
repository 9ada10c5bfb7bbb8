import type { MultiPolygon, Polygon } from 'geojson';
import type { RegionId } from '../../kernel/ids.ts';
import { matchVillage } from '../place-name.ts';
import type { Village } from '../region.ts';
import { type BoundaryFinding, isError } from './boundary-finding.ts';
import { compareNeighbours } from './boundary-neighbours.ts';
import {
  countPositions,
  distanceOutsideM,
  type Misshape,
  type Rings,
  readPolygons,
  type Shape,
  shapeOf,
} from './boundary-shape.ts';

/** The border of one village: [lng, lat], closed rings, outer ones counter-clockwise. */
export interface CheckedBoundary {
  readonly villageId: RegionId;
  readonly code: string;
  readonly geometry: Polygon | MultiPolygon;
  readonly bbox: readonly [number, number, number, number];
  readonly areaM2: number;
}

/** `boundaries` holds one for each village, by code, when there is no error; otherwise none. */
export interface BoundaryReport {
  readonly errors: readonly BoundaryFinding[];
  readonly warnings: readonly BoundaryFinding[];
  readonly boundaries: readonly CheckedBoundary[];
}

/** Twice the finest set known for a city. So many take 11 s of a core (the 34 as published 0.6 s): not in the HTTP server. */
const positionsMax = 100_000;

/** A simplified border may leave a known centre this far outside (docs/rules/regions.md). */
const centreToleranceM = 100;

/**
 * Checks a set of village boundaries before any of it is taken: a wrong border is worse than a circle.
 * @param input parsed JSON of unknown origin; each feature names its village by `code` or `kode`
 * @param villages all villages of the regency on the day from which the set shall count
 */
export function checkBoundaries(input: unknown, villages: readonly Village[]): BoundaryReport {
  const features = readFeatures(input);
  if (!Array.isArray(features)) return reportOf([features], []);
  const claims = features.map((feature, index) => claimOf(feature, index + 1, villages));
  const drawn = claims.flatMap(({ village, polygons }) => (village && polygons ? [{ village, polygons }] : []));
  const positions = drawn.reduce((sum, { polygons }) => sum + countPositions(polygons), 0);
  if (positions > positionsMax) return reportOf([{ kind: 'too-large', codes: [], figure: positions }], []);
  const judged = drawn.map(({ village, polygons }) => ({ village, shape: shapeOf(polygons) }));
  const sound = judged.flatMap(({ village, shape }) => (isMisshape(shape) ? [] : [{ village, shape }]));
  const findings = [
    ...claims.flatMap(({ findings }) => findings),
    ...duplicatesAndMissing(claims, villages),
    ...judged.flatMap(({ village, shape }) => (isMisshape(shape) ? [{ ...shape, codes: [village.code] }] : [])),
    ...orderOf(sound),
    ...sound.flatMap(({ village, shape }) => placeOf(village, shape)),
    ...compareNeighbours(sound.map(({ village, shape }) => ({ code: village.code, shape }))),
  ];
  return reportOf(findings, sound.map(boundaryOf));
}

/** The same for a file as it was sent: a text that is no JSON is a finding like any other. */
export function checkBoundaryFile(text: string, villages: readonly Village[]): BoundaryReport {
  const unmarked = text.replace(/^\uFEFF/, '');
  try {
    return checkBoundaries(JSON.parse(unmarked), villages);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return reportOf([{ kind: unmarked.trim() === '' ? 'empty' : 'not-json', codes: [] }], []);
  }
}

function reportOf(findings: readonly BoundaryFinding[], boundaries: readonly CheckedBoundary[]): BoundaryReport {
  const errors = findings.filter(isError);
  return {
    errors,
    warnings: findings.filter((finding) => !isError(finding)),
    boundaries: errors.length > 0 ? [] : boundaries.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

interface WrittenFeature {
  readonly code: unknown;
  readonly name: unknown;
  readonly geometry: unknown;
}

function readFeatures(input: unknown): WrittenFeature[] | BoundaryFinding {
  const { type, features } = membersOf(input);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return { kind: 'not-a-feature-collection', codes: [] };
  if (features.length === 0) return { kind: 'empty', codes: [] };
  return features.map((feature) => {
    const { properties, geometry } = membersOf(feature);
    const { code, kode, name, nama } = membersOf(properties);
    return { code: code ?? kode, name: name ?? nama, geometry };
  });
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What one feature says about which village, so far as it can be believed. */
interface Claim {
  readonly village?: Village;
  readonly polygons?: readonly Rings[];
  readonly findings: readonly BoundaryFinding[];
}

function claimOf(feature: WrittenFeature, position: number, villages: readonly Village[]): Claim {
  const { code, name, geometry } = feature;
  if (typeof code !== 'string' || code.trim() === '')
    return { findings: [{ kind: 'code-missing', codes: [], position }] };
  const village = villages.find((candidate) => candidate.code === code.trim());
  if (village === undefined)
    return { findings: [{ kind: 'code-unknown', codes: [code.trim().slice(0, 40)], position }] };
  const findings = typeof name === 'string' ? nameFindings(village, name, villages) : [];
  const polygons = readPolygons(geometry);
  if (isMisshape(polygons)) return { village, findings: [...findings, { ...polygons, codes: [village.code] }] };
  return { village, polygons, findings };
}

function nameFindings(village: Village, name: string, villages: readonly Village[]): BoundaryFinding[] {
  if (matchVillage({ name }, [village]).outcome === 'one') return [];
  const match = matchVillage({ name }, villages);
  if (match.outcome === 'one') return [{ kind: 'name-of-another', codes: [village.code, match.village.code] }];
  return [{ kind: 'name-differs', codes: [village.code] }];
}

function duplicatesAndMissing(claims: readonly Claim[], villages: readonly Village[]): BoundaryFinding[] {
  const codes = claims.flatMap(({ village }) => village?.code ?? []);
  const missing = villages.map(({ code }) => code).filter((code) => !codes.includes(code));
  const twice = [...new Set(codes.filter((code, index) => codes.indexOf(code) < index))];
  return [
    ...twice.map((code) => ({ kind: 'code-duplicate' as const, codes: [code] })),
    ...(missing.length > 0 ? [{ kind: 'village-missing' as const, codes: missing }] : []),
  ];
}

function isMisshape(value: Misshape | Shape | readonly Rings[]): value is Misshape {
  return 'kind' in value;
}

interface Located {
  readonly village: Village;
  readonly shape: Shape;
}

function orderOf(located: readonly Located[]): BoundaryFinding[] {
  const codes = located.filter(({ shape }) => shape.wasMisoriented).map(({ village }) => village.code);
  return codes.length > 0 ? [{ kind: 'ring-order', codes }] : [];
}

function placeOf(village: Village, shape: Shape): BoundaryFinding[] {
  if (village.centre === undefined) return [];
  const figure = Math.round(distanceOutsideM(shape, village.centre));
  if (figure <= 0) return [];
  return [
    { kind: figure > centreToleranceM ? 'centre-outside' : 'centre-just-outside', codes: [village.code], figure },
  ];
}

function boundaryOf({ village, shape }: Located): CheckedBoundary {
  const { geometry, bbox, areaM2 } = shape;
  return { villageId: village.id, code: village.code, geometry, bbox, areaM2 };
}
