import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { sourceColumns } from '../kernel/list-export.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { proposalRefusals } from './proposal.refusals.ts';

const proposalId = idOf<'proposal'>();
const cooperativeId = idOf<'cooperative'>();

export const ProposalShown = closed({
  id: proposalId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  openedOn: day,
  stage: Type.Enum(['site_sought', 'closed']),
  closedOn: Type.Union([day, Type.Null()]),
  closeReason: Type.Union([Type.String(), Type.Null()]),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
  recordedRole: Type.String(),
  onBehalf: Type.Boolean(),
});
export type ProposalShown = Static<typeof ProposalShown>;

export const listProposalsCall = call({
  name: 'proposals/list',
  method: 'GET',
  path: '/proposals',
  can: 'proposal.read',
  query: closed({
    ...paging,
    cooperativeId: Type.Optional(cooperativeId),
    stage: Type.Optional(Type.Enum(['site_sought', 'closed'])),
  }),
  reply: closed({
    rows: Type.Array(ProposalShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'usulan',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Dibuka', from: 'openedOn', holds: 'date' },
      { title: 'Tahap', from: 'stage', holds: 'text', words: { site_sought: 'mencari lokasi', closed: 'ditutup' } },
      { title: 'Ditutup', from: 'closedOn', holds: 'date' },
      { title: 'Alasan', from: 'closeReason', holds: 'text' },
      ...sourceColumns,
    ],
  },
});

export const openProposalCall = call({
  name: 'proposals/open',
  method: 'POST',
  path: '/proposals',
  can: 'proposal.open',
  body: closed({ id: proposalId, cooperativeId, openedOn: day, source: closed({ name: text(200), date: day }) }),
  refusals: [
    proposalRefusals.notFound,
    proposalRefusals.idReused,
    proposalRefusals.alreadyOpen,
    proposalRefusals.pastProposal,
    proposalRefusals.inFuture,
  ],
});
export type NewProposal = Static<(typeof openProposalCall)['body']>;

export const closeProposalCall = call({
  name: 'proposals/close',
  method: 'POST',
  path: '/proposals/:id/closing',
  can: 'proposal.open',
  params: closed({ id: proposalId }),
  body: closed({ on: day, reason: text(500) }),
  refusals: [
    proposalRefusals.notFound,
    proposalRefusals.alreadyClosed,
    proposalRefusals.inFuture,
    proposalRefusals.closedBeforeOpened,
  ],
});
