import { id as idFrom } from '../kernel/ids.ts';
import { type Job, tasks } from '../platform/jobs/tasks.ts';
import type { Told } from './match-apart.command.ts';
import { solveScenario, solveSecondBest } from './solve-scenario.command.ts';
import type { Use } from './use.ts';

export const matchingTasks = tasks({
  'matching/solve': async ({ scenarioId }, job) => {
    await job.progress({ done: 0, total: 3, note: 'matching.stages.solving' });
    const shown: Promise<void>[] = [];
    await solveScenario(idFrom<'scenario'>(scenarioId), { ...job, progress: (told) => shown.push(show(told, job)) });
    await Promise.all(shown);
    return { scenarioId };
  },
  'matching/second-best': async ({ scenarioId, cooperativeId, use }, job) => {
    await job.progress({ done: 0, total: 1, note: 'matching.stages.again' });
    const which = { id: idFrom<'scenario'>(scenarioId), cooperativeId: idFrom<'cooperative'>(cooperativeId), use };
    await solveSecondBest(which, job);
    return { scenarioId };
  },
});

async function show(told: Told, job: Job): Promise<void> {
  if (told.kind === 'solved') await job.progress({ done: 1, total: 3, note: 'matching.stages.explaining' });
}

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    'matching/solve': { scenarioId: string };
    'matching/second-best': { scenarioId: string; cooperativeId: string; use: Use };
  }
}
