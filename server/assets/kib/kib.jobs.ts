import { access } from 'node:fs/promises';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { id as idFrom } from '../../kernel/ids.ts';
import { type Timed, tasks } from '../../platform/jobs/tasks.ts';
import type { Inbox } from '../../platform/spreadsheets/inbox.ts';
import { checkImport, lapseImports, takeImport } from './import-kib.command.ts';
import { kibRefusals } from './kib.refusals.ts';
import { findImport, keepRefused } from './kib-import.store.ts';

/** The reading and the taking of a register, each in one transaction, so that a kill leaves what was before. */
export function kibTasks(inbox: Inbox) {
  return tasks({
    'assets/check-kib': async (told, job) => {
      const id = idFrom<'kib-import'>(told.importId);
      await job.progress({ done: 0, note: 'assets.kib.stages.reading' });
      const { sha256 } = present(await job.inRegency((tx) => findImport(tx, id)), 'the import to check');
      const waiting = { key: id, sha256 };
      const path = inbox.pathOf(waiting);
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      const state = await job.inRegency(async (tx) => {
        const laidDown = present(await findImport(tx, id), 'the import to check');
        if (laidDown.state !== 'waiting') return laidDown.state;
        if (isThere)
          return await checkImport(tx, id, {
            path,
            today: businessDate(told.today),
            signal: job.signal,
            tell: job.progress,
          });
        await keepRefused(tx, id, { kind: 'file-gone' });
        return 'refused';
      });
      await inbox.drop(waiting);
      return { state };
    },
    'assets/take-kib': async (told, job) => {
      const id = idFrom<'kib-import'>(told.importId);
      const { withDoubtful } = told;
      const outcome = await job.inRegency((tx) => takeImport(tx, job.doer, id, { withDoubtful, tell: job.progress }));
      // Thrown outside, so that the new comparison stays to be looked at.
      if (outcome === 'compared-again') throw kibRefusals.registerChanged({});
      return { outcome };
    },
    'assets/lapse-kib': async (_told, job) => ({ lapsed: await job.inRegency((tx) => lapseImports(tx, job.doer)) }),
  });
}

/** At 01.50 in Balikpapan. */
export const lapseNightly: Timed = { task: 'assets/lapse-kib', told: {}, at: '50 17 * * *' };

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    'assets/check-kib': { importId: string; today: string };
    'assets/lapse-kib': Record<string, never>;
    'assets/take-kib': { importId: string; withDoubtful: boolean };
  }
}
