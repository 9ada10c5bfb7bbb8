import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../server/access/public.ts';
import { getAssetCall, listAssetsCall } from '../server/assets/asset.schema.ts';
import { describeUseCall } from '../server/assets/edit.schema.ts';
import { examineTasks } from '../server/assets/examine.jobs.ts';
import { kibTasks } from '../server/assets/kib/kib.jobs.ts';
import {
  addKibImportCall,
  getKibImportCall,
  kibErrorSheetCall,
  takeKibImportCall,
} from '../server/assets/kib/kib.schema.ts';
import { screeningTasks } from '../server/assets/screening/screening.jobs.ts';
import { getScreeningCall, settleCriterionCall } from '../server/assets/screening/screening.schema.ts';
import { recordSurveyCall } from '../server/assets/survey/survey.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { type Call, pathOf } from '../server/kernel/call.ts';
import { matchingTasks } from '../server/matching/scenario.jobs.ts';
import {
  askScenarioCall,
  compareScenariosCall,
  getScenarioCall,
  listOutcomesCall,
  publishScenarioCall,
} from '../server/matching/scenario.schema.ts';
import { checkpointKey } from '../server/platform/audit/checkpoint.ts';
import { signHeads } from '../server/platform/audit/keep-audit.ts';
import { sealWaiting } from '../server/platform/audit/sealer.ts';
import { verifyAudit } from '../server/platform/audit/verify.ts';
import { newId } from '../server/platform/clock.ts';
import { type Database, openDatabase } from '../server/platform/db/database.ts';
import { installQueue } from '../server/platform/jobs/queue.ts';
import { startJobs } from '../server/platform/jobs/start-jobs.ts';
import type { Tasks } from '../server/platform/jobs/tasks.ts';
import { openInbox } from '../server/platform/spreadsheets/inbox.ts';
import { publicationTasks } from '../server/publication/publication.jobs.ts';
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

beforeAll(async () => {
  await installQueue(cities.database.ownerUrl);
  const url = cities.database.urlAs('lumbung_jobs');
  jobs = openDatabase(url, { note });
  folder = await mkdtemp(join(tmpdir(), 'lumbung-story-'));
  const tasks: Partial<Tasks> = {
    ...publicationTasks({ today, alarm: () => undefined }),
    ...examineTasks(today),
    ...screeningTasks({ today, alarm: () => undefined }),
    ...kibTasks(await openInbox(cities.inbox)),
    ...matchingTasks,
  };
  stopJobs = startJobs({
    url,
    app: cities.database.app,
    tasks: tasks as Tasks,
    timed: [],
    regencies: async () => [cities.here.regency.id],
    note: () => undefined,
  });
}, 60_000);

afterAll(async () => {
  await stopJobs();
  await jobs.close();
  await rm(folder, { recursive: true });
});

/** The cooperative of the story, and another one whose kelurahan has no lot. */
const home = () => present(cities.here.register[0], 'a cooperative');
const away = () =>
  present(
    cities.here.register.find(({ villages }) => villages[0]?.name === 'Teritip'),
    'one far from the first',
  );
const villageOf = ({ villages }: ReturnType<typeof home>) => present(villages[0], 'its kelurahan');

/** A register as BKAD prints it: one lot that may do, one too small, and one row that cannot be true. */
const kib = () =>
  [
    'KARTU INVENTARIS BARANG (KIB) A',
    'NO. KODE LOKASI : 12.01.64.71.05.07.01',
    '',
    'No.;Jenis Barang / Nama Barang;Nomor;;Luas (M2);Tahun Pengadaan;Letak / Alamat;Status Tanah;;;Penggunaan;Asal usul;Harga (ribuan Rp);Keterangan',
    ';;Kode Barang;Register;;;;Hak;Sertifikat Tanggal;Sertifikat Nomor;;;;',
    '1;2;3;4;5;6;7;8;9;10;11;12;13;14',
    `1;Tanah eks SD 014;1.3.1.01.01.04.001;0001;1.450,00;1998;Jl. Mulawarman, Kel. ${villageOf(home()).name};Hak Pakai;12-05-1999;HP 12/1999;Tanah kosong;Pembelian;1.087.500;-`,
    `2;Tanah pos ronda;1.3.1.01.01.04.001;0002;310,50;2001;Jl. Letjen Suprapto, Kel. ${villageOf(away()).name};Hak Pakai;12/05/2003;HP 77/2003;Tanah kosong;Hibah;232.875;-`,
    `3;Tanah lapangan;1.3.1.01.01.04.001;-;900,00;2001;Kel. ${villageOf(away()).name};Hak Pakai;-;-;Lapangan;Hibah;1;-`,
    ';JUMLAH;;;;;;;;;;;1.320.376;',
  ].join('\r\n');

