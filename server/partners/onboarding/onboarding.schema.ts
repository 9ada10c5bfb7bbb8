import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { sourceColumns } from '../../kernel/list-export.ts';
import { day, idOf, orNull, paging, text } from '../../kernel/shapes.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import { partnershipStages } from '../partner.schema.ts';
import { onboardingRefusals } from './onboarding.refusals.ts';
import { outcomes, waitedOn } from './onboarding.ts';

const onboardingId = idOf<'onboarding'>();
const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();
const stage = Type.Enum([...partnershipStages]);

const StepShown = closed({
  code: Type.String(),
  seq: Type.Integer(),
  name: Type.String(),
  askedOf: Type.Enum(['cooperative', 'partner']),
  stage: orNull(stage),
  /** Where we know the step from. */
  source: Type.String(),
  doneOn: orNull(day),
});

const reached = closed({ stage, since: day });

const OnboardingShown = closed({
  id: onboardingId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  partner: closed({ id: partnerId, name: Type.String() }),
  programme: closed({ code: Type.String(), name: Type.String() }),
  openedOn: day,
  status: Type.Enum(['running', 'approved', 'rejected', 'withdrawn']),
  /** The first step that is not done. */
  current: orNull(closed({ code: Type.String(), name: Type.String() })),
  waitsOn: orNull(Type.Enum([...waitedOn])),
  since: day,
  /** Days it has waited like this; of what is over, none. */
  days: orNull(Type.Integer()),
  isHeld: Type.Boolean(),
  /** Why it is held, was rejected or withdrawn. */
  note: orNull(Type.String()),
  stepsDone: Type.Integer(),
  stepCount: Type.Integer(),
  reached: orNull(reached),
  /** The stage that may be recorded as a partnership without typing it again. */
  offers: orNull(reached),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
  onBehalf: Type.Boolean(),
});
export type OnboardingShown = Static<typeof OnboardingShown>;

const OnboardingPage = closed({
  ...OnboardingShown.properties,
  steps: Type.Array(StepShown),
  actions: Type.Array(
    closed({
      id: idOf<'onboarding-action'>(),
      outcome: Type.Enum([...outcomes]),
      step: orNull(Type.String()),
      happenedOn: day,
      waitsOn: orNull(Type.Enum([...waitedOn])),
      note: orNull(Type.String()),
      recordedRole: Type.String(),
      onBehalf: Type.Boolean(),
    }),
  ),
});
export type OnboardingPage = Static<typeof OnboardingPage>;

/** On which ways cooperatives are to which partners, as of a day; who has waited longest comes first. */
export const listOnboardingsCall = call({
  name: 'partners/list-onboardings',
  method: 'GET',
  path: '/onboardings',
  can: 'partnership.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    cooperativeId: Type.Optional(cooperativeId),
    partnerId: Type.Optional(partnerId),
    waitsOn: Type.Optional(Type.Enum([...waitedOn])),
    status: Type.Optional(Type.Enum(['running', 'approved', 'rejected', 'withdrawn'])),
  }),
  reply: closed({ rows: Type.Array(OnboardingShown), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'pendaftaran-mitra',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Mitra', from: 'partner.name', holds: 'text' },
      { title: 'Program', from: 'programme.name', holds: 'text' },
      { title: 'Dibuka', from: 'openedOn', holds: 'date' },
      {
        title: 'Keadaan',
        from: 'status',
        holds: 'text',
        words: { running: 'berjalan', approved: 'selesai', rejected: 'ditolak', withdrawn: 'ditarik' },
      },
      { title: 'Langkah selesai', from: 'stepsDone', holds: 'integer' },
      { title: 'Dari', from: 'stepCount', holds: 'integer' },
      { title: 'Langkah berikut', from: 'current.name', holds: 'text' },
      {
        title: 'Menunggu',
        from: 'waitsOn',
        holds: 'text',
        words: {
          ...{ cooperative: 'koperasi', partner: 'mitra', agent: 'agen', city: 'Pemerintah Kota' },
          ...{ ministry: 'kementerian', other: 'pihak lain' },
        },
      },
      { title: 'Sejak', from: 'since', holds: 'date' },
      { title: 'Hari', from: 'days', holds: 'integer' },
      { title: 'Tertahan', from: 'isHeld', holds: 'text', words: { true: 'ya', false: '' } },
      { title: 'Keterangan', from: 'note', holds: 'text' },
      ...sourceColumns,
    ],
  },
});

export const getOnboardingCall = call({
  name: 'partners/get-onboarding',
  method: 'GET',
  path: '/onboardings/:id',
  can: 'partnership.read',
  params: closed({ id: onboardingId }),
  reply: OnboardingPage,
  refusals: [partnerRefusals.notFound],
});

/** The ways there are today. */
export const listProgrammesCall = call({
  name: 'partners/list-programmes',
  method: 'GET',
  path: '/onboarding-programmes',
  can: 'partnership.read',
  reply: closed({
    rows: Type.Array(
      closed({ code: Type.String(), name: Type.String(), partner: closed({ id: partnerId, name: Type.String() }) }),
    ),
  }),
});

const NewOnboarding = closed({
  id: onboardingId,
  cooperativeId,
  programme: text(40),
  openedOn: day,
  source: closed({ name: text(200), date: day }),
});
export type NewOnboarding = Static<typeof NewOnboarding>;

export const openOnboardingCall = call({
  name: 'partners/open-onboarding',
  method: 'POST',
  path: '/onboardings',
  can: 'partnership.edit',
  body: NewOnboarding,
  refusals: [
    partnerRefusals.cooperativeNotFound,
    partnerRefusals.idReused,
    onboardingRefusals.inFuture,
    onboardingRefusals.unknownProgramme,
    onboardingRefusals.alreadyUnderWay,
  ],
});

const NewAction = closed({
  id: idOf<'onboarding-action'>(),
  outcome: Type.Enum([...outcomes]),
  step: Type.Optional(text(40)),
  happenedOn: day,
  waitsOn: Type.Optional(Type.Enum([...waitedOn])),
  note: Type.Optional(text(500)),
});
export type NewAction = Static<typeof NewAction>;

export const recordOnboardingCall = call({
  name: 'partners/record-onboarding',
  method: 'POST',
  path: '/onboardings/:id/actions',
  can: 'partnership.edit',
  params: closed({ id: onboardingId }),
  body: NewAction,
  refusals: [
    partnerRefusals.notFound,
    partnerRefusals.idReused,
    onboardingRefusals.oddAction,
    onboardingRefusals.inFuture,
    onboardingRefusals.beforeOpening,
    onboardingRefusals.isOver,
    onboardingRefusals.unknownStep,
    onboardingRefusals.stepDone,
  ],
});

/** Records the partnership that an onboarding has come to, with what the onboarding already says of it. */
export const takeUpOnboardingCall = call({
  name: 'partners/take-up-onboarding',
  method: 'POST',
  path: '/onboardings/:id/partnership',
  can: 'partnership.edit',
  params: closed({ id: onboardingId }),
  body: closed({ id: idOf<'partnership'>() }),
  refusals: [partnerRefusals.notFound, partnerRefusals.idReused, onboardingRefusals.nothingReached],
});
