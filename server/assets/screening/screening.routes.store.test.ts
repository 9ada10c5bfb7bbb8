import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as access from '../../access/public.ts';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Http } from '../../platform/http/http.ts';
import { testHttp } from '../../platform/http/testing/test-http.ts';
import type { Job } from '../../platform/jobs/tasks.ts';
import type { AssetId } from '../asset.store.ts';
import { measureOn } from './criterion.store.ts';
import { screenAssets } from './screen-assets.command.ts';
import { screenCity, screeningsThatDiffer, tellOfDifferences } from './screen-city.command.ts';
import { screeningRoutes } from './screening.routes.ts';
import { addLot, addRegions, allSettled, barat, city, lurahTimur, say, timur, today } from './testing/screened-city.ts';

const database = testDatabase();
let http: Http;
let passing: AssetId;
let open: AssetId;
let flooded: AssetId;
let small: AssetId;

/** Role, and the kelurahan it acts for; none for the whole city. */
const people = {
  dinasHead: ['dinas-head', city],
  dinasOfficer: ['dinas-officer', city],
  bkad: ['bkad-officer', city],
  technical: ['technical-office', city],
  lurah: ['lurah', lurahTimur],
  lurahBarat: ['lurah', { ...lurahTimur, villageIds: [barat] }],
  partner: ['partner', { ...lurahTimur, villageIds: [] }],
} as const satisfies Record<string, readonly [access.RoleName, Reach]>;
type Who = keyof typeof people;

function actorOf(who: Who, on: BusinessDate = today): Actor {
  const [role, reach] = people[who];
  const permissions: ReadonlySet<string> = new Set(access.roleOf(role).permissions);
  return { userId: who, grantId: newId<'grant'>(), role, permissions, reach, today: on, onBehalf: false };
}

beforeAll(async () => {
  await addRegions(database.owner);
  await database.app.inRegency(city, async (tx) => {
    const lot = async (name: string, more: object, words: object) => {
      const id = await addLot(tx, { name, ...more });
      await say(tx, id, { ...allSettled, ...words });
      return id;
    };
    passing = await lot('Tanah Eks SD', {}, {});
    open = await lot('Tanah Lereng', {}, { landslide: 'possible' });
    flooded = await lot('Tanah Rawa', { villageId: barat }, { flood: 'frequent', mangrove: 'present' });
    small = await lot('Tanah Sempit', { villageId: barat, landAreaDm2: 30_000 }, {});
    const nowhere = { name: 'Tanah Tanpa Alamat', villageId: null, certificateNumber: null };
    await screenAssets(tx, [await addLot(tx, nowhere)], today);
  });
  http = await testHttp(database.app, (who) => actorOf(who as Who));
  screeningRoutes(http);
  await http.app.ready();
}, 30_000);
afterAll(() => http.app.close());