/** Who may not take a step tries first, and is refused; then who may takes it, twice, as after a lost answer. */
async function step(
  call: Call,
  {
    by,
    notBy,
    ...sent
  }: { by: access.RoleName; notBy: access.RoleName[]; body?: object; params?: Record<string, string> },
): Promise<void> {
  for (const role of notBy)
    expect((await ask(role, call, sent)).refusal, `${call.name} as ${role}`).toBe('access/not-allowed');
  await done(by, call, sent);
  await done(by, call, sent);
}

const asset = async (name: string) => {
  const { json } = await done('bkad-officer', listAssetsCall, { query: { search: name } });
  return present(json.rows[0], name) as { id: string; village: { name: string } | null };
};
const solved = async (id: string) =>
  await expect
    .poll(async () => (await done('dinas-officer', getScenarioCall, { params: { id } })).json.state, {
      timeout: 30_000,
    })
    .toBe('solved');
const outcomesOf = async (id: string) =>
  (await done('dinas-officer', listOutcomesCall, { params: { id } })).json.rows as {
    cooperative: { id: string };
    site: { id: string } | null;
    explanation: { kind: string; nearest: { lacks: { kind: string; open?: { criterion: string } }[] } | null };
  }[];
const outcomeOf = async (id: string, cooperativeId: string) =>
  present(
    (await outcomesOf(id)).find(({ cooperative }) => cooperative.id === cooperativeId),
    'an outcome',
  );
const question = {
  uses: ['new_building'],
  weights: { distance: 3, access: 2, ready: 2, equity: 1 },
  countsUnknownAsPass: false,
  locked: [],
  forbidden: [],
};
const [first, second, importId] = [newId(), newId(), newId()];

