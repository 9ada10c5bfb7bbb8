import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { type ExportColumn, sourceColumns } from '../kernel/list-export.ts';
import { day, idOf, orNull, text } from '../kernel/shapes.ts';
import { facilityWords } from '../kernel/state-words.ts';
import { type CountedFigure, figureUnits } from './simkopdes-figures.ts';
import { snapshotRefusals } from './snapshot.refusals.ts';

const Point = closed({ longitude: Type.Number(), latitude: Type.Number() });

/** In files and on the command line. */
export const figureWords: Readonly<Record<CountedFigure, string>> = {
  accounts_count: 'Akun',
  npwp_count: 'NPWP',
  nib_count: 'NIB',
  rat_count: 'RAT',
  transaction_volume: 'Volume transaksi',
  transaction_value: 'Nilai transaksi (Rp)',
  simpanan_pokok_amount: 'Simpanan pokok (Rp)',
  simpanan_pokok_members: 'Anggota bersimpanan pokok',
  simpanan_pokok_tx: 'Setoran simpanan pokok',
  simpanan_wajib_amount: 'Simpanan wajib (Rp)',
  simpanan_wajib_members: 'Anggota bersimpanan wajib',
  simpanan_wajib_tx: 'Setoran simpanan wajib',
  savings_total_amount: 'Jumlah simpanan (Rp)',
};

const findingWords: Readonly<Record<string, string>> = {
  'placeholder-point': 'titik terdaftar hanya pusat kelurahan',
  'point-outside-village': 'titik di luar kelurahan',
  'point-outside-city': 'titik di luar kota',
  'points-apart': 'titik lahan jauh dari titik terdaftar',
  'figure-jumped': 'angka melonjak',
  'unit-value-odd': 'nilai dan volume tidak sejalan',
  'not-listed': 'tidak ada di berkas mana pun',
  'land-status-unknown': 'status lahan belum dikenal',
  'facility-differs': 'status lahan berbeda dari keadaan gerai',
};

function mapOfFigures<Value>(value: Value): Record<CountedFigure, Value> {
  return Object.fromEntries(Object.keys(figureUnits).map((name) => [name, value])) as Record<CountedFigure, Value>;
}

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
  /** Counted figures by the dashboard's own names; `figureUnits` tells their units. */
  figures: closed(mapOfFigures(Type.Optional(Type.Integer({ minimum: 1 })))),
  findings: Type.Array(FindingShown),
});
export type Beside = Static<typeof Beside>;

/** Without `asOf` the last snapshot held; it names its own day. */
const asOf = closed({ asOf: Type.Optional(day) });

/** A cooperative of ours with what SIMKOPDES says of it. */
export const BesideRow = closed({
  ...Beside.properties,
  name: Type.String(),
  /** Ours. */
  facility: Type.Enum(Object.keys(facilityWords) as (keyof typeof facilityWords)[]),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
});
export type BesideRow = Static<typeof BesideRow>;

/** Asks for cooperatives SIMKOPDES names without listing land for them. */
export const noLand = '-';

export const listBesideCall = call({
  name: 'exchange/list-beside',
  method: 'GET',
  path: '/simkopdes',
  can: 'snapshot.read',
  query: closed({ ...asOf.properties, landStatus: Type.Optional(Type.String({ maxLength: 300 })) }),
  reply: closed({
    source: Source,
    rows: Type.Array(BesideRow),
    /** One city's register fits one page. */
    next: Type.Null(),
    total: Type.Integer(),
    cityFindings: Type.Array(FindingShown),
  }),
  export: { file: 'simkopdes', columns: besideColumns() },
});

/** What SIMKOPDES said of one cooperative from snapshot to snapshot, newest first. */
export const listBesideHistoryCall = call({
  name: 'exchange/list-beside-history',
  method: 'GET',
  path: '/cooperatives/:id/simkopdes/history',
  can: 'cooperative.read',
  params: closed({ id: idOf<'cooperative'>() }),
  reply: closed({
    rows: Type.Array(
      closed({
        asOf: day,
        takenAt: Type.String(),
        landStatus: orNull(Type.String()),
        salesIdr: orNull(Type.Integer()),
        savingsIdr: orNull(Type.Integer()),
      }),
    ),
  }),
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

function besideColumns(): ExportColumn[] {
  return [
    { title: 'Koperasi', from: 'name', holds: 'text' },
    { title: 'Gerai menurut kita', from: 'facility', holds: 'text', words: facilityWords },
    { title: 'Status lahan', from: 'landStatus', holds: 'text' },
    { title: 'Petugas survei lahan', from: 'landSurveyor', holds: 'text' },
    { title: 'Lintang lahan', from: 'landPoint.latitude', holds: 'text' },
    { title: 'Bujur lahan', from: 'landPoint.longitude', holds: 'text' },
    ...Object.entries(figureWords).map(([name, title]) => ({
      title,
      from: `figures.${name}`,
      holds: 'integer' as const,
    })),
    { title: 'Perlu dilihat', from: 'findings.kind', holds: 'text', words: findingWords },
    ...sourceColumns,
  ];
}
