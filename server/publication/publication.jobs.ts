import type { BusinessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { today } from '../platform/clock.ts';
import { tasks } from '../platform/jobs/tasks.ts';
import { publish } from './publish.command.ts';

/** Publishing happens after the facts are recorded, so that a slow page never holds up a report from the field. */
export function publicationTasks(config: { readonly today: BusinessDate | undefined }) {
  return tasks({
    'publication/refresh': async ({ cooperativeIds }, job) => {
      const day = today('Asia/Makassar', config.today);
      await job.inRegency((tx) =>
        publish(
          tx,
          cooperativeIds.map((each) => id<'cooperative'>(each)),
          day,
        ),
      );
      return undefined;
    },
  });
}
