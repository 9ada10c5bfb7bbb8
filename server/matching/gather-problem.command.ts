import * as assets from '../assets/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import type { Caveats } from './caveats.ts';
import { adjacentVillages, adjoining, type Boxed } from './neighbour.ts';
import type { Cooperative, Missed, Need, OpenCriterion, Problem, Site, Village } from './problem.ts';
import { matchRulesOn } from './rules.store.ts';
import { type RuleBook, ruleBook } from './rules.ts';

/** What is asked of a match, before the facts of the day are added. */
export type Question = Pick<Problem, 'uses' | 'weights' | 'locked' | 'forbidden' | 'countsUnknownAsPass'>;

export interface Gathered {
  readonly problem: Problem;
  readonly caveats: Caveats;
  readonly rulesVersion: string;
}

/** Reads everything a match of a day depends on. */
export async function gatherProblem(tx: Tx, day: BusinessDate, question: Question): Promise<Gathered> {
  const known = await reference.villagesOf(tx, tx.regencyId, day);
  const borders = await reference.findBoundaries(tx, { on: day, detail: 'exact' });
  const rows = await matchRulesOn(tx, day);
  const book = ruleBook(rows);
  const adjacent = adjacentVillages(known, borders);
  const villages = known.map(
    (village): Village => ({
      ...{ id: village.id, code: village.code, name: village.name, districtName: village.districtName },
      adjacentIds: [...(adjacent.get(village.id) ?? [])],
      landPriceIdr: book.landPriceIdr(village.code),
    }),
  );
  const centres = new Map(
    known.flatMap(({ id, centre }) =>
      centre === undefined ? [] : [[Number(id), { longitude: centre[0], latitude: centre[1] }] as const],
    ),
  );
  const register = await cooperatives.registerOn(tx, day);
  const served = register.map((line) => cooperativeOf(line, villages, centres));
  const needs = await needsOf(tx, day, register, question.uses);
  const found = await assets.screeningForMatching(tx, day);
  const { criteria } = await assets.measureOn(tx, day);
  const wantedBy = new Map(criteria.map((criterion) => [`${criterion.use} ${criterion.code}`, criterion]));
  const sites = sitesOf(found, { book, centres, wantedBy }, question.uses);
  return {
    problem: { ...question, villages, cooperatives: served, needs, sites, rules: book.rules, waived: [] },
    caveats: {
      sampleSites: found.filter(({ sample }) => sample).length,
      sites: found.length,
      homesAtCentre: served.length,
      assumedRules: book.assumed,
      rules: rows.length,
      bordersKnown: borders.size > 0,
      sitesWithoutPoint: found.filter(({ latitude }) => latitude === null).length,
    },
    rulesVersion: book.version,
  };
}

type Line = Awaited<ReturnType<typeof cooperatives.registerOn>>[number];
type Centres = ReadonlyMap<number, { readonly longitude: number; readonly latitude: number }>;

function cooperativeOf(line: Line, villages: readonly Village[], centres: Centres): Cooperative {
  const idByCode = new Map(villages.map(({ id, code }) => [code, id]));
  const villageIds = line.villages.flatMap(({ code }) => idByCode.get(code) ?? []);
  return {
    id: line.id,
    code: line.villages[0]?.code ?? line.id,
    name: line.name,
    villageIds,
    homes: villageIds.flatMap((id) => {
      const centre = centres.get(id);
      return centre === undefined ? [] : [{ ...centre, people: 1 }];
    }),
  };
}

/**
 * Who lacks what on the day: a lot until the building on it is handed over, premises of a use while there are none. Whoever is being
 * built for needs his lot as well: nothing else says which it is, and left out it would be given to a neighbour.
 */
async function needsOf(tx: Tx, day: BusinessDate, register: readonly Line[], uses: Problem['uses']): Promise<Need[]> {
  const held = await cooperatives.premisesOn(tx, day);
  const has = new Set(held.map(({ cooperative, use }) => `${use} ${cooperative.id}`));
  return uses.flatMap((use) =>
    register
      .filter((line) => (use === 'new_building' ? line.facility !== 'handed_over' : !has.has(`${use} ${line.id}`)))
      .map(({ id }) => ({ cooperativeId: id, use })),
  );
}

type Criterion = assets.NamedMeasure['criteria'][number];

interface Measures {
  readonly book: RuleBook;
  readonly centres: Centres;
  /** Criteria of the day by use and code. */
  readonly wantedBy: ReadonlyMap<string, Criterion>;
}

function sitesOf(
  found: readonly assets.ScreenedSite[],
  { book, centres, wantedBy }: Measures,
  uses: Problem['uses'],
): Site[] {
  const lots = found.filter(({ object }) => object === 'land');
  const neighbours = adjoining(lots.flatMap(boxOf), book.joinMetres);
  return found.map((site) => {
    const { id, code, name, villageId, ownerKind, isDivisible, latitude, longitude } = site;
    const point =
      latitude === null || longitude === null
        ? villageId === null
          ? null
          : (centres.get(villageId) ?? null)
        : { latitude, longitude };
    return {
      ...{ id, code, name, villageId, point, ownerKind, isDivisible },
      areaDm2: site.object === 'land' ? site.landAreaDm2 : site.floorAreaDm2,
      adjoiningIds: neighbours.get(id) ?? [],
      screenings: site.screenings
        .filter(({ use }) => uses.includes(use))
        .map(({ use, outcome, score, open }) => ({
          ...{ use, outcome, score },
          open: open.map((reason) => openOf(reason, book, wantedBy.get(`${use} ${reason.criterion}`))),
          accessPenalty: book.accessPenalty(site.seen['road_access']),
          readyIdr: book.readyIdr(site.seen),
        })),
    };
  });
}

function openOf(
  { criterion, state, settledBy, is }: assets.SiteResult['open'][number],
  book: RuleBook,
  asked: Criterion | undefined,
): OpenCriterion {
  const open = { criterion, state, settledBy, costIdr: book.costOf(state, criterion) };
  const wanted = asked && wantedOf(asked.wanted);
  if (state !== 'fail' || is.length === 0 || asked === undefined || wanted === undefined) return open;
  return { ...open, missed: { reads: asked.reads, is, wanted } };
}

/** Of a hard criterion a bound or its words; other forms have no short way to be said. */
function wantedOf(wanted: Criterion['wanted']): Missed['wanted'] | undefined {
  switch (wanted.operator) {
    case 'at_least':
    case 'at_most':
      return { operator: wanted.operator, value: wanted.value };
    case 'one_of':
      return { operator: 'one_of', words: wanted.pass };
    default:
      return undefined;
  }
}

/** The parcel's box where it is drawn, else a square of the area around the point. */
function boxOf({ id, box, latitude, longitude, landAreaDm2 }: assets.ScreenedSite): Boxed[] {
  if (box !== null && box.east > box.west) return [{ id, ...box }];
  if (latitude === null || longitude === null) return [];
  const half = Math.sqrt((landAreaDm2 ?? 0) / 100) / 2 / 111_195;
  return [{ id, west: longitude - half, east: longitude + half, south: latitude - half, north: latitude + half }];
}
