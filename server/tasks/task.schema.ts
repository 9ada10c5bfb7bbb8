import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { roleWords } from '../kernel/role-words.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { taskWords } from '../kernel/state-words.ts';
import { taskRefusals } from './task.refusals.ts';

const id = idOf<'task'>();

export const TaskShown = closed({
  id,
  /** The words come from `tasks.kinds.<kind>` filled with `data`, unless a person wrote `title`. */
  kind: Type.String(),
  title: Type.Union([Type.String(), Type.Null()]),
  data: Type.Record(Type.String(), Type.Unknown()),
  cooperative: Type.Union([closed({ id: idOf<'cooperative'>(), name: Type.String() }), Type.Null()]),
  ownerRole: Type.String(),
  origin: closed({ kind: Type.String(), id: Type.String() }),
  openedOn: day,
  /** Until the day shown, or until it was settled. */
  daysWaiting: Type.Integer(),
  dueOn: Type.Union([day, Type.Null()]),
  urgency: Type.Enum(['late', 'due_soon', 'waiting']),
  settledOn: Type.Union([day, Type.Null()]),
  outcome: Type.Union([Type.Enum(['done', 'dropped']), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  /** 0 on a past day: reminders are counted, not dated. */
  reminders: Type.Integer(),
  /** What the reader may do about it. */
  actions: Type.Array(Type.Enum(['settle', 'remind'])),
  sample: Type.Boolean(),
});
export type TaskShown = Static<typeof TaskShown>;

/** "Menunggu Anda" and the board of who waits for whom, as of a day: what waits, the longest first; or what was settled, the newest first. */
export const listTasksCall = call({
  name: 'tasks/list',
  method: 'GET',
  path: '/tasks',
  can: 'task.read',
  query: closed({
    ...paging,
    after: Type.Optional(id),
    asOf: Type.Optional(day),
    mine: Type.Optional(Type.Boolean()),
    ownerRole: Type.Optional(Type.String({ maxLength: 40 })),
    cooperativeId: Type.Optional(idOf<'cooperative'>()),
    settled: Type.Optional(Type.Boolean()),
  }),
  reply: closed({ rows: Type.Array(TaskShown), next: Type.Union([Type.String(), Type.Null()]), total: Type.Integer() }),
  export: {
    file: 'tugas',
    columns: [
      { title: 'Jenis', from: 'kind', holds: 'text', words: taskWords },
      { title: 'Hal', from: 'title', holds: 'text' },
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Menunggu', from: 'ownerRole', holds: 'text', words: roleWords },
      { title: 'Sejak', from: 'openedOn', holds: 'date' },
      { title: 'Hari', from: 'daysWaiting', holds: 'integer' },
      { title: 'Tenggat', from: 'dueOn', holds: 'date' },
      {
        title: 'Keadaan',
        from: 'urgency',
        holds: 'text',
        words: { late: 'terlambat', due_soon: 'segera jatuh tempo', waiting: 'menunggu' },
      },
      { title: 'Selesai', from: 'settledOn', holds: 'date' },
      { title: 'Hasil', from: 'outcome', holds: 'text', words: { done: 'selesai', dropped: 'dihentikan' } },
      { title: 'Catatan', from: 'note', holds: 'text' },
      { title: 'Diingatkan', from: 'reminders', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

export const getTaskCall = call({
  name: 'tasks/get',
  method: 'GET',
  path: '/tasks/:id',
  can: 'task.read',
  params: closed({ id }),
  reply: TaskShown,
  refusals: [taskRefusals.notFound],
});

export const settleTaskCall = call({
  name: 'tasks/settle',
  method: 'POST',
  path: '/tasks/:id/settlement',
  can: 'task.settle',
  params: closed({ id }),
  body: closed({ outcome: Type.Enum(['done', 'dropped']), note: text(1000) }),
  refusals: Object.values(taskRefusals),
});

export const remindTaskCall = call({
  name: 'tasks/remind',
  method: 'POST',
  path: '/tasks/:id/reminders',
  can: 'task.assign',
  params: closed({ id }),
  refusals: [taskRefusals.notFound, taskRefusals.alreadySettled],
});
