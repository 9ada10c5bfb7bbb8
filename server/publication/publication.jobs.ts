import { setTimeout } from 'node:timers/promises';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { today } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { countDifferences } from '../platform/http/metrics.ts';
import { type Timed, tasks } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { beginDay, compareStored, tellAdministrator } from './compare-stored.command.ts';
import { publish } from './publish.command.ts';
import { publishMatch } from './publish-match.command.ts';

interface Parts {
  readonly today: BusinessDate | undefined;
  /** Told, for those who run the server, what differs from its facts; by ids, for the log holds no names. */
  readonly alarm: (message: string, about: object) => void;
  /** How long a difference must last. */
  readonly lastsMs?: number;
}

/** Publishing happens after the facts are recorded, so that a slow page never holds up a report from the field. */
export function publicationTasks({ today: fixedToday, alarm, lastsMs = 60_000 }: Parts) {
  const dayIn = async (tx: Tx) => {
    const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', fixedToday));
    return today(present(regency, 'the regency of a job').timeZone, fixedToday);
  };
  return tasks({
    'publication/refresh': async ({ cooperativeIds }, job) => {
      const ids = cooperativeIds.map((each) => id<'cooperative'>(each));
      await job.inRegency(async (tx) => publish(tx, ids, await dayIn(tx)));
      return undefined;
    },
    'publication/refresh-match': async (_told, job) => {
      await job.inRegency(publishMatch);
      return undefined;
    },
    'publication/compare-nightly': async (_told, job) => {
      const day = await job.inRegency(dayIn);
      const pause = () => setTimeout(lastsMs, undefined, { signal: job.signal });
      const differences = await compareStored(job, day, pause);
      for (const [what, found] of Map.groupBy(differences, (difference) => difference.what)) {
        countDifferences(what, found.length);
        const cooperativeIds = found.map(({ cooperativeId }) => cooperativeId).slice(0, 100);
        alarm('stored figures differ from their facts', {
          what,
          regencyId: job.regencyId,
          count: found.length,
          cooperativeIds,
        });
      }
      await job.inRegency(async (tx) => {
        await tellAdministrator(tx, job, differences.length, day);
        if (!differences.some(({ what }) => what === 'counts')) await beginDay(tx, day);
      });
      return undefined;
    },
  });
}

/** When it is night in all three zones: 00.20 in Jakarta, 01.20 in Balikpapan, 02.20 in Jayapura. */
export const nightly: Timed = { task: 'publication/compare-nightly', told: {}, at: '20 17 * * *' };

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Recomputes what is stored, raises an alarm where it differs, and takes the published counts to the new day. */
    'publication/compare-nightly': Record<string, never>;
  }
}
