import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, paging } from '../kernel/shapes.ts';
import { type ChangeKind, changeKinds, changeWords } from './change.ts';
import { codeWords } from './report-words.ts';

/** Something that took effect in the seven days up to a day, or was only then reported. */
export const Change = closed({
  /** Of the record that says it, with the kind before it: one premises both begins and ends. */
  id: Type.String(),
  on: day,
  kind: Type.Enum(Object.keys(changeKinds) as ChangeKind[]),
  /** The state, use or kind it is about as a code, else a name as it is written; null where the kind says all. */
  about: Type.Union([Type.String(), Type.Null()]),
  cooperative: Type.Union([closed({ id: idOf<'cooperative'>(), name: Type.String() }), Type.Null()]),
  /** Null for what is our own doing, such as a settled task. */
  source: Type.Union([Type.String(), Type.Null()]),
  sample: Type.Boolean(),
  /** Recorded in these days, though it took effect earlier. */
  late: Type.Boolean(),
});
export type Change = Static<typeof Change>;

/** What changed in the week up to a day, newest first: the rows behind "Tujuh hari terakhir". */
export const listChangesCall = call({
  name: 'reporting/list-changes',
  method: 'GET',
  path: '/changes',
  can: 'picture.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    kind: Type.Optional(Type.Enum(Object.keys(changeKinds) as ChangeKind[])),
  }),
  reply: closed({ rows: Type.Array(Change), next: Type.Union([Type.String(), Type.Null()]), total: Type.Integer() }),
  export: {
    file: 'perubahan',
    columns: [
      { title: 'Tanggal', from: 'on', holds: 'date' },
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Perubahan', from: 'kind', holds: 'text', words: changeWords },
      { title: 'Tentang', from: 'about', holds: 'text', words: codeWords },
      { title: 'Baru dilaporkan', from: 'late', holds: 'text', words: { true: 'ya', false: '' } },
      { title: 'Sumber', from: 'source', holds: 'text' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});
