import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf } from '../kernel/shapes.ts';
import { figureUnits } from './simkopdes-figures.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const Point = closed({ longitude: Type.Number(), latitude: Type.Number() });

/** Where the figures come from, printed beside them; `null` while no snapshot is held for the day. */
const Source = orNull(closed({ name: Type.String(), asOf: day, takenAt: Type.String() }));

/** Something a person should look at; the words come from `exchange.findings.<kind>`, filled with `data`. */
export const FindingShown = closed({
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
  can: 'cooperative.read',
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
  can: 'cooperative.read',
  query: asOf,
  reply: closed({
    source: Source,
    /** `status` is null for cooperatives SIMKOPDES knows but lists no land for. */
    counts: Type.Array(closed({ status: orNull(Type.String()), cooperatives: Type.Integer() })),
  }),
});
