import { centerOfMass, distance, point as pointFeature, pointToPolygonDistance } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { FacilityState } from '../cooperatives/public.ts';
import type { Id } from '../kernel/ids.ts';
import {
  type CountedFigure,
  type Figure,
  isLandStatus,
  type LandStatus,
  type Position,
  type Value,
} from './simkopdes-figures.ts';

type CooperativeId = Id<'cooperative'>;

export type Border = Polygon | MultiPolygon;

/** What we hold of one cooperative on the snapshot's day. */
export interface HeldCooperative {
  readonly cooperativeId: CooperativeId;
  readonly facility: FacilityState;
  /** The villages it serves. A border is absent while none are imported; then the centre we know has to do. */
  readonly villages: readonly { readonly border?: Border; readonly centre?: Position }[];
}

/** Dated rows of `reference.threshold`, not constants: an office may find them too strict or too lax. */
export interface Thresholds {
  /** A registered point this near its village's centre of area is a placeholder. */
  readonly placeholderMetresMax: number;
  /** Boundaries are simplified: this near its village's border a point is not called outside the city. */
  readonly boundaryMetresMax: number;
  /** Beyond this, land point and registered point speak of two places. */
  readonly pointsApartMetresMax: number;
  /** Share of the city's sales value that so few cooperatives should not hold together, in basis points. */
  readonly concentrationShareBpMax: number;
  readonly concentrationCooperatives: number;
  /** A figure this many percent of the last reported one has jumped … */
  readonly growthPercentMax: number;
  /** … when it is also worth this much. */
  readonly growthFloorIdr: number;
  /** Rupiah per unit sold, outside which value and volume do not go together. */
  readonly unitValueIdrMin: number;
  readonly unitValueIdrMax: number;
}

/** Something a person should look at; `not-listed`: no row of any file speaks of the cooperative. It never changes what we or SIMKOPDES hold. */
export type Finding =
  | {
      readonly kind: 'placeholder-point';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly metres: number };
    }
  | {
      readonly kind: 'point-outside-village';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly figure: Figure; readonly metres: number };
    }
  | {
      readonly kind: 'point-outside-city';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly figure: Figure; readonly metres: number };
    }
  | { readonly kind: 'points-apart'; readonly cooperativeId: CooperativeId; readonly data: { readonly metres: number } }
  | {
      readonly kind: 'sales-concentrated';
      readonly data: { readonly cooperativeIds: readonly CooperativeId[]; readonly shareBp: number };
    }
  | {
      readonly kind: 'figure-jumped';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly figure: Figure; readonly from: number; readonly to: number };
    }
  | {
      readonly kind: 'unit-value-odd';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly valueIdr: number; readonly volume: number };
    }
  | {
      readonly kind: 'not-listed';
      readonly cooperativeId: CooperativeId;
      readonly data: Readonly<Record<string, never>>;
    }
  | {
      readonly kind: 'land-status-unknown';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly status: string };
    }
  | {
      readonly kind: 'facility-differs';
      readonly cooperativeId: CooperativeId;
      readonly data: { readonly status: string | null; readonly facility: FacilityState };
    };

/** A figure that reads otherwise than in the previous snapshot; absent on a side where it was not reported. */
export interface Change {
  readonly cooperativeId: CooperativeId;
  readonly figure: Figure;
  readonly from?: number | string | Position;
  readonly to?: number | string | Position;
}

/** All that is to be said of a snapshot's values beside what we hold and what the last snapshot said. */
export function assessSnapshot(given: {
  readonly values: readonly Value[];
  readonly previous: readonly Value[];
  readonly held: readonly HeldCooperative[];
  /** The borders of all villages of the regency, also of those no cooperative serves. */
  readonly city: readonly Border[];
  /** Whether every land row found its cooperative; if not, a missing land status proves nothing. */
  readonly isLandComplete: boolean;
  readonly thresholds: Thresholds;
}): Finding[] {
  const { values, held, city, isLandComplete, thresholds } = given;
  const valuesOfOne = Map.groupBy(values, (value) => value.cooperativeId);
  const perCooperative = held.flatMap((cooperative) => {
    const { cooperativeId } = cooperative;
    const reported = valuesOfOne.get(cooperativeId);
    if (reported === undefined) return [{ kind: 'not-listed', cooperativeId, data: {} } as const];
    const own = figuresOf(reported);
    return [
      ...assessPoints(cooperative, own, { city, thresholds }),
      ...assessSales(cooperative, own, thresholds),
      ...assessLandStatus(cooperative, own, isLandComplete),
    ];
  });
  return [
    ...perCooperative,
    ...assessConcentration(values, thresholds),
    ...assessGrowth(values, given.previous, thresholds),
  ];
}

