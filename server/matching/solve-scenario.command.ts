import { present } from '../kernel/assert.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { now } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { hashOf } from './ask-scenario.command.ts';
import { type Matched, matchApart, secondBestApart, type Told } from './match-apart.command.ts';
import { namesIn } from './named.ts';
import type { Problem } from './problem.ts';
import {
  chosenAsset,
  findScenario,
  findSecondBest,
  findWholeScenario,
  insertOutcomes,
  insertSecondBest,
  keepAnswer,
  type NewOutcome,
  type ScenarioId,
  type Which,
} from './scenario.store.ts';

/** A match of a large city with all uses takes seconds; what is not proven by then is kept with its gap. */
const secondsMax = 120;

interface Parts {
  readonly doer: Doer;
  readonly signal?: AbortSignal;
  readonly progress?: (told: Told) => void;
  /** Solving takes longer than a transaction should: it happens between two. */
  inRegency<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Solves a scenario that was asked for, and keeps answer and explanations. Does nothing when it is solved already. */
export async function solveScenario(id: ScenarioId, { doer, inRegency, ...options }: Parts): Promise<void> {
  const known = present(await inRegency((tx) => findScenario(tx, id)), 'the scenario to solve');
  if (known.state === 'solved') return;
  const scenario = present(await inRegency((tx) => findWholeScenario(tx, id)), 'the scenario to solve');
  const { problem } = scenario;
  const matched = await matchApart({ kind: 'match', problem, secondsMax }, options);
  const outcomes = outcomesOf(problem, matched);
  const { answer, explanations, solver } = matched;
  await inRegency(async (tx) => {
    const isFirst = await keepAnswer(tx, id, {
      ...{ answer, solver },
      resultHash: hashOf({ answer, explanations }),
      servedCount: answer.assignments.length,
      needCount: problem.needs.length,
      solvedAt: now(),
    });
    if (!isFirst) return;
    await insertOutcomes(tx, scenario, outcomes);
    await audit(tx, doer, 'matching/solve', { kind: 'matching/scenario', id });
  });
}

function outcomesOf(problem: Problem, { answer, explanations }: Matched): NewOutcome[] {
  const byNeed = new Map(answer.assignments.map((each) => [`${each.use} ${each.cooperativeId}`, each]));
  return explanations.map((explanation) => {
    const { cooperativeId, use } = explanation;
    const chosen = byNeed.get(`${use} ${cooperativeId}`);
    return {
      ...{ cooperativeId, use, explanation },
      assetId: chosen?.siteId ?? null,
      metres: chosen?.metres ?? null,
      score: chosen?.score ?? null,
      burden: chosen?.burden ?? null,
      readyIdr: chosen?.readyIdr ?? null,
      named: namesIn(explanation, problem),
    };
  });
}

/** Solves a scenario again without one of its pairs, and keeps what comes of it. Does nothing when that was done. */
export async function solveSecondBest(which: Which, { inRegency }: Pick<Parts, 'inRegency'>): Promise<void> {
  if ((await inRegency((tx) => findSecondBest(tx, which))) !== undefined) return;
  const { scenario, siteId } = await inRegency(async (tx) => ({
    scenario: present(await findWholeScenario(tx, which.id), 'the scenario of a second best'),
    siteId: present(await chosenAsset(tx, which), 'the pair that was chosen'),
  }));
  const { problem } = scenario;
  const answer = present(scenario.answer, 'the answer of a solved scenario');
  const { cooperativeId, use } = which;
  const pair = { cooperativeId, use, siteId };
  const found = await secondBestApart({ kind: 'second-best', problem, answer, pair, secondsMax });
  await inRegency((tx) => insertSecondBest(tx, which, found, namesIn([found.siteId, found.moved], problem)));
}
