import type { Id } from '../../kernel/ids.ts';
import type { SiteUse } from '../site-use.ts';
import type { Misses, Reason, ReportRow } from './screening.schema.ts';

/** What one kelurahan comes to for a use; of assets nobody has placed, `villageId` is null. */
export interface VillageTally {
  readonly villageId: number | null;
  readonly candidates: number;
  readonly pass: number;
  readonly unknown: number;
  readonly fail: number;
  readonly missed: Partial<Misses>;
  readonly waiting: Readonly<Record<string, number>>;
  readonly nearest: NearestMiss | null;
  readonly sample: boolean;
}

export interface NearestMiss {
  readonly id: Id<'asset'>;
  readonly name: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly district: string | null;
  readonly villageIds: readonly number[];
}

/**
 * Adds up kelurahan by area. Areas without any asset of the kind say so; what nobody has placed comes last, where there is any.
 * @param areas every district or every kelurahan, in order
 */
export function reportRows(use: SiteUse, areas: readonly Area[], tallies: readonly VillageTally[]): ReportRow[] {
  const placed = new Set(areas.flatMap(({ villageIds }) => villageIds));
  const isPlaced = ({ villageId }: VillageTally) => villageId !== null && placed.has(villageId);
  const elsewhere = tallies.filter((tally) => !isPlaced(tally));
  const rows = areas.map((area) => {
    const own = tallies.filter(({ villageId }) => villageId !== null && area.villageIds.includes(villageId));
    return rowOf(use, { id: area.code, name: area.name, district: area.district }, own);
  });
  return elsewhere.length === 0 ? rows : [...rows, rowOf(use, { id: 'none', name: null, district: null }, elsewhere)];
}

function rowOf(
  use: SiteUse,
  area: { id: string; name: string | null; district: string | null },
  tallies: readonly VillageTally[],
): ReportRow {
  const sum = (each: (tally: VillageTally) => number) => tallies.reduce((total, tally) => total + each(tally), 0);
  const missed = (head: keyof Misses) => sum((tally) => tally.missed[head] ?? 0);
  const roles = [...new Set(tallies.flatMap(({ waiting }) => Object.keys(waiting)))].toSorted();
  const candidates = sum((tally) => tally.candidates);
  return {
    ...area,
    ...{ use, candidates, pass: sum(({ pass }) => pass), unknown: sum(({ unknown }) => unknown) },
    fail: sum(({ fail }) => fail),
    missed: {
      ...{ size: missed('size'), water: missed('water'), ground: missed('ground'), power_line: missed('power_line') },
      ...{ legal: missed('legal'), in_use: missed('in_use'), access: missed('access'), condition: missed('condition') },
    },
    waiting: roles.map((role) => ({ role, assets: sum(({ waiting }) => waiting[role] ?? 0) })),
    nearest: nearestOf(tallies),
    noCandidate: candidates === 0,
    sample: tallies.some(({ sample }) => sample),
  };
}

/** The one with the least open; of those alike, the better score. */
function nearestOf(tallies: readonly VillageTally[]): ReportRow['nearest'] {
  const [first] = tallies
    .flatMap(({ nearest }) => (nearest === null ? [] : [nearest]))
    .toSorted((a, b) => a.reasons.length - b.reasons.length || b.score - a.score || (a.id < b.id ? -1 : 1));
  if (first === undefined) return null;
  const { id, name, reasons } = first;
  return { id, name, reasons: [...reasons] };
}
