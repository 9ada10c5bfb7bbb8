import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type Id, id as idFrom } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { canonicalJson, type Json } from '../platform/audit/canonical-json.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import { findRun, startRun } from '../platform/jobs/run.store.ts';
import { gatherProblem } from './gather-problem.command.ts';
import { troubleWith } from './lock.ts';
import { inOrder, type Problem } from './problem.ts';
import { scenarioRefusals } from './scenario.refusals.ts';
import type { AskedScenario } from './scenario.schema.ts';
import {
  chosenAsset,
  findScenario,
  insertScenario,
  type NewScenario,
  type ScenarioId,
  setPublished,
  setRun,
  type Which,
} from './scenario.store.ts';

/** The same things in the same order give the same hash, on any machine. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(value as Json))
    .digest('hex');
}

/**
 * Keeps a scenario with everything it depends on, ready to be solved. Idempotent on its id.
 * @returns whether it is new
 * @throws matching/id-reused, in-future, pair-unknown, pair-twice, lock-breaks-rule, lock-not-allowed, locks-collide
 */
export async function askScenario(tx: Tx, doer: Doer, asked: AskedScenario, today: BusinessDate): Promise<boolean> {
  const { id, name, uses, weights, countsUnknownAsPass, locked, forbidden } = asked;
  const day = asked.day ?? today;
  if (day > today) throw scenarioRefusals.inFuture({});
  const question = { name, day, uses, weights, countsUnknown: countsUnknownAsPass, locked, forbidden };
  if (await isKnown(tx, id, question)) return false;
  const gathered = await gatherProblem(tx, day, { uses, weights, locked, forbidden, countsUnknownAsPass });
  const problem = inOrder(gathered.problem);
  refuseTrouble(problem);
  const isNew = await insertScenario(tx, {
    ...{ id, ...question },
    rulesVersion: gathered.rulesVersion,
    inputHash: hashOf(problem),
    problem,
    caveats: gathered.caveats,
    sample: gathered.caveats.sampleSites > 0,
    askedBy: 'userId' in doer ? doer.userId : null,
    askedRole: doer.role,
  });
  // A twin sent at the same moment was here first.
  if (!isNew) return !(await isKnown(tx, id, question));
  await audit(tx, doer, 'matching/ask', { kind: 'matching/scenario', id });
  return true;
}

type Question = Pick<NewScenario, 'name' | 'day' | 'uses' | 'weights' | 'countsUnknown' | 'locked' | 'forbidden'>;

/** @throws matching/id-reused when another question has the id */
async function isKnown(tx: Tx, id: ScenarioId, question: Question): Promise<boolean> {
  const twin = await findScenario(tx, id);
  if (twin === undefined) return false;
  const { name, day, uses, weights, countsUnknown, locked, forbidden } = twin;
  if (isDeepStrictEqual({ name, day, uses, weights, countsUnknown, locked, forbidden }, question)) return true;
  throw scenarioRefusals.idReused({ id });
}

function refuseTrouble(problem: Problem): void {
  const trouble = troubleWith(problem);
  if (trouble === undefined) return;
  const siteName = (id: string) => problem.sites.find((site) => site.id === id)?.name ?? '';
  switch (trouble.kind) {
    case 'unknown':
      throw scenarioRefusals.pairUnknown({});
    case 'twice':
      throw scenarioRefusals.pairTwice({});
    case 'collide':
      throw scenarioRefusals.locksCollide({ site: siteName(trouble.siteId) });
    case 'breaks': {
      const { pair, block } = trouble;
      const about = {
        cooperative: problem.cooperatives.find(({ id }) => id === pair.cooperativeId)?.name ?? '',
        site: siteName(pair.siteId),
      };
      if (block.kind !== 'criterion') throw scenarioRefusals.lockNotAllowed({ ...about, because: block.kind });
      throw scenarioRefusals.lockBreaksRule({ ...about, criterion: block.open.criterion });
    }
  }
}

/** Keeps a scenario and leaves the solving to a run that can be watched and left. Sent twice, one run solves it. */
export async function askAndRun(tx: Tx, actor: Actor, asked: AskedScenario): Promise<Id<'run'>> {
  if (!(await askScenario(tx, actor, asked, actor.today))) {
    const runId = (await findScenario(tx, asked.id))?.runId;
    const run = runId == null ? undefined : await findRun(tx, idFrom<'run'>(runId), actor.userId);
    if (run !== undefined && run.state !== 'failed') return idFrom<'run'>(run.id);
  }
  const runId = await startRun(tx, actor, 'matching/solve', { scenarioId: asked.id });
  await setRun(tx, asked.id, runId);
  return runId;
}

/** @throws matching/not-found, not-served */
export async function askSecondBest(tx: Tx, actor: Actor, which: Which): Promise<Id<'run'>> {
  const chosen = await chosenAsset(tx, which);
  if (chosen === undefined) throw scenarioRefusals.notFound({});
  if (chosen === null) throw scenarioRefusals.notServed({});
  const { id: scenarioId, cooperativeId, use } = which;
  const subject = { kind: 'matching/scenario', id: scenarioId };
  await audit(tx, actor, 'matching/ask-second-best', subject, { cooperativeId, detail: { use } });
  return await startRun(tx, actor, 'matching/second-best', { scenarioId, cooperativeId, use });
}

/**
 * Publishes what a scenario says of each kelurahan, in the place of what was published before.
 * @throws matching/not-found, not-solved, unproven, is-what-if
 */
export async function publishScenario(tx: Tx, doer: Doer, id: ScenarioId, today: BusinessDate): Promise<void> {
  const scenario = await findScenario(tx, id);
  if (scenario === undefined) throw scenarioRefusals.notFound({});
  if (scenario.state !== 'solved') throw scenarioRefusals.notSolved({});
  if (scenario.countsUnknown) throw scenarioRefusals.isWhatIf({});
  if (!scenario.proven) throw scenarioRefusals.unproven({});
  await setPublished(tx, id, today);
  await audit(tx, doer, 'matching/publish', { kind: 'matching/scenario', id });
  await enqueue(tx, 'publication/refresh-match', {});
}

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Rewrites what the public sees of the published match. */
    'publication/refresh-match': Record<string, never>;
  }
}
