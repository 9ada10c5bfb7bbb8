import type { Id, RegionId } from '../../kernel/ids.ts';
import type { SiteUse } from '../site-use.ts';
import type { Misses, Reason, ReportRow } from './screening.schema.ts';

/** How many assets of a kelurahan came to the same for the same causes; of assets nobody has placed, `villageId` is null. */
export interface AssetGroup {
  readonly villageId: RegionId | null;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** Of what fails the topics missed, of what is unknown the roles that settle it; one may be named more than once. */
  readonly causes: readonly string[];
  readonly assets: number;
}

export interface NearestMiss {
  readonly villageId: RegionId | null;
  readonly id: Id<'asset'>;
  readonly name: string;
  /** The lower, the nearer to passing. */
  readonly nearness: number;
  readonly reasons: readonly Reason[];
}

/** A result with something open is at least so far from passing (column `nearness`). */
export const firstMiss = 101;

/** What is known of the kelurahan of a city for a use on a day. */
export interface Tallied {
  readonly groups: readonly AssetGroup[];
  readonly nearest: readonly NearestMiss[];
  /** Kelurahan with invented assets. */
  readonly sampleVillages: readonly (RegionId | null)[];
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly district: string | null;
  readonly villageIds: readonly RegionId[];
}

/**
 * Adds up kelurahan by area. Areas without any asset of the kind say so; what nobody has placed comes last, where there is any.
 * @param areas every district or every kelurahan, in order
 */
export function reportRows(use: SiteUse, areas: readonly Area[], tallied: Tallied): ReportRow[] {
  const placed = new Set<RegionId | null>(areas.flatMap(({ villageIds }) => villageIds));
  const within = (isOwn: (villageId: RegionId | null) => boolean): Tallied => ({
    groups: tallied.groups.filter(({ villageId }) => isOwn(villageId)),
    nearest: tallied.nearest.filter(({ villageId }) => isOwn(villageId)),
    sampleVillages: tallied.sampleVillages.filter(isOwn),
  });
  const rows = areas.map(({ code, name, district, villageIds }) => {
    const own = new Set<RegionId | null>(villageIds);
    return rowOf(
      use,
      { id: code, name, district },
      within((villageId) => own.has(villageId)),
    );
  });
  const elsewhere = within((villageId) => !placed.has(villageId));
  return elsewhere.groups.length === 0
    ? rows
    : [...rows, rowOf(use, { id: 'none', name: null, district: null }, elsewhere)];
}

function rowOf(
  use: SiteUse,
  area: { id: string; name: string | null; district: string | null },
  { groups, nearest, sampleVillages }: Tallied,
): ReportRow {
  const assetsOf = (isMeant: (group: AssetGroup) => boolean) =>
    groups.reduce((sum, group) => sum + (isMeant(group) ? group.assets : 0), 0);
  const that = (outcome: AssetGroup['outcome']) => assetsOf((group) => group.outcome === outcome);
  const missed = (topic: keyof Misses) =>
    assetsOf(({ outcome, causes }) => outcome === 'fail' && causes.includes(topic));
  const waiting = groups.filter(({ outcome }) => outcome === 'unknown');
  const roles = [...new Set(waiting.flatMap(({ causes }) => causes))].toSorted();
  const candidates = assetsOf(() => true);
  return {
    ...area,
    ...{ use, candidates, pass: that('pass'), unknown: that('unknown'), fail: that('fail') },
    missed: {
      ...{ size: missed('size'), water: missed('water'), ground: missed('ground'), power_line: missed('power_line') },
      ...{ legal: missed('legal'), in_use: missed('in_use'), access: missed('access'), condition: missed('condition') },
    },
    waiting: roles.map((role) => ({
      role,
      assets: assetsOf(({ outcome, causes }) => outcome === 'unknown' && causes.includes(role)),
    })),
    nearest: nearestOf(nearest),
    noCandidate: candidates === 0,
    sample: sampleVillages.length > 0,
  };
}

function nearestOf(misses: readonly NearestMiss[]): ReportRow['nearest'] {
  const [first] = misses.toSorted((a, b) => a.nearness - b.nearness || (a.id < b.id ? -1 : 1));
  if (first === undefined) return null;
  const { id, name, reasons } = first;
  return { id, name, reasons: [...reasons] };
}
