import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, text } from '../kernel/shapes.ts';
import { figureUnits } from './simkopdes-figures.ts';
import { snapshotRefusals } from './snapshot.refusals.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const Point = closed({ longitude: Type.Number(), latitude: Type.Number() });

/** Where the figures come from, printed beside them; `null` while no snapshot is held for the day. */
const Source = orNull(closed({ name: Type.String(), asOf: day, takenAt: Type.String() }));

/** Something a person should look at; the words come from `exchange.findings.<kind>`, filled with `data`. */
const FindingShown = closed({
  kind: Type.String(),
  cooperativeId: orNull(idOf<'cooperative'>()),
  data: Type.Record(Type.String(), Type.Unknown()),
});

/** What SIMKOPDES says of one cooperative. What it does not report is absent: it is never zero. */
export const Beside = closed({
  cooperativeId: idOf<'cooperative'>(),
  landStatus: orNull(Type.String()),
  landSurveyor: orNull(Type.String()),
  landPoint: orNull(Point),
  /** `isPlaceholder`: the centre of the kelurahan, never to be shown as the outlet's place. */
  registeredPoint: orNull(closed({ ...Point.properties, isPlaceholder: Type.Boolean() })),
  figures: Type.Array(
    closed({
      name: Type.Enum(Object.keys(figureUnits)),
      unit: Type.Enum(['count', 'unit', 'idr']),
      value: Type.Integer({ minimum: 1 }),
    }),
  ),
  findings: Type.Array(FindingShown),
});
export type Beside = Static<typeof Beside>;

/** Without `asOf` the last snapshot held; it names its own day. */
const asOf = closed({ asOf: Type.Optional(day) });

export const listBesideCall = call({
  name: 'exchange/list-beside',
  method: 'GET',
  path: '/simkopdes',
  can: 'snapshot.read',
  query: asOf,
  reply: closed({ source: Source, rows: Type.Array(Beside), cityFindings: Type.Array(FindingShown) }),
});

export const getBesideCall = call({
  name: 'exchange/get-beside',
  method: 'GET',
  path: '/cooperatives/:id/simkopdes',
  can: 'cooperative.read',
  params: closed({ id: idOf<'cooperative'>() }),
  query: asOf,
  reply: closed({ source: Source, row: orNull(Beside) }),
});

export const countLandStatusesCall = call({
  name: 'exchange/count-land-statuses',
  method: 'GET',
  path: '/simkopdes/land-statuses',
  can: 'snapshot.read',
  query: asOf,
  reply: closed({
    source: Source,
    /** `status` is null for cooperatives SIMKOPDES knows but lists no land for. */
    counts: Type.Array(closed({ status: orNull(Type.String()), cooperatives: Type.Integer() })),
  }),
});

const Reading = Type.Union([Type.Integer(), Type.String(), Type.Array(Type.Number())]);

/** What an import did, or a dry run would do. */
const ImportReportShown = closed({
  outcome: Type.Enum(['taken', 'would-be-taken', 'already-taken']),
  snapshotId: Type.Optional(idOf<'snapshot'>()),
  asOf: day,
  previousAsOf: Type.Optional(day),
  files: Type.Array(closed({ name: Type.String(), kind: Type.String(), sha256: Type.String(), rows: Type.Integer() })),
  matched: Type.Integer(),
  loose: Type.Array(
    closed({
      file: Type.String(),
      line: Type.Integer(),
      name: Type.String(),
      outcome: Type.Enum(['unmatched', 'ambiguous']),
      why: Type.String(),
    }),
  ),
  otherRows: Type.Integer(),
  problems: Type.Array(
    closed({
      file: Type.String(),
      line: Type.Integer(),
      column: Type.Optional(Type.String()),
      problem: Type.String(),
      value: Type.Optional(Type.String()),
      leftOut: Type.Enum(['file', 'row', 'cell']),
    }),
  ),
  findings: Type.Array(FindingShown),
  changes: Type.Array(
    closed({
      cooperativeId: idOf<'cooperative'>(),
      figure: Type.String(),
      from: Type.Optional(Reading),
      to: Type.Optional(Reading),
    }),
  ),
  tasksFor: Type.Array(idOf<'cooperative'>()),
});

/** The command line's import for whoever has no command line; with `isDryRun` it shows what would change before it is taken. */
export const importSnapshotCall = call({
  name: 'exchange/import-simkopdes-public',
  method: 'POST',
  path: '/simkopdes/snapshots',
  can: 'snapshot.import',
  body: closed({
    asOf: day,
    files: Type.Array(closed({ name: text(200), text: Type.String({ maxLength: 400_000 }) }), {
      minItems: 1,
      maxItems: 10,
    }),
    isDryRun: Type.Boolean(),
    isHistory: Type.Boolean(),
  }),
  reply: ImportReportShown,
  refusals: Object.values(snapshotRefusals),
});
