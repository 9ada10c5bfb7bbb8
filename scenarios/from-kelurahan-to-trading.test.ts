import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../server/access/public.ts';
import { recordCommodityCall } from '../server/cooperatives/commodity.schema.ts';
import {
  getCooperativeCall,
  recordFacilityCall,
  recordOperationCall,
} from '../server/cooperatives/cooperative.schema.ts';
import { addPremisesCall } from '../server/cooperatives/premises.schema.ts';
import { present } from '../server/kernel/assert.ts';
import type { Call } from '../server/kernel/call.ts';
import { addPartnershipCall } from '../server/partners/partner.schema.ts';
import { checkpointKey } from '../server/platform/audit/checkpoint.ts';
import { signHeads } from '../server/platform/audit/keep-audit.ts';
import { sealWaiting } from '../server/platform/audit/sealer.ts';
import { verifyAudit } from '../server/platform/audit/verify.ts';
import { newId } from '../server/platform/clock.ts';
import { type Database, openDatabase } from '../server/platform/db/database.ts';
import { installQueue } from '../server/platform/jobs/queue.ts';
import { startJobs } from '../server/platform/jobs/start-jobs.ts';
import { openProposalCall } from '../server/proposals/proposal.schema.ts';
import { publicationTasks } from '../server/publication/publication.jobs.ts';
import { pictureCall } from '../server/reporting/picture.schema.ts';
import { addDecisionCall, addMeetingCall } from '../server/taskforce/taskforce.schema.ts';
import { listTasksCall, settleTaskCall } from '../server/tasks/task.schema.ts';
import { caller } from './testing/calls.ts';
import { testCities, today } from './testing/city.ts';

const cities = testCities();
const { ask, done } = caller(cities);
const note = (error: Error) => {
  throw error;
};

let jobs: Database;
let stopJobs: () => Promise<void>;
let folder: string;
/** Entries of the city before the story begins. */
let entriesBefore: number;

beforeAll(async () => {
  await installQueue(cities.database.ownerUrl);
  const url = cities.database.urlAs('lumbung_jobs');
  jobs = openDatabase(url, { note });
  folder = await mkdtemp(join(tmpdir(), 'lumbung-story-'));
  stopJobs = startJobs({
    url,
    app: cities.database.app,
    tasks: publicationTasks({ today, alarm: () => undefined }) as Parameters<typeof startJobs>[0]['tasks'],
    timed: [],
    regencies: async () => [cities.here.regency.id],
    note: () => undefined,
  });
  entriesBefore = await countEntries();
}, 60_000);

afterAll(async () => {
  await stopJobs();
  await jobs.close();
  await rm(folder, { recursive: true });
});

const cooperativeId = () => present(cities.here.register[0], 'the cooperative of the story').id;
const params = () => ({ cooperativeId: cooperativeId() });
const source = { name: 'berita acara kelurahan', date: '2025-11-20' };
const patraNiaga = '01980000-0000-7000-8000-000000000002';

async function countEntries(action?: string): Promise<number> {
  const { rows } = await cities.owner.query<{ count: number }>(
    'select count(*)::integer as count from audit.entry where regency_id = $1 and ($2::text is null or action = $2)',
    [cities.here.regency.id, action ?? null],
  );
  return present(rows[0], 'a count').count;
}

/** Who may not take a step tries first, and is refused; then who may takes it, twice, as after a lost answer. */
async function step(
  call: Call,
  {
    by,
    notBy,
    ...sent
  }: { by: access.RoleName; notBy: access.RoleName[]; body: object; params?: Record<string, string> },
): Promise<void> {
  for (const role of notBy)
    expect((await ask(role, call, sent)).refusal, `${call.name} as ${role}`).toBe('access/not-allowed');
  const first = await done(by, call, sent);
  expect(await done(by, call, sent), `${call.name} again`).toEqual(first);
}

const waitsFor = async (role: access.RoleName) =>
  (await done(role, listTasksCall, { query: { mine: 'true', ...params() } })).json.rows as {
    id: string;
    kind: string;
    title: string | null;
    urgency: string;
  }[];

