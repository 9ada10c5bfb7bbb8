import { countDifferences } from '../platform/http/metrics.ts';
import { type Timed, tasks } from '../platform/jobs/tasks.ts';
import { orderDifferences } from './compare-orders.store.ts';

interface Parts {
  /** Told, for those who run the server, what differs; by ids, for the log holds no names. */
  readonly alarm: (message: string, about: object) => void;
}

export function procurementTasks({ alarm }: Parts) {
  return tasks({
    'procurement/compare-nightly': async (_told, job) => {
      const differences = await job.inRegency(orderDifferences);
      countDifferences('procurement-orders', differences.length);
      if (differences.length > 0)
        alarm('orders differ from their steps', {
          regencyId: job.regencyId,
          count: differences.length,
          orderIds: differences.slice(0, 100).map(({ what, orderId }) => `${what} ${orderId}`),
        });
      return undefined;
    },
  });
}

/** At night in all three zones, after the books: 02.30 in Balikpapan. */
export const ordersNightly: Timed = { task: 'procurement/compare-nightly', told: {}, at: '30 18 * * *' };

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Compares the cached status of a city's orders with their steps, and receipts with their lines; raises an alarm where they differ. */
    'procurement/compare-nightly': Record<string, never>;
  }
}
