import { present } from '../kernel/assert.ts';
import {
  burdenUnitIdr,
  byText,
  type Cooperative,
  metresToHomes,
  type Need,
  type OpenCriterion,
  type Pair,
  type Problem,
  type Site,
  type SiteScreening,
} from './problem.ts';

/** Where a site lies, seen from a cooperative. */
export type Place = 'own' | 'adjacent' | 'city' | 'unknown';

/** Why a site may not serve a need. Hard: none of these is ever traded for distance or money. */
export type Block =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'owner'; readonly ownerKind: string }
  | { readonly kind: 'criterion'; readonly open: OpenCriterion }
  | { readonly kind: 'not-screened' }
  | { readonly kind: 'forbidden' };

/** A site that may serve a need, with its burden in whole units, part by part and already weighted. */
export interface Candidate {
  readonly need: Need;
  readonly cooperative: Cooperative;
  readonly site: Site;
  readonly place: Place;
  readonly metres: number;
  readonly score: number;
  readonly readyIdr: number;
  readonly parts: BurdenParts;
  readonly burden: number;
}

export interface BurdenParts {
  readonly distance: number;
  readonly access: number;
  readonly ready: number;
  readonly place: number;
}

/** Looks up by id what candidates are made of. */
export interface Known {
  readonly problem: Problem;
  readonly cooperatives: ReadonlyMap<string, Cooperative>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly screenings: ReadonlyMap<Site, ReadonlyMap<string, SiteScreening>>;
  readonly adjacent: ReadonlyMap<number, ReadonlySet<number>>;
  readonly locked: ReadonlySet<string>;
  readonly forbidden: ReadonlySet<string>;
  readonly waived: ReadonlySet<string>;
}

export const pairKey = ({ use, cooperativeId, siteId }: Pair): string => `${use} ${cooperativeId} ${siteId}`;

export function knownOf(problem: Problem): Known {
  return {
    problem,
    cooperatives: new Map(problem.cooperatives.map((each) => [each.id, each])),
    sites: new Map(problem.sites.map((each) => [each.id, each])),
    screenings: new Map(problem.sites.map((site) => [site, new Map(site.screenings.map((each) => [each.use, each]))])),
    adjacent: new Map(problem.villages.map(({ id, adjacentIds }) => [id, new Set(adjacentIds)])),
    locked: new Set(problem.locked.map(pairKey)),
    forbidden: new Set(problem.forbidden.map(pairKey)),
    waived: new Set(problem.waived.map(pairKey)),
  };
}

export function placeOf({ adjacent }: Known, { villageIds }: Cooperative, { villageId }: Site): Place {
  if (villageId === null) return 'unknown';
  if (villageIds.includes(villageId)) return 'own';
  return villageIds.some((own) => adjacent.get(own)?.has(villageId)) ? 'adjacent' : 'city';
}

/** What a place costs by the rules of a use; undefined where a site may not lie. */
function placeIdr({ problem }: Known, { use }: Need, place: Place): number | undefined {
  const rule = problem.rules.place[use];
  if (place === 'own') return 0;
  if (place === 'unknown') return undefined;
  return (place === 'adjacent' ? rule.adjacentIdr : rule.cityIdr) ?? undefined;
}

/** Asked for every need and site, and mostly of an empty set: then no key is made. */
function names(pairs: ReadonlySet<string>, need: Need, site: Site): boolean {
  return pairs.size > 0 && pairs.has(pairKey({ ...need, siteId: site.id }));
}

/** Whether place and owner let a site serve a need, or the question waives both. */
function isLetIn(known: Known, need: Need, cooperative: Cooperative, site: Site): boolean {
  if (names(known.waived, need, site)) return true;
  if (!known.problem.rules.ownerKinds.includes(site.ownerKind)) return false;
  return placeIdr(known, need, placeOf(known, cooperative, site)) !== undefined;
}

