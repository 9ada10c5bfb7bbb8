import { beforeAll, describe, expect, test } from 'vitest';
import { getCooperativeCall, recordFacilityCall } from '../server/cooperatives/cooperative.schema.ts';
import { newId } from '../server/platform/clock.ts';
import { closeProposalCall, listProposalsCall, openProposalCall } from '../server/proposals/proposal.schema.ts';
import {
  addDecisionCall,
  addMeetingCall,
  getMeetingCall,
  listMeetingsCall,
} from '../server/taskforce/taskforce.schema.ts';
import { getTaskCall, listTasksCall, remindTaskCall, settleTaskCall } from '../server/tasks/task.schema.ts';
import { type Answer, caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Proposals, tasks, task force: each call works, refuses the wrong role and territory, gives every refusal it declares, and
// done twice has one effect.
const cities = testCities();
const { ask, done, unmet } = caller(cities);

const cooperative = (nth: number) => cities.here.register[nth]?.id ?? '';
const source = { name: 'berita acara', date: '2025-11-20' };
const tomorrow = '2025-11-28';
const auditLines = async (id: string) =>
  Number((await cities.owner.query('select count(*) from audit.entry where subject_id = $1', [id])).rows[0].count);
const rowsOf = ({ json }: Answer) => json.rows as Readonly<Record<string, unknown>>[];

describe('proposals', () => {
  const proposal = (nth: number, over: object = {}) => ({
    id: newId(),
    cooperativeId: cooperative(nth),
    openedOn: '2025-10-21',
    source,
    ...over,
  });
  const open = async (role: 'lurah' | 'dinas-officer' | 'cooperative-chair', body: object) =>
    (await ask(role, openProposalCall, { body })).refusal;
  const close = async (role: 'lurah' | 'dinas-officer', id: string, on: string, reason = 'lahan dipakai sekolah') =>
    (await ask(role, closeProposalCall, { params: { id }, body: { on, reason } })).refusal;
  const facility = async (nth: number, asOf?: string) =>
    (await done('mayor', getCooperativeCall, { params: { id: cooperative(nth) }, ...(asOf && { query: { asOf } }) }))
      .json.facility;
  const tasksOf = async (nth: number) => {
    const { json } = await done('mayor', listTasksCall, { query: { cooperativeId: cooperative(nth) } });
    return json.rows.map((task: { kind: string; ownerRole: string }) => `${task.kind} ${task.ownerRole}`).toSorted();
  };

  test('make the facility proposed and put the search on lists; withdrawn they take both back', async () => {
    const body = proposal(0);
    await done('lurah', openProposalCall, { body });
    await done('lurah', openProposalCall, { body });
    expect(await auditLines(body.id)).toBe(1);
    expect([await facility(0, '2025-10-20'), await facility(0, '2025-10-21')]).toEqual(['none', 'proposed']);
    expect(await tasksOf(0)).toEqual(['site-screened bkad-officer', 'site-sought lurah']);
    expect(await open('cooperative-chair', proposal(0))).toBe('proposals/already-open');

    const withdrawn = { params: { id: body.id }, body: { on: '2025-11-10', reason: 'lahan dipakai sekolah' } };
    await done('lurah', closeProposalCall, withdrawn);
    await done('lurah', closeProposalCall, withdrawn);
    await done('lurah', openProposalCall, { body });
    expect(await auditLines(body.id)).toBe(2);
    expect([await facility(0, '2025-11-09'), await facility(0, '2025-11-10')]).toEqual(['proposed', 'none']);
    expect(await tasksOf(0)).toEqual([]);
    expect(await close('lurah', body.id, '2025-11-11')).toBe('proposals/already-closed');
    const shown = rowsOf(await done('lurah', listProposalsCall, { query: { stage: 'closed' } }));
    expect(shown).toMatchObject([{ id: body.id, recordedRole: 'lurah', onBehalf: false, closedOn: '2025-11-10' }]);

    expect(await open('lurah', proposal(0, { openedOn: '2025-10-30' })), 'it was proposed that day').toBe(
      'proposals/past-proposal',
    );
    expect(await open('lurah', proposal(0, { openedOn: '2025-11-12' })), 'a new one may follow').toBeUndefined();
  });

  test('are of one own kelurahan, of the past, and closed after they opened', async () => {
    expect(await open('lurah', proposal(1))).toBe('proposals/not-found');
    expect(await open('dinas-officer', proposal(1, { cooperativeId: newId() }))).toBe('proposals/not-found');
    expect(await open('dinas-officer', proposal(1, { openedOn: tomorrow }))).toBe('proposals/in-future');
    expect(await open('dinas-officer', proposal(1, { source: { ...source, date: tomorrow } }))).toBe(
      'proposals/in-future',
    );
    const body = proposal(1);
    expect(await open('dinas-officer', body)).toBeUndefined();
    expect(await open('dinas-officer', { ...body, openedOn: '2025-10-22' })).toBe('proposals/id-reused');
    expect(await close('lurah', body.id, '2025-11-01')).toBe('proposals/not-found');
    expect(await close('dinas-officer', body.id, tomorrow)).toBe('proposals/in-future');
    expect(await close('dinas-officer', body.id, '2025-10-20')).toBe('proposals/closed-before-opened');
    expect((await ask('bkad-officer', closeProposalCall, { params: { id: body.id }, body: {} })).refusal).toBe(
      'access/not-allowed',
    );
    expect((await ask('bkad-officer', openProposalCall, { body: proposal(2) })).refusal).toBe('access/not-allowed');
    expect(rowsOf(await done('lurah', listProposalsCall)).every((row) => row.id !== body.id)).toBe(true);
  });

  test('come too late once the building is further, and are entered on behalf of the cooperative', async () => {
    const built = { id: newId(), state: 'under_construction', effectiveOn: '2025-10-17', source };
    await done('dinas-officer', recordFacilityCall, { params: { cooperativeId: cooperative(3) }, body: built });
    expect(await open('dinas-officer', proposal(3))).toBe('proposals/past-proposal');
    const { json } = await done('facilitator', listProposalsCall);
    expect(json.total).toBeGreaterThan(0);
  });
});

describe('the task force', () => {
  const meeting = (over: object = {}) => ({ id: newId(), heldOn: '2025-11-18', title: 'Rapat Satgas ke-47', ...over });
  const decision = (over: object = {}) => ({
    id: newId(),
    text: 'Aset di Damai disaring lebih dulu.',
    cooperativeId: cooperative(0),
    actions: [
      { title: 'Serahkan salinan KIB', ownerRole: 'bkad-officer', dueOn: '2025-11-25' },
      { title: 'Ukur lahan', ownerRole: 'lurah' },
    ],
    ...over,
  });
  const held = meeting();
  const params = { meetingId: held.id };
  const decide = async (body: object, meetingId = held.id) =>
    (await ask('task-force', addDecisionCall, { params: { meetingId }, body })).refusal;
  const waitsFor = async (role: 'bkad-officer' | 'lurah') =>
    rowsOf(await done(role, listTasksCall, { query: { mine: 'true' } })).filter(
      ({ kind }) => kind === 'task-force-action',
    );

  beforeAll(async () => {
    await done('task-force', addMeetingCall, { body: held });
  });

  test('keeps a meeting once, with what it decided in order; each action is on its owner’s list at once', async () => {
    await done('task-force', addMeetingCall, { body: held });
    expect(await auditLines(held.id)).toBe(1);
    const [first, second] = [decision(), decision({ text: 'Laporan tiap Jumat.', actions: [] })];
    for (const body of [first, second, first, second]) await done('task-force', addDecisionCall, { params, body });
    const { json } = await done('sekda', getMeetingCall, { params: { id: held.id } });
    expect(json).toMatchObject({ decisions: 2, openActions: 2 });
    expect(json.list.map((one: { seq: number; text: string }) => [one.seq, one.text])).toEqual([
      [1, first.text],
      [2, second.text],
    ]);
    expect(await waitsFor('bkad-officer')).toMatchObject([
      { title: 'Serahkan salinan KIB', daysWaiting: 9, urgency: 'late', cooperative: { id: cooperative(0) } },
    ]);
    expect(await waitsFor('lurah')).toMatchObject([{ title: 'Ukur lahan', dueOn: null, urgency: 'waiting' }]);
    const entries = await cities.owner.query('select cooperative_id from audit.entry where subject_id = $1', [
      (await waitsFor('lurah'))[0]?.id,
    ]);
    expect(entries.rows).toEqual([{ cooperative_id: cooperative(0) }]);
  });

  test('settles an action by its owner, once, and the meeting shows it', async () => {
    const [task] = (await waitsFor('bkad-officer')) as { id: string }[];
    const id = task?.id ?? '';
    const body = { outcome: 'done', note: 'sudah diserahkan' };
    const settle = async (role: 'lurah' | 'bkad-officer' | 'cooperative-chair' | 'mayor', sent: object = body) =>
      (await ask(role, settleTaskCall, { params: { id }, body: sent })).refusal;
    expect(await settle('lurah')).toBe('tasks/not-yours');
    expect(await settle('bkad-officer', { ...body, note: ' ' })).toBe('request/invalid');
    for (let again = 0; again < 2; again++) await done('task-force', remindTaskCall, { params: { id } });
    expect((await done('bkad-officer', getTaskCall, { params: { id } })).json.reminders).toBe(1);
    expect((await ask('bkad-officer', remindTaskCall, { params: { id } })).refusal).toBe('access/not-allowed');
    expect(await settle('bkad-officer')).toBeUndefined();
    expect(await settle('bkad-officer')).toBeUndefined();
    expect(await auditLines(id), 'opened, reminded, settled').toBe(3);
    expect(await settle('bkad-officer', { ...body, outcome: 'dropped' })).toBe('tasks/already-settled');
    expect((await ask('mayor', remindTaskCall, { params: { id } })).refusal).toBe('tasks/already-settled');
    expect(await waitsFor('bkad-officer')).toEqual([]);
    expect((await done('sekda', listMeetingsCall)).json.rows[0]).toMatchObject({ openActions: 1 });
  });

  test('does not take one id for two things', async () => {
    expect((await ask('task-force', addMeetingCall, { body: { ...held, title: 'lain' } })).refusal).toBe(
      'taskforce/id-reused',
    );
    const body = decision();
    expect(await decide(body)).toBeUndefined();
    const other = meeting();
    await done('sekda', addMeetingCall, { body: other });
    const [kib, ukur] = body.actions;
    for (const changed of [
      { text: 'lain' },
      { cooperativeId: cooperative(1) },
      { actions: [kib] },
      { actions: [ukur, kib] },
      { actions: [kib, { ...ukur, dueOn: '2025-12-01' }] },
    ])
      expect(await decide({ ...body, ...changed }), JSON.stringify(changed)).toBe('taskforce/id-reused');
    expect(await decide(body, other.id)).toBe('taskforce/id-reused');
  });

  test('gives actions only to whoever can see and settle them, after the meeting', async () => {
    const given = (action: object, over: object = {}) =>
      decide(decision({ actions: [{ title: 'x', ...action }], ...over }));
    for (const ownerRole of ['raja', 'member', 'lender', 'constructor'])
      expect(await given({ ownerRole }), ownerRole).toBe('taskforce/unknown-role');
    expect(await given({ ownerRole: 'lurah' }, { cooperativeId: undefined })).toBe('taskforce/cooperative-needed');
    expect(await given({ ownerRole: 'mayor' }, { cooperativeId: newId() })).toBe('taskforce/cooperative-not-found');
    expect(await given({ ownerRole: 'mayor', dueOn: '2025-11-17' })).toBe('taskforce/due-before-meeting');
    expect(await given({ ownerRole: 'mayor', dueOn: '2025-11-18' }, { cooperativeId: undefined })).toBeUndefined();
    expect(await decide(decision(), newId())).toBe('taskforce/not-found');
    expect(
      await decide(decision({ actions: Array.from({ length: 21 }, () => ({ title: 'x', ownerRole: 'mayor' })) })),
    ).toBe('request/invalid');
  });

  test('records what was held, by who keeps its minutes, for city-wide eyes', async () => {
    const add = async (role: 'task-force' | 'bkad-officer' | 'lurah', body: object) =>
      (await ask(role, addMeetingCall, { body })).refusal;
    expect(await add('task-force', meeting({ heldOn: tomorrow }))).toBe('taskforce/in-future');
    expect(await add('task-force', meeting({ fileId: newId() }))).toBe('taskforce/unknown-file');
    expect(await add('bkad-officer', meeting())).toBe('access/not-allowed');
    expect((await ask('lurah', listMeetingsCall)).refusal).toBe('access/not-allowed');
    expect((await ask('sekda', getMeetingCall, { params: { id: newId() } })).refusal).toBe('taskforce/not-found');
  });
});

describe('tasks', () => {
  test('of another kelurahan are nobody’s here', async () => {
    const body = { id: newId(), cooperativeId: cooperative(6), openedOn: '2025-11-01', source };
    await done('dinas-officer', openProposalCall, { body });
    const rows = rowsOf(await done('dinas-officer', listTasksCall, { query: { cooperativeId: cooperative(6) } }));
    const id = String(rows.find(({ ownerRole }) => ownerRole === 'lurah')?.id);
    expect((await ask('lurah', getTaskCall, { params: { id } })).refusal).toBe('tasks/not-found');
    expect((await ask('lurah', settleTaskCall, { params: { id }, body: { outcome: 'done', note: 'x' } })).refusal).toBe(
      'tasks/not-found',
    );
    expect((await ask('mayor', remindTaskCall, { params: { id: newId() } })).refusal).toBe('tasks/not-found');
  });

  test('one of a paper ends when the paper is answered, not by being ticked off', async () => {
    const id = newId();
    await cities.owner.query(
      `insert into tasks.task (regency_id, id, kind, owner_role, opened_on, origin_kind, origin_id)
       values ($1, $2, 'opening-proposed', 'bkad-officer', '2025-11-27', 'opening/sheet', gen_random_uuid())`,
      [cities.here.regency.id, id],
    );
    const body = { outcome: 'done', note: 'sudah' };
    expect((await ask('bkad-officer', settleTaskCall, { params: { id }, body })).refusal).toBe('tasks/ends-with-paper');
    expect((await done('bkad-officer', getTaskCall, { params: { id } })).json.actions).toEqual([]);
    await cities.owner.query('delete from tasks.task where id = $1', [id]);
  });

  test('stand as of any day: not before they were opened, and open until they were settled', async () => {
    const on = async (asOf: string, settled = 'false') =>
      (await done('mayor', listTasksCall, { query: { asOf, settled, cooperativeId: cooperative(6) } })).json.total;
    expect([await on('2025-10-31'), await on('2025-11-01')]).toEqual([0, 2]);
    const [first] = rowsOf(await done('mayor', listTasksCall, { query: { cooperativeId: cooperative(6) } }));
    const settled = { params: { id: String(first?.id) }, body: { outcome: 'dropped', note: 'tidak perlu' } };
    await done('mayor', settleTaskCall, settled);
    expect([await on('2025-11-26'), await on('2025-11-27'), await on('2025-11-27', 'true')]).toEqual([2, 1, 1]);
  });
});

test('every refusal that a call declares was met, and none that it does not declare', () => {
  expect(unmet('proposals', 'tasks', 'taskforce')).toEqual({ never: [], undeclared: [] });
});
