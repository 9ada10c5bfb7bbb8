import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, orNull, text } from '../../kernel/shapes.ts';
import { kibRefusals } from './kib.refusals.ts';

/** A register of 200,000 rows packs into less. */
export const kibMegabytesMax = 60;

const importId = idOf<'kib-import'>();
const count = Type.Integer();
const priceUnit = Type.Enum(['thousand', 'full']);

export const KibHead = closed({
  form: Type.Enum(['A', 'C']),
  kind: Type.Enum(['xlsx', 'csv']),
  sheet: Type.String(),
  priceUnit,
  priceUnitWritten: orNull(priceUnit),
  location: orNull(Type.String()),
  given: Type.Array(Type.String()),
  otherSheets: Type.Array(Type.String()),
});
export type KibHead = Static<typeof KibHead>;

export const KibCounts = closed({
  rows: count,
  new: count,
  changed: count,
  unchanged: count,
  wrong: count,
  doubtful: count,
  warned: count,
  areaChanged: count,
  certificateChanged: count,
  notInFile: count,
  skipped: count,
  /** What the file says its rows come to, where that is another than what was read: whole dm² or rupiah. */
  totals: Type.Optional(
    Type.Array(closed({ field: Type.Enum(['landArea', 'floorArea', 'price']), written: count, read: count })),
  ),
});
export type KibCounts = Static<typeof KibCounts>;

export const KibImportShown = closed({
  id: importId,
  fileName: Type.String(),
  asOf: day,
  sample: Type.Boolean(),
  state: Type.Enum(['waiting', 'checked', 'refused', 'taken', 'called_off', 'lapsed']),
  runId: orNull(idOf<'run'>()),
  /** Why the file was not read; words under `assets.kib.fileProblems.<kind>`. */
  refused: orNull(
    closed({
      kind: Type.String(),
      missing: Type.Optional(Type.Array(Type.String())),
      form: Type.Optional(Type.String()),
    }),
  ),
  head: orNull(KibHead),
  counts: orNull(KibCounts),
  withDoubtful: orNull(Type.Boolean()),
  uploadedAt: Type.String(),
  takenAt: orNull(Type.String()),
  /** When it was called off or lapsed; its rows are gone then. */
  leftAt: orNull(Type.String()),
  /** When it will lapse. */
  keptUntil: orNull(Type.String()),
  isMine: Type.Boolean(),
});
export type KibImportShown = Static<typeof KibImportShown>;

/** The body is the file itself. A job reads and compares it; nothing counts before it is taken. Idempotent on `id`. */
export const addKibImportCall = call({
  name: 'assets/add-kib-import',
  method: 'POST',
  path: '/assets/kib-imports',
  can: 'asset.import',
  query: closed({
    id: importId,
    fileName: text(300),
    asOf: day,
    /** Where the file does not say, or says it wrongly: whether its prices are in thousands or in full rupiah. */
    priceUnit: Type.Optional(priceUnit),
    /** Kode lokasi for a file that names none. */
    location: Type.Optional(Type.String({ pattern: '^\\d+(\\.\\d+){2,}$', maxLength: 60 })),
    sample: Type.Optional(Type.Boolean()),
  }),
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [kibRefusals.fileTooLarge, kibRefusals.importIdReused],
});

/** Past imports, newest first. */
export const listKibImportsCall = call({
  name: 'assets/list-kib-imports',
  method: 'GET',
  path: '/assets/kib-imports',
  can: 'asset.import',
  query: closed({
    after: Type.Optional(importId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  }),
  reply: closed({ rows: Type.Array(KibImportShown), next: orNull(Type.String()) }),
});

const byId = closed({ id: importId });

export const getKibImportCall = call({
  name: 'assets/get-kib-import',
  method: 'GET',
  path: '/assets/kib-imports/:id',
  can: 'asset.import',
  params: byId,
  reply: KibImportShown,
  refusals: [kibRefusals.importNotFound],
});

const outcomes = ['new', 'changed', 'unchanged', 'wrong', 'doubtful'] as const;

export const KibRowShown = closed({
  line: count,
  outcome: Type.Enum([...outcomes]),
  assetId: orNull(idOf<'asset'>()),
  assetCode: orNull(Type.String()),
  register: orNull(Type.String()),
  name: orNull(Type.String()),
  problems: Type.Array(
    closed({
      kind: Type.String(),
      field: Type.Optional(Type.String()),
      column: Type.Optional(Type.String()),
      value: Type.Optional(Type.String()),
      other: Type.Optional(Type.String()),
    }),
  ),
  /** Of a changed row: what would be another, before and after. */
  changes: Type.Array(closed({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() })),
});
export type KibRowShown = Static<typeof KibRowShown>;

/** The rows behind a figure of the report, in the order of the file. */
export const listKibRowsCall = call({
  name: 'assets/list-kib-rows',
  method: 'GET',
  path: '/assets/kib-imports/:id/rows',
  can: 'asset.import',
  params: byId,
  query: closed({
    which: Type.Enum([...outcomes, 'warned']),
    after: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: closed({ rows: Type.Array(KibRowShown), next: orNull(Type.String()) }),
  refusals: [kibRefusals.importNotFound],
});

/** Registers the new and changes the changed, wholly or not at all, by a job. Wrong rows stay out; doubtful ones unless asked for. */
export const takeKibImportCall = call({
  name: 'assets/take-kib-import',
  method: 'POST',
  path: '/assets/kib-imports/:id/taking',
  can: 'asset.import',
  params: byId,
  body: closed({ withDoubtful: Type.Boolean() }),
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [kibRefusals.importNotFound, kibRefusals.importNotFit],
});

/** Calls off an import that was not taken: its rows are dropped, its line stays. */
export const callOffKibImportCall = call({
  name: 'assets/call-off-kib-import',
  method: 'POST',
  path: '/assets/kib-imports/:id/calling-off',
  can: 'asset.import',
  params: byId,
  reply: closed({ id: importId }),
  refusals: [kibRefusals.importNotFound, kibRefusals.importNotFit],
});

/** What goes back to BKAD: the rows that were not taken, in the printed form, with what is wrong beside each. */
export const kibErrorSheetCall = call({
  name: 'assets/kib-error-sheet',
  method: 'GET',
  path: '/assets/kib-imports/:id/error-sheet.xlsx',
  can: 'asset.import',
  params: byId,
  reply: Type.String({ description: 'the workbook, to be saved' }),
  refusals: [kibRefusals.importNotFound, kibRefusals.importNotFit],
});
