import type { Subject } from '../../assets/public.ts';
import { addDays, businessDate } from '../../kernel/business-date.ts';
import type { LotPlan } from './lot-plans.ts';
import type { SampleObservation } from './sample-asset.ts';
import { pick, spread } from './spread.ts';

type Seen = Readonly<Partial<Record<Subject, string | number>>>;

/** Who says what of a lot: the title BKAD, the ground the technical office, the rest whoever went there for the Dinas. */
const said: Readonly<Record<string, readonly Subject[]>> = {
  'bkad-officer': ['title'],
  'technical-office': [
    ...(['slope_percent', 'cut_and_fill', 'soil', 'flood'] as const),
    ...(['landslide', 'mangrove', 'power_line', 'zoning'] as const),
  ],
  'dinas-officer': [
    ...(['road_access', 'road_width_dm', 'public_transport', 'electricity', 'water', 'internet'] as const),
    ...(['building_condition', 'frontage_dm', 'depth_dm', 'cleared'] as const),
  ],
};

/** What was seen of a lot: as it should be, but for what its plan says. */
export function lotObservations(key: string, areaM2: number, plan: LotPlan): SampleObservation[] {
  const frontageDm = Math.min(spread(`${key} lebar`, 250, 330), Math.round(Math.sqrt(areaM2) * 10));
  const unseen = new Set(plan.unseen);
  return dated(key, {
    ...groundOf(key),
    ...{ title: 'clear', slope_percent: spread(`${key} lereng`, 1, 7), cut_and_fill: 'none', soil: 'firm' },
    ...{ frontage_dm: frontageDm, depth_dm: Math.round((areaM2 * 100) / frontageDm), cleared: 'clear' },
    ...plan.seen,
  }).filter(({ subject }) => !unseen.has(subject));
}

/** What was seen of a building that stands empty or is let. */
export function buildingObservations(key: string, condition: string): SampleObservation[] {
  const trouble: Seen = pick(`${key} kendala`, [
    {},
    {},
    { flood: 'occasional' },
    { road_access: 'earth' },
    { water: 'absent' },
  ]);
  return dated(key, { ...groundOf(key), title: 'clear', building_condition: condition, ...trouble });
}

/** Ground without a fault, and the connections of a place people live in. */
function groundOf(key: string): Seen {
  return {
    road_access: pick(`${key} jalan masuk`, ['asphalt', 'asphalt', 'concrete']),
    road_width_dm: spread(`${key} lebar jalan`, 45, 90),
    public_transport: pick(`${key} angkot`, ['near', 'far']),
    ...{ flood: 'none', landslide: 'absent', mangrove: 'absent', power_line: 'absent', zoning: 'allowed' },
    electricity: pick(`${key} listrik`, ['present', 'near']),
    water: pick(`${key} air`, ['present', 'near']),
    internet: pick(`${key} internet`, ['present', 'near', 'near']),
  };
}

/** Each office looked at everything on one day; what was better in August is there as well, so that a past day differs. */
function dated(key: string, seen: Seen): SampleObservation[] {
  return Object.entries(said).flatMap(([authority, subjects]) => {
    const observedOn = addDays(businessDate('2025-09-22'), spread(`${key} ${authority}`, 0, 60));
    return subjects.flatMap((subject): SampleObservation[] => {
      const value = seen[subject];
      if (value === undefined) return [];
      const observed = typeof value === 'number' ? { number: value } : { word: value };
      return [{ subject, ...observed, observedOn, authority }];
    });
  });
}