async function settles(role: access.RoleName, other: access.RoleName, noted: string): Promise<void> {
  const [task] = await waitsFor(role);
  const sent = { params: { id: present(task, `what waits for ${role}`).id }, body: { outcome: 'done', note: noted } };
  expect((await ask(other, settleTaskCall, sent)).refusal).toBe('tasks/not-yours');
  for (let again = 0; again < 2; again++) await done(role, settleTaskCall, sent);
}

describe('from kelurahan to trading', () => {
  test('the lurah proposes a building; a site is sought and screened', async () => {
    const body = { id: newId(), ...params(), openedOn: '2025-10-01', source };
    await step(openProposalCall, { by: 'lurah', notBy: ['member', 'partner', 'bkad-officer', 'auditor'], body });
    await settles('lurah', 'bkad-officer', 'lahan bekas pos RT 12');
    await settles('bkad-officer', 'lurah', 'tercatat di KIB A, tidak sengketa');
  });

  test('the Dinas designates it and reports that building began, with its document', async () => {
    const fileId = newId();
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n');
    const dinas = await cities.signIn('dinas-officer');
    const address = `/api/regencies/${cities.here.code}/files?id=${fileId}&name=ba.pdf&cooperativeId=${cooperativeId()}`;
    expect(await dinas.ask('POST', address, pdf)).toMatchObject({ status: 200 });
    const of = (state: string, effectiveOn: string, more = {}) => ({
      by: 'dinas-officer' as const,
      notBy: ['lurah', 'facilitator', 'builder', 'cooperative-chair'] as access.RoleName[],
      params: params(),
      body: { id: newId(), state, effectiveOn, source, ...more },
    });
    await step(recordFacilityCall, of('designated', '2025-10-10'));
    await step(recordFacilityCall, of('under_construction', '2025-10-17', { targetOn: '2026-01-17', fileId }));
  });

  test('the facilitator records outlet and first trade on the cooperative’s behalf', async () => {
    const outlet = {
      id: newId(),
      placeId: newId(),
      use: 'outlet',
      placeName: 'Ruko Blok B',
      right: 'private_rent',
      validFrom: '2025-10-20',
      source,
    };
    await step(addPremisesCall, {
      by: 'facilitator',
      notBy: ['lurah', 'cooperative-cashier'],
      params: params(),
      body: outlet,
    });
    const trading = { id: newId(), state: 'trading', effectiveOn: '2025-10-25', source };
    await step(recordOperationCall, {
      by: 'facilitator',
      notBy: ['lurah', 'partner'],
      params: params(),
      body: trading,
    });
  });

  test('the chair brings in a BUMN partner, and the cashier prices', async () => {
    const body = {
      id: newId(),
      ...params(),
      partnerId: patraNiaga,
      goods: ['lpg'],
      stage: 'active',
      validFrom: '2025-10-28',
      source,
    };
    await step(addPartnershipCall, {
      by: 'cooperative-chair',
      notBy: ['partner', 'lurah', 'cooperative-cashier'],
      body,
    });
    const price = {
      id: newId(),
      commodityCode: 'lpg-12kg',
      carried: true,
      priceIdr: 205_000,
      effectiveOn: '2025-10-28',
      source,
    };
    await step(recordCommodityCall, {
      by: 'cooperative-cashier',
      notBy: ['partner', 'member'],
      params: params(),
      body: price,
    });
  });

  test('the task force meets; its action waits for BKAD, late, until BKAD settles it', async () => {
    const meeting = { id: newId(), heldOn: '2025-11-18', title: 'Rapat Satgas minggu ke-47' };
    await step(addMeetingCall, { by: 'task-force', notBy: ['bkad-officer', 'lurah', 'auditor'], body: meeting });
    const decision = {
      id: newId(),
      text: 'Perjanjian pemanfaatan lahan diselesaikan bulan ini.',
      ...params(),
      actions: [{ title: 'Siapkan perjanjian', ownerRole: 'bkad-officer', dueOn: '2025-11-25' }],
    };
    const inMeeting = { params: { meetingId: meeting.id }, body: decision };
    await step(addDecisionCall, { by: 'sekda', notBy: ['bkad-officer', 'mayor'], ...inMeeting });
    expect(await waitsFor('bkad-officer')).toMatchObject([{ title: 'Siapkan perjanjian', urgency: 'late' }]);
    await settles('bkad-officer', 'lurah', 'perjanjian ditandatangani');
    expect(await waitsFor('bkad-officer')).toEqual([]);
  });
});

