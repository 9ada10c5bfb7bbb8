import type { BusinessDate } from '../../kernel/business-date.ts';
import { daysBetween } from '../../kernel/business-date.ts';
import type { Subject } from '../observation.ts';

/** What whoever stands on the spot can see, in the order of the form. Title and zoning are read in papers, not on the ground. */
export const surveySubjects = [
  'road_access',
  'road_width_dm',
  'public_transport',
  'frontage_dm',
  'depth_dm',
  'slope_percent',
  'soil',
  'cut_and_fill',
  'flood',
  'landslide',
  'mangrove',
  'power_line',
  'electricity',
  'water',
  'internet',
  'cleared',
  'building_condition',
] as const satisfies readonly Subject[];

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a person should look at before he relies on a survey. Never a reason to refuse it: they were there, the phone may be wrong. */
export type SurveyFlag =
  | { readonly kind: 'outside-village'; readonly metres: number }
  | { readonly kind: 'far-from-asset'; readonly metres: number }
  | { readonly kind: 'day-ahead' }
  | { readonly kind: 'reported-late'; readonly days: number }
  | { readonly kind: 'asset-changed' }
  | { readonly kind: 'asset-withdrawn' };

/** What is odd about a photo by what its camera wrote. */
export type PhotoFlag =
  | { readonly kind: 'photo-elsewhere'; readonly metres: number }
  | { readonly kind: 'photo-other-day'; readonly day: BusinessDate }
  | { readonly kind: 'photo-of-another-asset' };

/** How far off a point may be before anybody is asked to look: a phone between houses errs by as much, and a big lot is as wide. */
const nearMetres = 200;
/** Kelurahan borders are indicative, drawn with fewer corners than they have. */
const borderMetres = 100;
/** A survey kept on a phone without signal; beyond it somebody wants to know why. */
const lateDays = 7;

interface Visit {
  readonly surveyedOn: BusinessDate;
  readonly point?: (Point & { readonly accuracyM: number }) | undefined;
  /** The revision of the asset that the device showed when the form was begun. */
  readonly seenRevision: number;
}

interface VisitedAsset {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly revision: number;
  readonly withdrawnOn: BusinessDate | null;
}

/** @param outsideMetres how far the point lies outside the border of the asset's kelurahan; undefined where either is not known */
export function surveyFlags(
  visit: Visit,
  asset: VisitedAsset,
  about: { today: BusinessDate; outsideMetres: number | undefined },
): SurveyFlag[] {
  const flags: SurveyFlag[] = [];
  const { point, surveyedOn } = visit;
  const slack = point?.accuracyM ?? 0;
  const outside = about.outsideMetres ?? 0;
  if (outside > borderMetres + slack) flags.push({ kind: 'outside-village', metres: Math.round(outside) });
  const away = point && metresFromBox(point, asset);
  if (away !== undefined && away > nearMetres + slack) flags.push({ kind: 'far-from-asset', metres: Math.round(away) });
  if (surveyedOn > about.today) flags.push({ kind: 'day-ahead' });
  const days = daysBetween(surveyedOn, about.today);
  if (days > lateDays) flags.push({ kind: 'reported-late', days });
  if (visit.seenRevision !== asset.revision) flags.push({ kind: 'asset-changed' });
  if (asset.withdrawnOn !== null && asset.withdrawnOn <= surveyedOn) flags.push({ kind: 'asset-withdrawn' });
  return flags;
}

/**
 * @param origin what the camera wrote, where the reader may know it
 * @param place where the visit was: the survey's own point, else the asset's
 */
export function photoFlags(
  origin: { latitude: number | null; longitude: number | null; cameraTime: string | null } | undefined,
  { surveyedOn, place, isElsewhere }: { surveyedOn: BusinessDate; place: Point | undefined; isElsewhere: boolean },
  dayOf: (cameraTime: string) => BusinessDate | undefined,
): PhotoFlag[] {
  const flags: PhotoFlag[] = [];
  if (origin !== undefined && origin.latitude !== null && origin.longitude !== null && place !== undefined) {
    const metres = metresBetween({ latitude: origin.latitude, longitude: origin.longitude }, place);
    if (metres > nearMetres) flags.push({ kind: 'photo-elsewhere', metres: Math.round(metres) });
  }
  const day = origin?.cameraTime ? dayOf(origin.cameraTime) : undefined;
  if (day !== undefined && day !== surveyedOn) flags.push({ kind: 'photo-other-day', day });
  if (isElsewhere) flags.push({ kind: 'photo-of-another-asset' });
  return flags;
}

/** From a point to the nearest edge of the asset's box, 0 within; undefined where nobody knows where the asset lies. */
function metresFromBox(point: Point, { west, south, east, north }: VisitedAsset): number | undefined {
  if (west === null || south === null || east === null || north === null) return undefined;
  return metresBetween(point, {
    latitude: Math.min(Math.max(point.latitude, south), north),
    longitude: Math.min(Math.max(point.longitude, west), east),
  });
}

/** On the ball, which is right to a few in a thousand. */
export function metresBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(chord));
}