interface Reported {
  readonly numbers: ReadonlyMap<Figure, number>;
  readonly texts: ReadonlyMap<Figure, string>;
  readonly points: ReadonlyMap<Figure, Position>;
}

function figuresOf(own: readonly Value[]): Reported {
  return {
    numbers: new Map(own.flatMap((value) => ('number' in value ? [[value.figure, value.number] as const] : []))),
    texts: new Map(own.flatMap((value) => ('text' in value ? [[value.figure, value.text] as const] : []))),
    points: new Map(own.flatMap((value) => ('point' in value ? [[value.figure, value.point] as const] : []))),
  };
}

function assessPoints(
  { cooperativeId, villages }: HeldCooperative,
  { points }: Reported,
  { city, thresholds }: { city: readonly Border[]; thresholds: Thresholds },
): Finding[] {
  const findings: Finding[] = [];
  const registered = points.get('registered_point');
  const land = points.get('land_point');
  if (registered !== undefined) {
    const metres = Math.min(...villages.flatMap(centreOf).map((centre) => metresBetween(registered, centre)));
    if (metres <= thresholds.placeholderMetresMax)
      findings.push({ kind: 'placeholder-point', cooperativeId, data: { metres: Math.round(metres) } });
  }
  const borders = villages.flatMap((village) => village.border ?? []);
  const areAllBordersKnown = borders.length > 0 && borders.length === villages.length;
  for (const [figure, point] of areAllBordersKnown ? points : []) {
    const metres = Math.min(...borders.map((border) => metresOutside(point, border)));
    if (metres <= 0) continue;
    const isInCity = metres <= thresholds.boundaryMetresMax || city.some((border) => metresOutside(point, border) <= 0);
    const kind = isInCity ? 'point-outside-village' : 'point-outside-city';
    findings.push({ kind, cooperativeId, data: { figure, metres: Math.round(metres) } });
  }
  if (registered !== undefined && land !== undefined) {
    const metres = metresBetween(registered, land);
    if (metres > thresholds.pointsApartMetresMax)
      findings.push({ kind: 'points-apart', cooperativeId, data: { metres: Math.round(metres) } });
  }
  return findings;
}

function metresBetween(a: Position, b: Position): number {
  return distance([...a], [...b], { units: 'meters' });
}

/** The centre of area, which the ministry's placeholders sit on; the mean of the corners is up to 10 km away from it. */
function centreOf({ border, centre }: HeldCooperative['villages'][number]): Position[] {
  if (border === undefined) return centre === undefined ? [] : [centre];
  const [lng = 0, lat = 0] = centerOfMass(border).geometry.coordinates;
  return [[lng, lat]];
}

/** Negative inside. */
function metresOutside(point: Position, border: Border): number {
  return pointToPolygonDistance(pointFeature([...point]), border, { units: 'meters' });
}

function assessSales({ cooperativeId }: HeldCooperative, { numbers }: Reported, thresholds: Thresholds): Finding[] {
  const valueIdr = numbers.get('transaction_value') ?? 0;
  const volume = numbers.get('transaction_volume') ?? 0;
  if (valueIdr === 0 && volume === 0) return [];
  const goTogether = valueIdr >= volume * thresholds.unitValueIdrMin && valueIdr <= volume * thresholds.unitValueIdrMax;
  return goTogether && valueIdr > 0 ? [] : [{ kind: 'unit-value-odd', cooperativeId, data: { valueIdr, volume } }];
}

/**
 * The fewest cooperatives, at most as many as the threshold says, that together sold more than the share. Judged only when more than
 * twice as many report: two of four equal sellers hold half without anything being odd.
 */
