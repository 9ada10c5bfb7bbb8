import { type Actor, dayAsked } from '../../kernel/actor.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { findOpenRun, startRun } from '../../platform/jobs/run.store.ts';
import * as reference from '../../reference/public.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { findAsset } from '../asset.store.ts';
import { datedCriteria, legalRoutesOn, measureOn } from './criterion.store.ts';
import { factsOf } from './facts.store.ts';
import { endOwnCriterion, keepCriterion } from './keep-criteria.command.ts';
import { type Area, reportRows } from './report.ts';
import { screen } from './screen.ts';
import {
  type DayAsked,
  groupsOn,
  type NameOf,
  nearestOn,
  sampleVillages,
  screenedPage,
} from './screened-list.store.ts';
import {
  endCriterionCall,
  getScreeningCall,
  keepCriterionCall,
  listCriteriaCall,
  listScreenedCall,
  reportScreeningCall,
  screenAllCall,
  settleCriterionCall,
} from './screening.schema.ts';
import { screeningsOn } from './screening.store.ts';
import { settleCriterion, subjectsSettledBy } from './settle-criterion.command.ts';
import { criterionShown, rowsOfPast, rowsOfToday, usesOf } from './show-screening.ts';
import { screenedDay } from './unsettled.store.ts';

export function screeningRoutes(http: Http): void {
  handle(http, getScreeningCall, async ({ tx, actor, params, query }) => {
    const day = dayAsked(actor, query.asOf);
    const asset = await findAsset(tx, params.id);
    if (asset === undefined) throw assetRefusals.notFound({});
    const measure = await measureOn(tx, day);
    const kept = await screeningsOn(tx, asset.id, day);
    const [facts] = await factsOf(tx, [asset.id], day);
    const isToday = day === actor.today && facts !== undefined;
    const routes = await legalRoutesOn(tx, day);
    return {
      asOf: day,
      uses: usesOf(kept),
      rows: isToday ? rowsOfToday(measure.criteria, screen(facts, measure)) : rowsOfPast(measure.criteria, kept),
      routes: routes.filter(({ ownerKind }) => ownerKind === asset.ownerKind),
      maySettle:
        isToday && actor.permissions.has('asset.observe') ? subjectsSettledBy(measure.criteria, actor.role) : [],
      sample: asset.sample,
    };
  });
  handle(http, listScreenedCall, async ({ tx, actor, query }) => {
    const { asOf, district, village, ...asked } = query;
    const day = dayAsked(actor, asOf);
    const where = await placeAsked(tx, day, village ?? district);
    return await screenedPage(tx, { ...asked, on: onDay(actor, day), ...where }, await namesOn(tx, day));
  });
  handle(http, reportScreeningCall, async ({ tx, actor, query }) => {
    const { use = 'new_building', by = 'district', asOf } = query;
    const day = dayAsked(actor, asOf);
    const on = onDay(actor, day);
    const tallied = {
      groups: await groupsOn(tx, use, on),
      nearest: await nearestOn(tx, use, on, await namesOn(tx, day)),
      sampleVillages: await sampleVillages(tx),
    };
    return pageOf(reportRows(use, await areasOf(tx, by, day), tallied), query);
  });
  handle(http, settleCriterionCall, async ({ tx, actor, params, body }) => {
    await settleCriterion(tx, actor, params.id, body);
    return null;
  });
  handle(http, screenAllCall, async ({ tx, actor }) => ({
    runId: (await findOpenRun(tx, 'assets/screen', actor.userId)) ?? (await startRun(tx, actor, 'assets/screen', {})),
  }));
  criterionRoutes(http);
}

function criterionRoutes(http: Http): void {
  handle(http, listCriteriaCall, async ({ tx, actor, query }) => {
    const day = dayAsked(actor, query.asOf);
    const { criteria, version } = await measureOn(tx, day);
    const { national, own } = await datedCriteria(tx);
    return {
      ...{ asOf: day, version, criteria: criteria.map(criterionShown) },
      own: own
        .filter(({ validTo }) => validTo === null || validTo > day)
        .toReversed()
        .map((row) => ({ ...criterionShown(row), id: (row.id ?? null) as never })),
      national: national.map(criterionShown),
      routes: await legalRoutesOn(tx, day),
      screenedOn: (await screenedDay(tx))?.screenedOn ?? null,
    };
  });
  handle(http, keepCriterionCall, async ({ tx, actor, body }) => ({ runId: await keepCriterion(tx, actor, body) }));
  handle(http, endCriterionCall, async ({ tx, actor, params, body }) => ({
    runId: await endOwnCriterion(tx, actor, params.id, body.on),
  }));
}

const onDay = ({ today }: Actor, day: BusinessDate): DayAsked => ({ day, isPresent: day === today });

/** Criteria under their names of a day. */
async function namesOn(tx: Tx, day: BusinessDate): Promise<NameOf> {
  const { criteria } = await measureOn(tx, day);
  const names = new Map(criteria.map(({ use, code, name }) => [`${use} ${code}`, name]));
  return (use, code) => names.get(`${use} ${code}`) ?? code;
}

/** The kelurahan a code stands for: itself, or those of a kecamatan; `none` for what nobody has placed. */
async function placeAsked(
  tx: Tx,
  day: BusinessDate,
  code: string | undefined,
): Promise<{ villageIds?: number[]; unplaced?: boolean }> {
  if (code === undefined) return {};
  if (code === 'none') return { unplaced: true };
  const villages = await reference.villagesOf(tx, tx.regencyId, day);
  const within = villages.filter((village) => village.code === code || village.code.startsWith(`${code}.`));
  return { villageIds: within.map(({ id }) => id) };
}

/** Districts or kelurahan as the report lists them: for who acts for some, those. */
async function areasOf(tx: Tx, by: 'district' | 'village', day: BusinessDate): Promise<Area[]> {
  const { scope, villageIds = [] } = tx.reach;
  const all = await reference.villagesOf(tx, tx.regencyId, day);
  const seen = all.filter(({ id }) => scope === 'regency' || villageIds.includes(id));
  if (by === 'village')
    return seen.map(({ id, code, name, districtName }) => ({ code, name, district: districtName, villageIds: [id] }));
  return [...Map.groupBy(seen, ({ districtId }) => districtId).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const code = first.code.slice(0, first.code.lastIndexOf('.'));
    return [{ code, name: first.districtName, district: null, villageIds: own.map(({ id }) => id) }];
  });
}
