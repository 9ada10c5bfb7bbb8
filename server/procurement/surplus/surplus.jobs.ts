import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { id } from '../../kernel/ids.ts';
import { today } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type Timed, tasks } from '../../platform/jobs/tasks.ts';
import * as reference from '../../reference/public.ts';
import { makeSuggestions } from './make-suggestions.command.ts';
import { postSellersHalf } from './pass-goods.command.ts';

export function surplusTasks(fixedToday: BusinessDate | undefined) {
  const dayIn = async (tx: Tx) => {
    const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', fixedToday));
    return today(present(regency, 'the regency of a job').timeZone, fixedToday);
  };
  return tasks({
    'procurement/post-surplus-sale': async ({ saleId }, job) => {
      await job.inRegency((tx) => postSellersHalf(tx, job.doer, id<'surplus-sale'>(saleId)));
      return undefined;
    },
    'procurement/suggest-surplus': async (_told, job) =>
      await job.inRegency(async (tx) => await makeSuggestions(tx, job.doer, { today: await dayIn(tx) })),
  });
}

/** Once the sales of the day are in: at 01.50 in Balikpapan. */
export const suggestSurplusNightly: Timed = { task: 'procurement/suggest-surplus', told: {}, at: '50 17 * * *' };

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Compares the stock of a city's cooperatives and tells each two what one could sell the other. */
    'procurement/suggest-surplus': Record<string, never>;
  }
}