async function ask(who: Who, path: string, body?: object) {
  const answer = await http.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/regencies/99.01${path}`,
    headers: { who, 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { payload: body }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: isJson && answer.body !== '' ? answer.json() : answer.body };
}

const settlement = (subject: string, word: string) => ({
  ...{ id: newId<'observation'>(), subject, word, observedOn: today, source: { name: 'peninjauan', date: today } },
});

describe('the matrix of one asset', () => {
  test('has a row a criterion and a cell a use, with what it is, what is wanted, why and by whom', async () => {
    const { body } = await ask('technical', `/assets/${open}/screening`);
    const landslide = body.rows.find((row: { code: string }) => row.code === 'landslide');
    expect(landslide.cells.map(({ use, state }: { use: string; state: string }) => [use, state])).toEqual([
      ['new_building', 'unknown'], // a lot is no building, so of the other uses only its kind is told
    ]);
    const kind = body.rows.find((row: { code: string }) => row.code === 'object');
    expect(kind.cells.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      ...['fail', 'fail', 'fail', 'fail', 'pass'],
    ]);
    expect(landslide.cells[0]).toMatchObject({
      ...{ why: 'undecided', is: ['possible'], points: null },
      criterion: { kind: 'hard', authority: 'technical-office', standing: 'secondary' },
    });
    expect(body.uses.find(({ use }: { use: string }) => use === 'new_building')).toMatchObject({ outcome: 'unknown' });
    expect(body.maySettle).toContain('landslide');
    expect(body.maySettle).not.toContain('title');
    expect(body.routes.find(({ route }: { route: string }) => route === 'lend')).toMatchObject({
      feasibility: 'closed',
    });
  });

  test('of a past day shows what was kept of it, and nobody may settle the past', async () => {
    const { body } = await ask('technical', `/assets/${open}/screening?asOf=2025-11-26`);
    expect(body).toMatchObject({ asOf: '2025-11-26', rows: [], maySettle: [] });
    expect(body.uses[0]).toMatchObject({ outcome: null });
  });

  test('is shown to the lurah where it lies, to no other and to no partner', async () => {
    expect((await ask('lurah', `/assets/${open}/screening`)).body.maySettle).toEqual([]);
    expect(await ask('lurahBarat', `/assets/${open}/screening`)).toMatchObject({ status: 404 });
    expect(await ask('partner', `/assets/${open}/screening`)).toMatchObject({ status: 403 });
  });
});

describe('the list', () => {
  const names = async (who: Who, filter: string) =>
    (await ask(who, `/screenings?${filter}`)).body.rows.map(({ name }: { name: string }) => name);

  test('shows the nearest miss first, page by page, none twice', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await ask('dinasOfficer', `/screenings?limit=2${after}`);
      expect(body.total).toBe(5);
      seen.push(...body.rows.map(({ name }: { name: string }) => name));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen[0]).toBe('Tanah Eks SD');
    expect(seen.at(-1)).toBe('Tanah Tanpa Alamat');
    expect(new Set(seen).size).toBe(5);
  });

  test.each([
    ['outcome=pass', ['Tanah Eks SD']],
    ['outcome=fail&topic=water&state=fail', ['Tanah Rawa']],
    ['criterion=landslide&state=unknown', ['Tanah Lereng', 'Tanah Tanpa Alamat']],
    ['criterion=landslide&state=fail', []],
    ['settledBy=technical-office&district=99.01.01', ['Tanah Lereng']],
    ['village=99.01.02.1001&outcome=fail', ['Tanah Sempit', 'Tanah Rawa']],
    ['village=none', ['Tanah Tanpa Alamat']],
    ['use=outlet', []],
    ['asOf=2025-11-26', []],
  ])('narrowed by %s', async (filter, expected) => {
    expect(await names('dinasOfficer', filter)).toEqual(expected);
  });

  test('of a lurah holds what lies with him', async () => {
    expect(await names('lurah', '')).toEqual(['Tanah Eks SD', 'Tanah Lereng']);
  });

  test('is taken away as csv', async () => {
    const { body } = await ask('dinasOfficer', '/screenings.csv?outcome=fail');
    expect(body).toContain('Tanah Rawa');
    expect(body).toContain('"Bebas banjir, Bukan mangrove"');
  });
});

describe('the report by district', () => {
  test('counts each asset once under each head it fails by, and says who is waited for', async () => {
    const { body } = await ask('dinasOfficer', '/screenings/report');
    const [east, west, nowhere] = body.rows;
    expect(east).toMatchObject({
      ...{ id: '99.01.01', name: 'Kecamatan Timur', candidates: 2, pass: 1, unknown: 1, fail: 0 },
      waiting: [{ role: 'technical-office', assets: 1 }],
      nearest: { name: 'Tanah Lereng', reasons: [{ criterion: 'landslide', name: 'Tidak rawan longsor' }] },
    });
    expect(west).toMatchObject({
      candidates: 2,
      pass: 0,
      fail: 2,
      missed: { water: 1, size: 1, ground: 0 },
      waiting: [],
    });
    expect(west.nearest.name).toBe('Tanah Sempit');
    expect(nowhere).toMatchObject({ id: 'none', name: null, candidates: 1, unknown: 1 });
  });

  test('says where there is nothing of the kind', async () => {
    const { body } = await ask('dinasOfficer', '/screenings/report?use=outlet&by=village');
    expect(body.rows.map(({ id, noCandidate }: { id: string; noCandidate: boolean }) => [id, noCandidate])).toEqual([
      ['99.01.01.1001', true],
      ['99.01.02.1001', true],
    ]);
  });

  test('opens the rows it counted: each figure is the length of its list', async () => {
    const { body } = await ask('dinasOfficer', '/screenings/report');
    for (const row of body.rows) {
      const place = row.id === 'none' ? 'village=none' : `district=${row.id}`;
      const total = async (filter: string) => (await ask('dinasOfficer', `/screenings?${place}&${filter}`)).body.total;
      expect(await total('outcome=pass')).toBe(row.pass);
      expect(await total('outcome=unknown')).toBe(row.unknown);
      for (const [topic, count] of Object.entries(row.missed))
        expect(await total(`outcome=fail&topic=${topic}&state=fail`)).toBe(count);
      for (const { role, assets } of row.waiting) expect(await total(`settledBy=${role}`)).toBe(assets);
    }
  });

  test('of a lurah holds his kelurahan only', async () => {
    const { body } = await ask('lurah', '/screenings/report?by=village');
    expect(body.rows.map(({ id }: { id: string }) => id)).toEqual(['99.01.01.1001']);
  });

  test('is taken away as xlsx', async () => {
    expect(await ask('dinasOfficer', '/screenings/report.xlsx')).toMatchObject({ status: 200 });
  });
});

describe('settling a criterion', () => {
  test('is for the office that answers for it; others are told which one', async () => {
    const body = settlement('landslide', 'absent');
    expect(await ask('bkad', `/assets/${flooded}/settlements`, body)).toMatchObject({
      status: 403,
      body: { type: 'assets/not-yours-to-settle', settledBy: ['technical-office'] },
    });
    expect(await ask('lurah', `/assets/${open}/settlements`, body)).toMatchObject({ status: 403 });
    expect(await ask('technical', `/assets/${open}/settlements`, settlement('title', 'clear'))).toMatchObject({
      body: { type: 'assets/not-yours-to-settle', settledBy: ['bkad-officer'] },
    });
  });

  test('changes the outcome at once; sent twice it is recorded once', async () => {
    const lot = await database.app.inRegency(city, async (tx) => {
      const id = await addLot(tx, { name: 'Tanah Uji', villageId: null });
      await say(tx, id, { ...allSettled, landslide: 'possible' });
      return id;
    });
    const outcome = async () => (await ask('technical', `/assets/${lot}/screening`)).body.uses[0].outcome;
    expect(await outcome()).toBe('unknown');
    const body = settlement('landslide', 'absent');
    for (const _ of [1, 2])
      expect(await ask('technical', `/assets/${lot}/settlements`, body)).toMatchObject({ status: 204 });
    expect(await outcome()).toBe('pass');
    const entries = `select from audit.entry where action = 'assets/settle-criterion' and subject_id = '${lot}'`;
    expect((await database.owner.query(entries)).rowCount).toBe(1);
    expect(await ask('technical', `/assets/${lot}/settlements`, { ...body, word: 'present' })).toMatchObject({
      ...{ status: 409, body: { type: 'assets/id-reused' } },
    });
    await database.owner.query(`delete from assets.screening where asset_id = '${lot}'`);
  });

  test.each([
    ['a word the subject does not have', { ...settlement('landslide', 'wet') }, 'assets/value-impossible'],
    ['what nobody asks', settlement('owner_consent', 'agreed'), 'assets/not-yours-to-settle'],
    ['a day to come', { ...settlement('landslide', 'absent'), observedOn: '2025-11-28' }, 'assets/observed-in-future'],
    [
      'a paper that is not there',
      { ...settlement('landslide', 'absent'), fileId: newId() },
      'assets/evidence-not-found',
    ],
  ])('is refused for %s', async (_what, body, type) => {
    expect((await ask('technical', `/assets/${open}/settlements`, body)).body.type).toBe(type);
  });

  test('of an asset that is not there is refused', async () => {
    const body = settlement('landslide', 'absent');
    expect(await ask('technical', `/assets/${newId()}/settlements`, body)).toMatchObject({ status: 404 });
  });

  test('may show its paper', async () => {
    const fileId = newId<'file'>();
    await database.owner.query(`
      insert into platform.content (regency_id, sha256, bytes, media_type, received_at) values (9101, '${'a'.repeat(64)}', 1, 'application/pdf', now());
      insert into platform.file (regency_id, id, sha256, bytes, media_type, name, uploaded_by, uploaded_at)
      values (9101, '${fileId}', '${'a'.repeat(64)}', 1, 'application/pdf', 'ba.pdf', 'technical', now())`);
    const body = { ...settlement('soil', 'firm'), fileId };
    expect(await ask('technical', `/assets/${passing}/settlements`, body)).toMatchObject({ status: 204 });
    const { rows } = await database.owner.query(`select file_id from assets.observation where id = '${body.id}'`);
    expect(rows).toEqual([{ file_id: fileId }]);
  });

  test('where no criterion asks is refused as such', async () => {
    await database.owner.query(`update reference.criterion set valid_to = '2025-11-01' where reads = 'zoning'`);
    expect((await ask('technical', `/assets/${open}/settlements`, settlement('zoning', 'allowed'))).body.type).toBe(
      'assets/nobody-asks',
    );
    await database.owner.query(`update reference.criterion set valid_to = null where reads = 'zoning'`);
  });
});

const area = (value: number, more: object = {}) => ({
  ...{ id: newId<'criterion'>(), use: 'new_building', code: 'land_area', kind: 'hard', authority: 'bkad-officer' },
  ...{ wanted: { operator: 'at_least', value }, legalBasis: 'Perwali contoh', validFrom: '2025-12-01' },
  ...more,
});

describe("the city's own criteria", () => {
  test('are kept by the head of the Dinas, by nobody else', async () => {
    for (const who of ['dinasOfficer', 'bkad', 'technical', 'lurah'] as const)
      expect(await ask(who, '/criteria', area(80_000))).toMatchObject({ status: 403 });
  });

  test('begin on their day, end on theirs, and stand beside the national ones with their basis', async () => {
    const body = area(25_000, { validTo: '2026-01-01' });
    expect(await ask('dinasHead', '/criteria', body)).toMatchObject({ status: 200, body: { runId: null } });
    expect(await ask('dinasHead', '/criteria', body), 'sent twice').toMatchObject({ status: 200 });
    await database.app.inRegency(city, async (tx) => {
      const wantedOn = async (day: string) =>
        (await measureOn(tx, businessDate(day))).criteria.find(({ code }) => code === 'land_area');
      expect(await wantedOn('2025-11-30')).toMatchObject({ standing: 'secondary', wanted: { value: 100_000 } });
      expect(await wantedOn('2025-12-01')).toMatchObject({ standing: 'city', wanted: { value: 25_000 } });
      expect(await wantedOn('2026-01-01')).toMatchObject({ wanted: { value: 100_000 } });
    });
    const { body: listed } = await ask('lurah', '/criteria');
    expect(listed.own).toMatchObject([{ id: body.id, legalBasis: 'Perwali contoh' }]);
    expect(await ask('dinasHead', `/criteria/${body.id}/end`, { on: '2025-12-15' })).toMatchObject({ status: 200 });
    expect(await ask('dinasHead', `/criteria/${body.id}/end`, { on: '2025-12-01' })).toMatchObject({
      body: { type: 'assets/criterion-dates' },
    });
    expect(await ask('dinasHead', `/criteria/${body.id}/end`, { on: '2025-11-26' })).toMatchObject({
      body: { type: 'assets/criterion-in-past' },
    });
    expect(await ask('dinasHead', '/criteria', { ...body, legalBasis: 'lain' })).toMatchObject({
      body: { type: 'assets/criterion-id-reused' },
    });
  });

  test.each([
    ['yesterday', area(80_000, { validFrom: '2025-11-26' }), 'assets/criterion-in-past'],
    ['an end before the beginning', area(80_000, { validTo: '2025-12-01' }), 'assets/criterion-dates'],
    ['a code nobody knows', area(80_000, { code: 'moon_phase' }), 'assets/criterion-unknown'],
    [
      'words for an area',
      area(1, { wanted: { operator: 'one_of', pass: ['good'], open: [] } }),
      'assets/criterion-shape',
    ],
    ['a weight for a hard one', area(80_000, { weight: 5 }), 'assets/criterion-shape'],
    ['no weight for a soft one', area(80_000, { kind: 'soft' }), 'assets/criterion-shape'],
    ['degrees in a hard one', area(1, { wanted: { operator: 'scale', worst: 1, best: 2 } }), 'assets/criterion-shape'],
  ])('are refused for %s', async (_what, body, type) => {
    expect((await ask('dinasHead', '/criteria', body)).body.type).toBe(type);
  });

  test('that nobody keeps cannot end', async () => {
    expect((await ask('dinasHead', `/criteria/${newId()}/end`, { on: '2026-01-01' })).body.type).toBe(
      'assets/criterion-not-found',
    );
  });

  test('may ask something the nation does not', async () => {
    const body = {
      ...area(1, {
        code: 'internet_needed',
        use: 'warehouse',
        wanted: { operator: 'one_of', pass: ['present'], open: [] },
      }),
      added: { name: 'Ada internet', reason: 'Stok dicatat daring', reads: 'internet', topic: 'utilities' },
    };
    expect(await ask('dinasHead', '/criteria', body)).toMatchObject({ status: 200 });
    const { body: listed } = await ask('dinasHead', '/criteria?asOf=2025-11-27');
    expect(listed.own.some(({ code }: { code: string }) => code === 'internet_needed')).toBe(true);
  });

  test('that begin today start a run, which screens everything anew', async () => {
    const body = area(20_000, { validFrom: today });
    const { body: answer } = await ask('dinasHead', '/criteria', body);
    expect(answer.runId).toEqual(expect.any(String));
    await screenCity(jobOf(), today);
    expect((await ask('dinasOfficer', `/assets/${small}/screening`)).body.uses[0].outcome).toBe('pass');
    await database.owner.query(`delete from assets.criterion where id = '${body.id}'`);
    await screenCity(jobOf(), today);
    expect((await ask('dinasOfficer', `/assets/${small}/screening`)).body.uses[0].outcome).toBe('fail');
  });
});

function jobOf(): Job {
  return {
    ...{ id: newId<'run'>(), regencyId: city.regencyId, doer: { role: 'machine' } },
    inRegency: (work) => database.app.inRegency(city, work),
    progress: async () => undefined,
    signal: new AbortController().signal,
  };
}

const tasksOf = async (kind: string) =>
  (
    await database.owner.query<{
      owner_role: string;
      data: { count: number; district: string };
      outcome: string | null;
    }>(
      `select owner_role, data, outcome, sample from tasks.task where regency_id = 9101 and kind = $1 order by owner_role, opened_at`,
      [kind],
    )
  ).rows;

describe('a night', () => {
  test('asks each office once a district, however often, and takes it back when nothing waits', async () => {
    await screenCity(jobOf(), today);
    await screenCity(jobOf(), today);
    expect(await tasksOf('criteria-unsettled')).toMatchObject([
      { owner_role: 'technical-office', data: { count: 1, district: 'Kecamatan Timur' }, outcome: null, sample: true },
    ]);
    await database.app.inRegency(city, (tx) => say(tx, open, { landslide: 'absent' }));
    await screenCity(jobOf(), today);
    expect(await tasksOf('criteria-unsettled')).toMatchObject([{ outcome: 'done' }]);
    await database.app.inRegency(city, (tx) => say(tx, open, { landslide: 'possible' }));
    await screenCity(jobOf(), today);
    expect(await tasksOf('criteria-unsettled')).toMatchObject([{ outcome: 'done' }, { outcome: null }]);
  });

  test('finds a result that its facts do not give, tells the administrator once, and repairs nothing', async () => {
    expect(await screeningsThatDiffer(jobOf(), async () => undefined)).toEqual([]);
    await database.owner.query(
      `update assets.screening set outcome = 'pass', reasons = '[]' where asset_id = '${flooded}'`,
    );
    expect(await screeningsThatDiffer(jobOf(), async () => undefined)).toEqual([flooded]);
    for (const _ of [1, 2]) await tellOfDifferences(jobOf(), 1, today);
    expect(await tasksOf('screening-differs')).toMatchObject([{ owner_role: 'city-administrator', outcome: null }]);
    const { rows } = await database.owner.query(
      `select outcome from assets.screening where asset_id = '${flooded}' and use = 'new_building'`,
    );
    expect(rows).toEqual([{ outcome: 'pass' }]);
    await screenCity(jobOf(), today);
    expect(await screeningsThatDiffer(jobOf(), async () => undefined)).toEqual([]);
    await tellOfDifferences(jobOf(), 0, today);
    expect(await tasksOf('screening-differs')).toMatchObject([{ outcome: 'done' }]);
  });

  test('takes the city to a day on which a term is over, with the days before as they were', async () => {
    const lent = { name: 'Tanah Disewa', currentUse: 'used_by_others', usedUntil: '2025-11-30', villageId: timur };
    const lot = await database.app.inRegency(city, async (tx) => {
      const id = await addLot(tx, lent);
      await say(tx, id, allSettled);
      return id;
    });
    const later = businessDate('2025-12-01');
    await screenCity(jobOf(), later);
    await database.app.inRegency(city, async (tx) => {
      const { rows } = await sql`
        select outcome, valid_from, valid_to from assets.screening where asset_id = ${lot} and use = 'new_building' order by valid_from
      `.execute(tx);
      expect(rows).toEqual([
        { outcome: 'fail', validFrom: today, validTo: later },
        { outcome: 'unknown', validFrom: later, validTo: null },
      ]);
    });
  });
});

describe('screening the whole city by hand', () => {
  test('is for who runs the match', async () => {
    expect(await ask('lurah', '/screenings/runs', {})).toMatchObject({ status: 403 });
    const screenAll = () =>
      http.app.inject({
        ...{ method: 'POST', url: '/api/regencies/99.01/screenings/runs' },
        headers: { who: 'bkad', 'sec-fetch-site': 'same-origin' },
      });
    const { runId } = (await screenAll()).json();
    expect(runId).toEqual(expect.any(String));
    expect((await screenAll()).json(), 'while that runs, a second click starts nothing').toEqual({ runId });
  });
});
