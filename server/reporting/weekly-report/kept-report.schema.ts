import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, paging } from '../../kernel/shapes.ts';
import { keptReportRefusals } from './kept-report.refusals.ts';

const id = idOf<'report'>();

/** A weekly report as it was given; its paper is the file. */
export const KeptReport = closed({
  id,
  /** Within its year, as `3/2025`. */
  number: Type.String(),
  week: Type.Integer(),
  asOf: day,
  madeAt: Type.String(),
  madeRole: Type.String(),
  fileId: idOf<'file'>(),
  sha256: Type.String(),
  /** The sealed head of the audit log that it prints. */
  seal: Type.Union([closed({ seq: Type.Integer(), hash: Type.String() }), Type.Null()]),
});
export type KeptReport = Static<typeof KeptReport>;

export const listReportsCall = call({
  name: 'reporting/list-weekly-reports',
  method: 'GET',
  path: '/weekly-reports',
  can: 'report.read',
  query: closed(paging),
  reply: closed({
    rows: Type.Array(KeptReport),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'laporan-mingguan',
    columns: [
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Minggu', from: 'week', holds: 'integer' },
      { title: 'Per', from: 'asOf', holds: 'date' },
      { title: 'Dibuat', from: 'madeAt', holds: 'text' },
      { title: 'Sidik berkas (SHA-256)', from: 'sha256', holds: 'text' },
      { title: 'Segel jejak audit', from: 'seal.hash', holds: 'text' },
    ],
  },
});

/** Makes the report of the week up to a day, and keeps it under the next number. Idempotent on `id`. */
export const keepReportCall = call({
  name: 'reporting/keep-weekly-report',
  method: 'POST',
  path: '/weekly-reports',
  can: 'report.make',
  query: closed({ id, asOf: Type.Optional(day) }),
  reply: KeptReport,
  refusals: Object.values(keptReportRefusals),
});
