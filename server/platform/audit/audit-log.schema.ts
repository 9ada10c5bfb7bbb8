import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { roleWords } from '../../kernel/role-words.ts';
import { day, idOf, orNull, paging } from '../../kernel/shapes.ts';

/** One act as its reader sees it. The words come from `audit.actions.<action>`, filled with `detail`. */
export const AuditEntryShown = closed({
  id: idOf<'audit-entry'>(),
  recordedAt: Type.String(),
  /** Null when the machine or an operator at the command line acted; a person who is no longer known keeps his id. */
  person: orNull(closed({ id: Type.String(), name: Type.String() })),
  role: Type.String(),
  onBehalf: Type.Boolean(),
  /** The call's name, as `cooperatives/record-facility`. */
  action: Type.String(),
  subject: closed({ kind: Type.String(), id: Type.String() }),
  cooperativeId: orNull(idOf<'cooperative'>()),
  reason: orNull(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  /** Its place in the chain; null for the second or two until the sealer has come by. */
  sealSeq: orNull(Type.Integer()),
});
export type AuditEntryShown = Static<typeof AuditEntryShown>;

const name = Type.String({ pattern: '^[a-z-]+(/[a-z-]+)?$', maxLength: 80 });

/** What was done, newest first. No count: it would cost more the longer a city works. */
export const listAuditCall = call({
  name: 'audit/list',
  method: 'GET',
  path: '/audit',
  can: 'audit.read',
  query: closed({
    limit: paging.limit,
    after: Type.Optional(idOf<'audit-entry'>()),
    /** A module (`cooperatives`) or one action (`cooperatives/record-facility`). */
    action: Type.Optional(name),
    userId: Type.Optional(Type.String({ maxLength: 80 })),
    cooperativeId: Type.Optional(idOf<'cooperative'>()),
    /** One record's own history: both or neither. */
    subjectKind: Type.Optional(name),
    subjectId: Type.Optional(Type.String({ maxLength: 80 })),
    /** First and last day, in the regency's zone. */
    from: Type.Optional(day),
    to: Type.Optional(day),
  }),
  reply: closed({ rows: Type.Array(AuditEntryShown), next: Type.Union([Type.String(), Type.Null()]) }),
  export: {
    file: 'jejak-audit',
    columns: [
      { title: 'Waktu (UTC)', from: 'recordedAt', holds: 'text' },
      { title: 'Orang', from: 'person.name', holds: 'text' },
      { title: 'Peran', from: 'role', holds: 'text', words: roleWords },
      { title: 'Atas nama koperasi', from: 'onBehalf', holds: 'text', words: { true: 'ya', false: '' } },
      { title: 'Tindakan', from: 'action', holds: 'text' },
      { title: 'Jenis catatan', from: 'subject.kind', holds: 'text' },
      { title: 'Nomor catatan', from: 'subject.id', holds: 'text' },
      { title: 'Nomor koperasi', from: 'cooperativeId', holds: 'text' },
      { title: 'Alasan', from: 'reason', holds: 'text' },
      { title: 'Rincian', from: 'detail', holds: 'text' },
      { title: 'Segel', from: 'sealSeq', holds: 'integer' },
      { title: 'Nomor jejak', from: 'id', holds: 'text' },
    ],
  },
});
