import type { Polygon } from 'geojson';
import type { Position } from './asset-geometry.ts';

/**
 * The one polygon in a pasted GeoJSON: bare, as a feature, or as the only feature of a collection. What is wrong with its corners the
 * server says.
 */
export function polygonIn(pasted: string): Polygon | undefined {
  try {
    return polygonOf(JSON.parse(pasted));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const line = /^(-?\d+(?:\.\d+)?)(?:\s*[,;]\s*|\s+)(-?\d+(?:\.\d+)?)$/;

/** Corners as maps write them, `latitude, longitude`, one a line; undefined when a line is something else. */
export function cornersIn(written: string): readonly Position[] | undefined {
  const lines = written.split('\n').flatMap((text) => text.trim() || []);
  const corners = lines.flatMap((text): Position[] => {
    const [, latitude, longitude] = line.exec(text) ?? [];
    return latitude === undefined || longitude === undefined ? [] : [[Number(longitude), Number(latitude)]];
  });
  return corners.length === lines.length ? corners : undefined;
}

export function linesOf(corners: readonly Position[]): string {
  return corners.map(([longitude, latitude]) => `${latitude}, ${longitude}`).join('\n');
}

function polygonOf(value: unknown): Polygon | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, geometry, features, coordinates } = value as Readonly<Record<string, unknown>>;
  if (type === 'Polygon' && isRings(coordinates)) return { type, coordinates };
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length === 1 && isRings(coordinates[0]))
    return { type: 'Polygon', coordinates: coordinates[0] };
  if (type === 'Feature') return polygonOf(geometry);
  if (type === 'FeatureCollection' && Array.isArray(features) && features.length === 1) return polygonOf(features[0]);
  return undefined;
}

function isRings(value: unknown): value is Polygon['coordinates'] {
  return (
    Array.isArray(value) &&
    value.every(
      (ring) => Array.isArray(ring) && ring.every((position) => Array.isArray(position) && position.length >= 2),
    )
  );
}
