import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { today } from '../platform/clock.ts';
import { tasks } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { publish } from './publish.command.ts';

/** Publishing happens after the facts are recorded, so that a slow page never holds up a report from the field. */
export function publicationTasks(config: { readonly today: BusinessDate | undefined }) {
  return tasks({
    'publication/refresh': async ({ cooperativeIds }, job) => {
      const ids = cooperativeIds.map((each) => id<'cooperative'>(each));
      await job.inRegency(async (tx) => {
        const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', config.today));
        const { timeZone } = present(regency, 'the regency of a job');
        await publish(tx, ids, today(timeZone, config.today));
      });
      return undefined;
    },
  });
}