/** Everything that keeps a site from serving a need; empty for a candidate. */
export function blocksOf(known: Known, need: Need, site: Site): Block[] {
  const { problem } = known;
  const cooperative = present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need');
  const place = placeOf(known, cooperative, site);
  const screening = known.screenings.get(site)?.get(need.use);
  const blocks: Block[] = [];
  if (!isLetIn(known, need, cooperative, site)) {
    if (placeIdr(known, need, place) === undefined) blocks.push({ kind: 'place', place });
    if (!problem.rules.ownerKinds.includes(site.ownerKind)) blocks.push({ kind: 'owner', ownerKind: site.ownerKind });
  }
  if (known.forbidden.has(pairKey({ ...need, siteId: site.id }))) blocks.push({ kind: 'forbidden' });
  const open = (screening?.open ?? []).filter(({ state }) => state === 'fail' || !problem.countsUnknownAsPass);
  blocks.push(...open.map((each) => ({ kind: 'criterion' as const, open: each })));
  if (!isGood(known, screening) && open.length === 0) blocks.push({ kind: 'not-screened' });
  return blocks;
}

function isGood({ problem }: Known, screening: SiteScreening | undefined): boolean {
  const outcome = screening?.outcome ?? 'unknown';
  return outcome === 'pass' || (outcome === 'unknown' && problem.countsUnknownAsPass);
}

/** A need and a site that nothing keeps apart, weighed. */
export function weigh(known: Known, need: Need, site: Site): Candidate {
  const { rules, weights } = known.problem;
  const cooperative = present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need');
  const place = placeOf(known, cooperative, site);
  const metres = site.point === null ? 0 : metresToHomes(cooperative, site.point);
  const screening = known.screenings.get(site)?.get(need.use);
  const units = (idr: number) => Math.round(idr / burdenUnitIdr);
  const parts = {
    distance: weights.distance * units(metres * rules.metreIdr),
    access: weights.access * units((screening?.accessPenalty ?? 0) * rules.accessPointIdr),
    ready: weights.ready * units(screening?.readyIdr ?? 0),
    place: units(placeIdr(known, need, place) ?? 0),
  };
  return {
    ...{ need, cooperative, site, place, metres, parts },
    score: screening?.score ?? 0,
    readyIdr: screening?.readyIdr ?? 0,
    burden: parts.distance + parts.access + parts.ready + parts.place,
  };
}

/**
 * The candidates of every need, in order of needs and sites, without those that cannot be in the best answer: of n needs the others
 * take n - 1 sites at most, so one of a need's n lightest sites is always free. Locked pairs stay.
 * @param enough how many are kept of each need; more changes no answer
 */
export function candidatesOf(known: Known, enough = known.problem.needs.length): Candidate[] {
  const { problem } = known;
  const rank = new Map(problem.sites.map((site, index) => [site, index]));
  const good = new Map(
    problem.uses.map((use) => [
      use,
      problem.sites.filter((site) => isGood(known, known.screenings.get(site)?.get(use))),
    ]),
  );
  return problem.needs.flatMap((need) => {
    const cooperative = present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need');
    const all = (good.get(need.use) ?? [])
      .filter((site) => isLetIn(known, need, cooperative, site) && !names(known.forbidden, need, site))
      .map((site) => weigh(known, need, site));
    return all
      .toSorted((a, b) => a.burden - b.burden || byText(a.site.code, b.site.code) || byText(a.site.id, b.site.id))
      .filter(({ site }, index) => index < enough || names(known.locked, need, site))
      .toSorted((a, b) => (rank.get(a.site) ?? 0) - (rank.get(b.site) ?? 0));
  });
}

/** What a use takes of a site that is shared; a site smaller than that, but found fit, serves one. */
export function shareOf({ problem }: Known, { areaDm2 }: Site, use: Need['use']): number {
  const share = problem.rules.shareDm2[use];
  return areaDm2 === null ? share : Math.min(share, areaDm2);
}
