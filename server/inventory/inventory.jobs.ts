import { countDifferences } from '../platform/http/metrics.ts';
import { type Timed, tasks } from '../platform/jobs/tasks.ts';
import { differencesIn } from './compare-stock.store.ts';

interface Parts {
  /** Told, for those who run the server, what differs; by ids, for the log holds no names. */
  readonly alarm: (message: string, about: object) => void;
}

export function inventoryTasks({ alarm }: Parts) {
  return tasks({
    'inventory/compare-nightly': async (_told, job) => {
      const differences = await job.inRegency(differencesIn);
      for (const [what, found] of Map.groupBy(differences, (difference) => difference.what)) {
        countDifferences(`inventory-${what}`, found.length);
        const subjects = found.slice(0, 100).map(({ cooperativeId, about }) => `${cooperativeId} ${about}`);
        alarm('stock differs from its moves', { what, regencyId: job.regencyId, count: found.length, subjects });
      }
      return undefined;
    },
  });
}

/** At night in all three zones: 02.20 in Balikpapan. */
export const stockNightly: Timed = { task: 'inventory/compare-nightly', told: {}, at: '20 18 * * *' };

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Sums the moves of a city's goods and cylinders anew and raises an alarm where what is stored differs. */
    'inventory/compare-nightly': Record<string, never>;
  }
}
