import { setTimeout } from 'node:timers/promises';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { id } from '../../kernel/ids.ts';
import { today } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type Timed, tasks } from '../../platform/jobs/tasks.ts';
import * as reference from '../../reference/public.ts';
import { screenAssets } from './screen-assets.command.ts';
import { screenCity, screeningsThatDiffer, tellOfDifferences } from './screen-city.command.ts';

interface Parts {
  readonly today: BusinessDate | undefined;
  /** Told, for those who run the server, what differs from its facts; by ids, for the log holds no names. */
  readonly alarm: (message: string, about: object) => void;
  /** How long a difference must last. */
  readonly lastsMs?: number;
}

export function screeningTasks({ today: fixedToday, alarm, lastsMs = 60_000 }: Parts) {
  const dayIn = async (tx: Tx) => {
    const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', fixedToday));
    return today(present(regency, 'the regency of a job').timeZone, fixedToday);
  };
  return tasks({
    'assets/screen': async ({ assetIds }, job) => {
      const day = await job.inRegency(dayIn);
      if (assetIds === undefined) return await screenCity(job, day);
      const ids = assetIds.map((each) => id<'asset'>(each));
      return { assets: ids.length, changed: await job.inRegency((tx) => screenAssets(tx, ids, day)) };
    },
    'assets/screen-nightly': async (_told, job) => {
      const day = await job.inRegency(dayIn);
      const pause = () => setTimeout(lastsMs, undefined, { signal: job.signal });
      const differing = await screeningsThatDiffer(job, pause);
      if (differing.length > 0)
        alarm('kept screenings differ from their facts', {
          regencyId: job.regencyId,
          count: differing.length,
          assetIds: differing.slice(0, 100),
        });
      await tellOfDifferences(job, differing.length, day);
      // Repaired silently, nobody would learn what made them: the night's screening waits until somebody has screened by hand.
      if (differing.length === 0) await screenCity(job, day);
      return undefined;
    },
  });
}

/** When it is night in all three zones, a quarter of an hour after the published figures were compared. */
export const screeningNightly: Timed = { task: 'assets/screen-nightly', told: {}, at: '35 17 * * *' };

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Screens some assets, or the whole city, anew. */
    'assets/screen': { assetIds?: string[] };
    /** Compares what is kept with what the facts give, then takes the city to the new day. */
    'assets/screen-nightly': Record<string, never>;
  }
}