function assessConcentration(values: readonly Value[], thresholds: Thresholds): Finding[] {
  const sellers = values
    .flatMap((value) => (value.figure === 'transaction_value' ? [value] : []))
    .toSorted((a, b) => b.number - a.number || (a.cooperativeId < b.cooperativeId ? -1 : 1));
  if (sellers.length <= 2 * thresholds.concentrationCooperatives) return [];
  const total = sellers.reduce((sum, seller) => sum + BigInt(seller.number), 0n);
  let held = 0n;
  for (const [i, seller] of sellers.slice(0, thresholds.concentrationCooperatives).entries()) {
    held += BigInt(seller.number);
    const shareBp = Number((held * 10_000n) / total);
    if (shareBp <= thresholds.concentrationShareBpMax) continue;
    const cooperativeIds = sellers.slice(0, i + 1).map((one) => one.cooperativeId);
    return [{ kind: 'sales-concentrated', data: { cooperativeIds, shareBp } }];
  }
  return [];
}

const moneyFigures: readonly CountedFigure[] = ['transaction_value', 'savings_total_amount'];

function assessGrowth(values: readonly Value[], previous: readonly Value[], thresholds: Thresholds): Finding[] {
  const before = new Map(previous.map((value) => [keyOf(value), value]));
  return values.flatMap((value): Finding[] => {
    const last = before.get(keyOf(value));
    if (!('number' in value) || !moneyFigures.includes(value.figure)) return [];
    if (last === undefined || !('number' in last)) return [];
    const isLarge = value.number - last.number >= thresholds.growthFloorIdr;
    const hasJumped = BigInt(value.number) * 100n > BigInt(last.number) * BigInt(thresholds.growthPercentMax);
    const { cooperativeId, figure } = value;
    return isLarge && hasJumped
      ? [{ kind: 'figure-jumped', cooperativeId, data: { figure, from: last.number, to: value.number } }]
      : [];
  });
}

/** Which of our facility states a land status goes with; `null` is no land row at all. Everything else is for a person to settle. */
const facilitiesFitting: Readonly<Record<LandStatus | 'null', readonly FacilityState[]>> = {
  null: ['none', 'proposed'],
  'Tidak Ada Lahan': ['none', 'proposed'],
  Dipertimbangkan: ['none', 'proposed'],
  'Sedang Diverifikasi': ['none', 'proposed', 'designated'],
  'Perlu Verifikasi Lanjutan': ['none', 'proposed', 'designated'],
  Terverifikasi: ['proposed', 'designated', 'under_construction', 'handed_over'],
  Selesai: ['handed_over'],
};

function assessLandStatus(
  { cooperativeId, facility }: HeldCooperative,
  { texts }: Reported,
  isLandComplete: boolean,
): Finding[] {
  const status = texts.get('land_status') ?? null;
  if (status === null && !isLandComplete) return [];
  if (status !== null && !isLandStatus(status))
    return [{ kind: 'land-status-unknown', cooperativeId, data: { status } }];
  if (facilitiesFitting[status ?? 'null'].includes(facility)) return [];
  return [{ kind: 'facility-differs', cooperativeId, data: { status, facility } }];
}

/** What reads otherwise than last time, by cooperative and figure; a figure that vanished counts as a change, too. */
export function changesSince(previous: readonly Value[], values: readonly Value[]): Change[] {
  const before = new Map(previous.map((value) => [keyOf(value), value]));
  const after = new Map(values.map((value) => [keyOf(value), value]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Change[] => {
    const [from, to] = [before.get(key), after.get(key)];
    const either = to ?? from;
    if (either === undefined || (from !== undefined && to !== undefined && isSame(from, to))) return [];
    const { cooperativeId, figure } = either;
    return [
      { cooperativeId, figure, ...(from ? { from: plainValue(from) } : {}), ...(to ? { to: plainValue(to) } : {}) },
    ];
  });
}

function keyOf({ cooperativeId, figure }: Value): string {
  return `${cooperativeId} ${figure}`;
}

function plainValue(value: Value): number | string | Position {
  if ('number' in value) return value.number;
  return 'text' in value ? value.text : value.point;
}

function isSame(a: Value, b: Value): boolean {
  return JSON.stringify(plainValue(a)) === JSON.stringify(plainValue(b));
}
