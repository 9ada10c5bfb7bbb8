import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { idOf } from '../../kernel/shapes.ts';
import { httpRefusals } from '../http/http.refusals.ts';

/** A long job as the person who started it sees it. */
export const Run = closed({
  id: idOf<'run'>(),
  task: Type.String(),
  state: Type.Enum(['queued', 'running', 'done', 'failed']),
  done: Type.Integer(),
  total: Type.Union([Type.Integer(), Type.Null()]),
  /** Key of the words that say what it does now; of a failed run the name of the refusal that ended it. */
  note: Type.Union([Type.String(), Type.Null()]),
  result: Type.Unknown(),
  startedAt: Type.String(),
  finishedAt: Type.Union([Type.String(), Type.Null()]),
});
export type Run = Static<typeof Run>;

/** How far one's own run is; of another person's it says nothing. */
export const followRunCall = call({
  name: 'jobs/follow',
  method: 'GET',
  path: '/jobs/:id',
  can: 'job.read',
  params: closed({ id: idOf<'run'>() }),
  reply: Run,
  refusals: [httpRefusals.notFound],
});

export const listRunsCall = call({
  name: 'jobs/list',
  method: 'GET',
  path: '/jobs',
  can: 'job.read',
  reply: closed({ rows: Type.Array(Run) }),
});