describe('from a register to what citizens read', () => {
  test('BKAD lays its register down, sees what it would do, and takes it; the wrong row stays out and goes back as a sheet', async () => {
    const query = `?${new URLSearchParams({ id: importId, fileName: 'kib-a.csv', asOf: '2025-11-20' })}`;
    const url = `${pathOf(addKibImportCall, { regency: cities.here.code })}${query}`;
    for (const role of ['lurah', 'technical-office', 'facilitator', 'auditor'] as const) {
      const refused = await (await cities.signIn(role)).ask('POST', url, Buffer.from(kib()));
      expect(refused.json['type'], role).toBe('access/not-allowed');
    }
    const bkad = await cities.signIn('bkad-officer');
    for (let again = 0; again < 2; again++) expect((await bkad.ask('POST', url, Buffer.from(kib()))).status).toBe(200);
    const params = { id: importId };
    const state = async () => (await done('bkad-officer', getKibImportCall, { params })).json;
    await expect.poll(async () => (await state()).state, { timeout: 20_000 }).toBe('checked');
    expect((await state()).counts).toMatchObject({ rows: 3, new: 2, wrong: 1 });
    expect((await done('bkad-officer', listAssetsCall)).json.rows, 'nothing counts before it is taken').toEqual([]);

    const taking = { params, body: { withDoubtful: false } };
    for (const role of ['lurah', 'technical-office', 'auditor'] as const)
      expect((await ask(role, takeKibImportCall, taking)).refusal).toBe('access/not-allowed');
    await done('bkad-officer', takeKibImportCall, taking);
    await expect.poll(async () => (await state()).state, { timeout: 20_000 }).toBe('taken');
    const sheet = await bkad.take(pathOf(kibErrorSheetCall, { regency: cities.here.code, id: importId }));
    expect([sheet.status, sheet.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await asset('eks SD 014')).village?.name).toBe(villageOf(home()).name);
    const { id } = await asset('pos ronda');
    const outcome = async () => (await done('bkad-officer', getScreeningCall, { params: { id } })).json.uses[0].outcome;
    await expect.poll(outcome, { timeout: 20_000 }).toBe('fail');
  });

  test('the lurah goes there, and what he sees counts as far as it is his to say', async () => {
    const { id } = await asset('eks SD 014');
    const finding = (subject: string, value: object) => ({ id: newId(), subject, ...value });
    const body = {
      ...{ id: newId(), surveyedOn: '2025-11-21', surveyedAt: '2025-11-21T02:00:00.000Z', seenRevision: 1 },
      attendees: [{ name: 'Uji Lurah', office: 'Kelurahan' }],
      currentUse: 'idle',
      findings: [finding('road_access', { word: 'asphalt' }), finding('flood', { word: 'frequent' })],
    };
    await step(recordSurveyCall, { by: 'lurah', notBy: ['member', 'auditor', 'mayor'], params: { id }, body });
    const { json } = await done('lurah', getScreeningCall, { params: { id } });
    const building = json.uses.find((each: { use: string }) => each.use === 'new_building');
    expect(building.outcome, 'a flood that somebody reported waits for the technical office').toBe('unknown');
  });

  test('BKAD says that nobody uses it', async () => {
    const { id } = await asset('eks SD 014');
    const { json } = await done('bkad-officer', getAssetCall, { params: { id } });
    const body = { revision: json.revision, currentUse: 'idle', isDivisible: false };
    const notBy: access.RoleName[] = ['lurah', 'technical-office', 'facilitator', 'mayor'];
    await step(describeUseCall, { by: 'bkad-officer', notBy, params: { id }, body });
  });

  test('the technical office settles what is its own to settle, and the lot fits', async () => {
    const { id } = await asset('eks SD 014');
    const words = {
      ...{ flood: 'none', mangrove: 'absent', landslide: 'absent', power_line: 'absent' },
      ...{ cut_and_fill: 'light', soil: 'firm' },
    };
    const settled = [
      ...Object.entries(words).map(([subject, word]) => ({ subject, word })),
      { subject: 'slope_percent', number: 4 },
    ];
    for (const each of settled) {
      const source = { name: 'berita acara OPD teknis', date: '2025-11-24' };
      const body = { id: newId(), observedOn: '2025-11-24', source, ...each };
      await step(settleCriterionCall, {
        ...{ by: 'technical-office', notBy: ['lurah', 'facilitator', 'auditor', 'mayor'] },
        ...{ params: { id }, body },
      });
      if (each.subject === 'flood') {
        const otherOffice = await ask('user-agency', settleCriterionCall, {
          params: { id },
          body: { ...body, id: newId() },
        });
        expect(otherOffice.refusal).toBe('assets/not-yours-to-settle');
      }
    }
    const { json } = await done('mayor', getScreeningCall, { params: { id } });
    expect(json.uses.find((each: { use: string }) => each.use === 'new_building').outcome).toBe('pass');
  });

  test('the Dinas matches: its kelurahan is served, and another learns what it lacks', async () => {
    await step(askScenarioCall, {
      ...{ by: 'dinas-officer', notBy: ['lurah', 'technical-office', 'mayor', 'auditor'] },
      body: { id: first, name: 'dasar', ...question },
    });
    await solved(first);
    const served = await outcomeOf(first, home().id);
    expect(served.site?.id).toBe((await asset('eks SD 014')).id);
    const unserved = await outcomeOf(first, away().id);
    expect(unserved).toMatchObject({ site: null, explanation: { kind: 'unserved' } });
    expect(unserved.explanation.nearest?.lacks.map(({ open }) => open?.criterion)).toContain('land_area');
  });

  test('a pair that is locked makes another scenario, and the two are compared', async () => {
    const siteId = (await asset('eks SD 014')).id;
    const pair = { cooperativeId: home().id, siteId, use: 'new_building' };
    const lock = { ...question, id: second, name: 'terkunci', locked: [pair] };
    await step(askScenarioCall, { by: 'bkad-officer', notBy: ['lurah', 'auditor'], body: lock });
    await solved(second);
    const { json } = await done('mayor', compareScenariosCall, { params: { id: first }, query: { with: second } });
    expect(json).toMatchObject({ rows: [], servedMore: 0, burdenMore: 0 });
    const broken = {
      ...question,
      id: newId(),
      name: 'mustahil',
      locked: [{ ...pair, cooperativeId: away().id, siteId: (await asset('pos ronda')).id }],
    };
    expect((await ask('dinas-officer', askScenarioCall, { body: broken })).refusal).toBe('matching/lock-breaks-rule');
  });

  test('the head of the Dinas publishes, and the citizen reads why', async () => {
    await step(publishScenarioCall, {
      ...{ by: 'dinas-head', notBy: ['dinas-officer', 'bkad-officer', 'mayor', 'auditor'] },
      params: { id: first },
    });
    const page = async (cooperative: ReturnType<typeof home>) => {
      const url = `/kota/${cities.here.code}/kelurahan/${villageOf(cooperative).code}`;
      return (await cities.http.app.inject({ url, headers: { accept: 'text/html' } })).body;
    };
    await expect.poll(() => page(home()), { timeout: 20_000 }).toContain('Tanah eks SD 014');
    await expect.poll(() => page(away()), { timeout: 20_000 }).toContain('belum ada; 1 dari');
  });

  test('the audit log is whole', async () => {
    const key = checkpointKey(new Uint8Array(32).fill(7));
    await sealWaiting(jobs.central);
    await signHeads({ central: jobs.central, key, folder });
    const publicKeys = new Map([[key.keyId, key.publicKey]]);
    expect(await verifyAudit(jobs.central, { checkpoints: [], publicKeys })).toMatchObject({
      isIntact: true,
      waiting: 0,
    });
  });
});
