import { fork } from 'node:child_process';
import { once } from 'node:events';
import { present } from '../../kernel/assert.ts';
import { id as idFrom } from '../../kernel/ids.ts';
import { type Job, tasks } from '../../platform/jobs/tasks.ts';
import { villagesOf } from '../region.store.ts';
import type { Village } from '../region.ts';
import { boundaryRefusals } from './boundary.refusals.ts';
import type { BoundaryReport } from './boundary.ts';
import { findDraft, keepReport, keepTaken, lockDraft } from './boundary-draft.store.ts';
import { importBoundaries } from './import-boundaries.command.ts';

/** A draft's check and its taking, in three steps a person can watch: reading, checking, writing. */
export const boundaryTasks = tasks({
  'reference/check-boundaries': async (told, job) => {
    const id = idFrom<'boundary-draft'>(told.draftId);
    await job.progress({ done: 0, total: 3, note: 'reference.stages.reading' });
    const { draft, villages } = await job.inRegency(async (tx) => {
      const found = present(await findDraft(tx, id), 'the draft to check');
      return { draft: found, villages: await villagesOf(tx, tx.regencyId, found.validFrom) };
    });
    if (draft.content === null) throw boundaryRefusals.draftNotFit({});
    await job.progress({ done: 1, total: 3, note: 'reference.stages.checking' });
    const report = await checkApart(draft.content, villages, job.signal);
    await job.progress({ done: 2, total: 3, note: 'reference.stages.writing' });
    await job.inRegency((tx) => keepReport(tx, id, report));
    return { errors: report.errors.length, warnings: report.warnings.length };
  },
  'reference/take-boundaries': async (told, job) => {
    const id = idFrom<'boundary-draft'>(told.draftId);
    await job.progress({ done: 0, total: 1, note: 'reference.stages.taking' });
    return await job.inRegency(async (tx) => {
      const draft = present(await lockDraft(tx, id), 'the draft to take');
      if (draft.revision !== null) return { revision: draft.revision };
      if (draft.content === null) throw boundaryRefusals.draftNotFit({});
      const { content: collection, source, licence, validFrom } = draft;
      const { revision } = await importBoundaries(
        tx,
        job.doer,
        { collection, source, licence, validFrom },
        (text, villages) => checkApart(String(text), villages, job.signal),
      );
      await keepTaken(tx, id, revision);
      return { revision };
    });
  },
});

/** Enough for the largest file that is let in; a heap beyond it ends the child alone. */
const heapMegabytesMax = 768;

async function checkApart(text: string, villages: readonly Village[], signal: Job['signal']): Promise<BoundaryReport> {
  const child = fork(new URL('./check-boundaries.child.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${heapMegabytesMax}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const over = new AbortController();
  try {
    const ended = once(child, 'exit', { signal: over.signal }).then(() => 'ended' as const);
    ended.catch(() => undefined); // the report came first, and nobody waits for the end any more
    child.send({ text, villages });
    const told = await Promise.race([once(child, 'message', { signal }), ended]);
    if (told === 'ended') throw boundaryRefusals.checkDied({});
    return told[0] as BoundaryReport;
  } finally {
    over.abort();
    child.kill('SIGKILL');
  }
}

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    'reference/check-boundaries': { draftId: string };
    'reference/take-boundaries': { draftId: string };
  }
}
