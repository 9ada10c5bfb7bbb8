import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import type { ExportColumn } from '../../kernel/list-export.ts';
import { roleWords } from '../../kernel/role-words.ts';
import { day, idOf, orNull, paging, text, villageCode } from '../../kernel/shapes.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { subjectNames } from '../observation.ts';
import { siteUses, siteUseWords } from '../site-use.ts';
import { topics } from './criterion.ts';
import { whys } from './screen.ts';
import { screeningRefusals } from './screening.refusals.ts';

const assetId = idOf<'asset'>();
const use = Type.Enum([...siteUses]);
const outcome = Type.Enum(['pass', 'fail', 'unknown']);
const value = Type.Union([Type.String(), Type.Integer()]);
const size = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const wordList = Type.Array(text(40), { maxItems: 20 });
const points = Type.Integer({ minimum: 0, maximum: 100 });

/** Lengths in whole dm, areas in whole dm², shares in percent. */
export const WantedShape = Type.Union([
  closed({ operator: Type.Enum(['at_least', 'at_most']), value: size }),
  closed({ operator: Type.Literal('one_of'), pass: wordList, open: wordList }),
  closed({ operator: Type.Literal('fits'), shortDm: size, longDm: size }),
  closed({ operator: Type.Literal('scale'), worst: size, best: size }),
  closed({ operator: Type.Literal('points'), points: Type.Record(Type.String(), points) }),
]);

const Reason = closed({
  criterion: Type.String(),
  name: Type.String(),
  topic: Type.Enum([...topics]),
  state: Type.Enum(['fail', 'unknown']),
  why: Type.Enum([...whys]),
  is: Type.Array(value),
  settledBy: Type.String(),
  reportedBy: orNull(Type.String()),
});
export type Reason = Static<typeof Reason>;

const CriterionShown = closed({
  use,
  code: Type.String(),
  kind: Type.Enum(['hard', 'soft', 'off']),
  topic: Type.Enum([...topics]),
  reads: Type.String(),
  wanted: WantedShape,
  weight: Type.Integer(),
  authority: Type.String(),
  name: Type.String(),
  reason: Type.String(),
  legalBasis: Type.String(),
  /** `secondary` and `assumption` are to be verified; `city` is the city's own. */
  standing: Type.Enum(['sourced', 'secondary', 'assumption', 'city']),
  validFrom: day,
  validTo: orNull(day),
});
export type CriterionShown = Static<typeof CriterionShown>;

const Route = closed({
  ownerKind: Type.String(),
  use,
  route: Type.String(),
  feasibility: Type.Enum(['open', 'after_step', 'closed']),
  decidedBy: Type.String(),
  term: orNull(Type.String()),
  firstStep: orNull(Type.String()),
  legalBasis: Type.String(),
  standing: Type.String(),
  validFrom: day,
});
export type RouteShown = Static<typeof Route>;

const Cell = closed({
  use,
  state: outcome,
  /** Null of a past day, of which only what was not met was kept. */
  why: orNull(Type.Enum([...whys])),
  is: Type.Array(value),
  reportedBy: orNull(Type.String()),
  /** Of a soft criterion, 0 to 100. */
  points: orNull(Type.Integer()),
  criterion: CriterionShown,
});
export type CellShown = Static<typeof Cell>;

