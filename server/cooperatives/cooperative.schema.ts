import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { facilityWords, operationWords } from '../kernel/state-words.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { type FacilityState, facilityStates, type OperationState, operationStates } from './state.ts';

export const FacilityStateShape = Type.Enum([...facilityStates]);
export const OperationStateShape = Type.Enum([...operationStates]);

/** Where a fact comes from, as the person who enters it says. */
export const SourceGiven = closed({ name: text(200), date: day });

/** The same, shown: `sample` marks invented demonstration data ("contoh"). */
export const SourceShown = closed({ name: Type.String(), date: day, sample: Type.Boolean() });
export type SourceShown = Static<typeof SourceShown>;

/** Who entered a fact and when; `onBehalf` when it was not one of the cooperative's own people. */
export const RecordedShown = closed({ at: Type.String(), role: Type.String(), onBehalf: Type.Boolean() });

const VillageShown = closed({ code: Type.String(), name: Type.String(), district: Type.String() });

const cooperativeId = idOf<'cooperative'>();
const actionId = idOf<'state-action'>();

/** One line of the register, as of a day. */
export const CooperativeRow = closed({
  id: cooperativeId,
  name: Type.String(),
  villages: Type.Array(VillageShown),
  facility: FacilityStateShape,
  facilitySince: Type.Union([day, Type.Null()]),
  operation: OperationStateShape,
  operationSince: Type.Union([day, Type.Null()]),
  withBumnPartner: Type.Boolean(),
});
export type CooperativeRow = Static<typeof CooperativeRow>;

export const listCooperativesCall = call({
  name: 'cooperatives/list',
  method: 'GET',
  path: '/cooperatives',
  can: 'cooperative.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    search: Type.Optional(Type.String({ maxLength: 100 })),
    district: Type.Optional(Type.String({ maxLength: 13 })),
    facility: Type.Optional(FacilityStateShape),
    operation: Type.Optional(OperationStateShape),
    withBumnPartner: Type.Optional(Type.Boolean()),
    /** A funding source's code, or `none` where nobody has told one; as it is now, for it is not dated. */
    funding: Type.Optional(text(40)),
    sort: Type.Optional(Type.Enum(['name', 'district', 'facility', 'operation'])),
  }),
  reply: closed({
    rows: Type.Array(CooperativeRow),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
    /** Kecamatan in which the reader has cooperatives, to choose from. */
    districts: Type.Array(closed({ code: Type.String(), name: Type.String() })),
  }),
  export: {
    file: 'koperasi',
    columns: [
      { title: 'Koperasi', from: 'name', holds: 'text' },
      { title: 'Kode kelurahan', from: 'villages.code', holds: 'text' },
      { title: 'Kelurahan', from: 'villages.name', holds: 'text' },
      { title: 'Kecamatan', from: 'villages.district', holds: 'text' },
      {
        title: 'Gedung baru',
        from: 'facility',
        holds: 'text',
        words: facilityWords satisfies Record<FacilityState, string>,
      },
      { title: 'Gedung baru sejak', from: 'facilitySince', holds: 'date' },
      {
        title: 'Usaha',
        from: 'operation',
        holds: 'text',
        words: operationWords satisfies Record<OperationState, string>,
      },
      { title: 'Usaha sejak', from: 'operationSince', holds: 'date' },
      { title: 'Bermitra BUMN', from: 'withBumnPartner', holds: 'text', words: { true: 'ya', false: 'tidak' } },
    ],
  },
});

export const StateActionShown = closed({
  id: actionId,
  axis: Type.Enum(['facility', 'operation']),
  state: Type.String(),
  effectiveOn: day,
  targetOn: Type.Union([day, Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
  flags: Type.Array(Type.String()),
  correctsId: Type.Union([actionId, Type.Null()]),
  corrected: Type.Boolean(),
  fileId: Type.Union([idOf<'file'>(), Type.Null()]),
  source: SourceShown,
  recorded: RecordedShown,
});
export type StateActionShown = Static<typeof StateActionShown>;

const FundingShown = closed({ code: Type.String(), name: Type.String(), legalBasis: Type.String() });

export const getCooperativeCall = call({
  name: 'cooperatives/get',
  method: 'GET',
  path: '/cooperatives/:id',
  can: 'cooperative.read',
  params: closed({ id: cooperativeId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({
    ...CooperativeRow.properties,
    address: Type.Union([Type.String(), Type.Null()]),
    establishedOn: Type.Union([day, Type.Null()]),
    funding: Type.Union([FundingShown, Type.Null()]),
    history: Type.Array(StateActionShown),
  }),
  refusals: [cooperativeRefusals.notFound],
});

/** Who may pay for a new building, by the rules of the day. */
export const listFundingSourcesCall = call({
  name: 'cooperatives/list-funding-sources',
  method: 'GET',
  path: '/funding-sources',
  can: 'cooperative.read',
  reply: closed({ rows: Type.Array(FundingShown) }),
});

export const editProfileCall = call({
  name: 'cooperatives/edit-profile',
  method: 'PUT',
  path: '/cooperatives/:id/profile',
  can: 'cooperative.edit',
  params: closed({ id: cooperativeId }),
  body: closed({
    address: Type.Optional(text(300)),
    establishedOn: Type.Optional(day),
    fundingCode: Type.Optional(text(40)),
  }),
  refusals: [cooperativeRefusals.notFound, cooperativeRefusals.inFuture, cooperativeRefusals.unknownFunding],
});

const reportedState = {
  id: actionId,
  effectiveOn: day,
  reason: Type.Optional(text(1000)),
  source: SourceGiven,
  fileId: Type.Optional(idOf<'file'>()),
  correctsId: Type.Optional(actionId),
};

const stateRefusals = [
  cooperativeRefusals.notFound,
  cooperativeRefusals.idReused,
  cooperativeRefusals.alreadySo,
  cooperativeRefusals.alreadyCorrected,
  cooperativeRefusals.correctsOther,
  cooperativeRefusals.inFuture,
  cooperativeRefusals.unknownFile,
];

export const recordFacilityCall = call({
  name: 'cooperatives/record-facility',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/facility-actions',
  can: 'facility.record',
  params: closed({ cooperativeId }),
  body: closed({ ...reportedState, state: FacilityStateShape, targetOn: Type.Optional(day) }),
  reply: StateActionShown,
  refusals: [...stateRefusals, cooperativeRefusals.targetBeforeStart],
});

export const recordOperationCall = call({
  name: 'cooperatives/record-operation',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/operation-actions',
  can: 'operation.record',
  params: closed({ cooperativeId }),
  body: closed({ ...reportedState, state: OperationStateShape }),
  reply: StateActionShown,
  refusals: stateRefusals,
});
