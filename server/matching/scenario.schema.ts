import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, orNull, text, wholeRupiah } from '../kernel/shapes.ts';
import type { Change } from './change.ts';
import type { Explanation } from './explain.ts';
import { useWords } from './in-words.ts';
import type { Named } from './named.ts';
import { weightMax } from './problem.ts';
import { scenarioRefusals } from './scenario.refusals.ts';
import { uses } from './use.ts';

const scenarioId = idOf<'scenario'>();
const cooperativeId = idOf<'cooperative'>();
const Use = Type.Enum([...uses]);

const weight = Type.Integer({ minimum: 0, maximum: weightMax });
export const Weights = closed({ distance: weight, access: weight, ready: weight, equity: weight });
const Pair = closed({ cooperativeId, siteId: idOf<'asset'>(), use: Use });

/** What is asked of a match. */
export const askScenarioCall = call({
  name: 'matching/ask',
  method: 'POST',
  path: '/matching/scenarios',
  can: 'match.run',
  body: closed({
    id: scenarioId,
    name: text(120),
    /** The facts and rules of this day; today where none is given. */
    day: Type.Optional(day),
    uses: Type.Array(Use, { minItems: 1, maxItems: uses.length, uniqueItems: true }),
    weights: Weights,
    countsUnknownAsPass: Type.Boolean(),
    locked: Type.Array(Pair, { maxItems: 200 }),
    forbidden: Type.Array(Pair, { maxItems: 500 }),
  }),
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [
    scenarioRefusals.idReused,
    scenarioRefusals.inFuture,
    scenarioRefusals.pairUnknown,
    scenarioRefusals.pairTwice,
    scenarioRefusals.lockBreaksRule,
    scenarioRefusals.lockNotAllowed,
    scenarioRefusals.locksCollide,
  ],
});
export type AskedScenario = Static<(typeof askScenarioCall)['body']>;

const ScenarioLine = closed({
  id: scenarioId,
  name: Type.String(),
  day,
  uses: Type.Array(Use),
  weights: Weights,
  countsUnknown: Type.Boolean(),
  state: Type.Enum(['asked', 'solved']),
  runId: orNull(idOf<'run'>()),
  proven: orNull(Type.Boolean()),
  gapServed: orNull(Type.Integer()),
  gapBurden: orNull(Type.Integer()),
  servedCount: orNull(Type.Integer()),
  needCount: orNull(Type.Integer()),
  burden: orNull(Type.Integer()),
  unservedPermille: orNull(Type.Integer()),
  solver: orNull(Type.String()),
  inputHash: Type.String(),
  resultHash: orNull(Type.String()),
  sample: Type.Boolean(),
  askedAt: Type.String(),
  askedRole: Type.String(),
  publishedOn: orNull(day),
});
export type ScenarioLine = Static<typeof ScenarioLine>;

export const listScenariosCall = call({
  name: 'matching/list',
  method: 'GET',
  path: '/matching/scenarios',
  can: 'match.read',
  reply: closed({ rows: Type.Array(ScenarioLine) }),
});

const PairShown = closed({ ...Pair.properties, cooperative: Type.String(), site: Type.String() });

export const getScenarioCall = call({
  name: 'matching/get',
  method: 'GET',
  path: '/matching/scenarios/:id',
  can: 'match.read',
  params: closed({ id: scenarioId }),
  reply: closed({
    ...ScenarioLine.properties,
    locked: Type.Array(PairShown),
    forbidden: Type.Array(PairShown),
    caveats: closed({
      sampleSites: Type.Integer(),
      sites: Type.Integer(),
      homesAtCentre: Type.Integer(),
      assumedRules: Type.Integer(),
      rules: Type.Integer(),
      bordersKnown: Type.Boolean(),
      sitesWithoutPoint: Type.Integer(),
    }),
  }),
  refusals: [scenarioRefusals.notFound],
});

export const Outcome = closed({
  scenarioId,
  scenarioName: Type.String(),
  day,
  cooperative: closed({ id: cooperativeId, name: Type.String(), village: Type.String(), district: Type.String() }),
  use: Use,
  site: orNull(
    closed({ id: idOf<'asset'>(), name: Type.String(), code: Type.String(), village: orNull(Type.String()) }),
  ),
  metres: orNull(Type.Integer()),
  score: orNull(Type.Integer()),
  burden: orNull(Type.Integer()),
  readyIdr: orNull(wholeRupiah),
  explanation: Type.Unsafe<Explanation>(Type.Unknown()),
  named: Type.Unsafe<Named>(Type.Unknown()),
  sample: Type.Boolean(),
});
export type Outcome = Static<typeof Outcome>;

