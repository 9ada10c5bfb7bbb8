import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, text } from '../kernel/shapes.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { RecordedShown, SourceGiven, SourceShown } from './cooperative.schema.ts';
import { boardWarnings, officerBodies, officerPosts } from './officer.ts';

const cooperativeId = idOf<'cooperative'>();
const officerId = idOf<'officer'>();

export const OfficerShown = closed({
  id: officerId,
  name: Type.String(),
  body: Type.Enum([...officerBodies]),
  post: Type.Enum([...officerPosts]),
  termFrom: day,
  termTo: Type.Union([day, Type.Null()]),
  inOffice: Type.Boolean(),
  source: SourceShown,
  recorded: RecordedShown,
});
export type OfficerShown = Static<typeof OfficerShown>;

export const listOfficersCall = call({
  name: 'cooperatives/list-officers',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/officers',
  can: 'people.read',
  params: closed({ cooperativeId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({
    officers: Type.Array(OfficerShown),
    kinship: Type.Array(closed({ officerId, relativeId: officerId, relation: Type.String() })),
    warnings: Type.Array(closed({ kind: Type.Enum([...boardWarnings]), officerIds: Type.Array(officerId) })),
  }),
  refusals: [cooperativeRefusals.notFound],
});

export const NewOfficer = closed({
  id: officerId,
  name: text(150),
  body: Type.Enum([...officerBodies]),
  post: Type.Enum([...officerPosts]),
  termFrom: day,
  termTo: Type.Optional(day),
  source: SourceGiven,
});
export type NewOfficer = Static<typeof NewOfficer>;

export const addOfficerCall = call({
  name: 'cooperatives/add-officer',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/officers',
  can: 'people.edit',
  params: closed({ cooperativeId }),
  body: NewOfficer,
  refusals: [cooperativeRefusals.notFound, cooperativeRefusals.idReused, cooperativeRefusals.datesReversed],
});

export const endOfficerCall = call({
  name: 'cooperatives/end-officer',
  method: 'POST',
  path: '/officers/:id/end',
  can: 'people.edit',
  params: closed({ id: officerId }),
  body: closed({ on: day, reason: text(500) }),
  refusals: [cooperativeRefusals.notFound, cooperativeRefusals.datesReversed, cooperativeRefusals.alreadyEnded],
});

export const declareKinshipCall = call({
  name: 'cooperatives/declare-kinship',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/kinship',
  can: 'people.edit',
  params: closed({ cooperativeId }),
  body: closed({ officerId, relativeId: officerId, relation: text(60) }),
  refusals: [cooperativeRefusals.notFound],
});
