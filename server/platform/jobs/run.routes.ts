import type { Selectable } from 'kysely';
import type { JobsRun } from '../db/schema.generated.ts';
import { handle } from '../http/handle.ts';
import { httpRefusals } from '../http/http.refusals.ts';
import type { Http } from '../http/http.ts';
import { followRunCall, listRunsCall, type Run } from './run.schema.ts';
import { findRun, listRuns } from './run.store.ts';

export function runRoutes(http: Http): void {
  handle(http, followRunCall, async ({ tx, actor, params }) => {
    const run = await findRun(tx, params.id, actor.userId);
    if (run === undefined) throw httpRefusals.notFound({});
    return shown(run);
  });
  handle(http, listRunsCall, async ({ tx, actor }) => ({ rows: (await listRuns(tx, actor.userId)).map(shown) }));
}

function shown({
  id,
  task,
  state,
  doneCount,
  totalCount,
  note,
  result,
  startedAt,
  finishedAt,
}: Selectable<JobsRun>): Run {
  return {
    id,
    task,
    state: state as Run['state'],
    done: doneCount,
    total: totalCount,
    note,
    result,
    startedAt,
    finishedAt,
  };
}
