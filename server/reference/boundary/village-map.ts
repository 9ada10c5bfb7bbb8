import * as turf from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Village } from '../region.ts';

/** `circle` where no boundary is known: as large as the village, around its centre, and no border that anyone invented. */
export interface DrawnVillage {
  readonly code: string;
  readonly name: string;
  readonly districtName: string;
  readonly drawnAs: 'boundary' | 'circle';
}

type VillageFeature = Feature<Polygon | MultiPolygon, DrawnVillage>;

/** Corners of a circle: round enough on a phone, 34 of them in 8 KB sent. */
const circleSteps = 32;

/**
 * What a map draws of a regency. A village with neither boundary nor centre and area is left out; lists still show it.
 * @param boundaries geometry by village id
 */
export function drawVillages(
  villages: readonly Village[],
  boundaries: ReadonlyMap<number, Polygon | MultiPolygon>,
): FeatureCollection<Polygon | MultiPolygon, DrawnVillage> {
  return {
    type: 'FeatureCollection',
    features: villages.flatMap((village) => draw(village, boundaries.get(village.id))),
  };
}

function draw(village: Village, boundary: Polygon | MultiPolygon | undefined): VillageFeature[] {
  const { code, name, districtName } = village;
  if (boundary !== undefined) {
    return [{ type: 'Feature', properties: { code, name, districtName, drawnAs: 'boundary' }, geometry: boundary }];
  }
  const circle = circleOf(village);
  if (circle === undefined) return [];
  return [{ type: 'Feature', properties: { code, name, districtName, drawnAs: 'circle' }, geometry: circle }];
}

function circleOf({ centre, areaM2 }: Village): Polygon | undefined {
  if (centre === undefined || areaM2 === undefined) return undefined;
  const radiusM = Math.sqrt(areaM2 / Math.PI);
  const circle = turf.circle([...centre], radiusM, { steps: circleSteps, units: 'meters' });
  return turf.truncate(circle, { precision: 5 }).geometry;
}
