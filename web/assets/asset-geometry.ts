import type { Polygon } from 'geojson';

export type Position = readonly [longitude: number, latitude: number];
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The corners of a closed outline, each once. */
export function cornersOf(parcel: Polygon | null | undefined): readonly Position[] {
  const [ring = []] = parcel?.coordinates ?? [];
  return ring.slice(0, -1).map(([longitude = 0, latitude = 0]) => [longitude, latitude] as const);
}

const around = 0.002;

/** The box around what is to be seen, never smaller than some streets. */
export function boundsAround(positions: readonly Position[]): Bounds {
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  return [
    Math.min(...longitudes) - around,
    Math.min(...latitudes) - around,
    Math.max(...longitudes) + around,
    Math.max(...latitudes) + around,
  ];
}

const balikpapan: Bounds = [116.72, -1.29, 117.03, -1.01];

/** Everything the borders enclose; where none are imported the city of the demonstration, which can be moved away from. */
export function boundsOfBorders(borders: readonly number[][][][][]): Bounds {
  const positions = borders.flat(3).map(([longitude = 0, latitude = 0]) => [longitude, latitude] as const);
  if (positions.length === 0) return balikpapan;
  return positions.reduce<Bounds>(
    ([west, south, east, north], [longitude, latitude]) => [
      Math.min(west, longitude),
      Math.min(south, latitude),
      Math.max(east, longitude),
      Math.max(north, latitude),
    ],
    [180, 90, -180, -90],
  );
}
