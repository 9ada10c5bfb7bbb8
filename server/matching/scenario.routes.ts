import { id as idFrom } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { askAndRun, askSecondBest, publishScenario } from './ask-scenario.command.ts';
import { openingsOf } from './opening.ts';
import type { Pair } from './problem.ts';
import { scenarioRefusals } from './scenario.refusals.ts';
import {
  askScenarioCall,
  askSecondBestCall,
  compareScenariosCall,
  getPublishedCall,
  getScenarioCall,
  getSecondBestCall,
  listOpeningsCall,
  listOutcomesCall,
  listOwnOutcomesCall,
  listScenariosCall,
  publishScenarioCall,
} from './scenario.schema.ts';
import {
  differences,
  findScenario,
  findSecondBest,
  listScenarios,
  namesInScenario,
  outcomesFor,
  outcomesOf,
  publishedFigures,
  readyIdrOf,
  type ScenarioId,
  type StoredScenario,
} from './scenario.store.ts';

export function scenarioRoutes(http: Http): void {
  handle(http, listScenariosCall, async ({ tx }) => ({ rows: await listScenarios(tx) }));
  handle(http, askScenarioCall, async ({ tx, actor, body }) => ({ runId: await askAndRun(tx, actor, body) }));
  handle(http, getScenarioCall, async ({ tx, params }) => {
    const scenario = await existing(tx, params.id);
    const line = (await listScenarios(tx, params.id))[0];
    if (line === undefined) throw scenarioRefusals.notFound({});
    const { locked, forbidden } = scenario;
    const names = await namesInScenario(tx, params.id, [...locked, ...forbidden]);
    return {
      ...line,
      locked: pairsShown(locked, names),
      forbidden: pairsShown(forbidden, names),
      caveats: scenario.caveats,
    };
  });
  handle(http, listOutcomesCall, async ({ tx, params }) => {
    const rows = await outcomesOf(tx, params.id);
    return { rows, next: null, total: rows.length };
  });
  handle(http, listOpeningsCall, async ({ tx, params }) => {
    const { id } = await existing(tx, params.id);
    return { rows: openingsOf(await outcomesOf(tx, id)).map((row) => ({ ...row, villages: [...row.villages] })) };
  });
  handle(http, getPublishedCall, async ({ tx }) => ({ published: await publishedFigures(tx) }));
  handle(http, listOwnOutcomesCall, async ({ tx, params }) => ({ rows: await outcomesFor(tx, params.id) }));
  handle(http, askSecondBestCall, async ({ tx, actor, params }) => ({ runId: await askSecondBest(tx, actor, params) }));
  handle(http, getSecondBestCall, async ({ tx, params }) => ({
    secondBest: (await findSecondBest(tx, params)) ?? null,
  }));
  handle(http, compareScenariosCall, async ({ tx, params, query }) => {
    const [before, after] = [await solved(tx, params.id), await solved(tx, query.with)];
    return {
      rows: await differences(tx, params.id, query.with),
      servedMore: (after.servedCount ?? 0) - (before.servedCount ?? 0),
      burdenMore: (after.burden ?? 0) - (before.burden ?? 0),
      readyMoreIdr: (await readyIdrOf(tx, query.with)) - (await readyIdrOf(tx, params.id)),
      sameInput: before.inputHash === after.inputHash,
      sameResult: before.resultHash === after.resultHash,
    };
  });
  handle(http, publishScenarioCall, async ({ tx, actor, params }) => {
    await publishScenario(tx, actor, params.id, actor.today);
    return null;
  });
}

async function existing(tx: Tx, id: ScenarioId): Promise<StoredScenario> {
  const scenario = await findScenario(tx, id);
  if (scenario === undefined) throw scenarioRefusals.notFound({});
  return scenario;
}

async function solved(tx: Tx, id: ScenarioId): Promise<StoredScenario> {
  const scenario = await existing(tx, id);
  if (scenario.state !== 'solved') throw scenarioRefusals.notSolved({});
  return scenario;
}

function pairsShown(pairs: readonly Pair[], names: ReadonlyMap<string, string>) {
  return pairs.map((pair) => ({
    cooperativeId: idFrom<'cooperative'>(pair.cooperativeId),
    siteId: idFrom<'asset'>(pair.siteId),
    use: pair.use,
    cooperative: names.get(pair.cooperativeId) ?? '',
    site: names.get(pair.siteId) ?? '',
  }));
}
