import * as turf from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Id } from '../kernel/ids.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Box } from './parcel.ts';

/** What of an asset is judged. Areas in whole dm². */
export interface Examined {
  readonly id: Id<'asset'>;
  readonly object: string;
  readonly ownerKind: string;
  readonly areaDm2: number | null;
  readonly parcelAreaDm2: number | null;
  readonly priceIdr: number | null;
  readonly villageId: number | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** Where the city and its kelurahan lie: borders where they are imported, else circles of their area. */
export interface Ground {
  readonly borders: ReadonlyMap<number, Polygon | MultiPolygon>;
  readonly villages: ReadonlyMap<number, { readonly centre?: readonly [number, number]; readonly areaM2?: number }>;
}

/** Bounds in m². The national portal took lots of 1 m²; nothing is built on less than 10, and no city land is larger than 100 ha. */
const areaBounds = { land: { min: 10, max: 1_000_000 }, building: { min: 4, max: 100_000 } } as const;

/** Rupiah a m², far beyond what land and buildings of a city were ever bought for: outside them a price is a slip or in thousands. */
const priceBounds = { land: { min: 500, max: 100_000_000 }, building: { min: 5_000, max: 100_000_000 } } as const;

/** A polygon may differ from the register by a tenth, and never matters below 20 m². */
const areaTolerance = { percent: 10, m2: 20 } as const;

/** What can be said of an asset without looking at another. */
export function findingsOfOne(asset: Examined, ground: Ground): Finding[] {
  return [...sizeFindings(asset), ...priceFindings(asset), ...placeFindings(asset, ground)];
}

const about = (asset: Examined, kind: FindingKind, figures: Finding['figures'] = {}): Finding => ({
  assetId: asset.id,
  kind,
  figures,
  others: [],
});

const boundsKey = ({ object }: Examined) => (object === 'building' ? 'building' : 'land');

function sizeFindings(asset: Examined): Finding[] {
  const { areaDm2, parcelAreaDm2 } = asset;
  if (areaDm2 === null) return [about(asset, 'area-missing')];
  const { min, max } = areaBounds[boundsKey(asset)];
  const m2 = areaDm2 / 100;
  if (m2 < min) return [about(asset, 'area-tiny', { areaM2: m2, minM2: min })];
  const found = m2 > max ? [about(asset, 'area-huge', { areaM2: m2, maxM2: max })] : [];
  if (parcelAreaDm2 === null || asset.object === 'building') return found;
  const differM2 = Math.abs(areaDm2 - parcelAreaDm2) / 100;
  const percent = Math.round((differM2 / m2) * 100);
  if (differM2 <= areaTolerance.m2 || differM2 * 100 <= areaTolerance.percent * m2) return found;
  return [...found, about(asset, 'area-differs', { areaM2: m2, parcelM2: parcelAreaDm2 / 100, percent })];
}

/** Only the register states a price that was paid. */
function priceFindings(asset: Examined): Finding[] {
  const { priceIdr, areaDm2, ownerKind } = asset;
  if (ownerKind !== 'regency' || priceIdr === null) return [];
  if (priceIdr === 0) return [about(asset, 'price-zero')];
  const { min, max } = priceBounds[boundsKey(asset)];
  if (areaDm2 === null || areaDm2 < areaBounds[boundsKey(asset)].min * 100) return [];
  const perM2Idr = Math.round((priceIdr * 100) / areaDm2);
  return perM2Idr < min || perM2Idr > max ? [about(asset, 'price-odd', { perM2Idr })] : [];
}

/** Borders are indicative, so a point may lie this far outside. */
const borderToleranceM = 50;

function placeFindings(asset: Examined, ground: Ground): Finding[] {
  const { longitude, latitude, villageId } = asset;
  if (longitude === null || latitude === null) return [];
  const point = [longitude, latitude] as const;
  const fromStated = villageId === null ? undefined : metresOutside(point, villageId, ground);
  if (fromStated !== undefined && fromStated <= borderToleranceM) return [];
  const fromCity = metresOutsideCity(point, ground);
  if (fromCity > borderToleranceM) return [about(asset, 'outside-city', { metres: Math.round(fromCity) })];
  return fromStated === undefined ? [] : [about(asset, 'outside-village', { metres: Math.round(fromStated) })];
}

/** 0 within the city, and where nothing is known to measure from. */
export function metresOutsideCity(point: readonly [number, number], ground: Ground): number {
  const distances = [...ground.villages.keys()].flatMap((id) => metresOutside(point, id, ground) ?? []);
  return distances.length === 0 ? 0 : Math.max(0, Math.min(...distances));
}

/** The kelurahan whose border holds the point; undefined where no border is known. */
export function villageHolding(point: readonly [number, number], ground: Ground): number | undefined {
  return [...ground.borders].find(([, border]) => turf.booleanPointInPolygon([...point], border))?.[0];
}

const metresPerDegree = 111_320;

/** Metres from a point to a kelurahan, 0 or less within it; undefined where it has neither border nor centre. */
function metresOutside(point: readonly [number, number], villageId: number, ground: Ground): number | undefined {
  const border = ground.borders.get(villageId);
  if (border !== undefined) {
    if (turf.booleanPointInPolygon([...point], border)) return 0;
    return turf.pointToPolygonDistance([...point], border, { units: 'meters' });
  }
  const { centre, areaM2 = 0 } = ground.villages.get(villageId) ?? {};
  if (centre === undefined) return undefined;
  const east = (point[0] - centre[0]) * Math.cos((point[1] * Math.PI) / 180);
  // Kelurahan are not round: twice the circle's radius and half a kilometre reach the corners of those of Balikpapan.
  return Math.hypot(east, point[1] - centre[1]) * metresPerDegree - 2 * Math.sqrt(areaM2 / Math.PI) - 500;
}

/** A parcel to be compared with others. */
export interface Drawn extends Box {
  readonly id: Id<'asset'>;
  readonly object: string;
  readonly parcel: Polygon;
}

/** Neighbours share an edge drawn by two hands: only more than this is an overlap. */
const overlapTolerance = { m2: 5, percent: 1 } as const;

/** So many of one asset's neighbours are named; what lies on more is drawn wrong altogether. */
const othersMax = 20;

/**
 * Which parcels lie on one another. Sorted by west, a parcel meets only those not yet ended, so that 20,000 are not compared each with
 * each; what the boxes leave is cut exactly. Land is compared with land and buildings with buildings.
 * @param only pairs of which at least one is of these; all pairs when left out
 */
export function findOverlaps(parcels: readonly Drawn[], only?: ReadonlySet<Id<'asset'>>): Finding[] {
  const shared = new Map<Id<'asset'>, { others: Id<'asset'>[]; m2: number }>();
  const add = (id: Id<'asset'>, other: Id<'asset'>, m2: number) => {
    const known = shared.get(id) ?? { others: [], m2: 0 };
    shared.set(id, { others: [...known.others, other], m2: known.m2 + m2 });
  };
  let open: Drawn[] = [];
  for (const parcel of parcels.toSorted((a, b) => a.west - b.west)) {
    open = open.filter((other) => other.east > parcel.west);
    for (const other of open) {
      if (only !== undefined && !only.has(parcel.id) && !only.has(other.id)) continue;
      const m2 = overlapM2(parcel, other);
      if (m2 === 0) continue;
      add(parcel.id, other.id, m2);
      add(other.id, parcel.id, m2);
    }
    open.push(parcel);
  }
  return [...shared].map(([assetId, { others, m2 }]) => ({
    assetId,
    kind: 'overlap',
    figures: { sharedM2: Math.round(m2), count: others.length },
    others: others.toSorted().slice(0, othersMax),
  }));
}

/** Corners that differ by less than a millimetre are one: of those that all but meet the cutting lost its way and threw. */
function toMillimetres({ parcel }: Drawn): Polygon {
  return turf.truncate(parcel, { precision: 8, coordinates: 2 });
}

function overlapM2(a: Drawn, b: Drawn): number {
  if (a.object !== b.object || a.south >= b.north || b.south >= a.north) return 0;
  const shared = turf.intersect(
    turf.featureCollection([turf.feature(toMillimetres(a)), turf.feature(toMillimetres(b))]),
  );
  if (shared === null) return 0;
  const m2 = turf.area(shared);
  const smaller = Math.min(turf.area(a.parcel), turf.area(b.parcel));
  return m2 > overlapTolerance.m2 && m2 * 100 > overlapTolerance.percent * smaller ? m2 : 0;
}