describe('then', () => {
  test('the picture and the public summary say the same, as of each day', async () => {
    const summaryOn = async (asOf: string) => {
      const answer = await cities.http.app.inject(`/api/public/regencies/${cities.here.code}/summary?asOf=${asOf}`);
      return answer.json();
    };
    await expect.poll(async () => (await summaryOn(today)).operation?.withBumnPartner, { timeout: 20_000 }).toBe(1);
    const one = { none: 33, proposed: 0, designated: 0, underConstruction: 0, handedOver: 0 };
    const days: readonly [string, object, number, number][] = [
      ['2025-09-30', { ...one, none: 34 }, 0, 0],
      ['2025-10-01', { ...one, proposed: 1 }, 0, 0],
      ['2025-10-10', { ...one, designated: 1 }, 0, 0],
      ['2025-10-17', { ...one, underConstruction: 1 }, 0, 0],
      ['2025-10-25', { ...one, underConstruction: 1 }, 1, 0],
      ['2025-10-28', { ...one, underConstruction: 1 }, 1, 1],
      [today, { ...one, underConstruction: 1 }, 1, 1],
    ];
    for (const [day, facility, trading, withBumnPartner] of days) {
      const operation = { trading, notTrading: 0, unknown: 34 - trading, withBumnPartner };
      const { json } = await done('mayor', pictureCall, { query: { asOf: day } });
      expect(json, `the picture of ${day}`).toMatchObject({ asOf: day, facility, operation });
      expect(await summaryOn(day), `the summary of ${day}`).toMatchObject({
        cooperatives: 34,
        asOf: day,
        facility,
        operation,
      });
    }
  });

  test('the cooperative’s own page says who entered what, and the citizen reads outlet and price', async () => {
    const { json } = await done('member', getCooperativeCall, { params: { id: cooperativeId() } });
    const said = json.history.map(
      (action: { state: string; flags: string[]; recorded: { role: string; onBehalf: boolean } }) => [
        action.state,
        action.recorded.role,
        action.recorded.onBehalf,
        action.flags,
      ],
    );
    expect(said).toEqual([
      ['proposed', 'lurah', false, []],
      ['designated', 'dinas-officer', false, []],
      ['under_construction', 'dinas-officer', false, []],
      ['trading', 'facilitator', true, []],
    ]);
    const code = present(cities.here.register[0]?.villages[0], 'its kelurahan').code;
    const page = await cities.http.app.inject({
      url: `/kota/${cities.here.code}/kelurahan/${code}`,
      headers: { accept: 'text/html' },
    });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Ruko Blok B');
    expect(page.body).toMatch(/Rp.205\.000/);
  });

  test('the audit log has one line for each act and none for what was refused, and is intact', async () => {
    const acts: Readonly<Record<string, number>> = {
      'proposals/open': 1,
      'cooperatives/record-facility': 3,
      'tasks/open': 3,
      'tasks/settle': 3,
      'files/add-file': 1,
      'cooperatives/add-premises': 1,
      'cooperatives/record-operation': 1,
      'cooperatives/record-commodity': 1,
      'taskforce/add-meeting': 1,
      'taskforce/add-decision': 1,
    };
    for (const [action, count] of Object.entries(acts)) expect(await countEntries(action), action).toBe(count);
    const partnerships = 1; // one more was there before
    const all = Object.values(acts).reduce((sum, count) => sum + count, partnerships);
    expect((await countEntries()) - entriesBefore).toBe(all);

    const key = checkpointKey(new Uint8Array(32).fill(7));
    await sealWaiting(jobs.central);
    await signHeads({ central: jobs.central, key, folder });
    const verify = () =>
      verifyAudit(jobs.central, { checkpoints: [], publicKeys: new Map([[key.keyId, key.publicKey]]) });
    const report = await verify();
    expect(report).toMatchObject({ isIntact: true, waiting: 0 });
    expect(report.chains.find((chain) => chain.regencyId === cities.here.regency.id)?.signedSeq).toBeGreaterThan(all);

    await cities.owner.query(`update audit.entry set role = 'dinas-head' where action = 'taskforce/add-decision'`);
    expect((await verify()).isIntact, 'control: one edited line is found').toBe(false);
  });
});
