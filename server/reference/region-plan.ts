import { assert, present } from '../kernel/assert.ts';
import type { TimeZone } from '../kernel/business-date.ts';
import { kindOf, levelOf, parentCodeOf, type RegionKind, type RegionLevel, timeZoneOf } from './region.ts';

/** A line of the pinned data set: what the regulation of the day calls a region. */
export interface DatasetRegion {
  readonly code: string;
  readonly name: string;
}

/** A region we hold under a code; `isCurrent` while both the region and the code count. */
export interface KnownRegion {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

export interface PlannedRegion {
  readonly id: number;
  readonly level: RegionLevel;
  readonly parentId: number | null;
  readonly code: string;
  readonly name: string;
  readonly kind: RegionKind;
  readonly timeZone: TimeZone | null;
}

/** What taking a version of the data set would do. Nothing is ever removed: an `unlisted` code waits for a person. */
export interface RegionPlan {
  readonly added: readonly PlannedRegion[];
  readonly renamed: readonly { readonly id: number; readonly name: string }[];
  readonly unlisted: readonly string[];
}

/** Where the numbers of each level begin, so that a number tells its level. Regencies are numbered in regency-ids.csv instead. */
const firstIdOf = { province: 10_001, district: 20_001, village: 100_001 } as const;

/**
 * Gives every region of the data set its number. A region we know by its current code keeps its own; a regency takes the one
 * issued for it in regency-ids.csv; any other gets the next number of its level, in the order of the data set.
 * So an upgrade of the data set renumbers nothing, and a village that we split before the data set did does not come back.
 * @param dataset parents before children
 * @param issued regency id by the code it had when its id was issued
 * @throws Defect when a new regency has no issued id: add a line at the end of regency-ids.csv
 */
export function planRegions(
  dataset: readonly DatasetRegion[],
  known: readonly KnownRegion[],
  issued: ReadonlyMap<string, number>,
): RegionPlan {
  const current = known.filter((region) => region.isCurrent);
  const held = new Map([...known, ...current].map((region) => [region.code, region]));
  const idOf = new Map(current.map((region) => [region.code, region.id]));
  const next = nextIds(known);
  const added: PlannedRegion[] = [];
  const renamed: { id: number; name: string }[] = [];
  for (const { code, name } of dataset) {
    const before = held.get(code);
    if (before === undefined) {
      const region = numbered({ code, name }, idOf, issued, next);
      idOf.set(code, region.id);
      added.push(region);
    } else if (before.isCurrent && before.name !== name) {
      renamed.push({ id: before.id, name });
    }
  }
  const listed = new Set(dataset.map((region) => region.code));
  return { added, renamed, unlisted: current.map(({ code }) => code).filter((code) => !listed.has(code)) };
}

function numbered(
  { code, name }: DatasetRegion,
  idOf: ReadonlyMap<string, number>,
  issued: ReadonlyMap<string, number>,
  next: Record<keyof typeof firstIdOf, number>,
): PlannedRegion {
  const level = present(levelOf(code), `level of region code ${code}`);
  const parentCode = parentCodeOf(code);
  return {
    id: level === 'regency' ? present(issued.get(code), `regency id of ${code} in regency-ids.csv`) : next[level]++,
    level,
    parentId:
      parentCode === undefined ? null : present(idOf.get(parentCode), `region ${parentCode}, parent of ${code}`),
    code,
    name,
    kind: kindOf(code, name),
    timeZone: level === 'regency' ? timeZoneOf(code) : null,
  };
}

function nextIds(known: readonly KnownRegion[]): Record<keyof typeof firstIdOf, number> {
  const next = { ...firstIdOf } as Record<keyof typeof firstIdOf, number>;
  for (const { code, id } of known) {
    const level = present(levelOf(code), `level of region code ${code}`);
    if (level !== 'regency') next[level] = Math.max(next[level], id + 1);
  }
  assert(
    next.province < firstIdOf.district && next.district < firstIdOf.village,
    'a level of regions ran out of numbers',
  );
  return next;
}