/** Every cooperative and use of a scenario, by use and name; the whole city fits one answer. */
export const listOutcomesCall = call({
  name: 'matching/list-outcomes',
  method: 'GET',
  path: '/matching/scenarios/:id/outcomes',
  can: 'match.read',
  params: closed({ id: scenarioId }),
  reply: closed({ rows: Type.Array(Outcome), next: Type.Null(), total: Type.Integer() }),
  export: {
    file: 'pencocokan',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Kelurahan', from: 'cooperative.village', holds: 'text' },
      { title: 'Kecamatan', from: 'cooperative.district', holds: 'text' },
      { title: 'Kegunaan', from: 'use', holds: 'text', words: useWords },
      { title: 'Aset', from: 'site.name', holds: 'text' },
      { title: 'Kode aset', from: 'site.code', holds: 'text' },
      { title: 'Kelurahan aset', from: 'site.village', holds: 'text' },
      { title: 'Jarak (m)', from: 'metres', holds: 'integer' },
      { title: 'Skor', from: 'score', holds: 'integer' },
      { title: 'Biaya menyiapkan (Rp)', from: 'readyIdr', holds: 'integer' },
      { title: 'Skenario', from: 'scenarioName', holds: 'text' },
      { title: 'Per', from: 'day', holds: 'date' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

const Opening = closed({
  use: Use,
  change: Type.Unsafe<Change>(Type.Unknown()),
  named: Type.Unsafe<Named>(Type.Unknown()),
  villages: Type.Array(Type.String()),
  serves: Type.Integer(),
});

/** What would open the way for the unserved, the cheapest first, each lot once: several may count on the same one. */
export const listOpeningsCall = call({
  name: 'matching/list-openings',
  method: 'GET',
  path: '/matching/scenarios/:id/openings',
  can: 'match.read',
  params: closed({ id: scenarioId }),
  reply: closed({ rows: Type.Array(Opening) }),
  refusals: [scenarioRefusals.notFound],
});

/** The published match in figures: of each use how many are served. Null while none is published. */
export const getPublishedCall = call({
  name: 'matching/get-published',
  method: 'GET',
  path: '/matching/published',
  can: 'match.read',
  reply: closed({
    published: orNull(
      closed({
        id: scenarioId,
        day,
        uses: Type.Array(closed({ use: Use, served: Type.Integer(), needs: Type.Integer() })),
        sample: Type.Boolean(),
      }),
    ),
  }),
});

export type PublishedFigures = NonNullable<Static<(typeof getPublishedCall)['reply']>['published']>;

/** What holds for one cooperative, a line a use: of the published match, else of the last. For its board and its lurah as well. */
export const listOwnOutcomesCall = call({
  name: 'matching/list-of-cooperative',
  method: 'GET',
  path: '/cooperatives/:id/matches',
  can: 'match.read',
  params: closed({ id: cooperativeId }),
  reply: closed({ rows: Type.Array(closed({ ...Outcome.properties, publishedOn: orNull(day) })) }),
});

const SecondBest = closed({
  site: orNull(Type.String()),
  burdenMore: Type.Integer(),
  servedFewer: Type.Integer(),
  moved: Type.Array(
    closed({ cooperative: Type.String(), use: Use, from: orNull(Type.String()), to: orNull(Type.String()) }),
  ),
  proven: Type.Boolean(),
});
export type SecondBestShown = Static<typeof SecondBest>;

const which = closed({ id: scenarioId, cooperativeId, use: Use });

/** Solves the scenario again without one of its pairs; the answer is kept. */
export const askSecondBestCall = call({
  name: 'matching/ask-second-best',
  method: 'POST',
  path: '/matching/scenarios/:id/outcomes/:cooperativeId/:use/second-best',
  can: 'match.run',
  params: which,
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [scenarioRefusals.notFound, scenarioRefusals.notServed],
});

export const getSecondBestCall = call({
  name: 'matching/get-second-best',
  method: 'GET',
  path: '/matching/scenarios/:id/outcomes/:cooperativeId/:use/second-best',
  can: 'match.read',
  params: which,
  reply: closed({ secondBest: orNull(SecondBest) }),
});

const Compared = closed({
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  use: Use,
  before: orNull(Type.String()),
  after: orNull(Type.String()),
  change: Type.Enum(['gained', 'lost', 'moved']),
});

/** Who gains and who loses from one scenario to another, and what it costs. */
export const compareScenariosCall = call({
  name: 'matching/compare',
  method: 'GET',
  path: '/matching/scenarios/:id/comparison',
  can: 'match.read',
  params: closed({ id: scenarioId }),
  query: closed({ with: scenarioId }),
  reply: closed({
    rows: Type.Array(Compared),
    servedMore: Type.Integer(),
    burdenMore: Type.Integer(),
    readyMoreIdr: Type.Integer(),
    sameInput: Type.Boolean(),
    sameResult: Type.Boolean(),
  }),
  refusals: [scenarioRefusals.notFound, scenarioRefusals.notSolved],
});
export type Comparison = Static<(typeof compareScenariosCall)['reply']>;

/** Hands the outcome per kelurahan to the public page, in the place of what was published before. */
export const publishScenarioCall = call({
  name: 'matching/publish',
  method: 'POST',
  path: '/matching/scenarios/:id/publication',
  can: 'match.publish',
  params: closed({ id: scenarioId }),
  refusals: [
    scenarioRefusals.notFound,
    scenarioRefusals.notSolved,
    scenarioRefusals.unproven,
    scenarioRefusals.isWhatIf,
  ],
});
