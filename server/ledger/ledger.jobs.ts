import { countDifferences } from '../platform/http/metrics.ts';
import { type Timed, tasks } from '../platform/jobs/tasks.ts';
import { bookDifferences } from './compare-balances.store.ts';

interface Parts {
  /** Told, for those who run the server, what differs; by ids, for the log holds no names. */
  readonly alarm: (message: string, about: object) => void;
}

export function ledgerTasks({ alarm }: Parts) {
  return tasks({
    'ledger/compare-nightly': async (_told, job) => {
      const differences = await job.inRegency(bookDifferences);
      for (const [what, found] of Map.groupBy(differences, (difference) => difference.what)) {
        countDifferences(`ledger-${what}`, found.length);
        const subjects = found.slice(0, 100).map(({ cooperativeId, subject }) => `${cooperativeId} ${subject}`);
        alarm('books differ from their postings', { what, regencyId: job.regencyId, count: found.length, subjects });
      }
      return undefined;
    },
  });
}

/** At night in all three zones: 02.10 in Balikpapan. */
export const booksNightly: Timed = { task: 'ledger/compare-nightly', told: {}, at: '10 18 * * *' };

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Recomputes the balances of a city's books and raises an alarm where they differ. */
    'ledger/compare-nightly': Record<string, never>;
  }
}
