import { present } from '../kernel/assert.ts';
import { type Block, blocksOf, type Known, placeOf } from './candidate.ts';
import { byText, metresToHomes, type Need, type OpenCriterion, type Problem, type Site } from './problem.ts';

/** One thing to do so that a site could serve. What a step costs is money of the city or the cooperative, not burden. */
export type Step =
  | { readonly kind: 'settle'; readonly criteria: readonly OpenCriterion[] }
  | { readonly kind: 'remedy'; readonly criteria: readonly OpenCriterion[] }
  | { readonly kind: 'join'; readonly siteId: string }
  | { readonly kind: 'place'; readonly villageId: number }
  | { readonly kind: 'route'; readonly ownerKind: string }
  | { readonly kind: 'purchase'; readonly villageId: number; readonly areaDm2: number };

/** What would let a need be served: steps on one site, or land bought where there is none. */
export interface Change {
  readonly siteId: string | null;
  readonly steps: readonly Step[];
  /** What the steps cost. */
  readonly costIdr: number;
  /** What making the site ready costs afterwards. */
  readonly readyIdr: number;
  readonly metres: number;
  /** How many cooperatives the lot could serve at most; more than one only where it is divisible. */
  readonly holds: number;
}

/** Steps on a change beyond this are a project, not an answer. */
const stepsMax = 3;
const changesMax = 12;

/** Everything that would let a need be served, the cheapest first; the way of the people to the site counts as the rules value it. */
export function changesFor(known: Known, need: Need, held: ReadonlySet<string>): Change[] {
  const { problem } = known;
  const changes = problem.sites
    .filter(({ id }) => !held.has(id))
    .flatMap((site) => changesOn(known, need, site, held))
    .filter(({ steps }) => steps.length > 0 && steps.length <= stepsMax);
  const bought = purchase(known, need);
  const worth = ({ costIdr, readyIdr, metres }: Change) => costIdr + readyIdr + metres * problem.rules.metreIdr;
  const codeOf = ({ siteId }: Change) => (siteId === null ? '' : (known.sites.get(siteId)?.code ?? ''));
  return [...changes, ...(bought === undefined ? [] : [bought])]
    .toSorted((a, b) => worth(a) - worth(b) || a.steps.length - b.steps.length || byText(codeOf(a), codeOf(b)))
    .slice(0, changesMax);
}

function changesOn(known: Known, need: Need, site: Site, held: ReadonlySet<string>): Change[] {
  const cooperative = present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need');
  const blocks = blocksOf(known, need, site);
  const screening = site.screenings.find(({ use }) => use === need.use);
  const given = {
    siteId: site.id,
    readyIdr: screening?.readyIdr ?? 0,
    metres: site.point === null ? 0 : metresToHomes(cooperative, site.point),
  };
  const isArea = (block: Block) =>
    block.kind === 'criterion' && block.open.criterion === known.problem.rules.areaCriterion;
  const share = known.problem.rules.shareDm2[need.use];
  const holds = site.isDivisible ? Math.max(1, Math.floor((site.areaDm2 ?? 0) / share)) : 1;
  const direct = stepsFor(known, site, blocks);
  const others = stepsFor(
    known,
    site,
    blocks.filter((block) => !isArea(block)),
  );
  const partner = blocks.some(isArea) && others !== undefined ? partnerOf(known, need, site, held) : undefined;
  const joined = partner === undefined ? undefined : [...(others ?? []), { kind: 'join' as const, siteId: partner.id }];
  return [direct, joined].flatMap((steps) =>
    steps === undefined
      ? []
      : [{ ...given, holds, steps, costIdr: steps.reduce((sum, step) => sum + costOf(known, step), 0) }],
  );
}

/** Steps that lift all blocks; undefined where one of them cannot be lifted. */
function stepsFor({ problem }: Known, site: Site, blocks: readonly Block[]): Step[] | undefined {
  const isOthers = blocks.some(({ kind }) => kind === 'owner');
  const open = blocks
    .flatMap((block) => (block.kind === 'criterion' ? [block.open] : []))
    .filter(({ state, criterion }) => !(isOthers && state === 'unknown' && criterion === problem.rules.routeCriterion));
  const cannot = blocks.some(
    (block) =>
      block.kind === 'forbidden' ||
      block.kind === 'not-screened' ||
      (block.kind === 'place' && site.villageId === null),
  );
  if (cannot || open.some(({ state, costIdr }) => state === 'fail' && costIdr === null)) return undefined;
  const unknown = open.filter(({ state }) => state === 'unknown');
  const failed = open.filter(({ state }) => state === 'fail');
  return [
    ...(unknown.length > 0 ? [{ kind: 'settle' as const, criteria: unknown }] : []),
    ...(failed.length > 0 ? [{ kind: 'remedy' as const, criteria: failed }] : []),
    ...blocks.flatMap((block): Step[] => {
      if (block.kind === 'owner') return [{ kind: 'route', ownerKind: block.ownerKind }];
      if (block.kind === 'place' && site.villageId !== null) return [{ kind: 'place', villageId: site.villageId }];
      return [];
    }),
  ];
}

