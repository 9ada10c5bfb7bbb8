import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { taskforceRefusals } from './taskforce.refusals.ts';

const meetingId = idOf<'meeting'>();
const decisionId = idOf<'decision'>();
const cooperativeId = idOf<'cooperative'>();

const MeetingLine = closed({
  id: meetingId,
  heldOn: day,
  title: Type.String(),
  location: Type.Union([Type.String(), Type.Null()]),
  attendance: Type.Union([Type.String(), Type.Null()]),
  decisions: Type.Integer(),
  openActions: Type.Integer(),
  sample: Type.Boolean(),
});
export type MeetingLine = Static<typeof MeetingLine>;

export const listMeetingsCall = call({
  name: 'taskforce/list-meetings',
  method: 'GET',
  path: '/taskforce/meetings',
  can: 'taskforce.read',
  query: closed({ ...paging }),
  reply: closed({
    rows: Type.Array(MeetingLine),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'rapat-satgas',
    columns: [
      { title: 'Tanggal', from: 'heldOn', holds: 'date' },
      { title: 'Rapat', from: 'title', holds: 'text' },
      { title: 'Tempat', from: 'location', holds: 'text' },
      { title: 'Hadir', from: 'attendance', holds: 'text' },
      { title: 'Keputusan', from: 'decisions', holds: 'integer' },
      { title: 'Tugas terbuka', from: 'openActions', holds: 'integer' },
      { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

const ActionShown = closed({
  id: idOf<'task'>(),
  title: Type.Union([Type.String(), Type.Null()]),
  ownerRole: Type.String(),
  dueOn: Type.Union([day, Type.Null()]),
  settledOn: Type.Union([day, Type.Null()]),
  outcome: Type.Union([Type.String(), Type.Null()]),
});

export const DecisionShown = closed({
  id: decisionId,
  seq: Type.Integer(),
  text: Type.String(),
  cooperative: Type.Union([closed({ id: cooperativeId, name: Type.String() }), Type.Null()]),
  actions: Type.Array(ActionShown),
});
export type DecisionShown = Static<typeof DecisionShown>;

export const getMeetingCall = call({
  name: 'taskforce/get-meeting',
  method: 'GET',
  path: '/taskforce/meetings/:id',
  can: 'taskforce.read',
  params: closed({ id: meetingId }),
  reply: closed({ ...MeetingLine.properties, list: Type.Array(DecisionShown) }),
  refusals: [taskforceRefusals.notFound],
});

export const addMeetingCall = call({
  name: 'taskforce/add-meeting',
  method: 'POST',
  path: '/taskforce/meetings',
  can: 'taskforce.keep',
  body: closed({
    id: meetingId,
    heldOn: day,
    title: text(200),
    location: Type.Optional(text(200)),
    attendance: Type.Optional(text(500)),
    fileId: Type.Optional(idOf<'file'>()),
  }),
  refusals: [taskforceRefusals.idReused, taskforceRefusals.inFuture, taskforceRefusals.unknownFile],
});
export type NewMeeting = Static<(typeof addMeetingCall)['body']>;

/** A decision and what follows from it: each action has one owner and a due date, and appears on the owner's list at once. */
export const addDecisionCall = call({
  name: 'taskforce/add-decision',
  method: 'POST',
  path: '/taskforce/meetings/:meetingId/decisions',
  can: 'taskforce.keep',
  params: closed({ meetingId }),
  body: closed({
    id: decisionId,
    text: text(2000),
    cooperativeId: Type.Optional(cooperativeId),
    actions: Type.Array(closed({ title: text(300), ownerRole: text(40), dueOn: Type.Optional(day) }), { maxItems: 20 }),
  }),
  refusals: [
    taskforceRefusals.notFound,
    taskforceRefusals.idReused,
    taskforceRefusals.unknownRole,
    taskforceRefusals.cooperativeNotFound,
    taskforceRefusals.cooperativeNeeded,
    taskforceRefusals.dueBeforeMeeting,
  ],
});
export type NewDecision = Static<(typeof addDecisionCall)['body']>;
