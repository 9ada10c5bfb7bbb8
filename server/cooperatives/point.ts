export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** How far beyond a kelurahan's circle a point may lie, since kelurahan are not round. */
const slackKm = 10;
const kmPerDegree = 111;

/**
 * Kilometres from a point to the nearest kelurahan, each taken for a circle of its own area with some slack; 0 within one, and where
 * no kelurahan has a centre to measure from.
 */
export function kmOutside(
  point: Point,
  villages: readonly { readonly centre?: readonly [number, number]; readonly areaM2?: number }[],
): number {
  const distances = villages.flatMap(({ centre, areaM2 = 0 }) => {
    if (centre === undefined) return [];
    const east = (point.longitude - centre[0]) * Math.cos((centre[1] * Math.PI) / 180);
    const fromCentre = Math.hypot(east, point.latitude - centre[1]) * kmPerDegree;
    return [fromCentre - Math.sqrt(areaM2 / Math.PI) / 1000 - slackKm];
  });
  return distances.length === 0 ? 0 : Math.max(0, Math.round(Math.min(...distances)));
}
