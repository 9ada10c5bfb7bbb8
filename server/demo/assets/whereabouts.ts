import type { SampleFields, SamplePlace } from './sample-asset.ts';

/** Metres in a degree at Balikpapan, on the ellipsoid. */
const perDegree = { latitude: 110_575, longitude: 111_296 };
const slots = 16;

type Located = Pick<SampleFields, 'latitude' | 'longitude' | 'pointSource' | 'west' | 'south' | 'east' | 'north'>;

/** The nth place in a kelurahan, on a spiral around its centre that stays well inside a circle of its area. */
export function pointWithin({ centre, areaM2 }: SamplePlace, nth: number): Located {
  const reach = Math.sqrt(areaM2 / Math.PI) / 2;
  const distance = reach * Math.sqrt((nth + 1) / slots);
  const angle = nth * Math.PI * (3 - Math.sqrt(5)); // the golden angle: no two lie close together
  const longitude = degrees(centre[0] + (distance * Math.cos(angle)) / perDegree.longitude);
  const latitude = degrees(centre[1] + (distance * Math.sin(angle)) / perDegree.latitude);
  const box = { west: longitude, east: longitude, south: latitude, north: latitude };
  return { longitude, latitude, pointSource: 'map', ...box };
}

export interface ParcelPlan {
  readonly widthM: number;
  readonly depthM: number;
  readonly eastM?: number;
  readonly northM?: number;
}

/** A rectangular parcel whose south-west corner is the point moved by metres: what a surveyor's four corners make. */
export function parcelAt(
  { longitude, latitude }: Pick<SampleFields, 'longitude' | 'latitude'>,
  { widthM, depthM, eastM = 0, northM = 0 }: ParcelPlan,
): Located & Pick<SampleFields, 'parcel' | 'parcelAreaDm2'> {
  const west = degrees((longitude ?? 0) + eastM / perDegree.longitude);
  const south = degrees((latitude ?? 0) + northM / perDegree.latitude);
  const east = degrees(west + widthM / perDegree.longitude);
  const north = degrees(south + depthM / perDegree.latitude);
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    ...{ west, south, east, north, longitude: degrees((west + east) / 2), latitude: degrees((south + north) / 2) },
    ...{ pointSource: 'survey', parcelAreaDm2: widthM * depthM * 100 },
    parcel: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
  };
}

/** To seven decimals, a centimetre. */
function degrees(n: number): number {
  return Math.round(n * 10_000_000) / 10_000_000;
}
