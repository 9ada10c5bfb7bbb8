import { candidatesOf, knownOf } from '../server/matching/candidate.ts';
import { matchApart } from '../server/matching/match-apart.command.ts';
import { modelOf } from '../server/matching/model.ts';
import { inOrder, type Problem } from '../server/matching/problem.ts';
import { solve, solveStages } from '../server/matching/solve.ts';
import { loadSolver } from '../server/matching/solver.ts';
import { someProblem } from '../server/matching/testing/some-problem.ts';
import { uses } from '../server/matching/use.ts';
import type { Stage } from './stage.ts';

const limits = { secondsMax: 600 };
/** The fastest of these counts: what a shared machine adds is not ours. */
const rounds = { quick: 25, slow: 4 };

/** Of a hundred made-up sites thirty pass: far more than in a real city, so that there is something to choose from. */
const sizes = [
  { name: '34 x 300', sites: 300, uses: uses.slice(0, 1) },
  { name: '34 x 3,000', sites: 3_000, uses: uses.slice(0, 1) },
  { name: '34 x 300, five uses', sites: 300, uses },
  { name: '34 x 3,000, five uses', sites: 3_000, uses },
] as const;

/** From facts to a proven, checked answer, beside the solver alone on the model that comes of them; in turns, for the machine is shared. */
export async function match({ report }: Stage): Promise<void> {
  const highs = await loadSolver();
  for (const { name, ...size } of sizes) {
    const problem = someProblem({ ...size, cooperatives: 34, seed: 7, passPercent: 30 });
    const model = modelFor(problem);
    const ms = { whole: [] as number[], alone: [] as number[] };
    for (let round = 0; round <= (size.uses.length > 1 ? rounds.slow : rounds.quick); round++) {
      const [whole, alone] = [
        timed(() => solve(highs, problem, limits).proven),
        timed(() => solveStages(highs, model, limits).proven),
      ];
      if (round === 0) continue; // the first run compiles
      ms.whole.push(whole);
      ms.alone.push(alone);
    }
    const value = Math.min(...ms.whole);
    await report({ figure: `${name}, solved`, value, unit: 'ms', baseline: Math.min(...ms.alone) });
    const full = modelFor(problem, Number.POSITIVE_INFINITY);
    const everyCandidate = timed(() => solveStages(highs, full, limits).proven);
    await report({ figure: `${name}, solved; every candidate left in`, value, unit: 'ms', baseline: everyCandidate });
    const began = performance.now();
    await matchApart({ kind: 'match', problem, ...limits });
    const apart = performance.now() - began;
    await report({ figure: `${name}, solved and explained in a thread`, value: apart, unit: 'ms', baseline: value });
  }
}

function modelFor(problem: Problem, enough?: number) {
  const known = knownOf(inOrder(problem));
  return modelOf(known, candidatesOf(known, enough));
}

function timed(work: () => boolean): number {
  const began = performance.now();
  const isProven = work();
  if (!isProven) throw new Error('a match was not proven in ten minutes');
  return performance.now() - began;
}
