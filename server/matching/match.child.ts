import { parentPort, workerData } from 'node:worker_threads';
import { present } from '../kernel/assert.ts';
import { explain, secondBest } from './explain.ts';
import type { Asked, Told } from './match-apart.command.ts';
import { solve } from './solve.ts';
import { loadSolver } from './solver.ts';

const port = present(parentPort, 'the thread that asks');
const tell = (told: Told) => port.postMessage(told);

const asked = workerData as Asked;
const highs = await loadSolver();
if (asked.kind === 'match') {
  const answer = solve(highs, asked.problem, asked);
  tell({ kind: 'solved' });
  const explanations = explain(highs, asked.problem, answer, (done, total) => {
    if (done % 10 === 0) tell({ kind: 'explained', done, total });
  });
  tell({ kind: 'match', answer, explanations, solver: `HiGHS ${highs.version.string}` });
} else {
  const { problem, answer, pair, secondsMax } = asked;
  tell({ kind: 'second-best', secondBest: secondBest(highs, problem, answer, pair, secondsMax) });
}