/** One asset against everything that is asked of it, as of a day. */
export const getScreeningCall = call({
  name: 'assets/get-screening',
  method: 'GET',
  path: '/assets/:id/screening',
  can: 'asset.read',
  params: closed({ id: assetId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({
    asOf: day,
    uses: Type.Array(
      closed({
        use,
        /** Null where it was not screened yet. */
        outcome: orNull(outcome),
        score: Type.Integer(),
        knownPercent: Type.Integer(),
        since: orNull(day),
      }),
    ),
    /** A row of the matrix; of a past day the hard ones only. */
    rows: Type.Array(closed({ code: Type.String(), topic: Type.Enum([...topics]), cells: Type.Array(Cell) })),
    /** What may lawfully be done with property of this owner. */
    routes: Type.Array(Route),
    /** Subjects the reader's office settles. */
    maySettle: Type.Array(Type.String()),
    sample: Type.Boolean(),
  }),
  refusals: [assetRefusals.notFound],
});

const Place = closed({ code: villageCode, name: Type.String(), district: Type.String() });

export const ScreenedRow = closed({
  id: assetId,
  use,
  name: Type.String(),
  number: orNull(Type.String()),
  object: Type.Enum(['land', 'building']),
  ownerKind: Type.String(),
  /** Of land its own, of a building its floors. */
  areaM2: orNull(Type.Number()),
  village: orNull(Place),
  outcome,
  score: Type.Integer(),
  knownPercent: Type.Integer(),
  reasons: Type.Array(Reason),
  since: day,
  sample: Type.Boolean(),
});
export type ScreenedRow = Static<typeof ScreenedRow>;

const outcomeWords = { pass: 'lolos', fail: 'tidak lolos', unknown: 'belum pasti' };
const stateWords = { fail: 'tidak terpenuhi', unknown: 'belum diketahui' };
const sampleColumn: ExportColumn = {
  title: 'Contoh',
  from: 'sample',
  holds: 'text',
  words: { true: 'contoh', false: '' },
};

const place = {
  /** Codes of a kecamatan and a kelurahan; `none` for what nobody has placed. */
  district: Type.Optional(Type.String({ maxLength: 13 })),
  village: Type.Optional(Type.String({ maxLength: 13 })),
};

/** Assets by what they came to for a use, the nearest miss first. */
export const listScreenedCall = call({
  name: 'assets/list-screened',
  method: 'GET',
  path: '/screenings',
  can: 'asset.read',
  query: closed({
    ...paging,
    ...place,
    use: Type.Optional(use),
    outcome: Type.Optional(outcome),
    /** With `state`: what is missed or not known. */
    criterion: Type.Optional(Type.String({ maxLength: 60 })),
    topic: Type.Optional(Type.Enum([...topics])),
    state: Type.Optional(Type.Enum(['fail', 'unknown'])),
    /** Who must settle what is still open of assets that miss nothing. */
    settledBy: Type.Optional(Type.String({ maxLength: 40 })),
    asOf: Type.Optional(day),
  }),
  reply: closed({ rows: Type.Array(ScreenedRow), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'hasil-penyaringan',
    columns: [
      { title: 'Aset', from: 'name', holds: 'text' },
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Pemakaian', from: 'use', holds: 'text', words: siteUseWords },
      { title: 'Kelurahan', from: 'village.name', holds: 'text' },
      { title: 'Kecamatan', from: 'village.district', holds: 'text' },
      { title: 'Luas (m2)', from: 'areaM2', holds: 'text' },
      { title: 'Hasil', from: 'outcome', holds: 'text', words: outcomeWords },
      { title: 'Skor', from: 'score', holds: 'integer' },
      { title: 'Bobot yang diketahui (%)', from: 'knownPercent', holds: 'integer' },
      { title: 'Yang kurang', from: 'reasons.name', holds: 'text' },
      { title: 'Keadaannya', from: 'reasons.state', holds: 'text', words: stateWords },
      { title: 'Diselesaikan oleh', from: 'reasons.settledBy', holds: 'text', words: roleWords },
      { title: 'Sejak', from: 'since', holds: 'date' },
      sampleColumn,
    ],
  },
});

const misses = closed({
  size: Type.Integer(),
  water: Type.Integer(),
  ground: Type.Integer(),
  power_line: Type.Integer(),
  legal: Type.Integer(),
  in_use: Type.Integer(),
  access: Type.Integer(),
  condition: Type.Integer(),
});
export type Misses = Static<typeof misses>;

const Waiting = closed({ role: Type.String(), assets: Type.Integer() });

export const ReportRow = closed({
  /** Code of the kecamatan or kelurahan; `none` for assets nobody has placed. */
  id: Type.String(),
  use,
  name: orNull(Type.String()),
  /** Of a kelurahan its kecamatan. */
  district: orNull(Type.String()),
  /** Assets of the kind the use needs: land, or buildings. */
  candidates: Type.Integer(),
  pass: Type.Integer(),
  unknown: Type.Integer(),
  fail: Type.Integer(),
  /** Of assets that fail, how many by each head; one may fail by several. */
  missed: misses,
  /** Of assets that miss nothing, how many wait for whom. */
  waiting: Type.Array(Waiting),
  /** Of those that do not pass, the one with the least open. */
  nearest: orNull(closed({ id: assetId, name: Type.String(), reasons: Type.Array(Reason) })),
  noCandidate: Type.Boolean(),
  sample: Type.Boolean(),
});
export type ReportRow = Static<typeof ReportRow>;

/** Why a district or a kelurahan has no site: what there is, what is missed, what waits for whom. */
export const reportScreeningCall = call({
  name: 'assets/report-screening',
  method: 'GET',
  path: '/screenings/report',
  can: 'asset.read',
  query: closed({
    ...paging,
    use: Type.Optional(use),
    by: Type.Optional(Type.Enum(['district', 'village'])),
    asOf: Type.Optional(day),
  }),
  reply: closed({
    rows: Type.Array(ReportRow),
    next: orNull(Type.String()),
    total: Type.Integer(),
  }),
  export: {
    file: 'penyaringan-per-wilayah',
    columns: [
      { title: 'Kode', from: 'id', holds: 'text', words: { none: '' } },
      { title: 'Wilayah', from: 'name', holds: 'text' },
      { title: 'Kecamatan', from: 'district', holds: 'text' },
      { title: 'Pemakaian', from: 'use', holds: 'text', words: siteUseWords },
      { title: 'Tidak ada lahan', from: 'noCandidate', holds: 'text', words: { true: 'tidak ada', false: '' } },
      { title: 'Aset sejenis', from: 'candidates', holds: 'integer' },
      { title: 'Lolos', from: 'pass', holds: 'integer' },
      { title: 'Belum pasti', from: 'unknown', holds: 'integer' },
      { title: 'Tidak lolos', from: 'fail', holds: 'integer' },
      { title: 'Terlalu kecil', from: 'missed.size', holds: 'integer' },
      { title: 'Banjir atau mangrove', from: 'missed.water', holds: 'integer' },
      { title: 'Lereng, longsor, tanah', from: 'missed.ground', holds: 'integer' },
      { title: 'SUTET', from: 'missed.power_line', holds: 'integer' },
      { title: 'Hukum', from: 'missed.legal', holds: 'integer' },
      { title: 'Dipakai', from: 'missed.in_use', holds: 'integer' },
      { title: 'Jalan masuk', from: 'missed.access', holds: 'integer' },
      { title: 'Keadaan bangunan', from: 'missed.condition', holds: 'integer' },
      { title: 'Menunggu', from: 'waiting.role', holds: 'text', words: roleWords },
      { title: 'Aset yang menunggu', from: 'waiting.assets', holds: 'text' },
      { title: 'Paling mendekati', from: 'nearest.name', holds: 'text' },
      { title: 'Kurangnya', from: 'nearest.reasons.name', holds: 'text' },
      sampleColumn,
    ],
  },
});

/** An office says of an asset what it answers for. Idempotent on the id of the observation. */
export const settleCriterionCall = call({
  name: 'assets/settle-criterion',
  method: 'POST',
  path: '/assets/:id/settlements',
  can: 'asset.observe',
  params: closed({ id: assetId }),
  body: closed({
    id: idOf<'observation'>(),
    subject: Type.Enum([...subjectNames]),
    word: Type.Optional(text(40)),
    number: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    observedOn: day,
    note: Type.Optional(text(500)),
    source: closed({ name: text(200), date: day }),
    fileId: Type.Optional(idOf<'file'>()),
  }),
  refusals: [
    ...Object.values(assetRefusals),
    screeningRefusals.notYoursToSettle,
    screeningRefusals.nobodyAsks,
    screeningRefusals.evidenceNotFound,
  ],
});

const criterionId = idOf<'criterion'>();
const DatedShown = closed({ ...CriterionShown.properties, id: orNull(criterionId) });

/** What is asked on a day, and every row it came from, those to come included. */
export const listCriteriaCall = call({
  name: 'assets/list-criteria',
  method: 'GET',
  path: '/criteria',
  can: 'asset.read',
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({
    asOf: day,
    /** Changes with anything that decides. */
    version: Type.String(),
    criteria: Type.Array(CriterionShown),
    /** The city's own rows that have not ended, the later first. */
    own: Type.Array(DatedShown),
    national: Type.Array(CriterionShown),
    routes: Type.Array(Route),
    /** The last day for which all assets were screened. */
    screenedOn: orNull(day),
  }),
});

export const keepCriterionCall = call({
  name: 'assets/keep-criterion',
  method: 'POST',
  path: '/criteria',
  can: 'criterion.manage',
  body: closed({
    id: criterionId,
    use,
    code: Type.String({ pattern: '^[a-z][a-z_]{1,39}$' }),
    kind: Type.Enum(['hard', 'soft', 'off']),
    wanted: WantedShape,
    weight: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    authority: text(40),
    legalBasis: text(300),
    validFrom: day,
    validTo: Type.Optional(day),
    /** Of a criterion the nation does not have. */
    added: Type.Optional(
      closed({ name: text(100), reason: text(300), reads: text(40), topic: Type.Enum([...topics]) }),
    ),
  }),
  reply: closed({ runId: orNull(idOf<'run'>()) }),
  refusals: [
    screeningRefusals.criterionUnknown,
    screeningRefusals.criterionIdReused,
    screeningRefusals.criterionInPast,
    screeningRefusals.criterionDates,
    screeningRefusals.criterionShape,
  ],
});
export type NewOwnCriterion = Static<(typeof keepCriterionCall)['body']>;

/** From that day on the nation's holds again. */
export const endCriterionCall = call({
  name: 'assets/end-criterion',
  method: 'POST',
  path: '/criteria/:id/end',
  can: 'criterion.manage',
  params: closed({ id: criterionId }),
  body: closed({ on: day }),
  reply: closed({ runId: orNull(idOf<'run'>()) }),
  refusals: [screeningRefusals.criterionNotFound, screeningRefusals.criterionInPast, screeningRefusals.criterionDates],
});

/** Screens every asset of the city anew, as a run that can be watched. */
export const screenAllCall = call({
  name: 'assets/screen-all',
  method: 'POST',
  path: '/screenings/runs',
  can: 'match.run',
  reply: closed({ runId: idOf<'run'>() }),
});
