import { type Timed, tasks } from '../../platform/jobs/tasks.ts';
import { writeOutSellThrough } from './write-out.command.ts';

export const sellThroughTasks = tasks({
  'partners/sell-through': async (_told, job) => {
    await job.inRegency(writeOutSellThrough);
    return undefined;
  },
});

export const sellThroughOften: Timed = { task: 'partners/sell-through', told: {}, at: '*/5 * * * *' };

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Writes out for partners what moved since the last time. */
    'partners/sell-through': Record<string, never>;
  }
}