function costOf({ problem: { rules, villages } }: Known, step: Step): number {
  switch (step.kind) {
    case 'settle':
    case 'remedy':
      return step.criteria.reduce((sum, { costIdr }) => sum + (costIdr ?? 0), 0);
    case 'join':
      return rules.joinIdr;
    case 'route':
      return rules.routeIdr;
    case 'place':
      return 0;
    case 'purchase': {
      const price = villages.find(({ id }) => id === step.villageId)?.landPriceIdr ?? 0;
      return Math.round((price * step.areaDm2) / 100);
    }
  }
}

/** A free neighbour that lacks nothing but area, and together they have enough. */
function partnerOf(known: Known, need: Need, site: Site, held: ReadonlySet<string>): Site | undefined {
  const wanted = known.problem.rules.shareDm2[need.use];
  return site.adjoiningIds
    .map((id) => known.sites.get(id))
    .filter((other) => other !== undefined)
    .find((other) => {
      const isEnough = (site.areaDm2 ?? 0) + (other.areaDm2 ?? 0) >= wanted;
      const lacksOnlyArea = blocksOf(known, need, other).every(
        (block) => block.kind === 'criterion' && block.open.criterion === known.problem.rules.areaCriterion,
      );
      return isEnough && lacksOnlyArea && !held.has(other.id);
    });
}

/** Land is bought for a building only: premises are rented, not bought. */
function purchase(known: Known, need: Need): Change | undefined {
  if (need.use !== 'new_building') return undefined;
  const cooperative = known.cooperatives.get(need.cooperativeId);
  const village = known.problem.villages.find(({ id }) => id === cooperative?.villageIds[0]);
  if (village === undefined || village.landPriceIdr === null) return undefined;
  const step = { kind: 'purchase' as const, villageId: village.id, areaDm2: known.problem.rules.shareDm2[need.use] };
  return { siteId: null, steps: [step], costIdr: costOf(known, step), readyIdr: 0, metres: 0, holds: 1 };
}

/** The lots a change takes: none where land is bought. */
export function lotsOf({ siteId, steps }: Change): string[] {
  if (siteId === null) return [];
  return [siteId, ...steps.flatMap((step) => (step.kind === 'join' ? [step.siteId] : []))];
}

/** The site by which a change serves: its own, or the one that comes of it. */
export function siteOf(change: Change, need: Need): string {
  return change.siteId ?? `bought ${need.cooperativeId}`;
}

/** The problem as it would be after a change. */
export function applied(known: Known, need: Need, change: Change): Problem {
  const { problem } = known;
  const pair = { ...need, siteId: siteOf(change, need) };
  const site = change.siteId === null ? boughtSite(known, need) : known.sites.get(change.siteId);
  const joined = change.steps.find((step) => step.kind === 'join');
  const partner = joined === undefined ? undefined : known.sites.get(joined.siteId);
  const fit = fitFor(present(site, 'the site of a change'), need, change, partner);
  const others = problem.sites.filter(({ id }) => id !== fit.id && id !== partner?.id);
  return { ...problem, sites: [...others, fit], waived: [...problem.waived, pair] };
}

function fitFor(site: Site, need: Need, change: Change, partner: Site | undefined): Site {
  const screening = site.screenings.find(({ use }) => use === need.use);
  const fit = {
    use: need.use,
    outcome: 'pass' as const,
    open: [],
    score: screening?.score ?? 0,
    accessPenalty: screening?.accessPenalty ?? 0,
    readyIdr: change.readyIdr + change.costIdr,
  };
  return {
    ...site,
    areaDm2: partner === undefined ? site.areaDm2 : (site.areaDm2 ?? 0) + (partner.areaDm2 ?? 0),
    screenings: [...site.screenings.filter(({ use }) => use !== need.use), fit],
  };
}

function boughtSite(known: Known, need: Need): Site {
  const cooperative = present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need');
  const id = `bought ${need.cooperativeId}`;
  return {
    ...{
      id,
      code: id,
      name: '',
      point: null,
      ownerKind: 'bought',
      isDivisible: false,
      adjoiningIds: [],
      screenings: [],
    },
    villageId: cooperative.villageIds[0] ?? null,
    areaDm2: known.problem.rules.shareDm2[need.use],
  };
}

/** Where a site lies, for whoever explains. */
export function placeFrom(known: Known, need: Need, site: Site) {
  return placeOf(known, present(known.cooperatives.get(need.cooperativeId), 'the cooperative of a need'), site);
}
