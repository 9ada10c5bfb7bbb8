import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, text } from '../kernel/shapes.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { RecordedShown, SourceGiven, SourceShown } from './cooperative.schema.ts';

const cooperativeId = idOf<'cooperative'>();
const requirementId = idOf<'requirement'>();

/** How one required item stands on a day: the items are independent of each other, none waits for another. */
export const requirementStandings = ['missing', 'met', 'expiring', 'expired'] as const;

export const RequirementShown = closed({
  kind: Type.String(),
  name: Type.String(),
  evidence: Type.String(),
  legalBasis: Type.String(),
  standing: Type.Enum([...requirementStandings]),
  metOn: Type.Union([day, Type.Null()]),
  number: Type.Union([Type.String(), Type.Null()]),
  expiresOn: Type.Union([day, Type.Null()]),
  fileId: Type.Union([idOf<'file'>(), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  source: Type.Union([SourceShown, Type.Null()]),
  recorded: Type.Union([RecordedShown, Type.Null()]),
});
export type RequirementShown = Static<typeof RequirementShown>;

export const listRequirementsCall = call({
  name: 'cooperatives/list-requirements',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/requirements',
  can: 'requirement.read',
  params: closed({ cooperativeId }),
  reply: closed({ rows: Type.Array(RequirementShown) }),
  refusals: [cooperativeRefusals.notFound],
});

export const RequirementReport = closed({
  id: requirementId,
  kind: text(40),
  met: Type.Boolean(),
  metOn: Type.Optional(day),
  number: Type.Optional(text(100)),
  expiresOn: Type.Optional(day),
  fileId: Type.Optional(idOf<'file'>()),
  note: Type.Optional(text(500)),
  source: SourceGiven,
});
export type RequirementReport = Static<typeof RequirementReport>;

export const recordRequirementCall = call({
  name: 'cooperatives/record-requirement',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/requirements',
  can: 'requirement.edit',
  params: closed({ cooperativeId }),
  body: RequirementReport,
  refusals: [
    cooperativeRefusals.notFound,
    cooperativeRefusals.idReused,
    cooperativeRefusals.datesReversed,
    cooperativeRefusals.inFuture,
    cooperativeRefusals.unknownRequirement,
    cooperativeRefusals.unknownFile,
  ],
});
