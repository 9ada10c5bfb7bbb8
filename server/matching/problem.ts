import type { Use } from './use.ts';

/**
 * What a match is asked, as plain data: who needs what, which sites there are, by which rules. It carries everything the answer
 * depends on, so the same problem gives the same answer, today or in ten years.
 */
export interface Problem {
  /** The uses wanted, the most important first: a cooperative more in an earlier use outweighs any number in later ones. */
  readonly uses: readonly Use[];
  readonly villages: readonly Village[];
  readonly cooperatives: readonly Cooperative[];
  readonly needs: readonly Need[];
  readonly sites: readonly Site[];
  readonly rules: Rules;
  readonly weights: Weights;
  readonly locked: readonly Pair[];
  readonly forbidden: readonly Pair[];
  /** Pairs for which the rules of place and owner are waived: an answer to "what would serve it". */
  readonly waived: readonly Pair[];
  /** Asks what would be if every open criterion were settled well. Otherwise unknown is not good enough. */
  readonly countsUnknownAsPass: boolean;
}

export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Village {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly districtName: string;
  /** Villages that share a border with it. */
  readonly adjacentIds: readonly number[];
  /** Rp per m² of land that would have to be bought there; null where no figure is held. */
  readonly landPriceIdr: number | null;
}

export interface Cooperative {
  readonly id: string;
  /** Code of its first kelurahan: ties are settled by it. */
  readonly code: string;
  readonly name: string;
  /** The kelurahan it serves; the first gives its district. */
  readonly villageIds: readonly number[];
  /** Where its households live, each place with how many; the distance of a site is their mean. */
  readonly homes: readonly (Point & { readonly people: number })[];
}

export interface Need {
  readonly cooperativeId: string;
  readonly use: Use;
}

export interface Site {
  readonly id: string;
  /** Identity in the register, or the id of an asset outside it: ties are settled by it. */
  readonly code: string;
  readonly name: string;
  readonly villageId: number | null;
  readonly point: Point | null;
  readonly ownerKind: string;
  /** What can be given out of it: land of a lot, floor of a building; whole dm². */
  readonly areaDm2: number | null;
  /** May serve several cooperatives, each with its share of the area. */
  readonly isDivisible: boolean;
  /** Sites so near that they could become one lot. */
  readonly adjoiningIds: readonly string[];
  /** One a use; a use that is missing was not screened and counts as unknown. */
  readonly screenings: readonly SiteScreening[];
}

export interface SiteScreening {
  readonly use: Use;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** Hard criteria that are not fulfilled. */
  readonly open: readonly OpenCriterion[];
  /** 0 to 100. */
  readonly score: number;
  /** 0 (by a paved road, with everything laid on) to 100 (hard to reach). */
  readonly accessPenalty: number;
  /** What it costs to make the site ready, from dated unit costs. */
  readonly readyIdr: number;
}

export interface OpenCriterion {
  readonly criterion: string;
  readonly state: 'fail' | 'unknown';
  /** Role that can settle it; null when nobody was named. */
  readonly settledBy: string | null;
  /** What it costs to find out (of unknown) or to put right (of failed); null: it cannot be put right. */
  readonly costIdr: number | null;
  /** Of a failed one what it is and what is wanted, to be said in words; where screening kept it. */
  readonly missed?: Missed;
}

export interface Missed {
  /** What is read: it gives the unit. */
  readonly reads: string;
  readonly is: readonly (string | number)[];
  readonly wanted:
    | { readonly operator: 'at_least' | 'at_most'; readonly value: number }
    | { readonly operator: 'one_of'; readonly words: readonly string[] };
}

export interface Weights {
  readonly distance: number;
  readonly access: number;
  readonly ready: number;
  readonly equity: number;
}

/** A weight is a whole number from 0 (does not count) to this. */
export const weightMax = 5;

export interface Rules {
  /** Where a site may lie, per use: the own kelurahan is free; null means not there. */
  readonly place: Readonly<Record<Use, { readonly adjacentIdr: number | null; readonly cityIdr: number | null }>>;
  /** The least that a cooperative needs of an asset that is shared, per use; whole dm². */
  readonly shareDm2: Readonly<Record<Use, number>>;
  /** Whose assets may be assigned without another legal route. */
  readonly ownerKinds: readonly string[];
  /** The criterion that joining two lots can put right. */
  readonly areaCriterion: string;
  /** The criterion that asks for a lawful way, which another owner's route opens. */
  readonly routeCriterion: string;
  /** What a metre to the households is worth over the years of use. */
  readonly metreIdr: number;
  /** What a point of hard access is worth. */
  readonly accessPointIdr: number;
  /** What a thousandth of the largest unserved share of a district is worth. */
  readonly unservedPermilleIdr: number;
  /** Survey, deed and boundary marks of two lots that become one. */
  readonly joinIdr: number;
  /** Papers of an owner other than the city. */
  readonly routeIdr: number;
}

export interface Pair {
  readonly cooperativeId: string;
  readonly siteId: string;
  readonly use: Use;
}

/** Burdens are counted in whole units of this, so that the solver adds integers and every run agrees to the last digit. */
export const burdenUnitIdr = 100_000;

/** Metres between two points: equirectangular, within a city exact to a metre in a kilometre. */
export function metresBetween(a: Point, b: Point): number {
  const degree = 111_195;
  const north = (a.latitude - b.latitude) * degree;
  const east = (a.longitude - b.longitude) * degree * Math.cos(((a.latitude + b.latitude) * Math.PI) / 360);
  return Math.round(Math.hypot(north, east));
}

/** Mean way of the households of a cooperative to a point, in whole metres. */
export function metresToHomes({ homes }: Cooperative, point: Point): number {
  const people = homes.reduce((sum, home) => sum + home.people, 0);
  if (people === 0) return 0;
  return Math.round(homes.reduce((sum, home) => sum + metresBetween(home, point) * home.people, 0) / people);
}

/** Order by code units, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The same problem however its lists came: what is solved, hashed and kept. */
export function inOrder(problem: Problem): Problem {
  const codeOf = new Map(problem.cooperatives.map(({ id, code }) => [id, code]));
  const byPair = (a: Pair, b: Pair) =>
    byText(a.use, b.use) || byText(a.cooperativeId, b.cooperativeId) || byText(a.siteId, b.siteId);
  const byCode = (a: { code: string; id: string }, b: { code: string; id: string }) =>
    byText(a.code, b.code) || byText(a.id, b.id);
  return {
    ...problem,
    villages: problem.villages
      .map((village) => ({ ...village, adjacentIds: village.adjacentIds.toSorted((a, b) => a - b) }))
      .toSorted((a, b) => a.id - b.id),
    cooperatives: problem.cooperatives.toSorted(byCode),
    needs: problem.needs.toSorted(
      (a, b) =>
        problem.uses.indexOf(a.use) - problem.uses.indexOf(b.use) ||
        byText(codeOf.get(a.cooperativeId) ?? '', codeOf.get(b.cooperativeId) ?? '') ||
        byText(a.cooperativeId, b.cooperativeId),
    ),
    sites: problem.sites
      .map((site) => ({
        ...site,
        adjoiningIds: site.adjoiningIds.toSorted(byText),
        screenings: site.screenings
          .map((screening) => ({
            ...screening,
            open: screening.open.toSorted((a, b) => byText(a.criterion, b.criterion)),
          }))
          .toSorted((a, b) => byText(a.use, b.use)),
      }))
      .toSorted(byCode),
    locked: problem.locked.toSorted(byPair),
    forbidden: problem.forbidden.toSorted(byPair),
    waived: problem.waived.toSorted(byPair),
  };
}
