import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { businessDate, instant } from '../../kernel/business-date.ts';
import { type Id, regencyId, regionId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import { develop } from '../../platform/files/darkroom.ts';
import { insertOrigin, insertPhoto } from '../../platform/files/photo.store.ts';
import { photoOfPhone, png } from '../../platform/files/testing/images.ts';
import { openVault, type Vault } from '../../platform/files/vault.ts';
import type { Http } from '../../platform/http/http.ts';
import { testHttp } from '../../platform/http/testing/test-http.ts';
import { type AssetId, followAssets, insertAssets } from '../asset.store.ts';
import { listSurveysRoute } from './list-surveys.routes.ts';
import { surveyRoutes } from './survey.routes.ts';
import { photosMax, type SurveyDraft, type SurveyPhotoShown, type SurveyShown } from './survey.schema.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');
const [timur, barat] = [regionId(900_010), regionId(900_011)];
const city: Reach = { regencyId: regencyId(17), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const reaches: Record<string, Reach> = {
  dinas: city,
  lurahTimur: { ...city, scope: 'cooperatives', villageIds: [timur] },
  lurahBarat: { ...city, scope: 'cooperatives', villageIds: [barat] },
  elsewhere: { ...city, regencyId: regencyId(18) },
  board: { ...city, scope: 'cooperatives', villageIds: [timur] },
};

function actor(who: string): Actor {
  const reach = reaches[who] ?? city;
  const permissions = new Set(who === 'board' ? ['asset.read'] : ['asset.read', 'asset.survey']);
  return { userId: who, grantId: newId<'grant'>(), role: 'lurah', permissions, reach, today, onBehalf: false };
}

const inTimur = newId<'asset'>();
const inBarat = newId<'asset'>();
let folder = '';
let vault: Vault;
let http: Http;

beforeAll(async () => {
  await db.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (900001, 'province', null, 'Contoh', 'provinsi', null), (900002, 'regency', 900001, 'Contoh', 'kota', 'Asia/Makassar'),
      (900003, 'district', 900002, 'Contoh', 'kecamatan', null),
      (${timur}, 'village', 900003, 'Timur', 'kelurahan', null), (${barat}, 'village', 900003, 'Barat', 'kelurahan', null)`);
  await db.app.inRegency(city, (tx) =>
    insertAssets(
      tx,
      [inTimur, inBarat].map((id, n) => ({
        ...{ id, ownerKind: 'regency', object: 'land', villageId: [timur, barat][n] ?? null, name: `Tanah ${n}` },
        ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: `000${n}` },
        ...{ latitude: -1.24, longitude: 116.85, west: 116.85, east: 116.85, south: -1.24, north: -1.24 },
        ...{ sourceName: 'contoh', sourceDate: today, sample: true },
      })),
    ),
  );
  folder = await mkdtemp(join(tmpdir(), 'survey-'));
  vault = await openVault(folder);
  http = await testHttp(db.app, actor);
  listSurveysRoute(http);
  await surveyRoutes(http, vault);
  await http.app.ready();
});
afterAll(async () => {
  await http.app.close();
  await rm(folder, { recursive: true });
});

function draft(changes: Partial<SurveyDraft> = {}): SurveyDraft {
  return {
    id: newId<'survey'>(),
    surveyedOn: today,
    surveyedAt: instant('2025-11-27T01:30:00Z'),
    seenRevision: 1,
    attendees: [{ name: 'Siti', office: 'Kelurahan Timur' }],
    point: { latitude: -1.24, longitude: 116.85, accuracyM: 8 },
    currentUse: 'idle',
    remarks: 'Pagar roboh di sisi utara.',
    findings: [
      { id: newId<'observation'>(), subject: 'flood', word: 'occasional' },
      { id: newId<'observation'>(), subject: 'slope_percent', number: 4 },
    ],
    ...changes,
  };
}

const base = (asset: AssetId) => `/api/regencies/64.71/assets/${asset}`;
async function record(who: string, body: object, asset = inTimur) {
  const answer = await http.app.inject({
    method: 'POST',
    url: `${base(asset)}/surveys`,
    headers: { who },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json() };
}
async function addPhoto(
  who: string,
  content: Buffer,
  {
    asset = inTimur,
    survey = newId<'survey'>(),
    id = newId<'survey-photo'>(),
    ...query
  }: {
    asset?: AssetId;
    survey?: Id<'survey'>;
    id?: Id<'survey-photo'>;
    name?: string;
    latitude?: string;
  } = {},
) {
  const answer = await http.app.inject({
    method: 'POST',
    url: `${base(asset)}/surveys/${survey}/photos`,
    query: { name: 'foto.jpg', id, ...query },
    headers: { who, 'content-type': 'image/jpeg' },
    payload: content,
  });
  return { status: answer.statusCode, body: answer.json(), id };
}
async function get<T = unknown>(who: string, rest: string, asset = inTimur): Promise<{ status: number; body: T }> {
  const answer = await http.app.inject({ method: 'GET', url: `${base(asset)}${rest}`, headers: { who } });
  return { status: answer.statusCode, body: answer.json<T>() };
}
type Listed = { surveys: SurveyShown[]; loosePhotos: SurveyPhotoShown[] };
const listed = async (who = 'dinas', asset = inTimur) => (await get<Listed>(who, '/surveys', asset)).body;

/** What the job does, without its queue. */
async function developPhoto(sha256: string): Promise<void> {
  const developed = await develop(vault.pathOf(sha256), new AbortController().signal);
  await db.app.inRegency(city, async (tx) => {
    if (developed.origin) await insertOrigin(tx, sha256, developed.origin);
    await insertPhoto(tx, sha256, { state: 'unreadable', why: 'damaged' });
  });
}

describe('a survey', () => {
  test('is recorded with what was found, who was there and one trace without their names', async () => {
    const sent = draft();
    expect(await record('lurahTimur', sent)).toEqual({ status: 200, body: { id: sent.id, flags: [] } });
    expect((await listed()).surveys[0]).toMatchObject({
      id: sent.id,
      attendees: [{ name: 'Siti', office: 'Kelurahan Timur' }],
      point: { latitude: -1.24, longitude: 116.85, accuracyM: 8 },
      currentUse: 'idle',
      findings: [
        { subject: 'slope_percent', word: null, number: 4 },
        { subject: 'flood', word: 'occasional', number: null },
      ],
      recordedRole: 'lurah',
    });
    const { rows } = await db.owner.query(`select action, detail from audit.entry where subject_id = $1`, [sent.id]);
    expect(rows).toEqual([
      { action: 'assets/record-survey', detail: { assetId: inTimur, surveyedOn: today, findings: 2, flags: [] } },
    ]);
    const { rows: seen } = await db.owner.query(
      `select subject, observed_on::text, source_name, authority from assets.observation where survey_id = $1 order by subject`,
      [sent.id],
    );
    expect(seen).toEqual(
      ['flood', 'slope_percent'].map((subject) => ({
        subject,
        observed_on: today,
        source_name: 'survei lapangan',
        authority: 'lurah',
      })),
    );
  });

  test('sent twice, or twice at once, is one; other words under its id are refused', async () => {
    const sent = draft({ point: { latitude: -1.3, longitude: 116.85, accuracyM: 8 } });
    const [first, second] = await Promise.all([record('lurahTimur', sent), record('lurahTimur', sent)]);
    expect(first).toEqual(second);
    await db.owner.query('update assets.asset set revision = revision + 1 where id = $1', [inTimur]);
    expect(await record('lurahTimur', sent), 'the flags of the first time').toEqual(first);
    await db.owner.query('update assets.asset set revision = 1 where id = $1', [inTimur]);
    expect(first.body.flags).toEqual([{ kind: 'far-from-asset', metres: 6672 }]);
    expect((await listed()).surveys.filter(({ id }) => id === sent.id)).toHaveLength(1);
    expect((await record('lurahTimur', { ...sent, remarks: 'lain' })).body.type).toBe('assets/id-reused');
    expect((await record('dinas', sent, inBarat)).body.type).toBe('assets/id-reused');
  });

  test('of tomorrow, of long ago, of an asset changed since is recorded and says so; findings count from today at the latest', async () => {
    const ahead = draft({ surveyedOn: businessDate('2026-11-24'), seenRevision: 7 });
    expect((await record('lurahTimur', ahead)).body.flags).toEqual([{ kind: 'day-ahead' }, { kind: 'asset-changed' }]);
    const { rows } = await db.owner.query(
      'select distinct observed_on::text as day from assets.observation where survey_id = $1',
      [ahead.id],
    );
    expect(rows).toEqual([{ day: today }]);
    const late = await record('lurahTimur', draft({ surveyedOn: businessDate('2025-10-01') }));
    expect(late.body.flags).toEqual([{ kind: 'reported-late', days: 57 }]);
  });

  test.each([
    [
      'a value its subject cannot have',
      { findings: [{ id: newId(), subject: 'flood', word: 'deep' }] },
      'assets/value-impossible',
    ],
    [
      'a number where a word belongs',
      { findings: [{ id: newId(), subject: 'flood', number: 3 }] },
      'assets/value-impossible',
    ],
  ])('with %s is refused whole', async (_, changes, type) => {
    const sent = draft(changes as Partial<SurveyDraft>);
    expect((await record('lurahTimur', sent)).body.type).toBe(type);
    expect((await get('lurahTimur', `/surveys/${sent.id}/kept`)).body).toEqual({ survey: false, photoIds: [] });
  });

  test.each([
    ['nobody there', { attendees: [] }],
    ['a subject nobody sees on the ground', { findings: [{ id: newId(), subject: 'title', word: 'clear' }] }],
    ['a point in Africa', { point: { latitude: 0, longitude: 0, accuracyM: 5 } }],
    ['a member nobody asked for', { sample: true }],
    ['a moment that is none', { surveyedAt: '2025-13-45T99:00:00Z' }],
    ['twenty-one people', { attendees: Array.from({ length: 21 }, () => ({ name: 'a', office: 'b' })) }],
    ['remarks without end', { remarks: 'x'.repeat(2_001) }],
  ])('with %s is no survey', async (_, changes) => {
    expect((await record('lurahTimur', { ...draft(), ...changes })).status).toBe(400);
  });

  test('of a megabyte is not even read', async () => {
    expect((await record('lurahTimur', { ...draft(), remarks: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  test('is refused to who may only read, to the lurah of another kelurahan, for what does not exist, to strangers', async () => {
    expect((await record('board', draft())).status).toBe(403);
    expect((await record('lurahBarat', draft())).body.type).toBe('assets/not-found');
    expect((await record('elsewhere', draft())).body.type).toBe('assets/not-found');
    expect((await record('dinas', draft(), newId<'asset'>())).body.type).toBe('assets/not-found');
    const stranger = await http.app.inject({ method: 'POST', url: `${base(inTimur)}/surveys`, payload: draft() });
    expect(stranger.statusCode).toBe(401);
  });

  test('is shown to whoever acts there, and follows its asset into another kelurahan', async () => {
    const sent = draft();
    await record('dinas', sent, inBarat);
    await addPhoto('dinas', await png(9, 9), { asset: inBarat, survey: sent.id });
    const seen = async (who: string) => (await get<Listed>(who, '/surveys', inBarat)).status;
    expect([await seen('lurahBarat'), await seen('lurahTimur'), await seen('board')]).toEqual([200, 404, 404]);
    await db.app.inRegency(city, async (tx) => {
      await sql`update assets.asset set village_id = ${timur} where regency_id = 17 and id = ${inBarat}`.execute(tx);
      await followAssets(tx, [{ id: inBarat, villageId: timur }]);
    });
    const moved = (await listed('lurahTimur', inBarat)).surveys;
    expect(moved).toMatchObject([{ id: sent.id, photos: [{}] }]);
    expect(await seen('lurahBarat')).toBe(404);
    await db.app.inRegency(city, async (tx) => {
      await sql`update assets.asset set village_id = ${barat} where regency_id = 17 and id = ${inBarat}`.execute(tx);
      await followAssets(tx, [{ id: inBarat, villageId: barat }]);
    });
  });
});

describe('the sheet a form begins with', () => {
  test('says which asset, where, and what was last seen of it', async () => {
    expect((await get('lurahTimur', '/survey-sheet')).body).toMatchObject({
      id: inTimur,
      name: 'Tanah 0',
      object: 'land',
      point: { latitude: -1.24, longitude: 116.85 },
      revision: 1,
    });
    expect((await get('board', '/survey-sheet')).status).toBe(403);
    expect((await get('lurahBarat', '/survey-sheet')).status).toBe(404);
  });
});

describe('a photo of a survey', () => {
  test('may come before its survey, and finds it; one sent twice is one', async () => {
    const sent = draft();
    const content = await png(20, 20);
    const photo = await addPhoto('lurahTimur', content, { survey: sent.id });
    expect(photo.status).toBe(200);
    expect((await listed()).loosePhotos.map(({ id }) => id)).toContain(photo.id);
    expect((await addPhoto('lurahTimur', content, { survey: sent.id, id: photo.id })).status).toBe(200);
    expect((await get('lurahTimur', `/surveys/${sent.id}/kept`)).body).toEqual({ survey: false, photoIds: [photo.id] });
    await record('lurahTimur', sent);
    expect((await get('lurahTimur', `/surveys/${sent.id}/kept`)).body).toEqual({ survey: true, photoIds: [photo.id] });
    const now = await listed();
    expect(now.loosePhotos.map(({ id }) => id)).not.toContain(photo.id);
    expect(now.surveys.find(({ id }) => id === sent.id)?.photos).toMatchObject([
      { id: photo.id, shown: { state: 'waiting' } },
    ]);
    const { rows } = await db.owner.query('select action from audit.entry where subject_id = $1', [photo.id]);
    expect(rows).toEqual([{ action: 'assets/add-survey-photo' }]);
    expect((await addPhoto('lurahTimur', await png(21, 20), { survey: sent.id, id: photo.id })).body.type).toBe(
      'assets/id-reused',
    );
    expect((await addPhoto('lurahTimur', content, { id: photo.id })).body.type, 'of another survey').toBe(
      'assets/id-reused',
    );
  });

  test('taken elsewhere or on another day, or shown of another asset, is flagged to the city; others are told no place', async () => {
    const sent = draft();
    await record('lurahTimur', sent);
    const content = await photoOfPhone();
    const { id } = await addPhoto('lurahTimur', content, { survey: sent.id });
    await addPhoto('dinas', content, { asset: inBarat });
    const { rows } = await db.owner.query<{ sha256: string }>('select sha256 from assets.survey_photo where id = $1', [
      id,
    ]);
    await developPhoto(rows[0]?.sha256 ?? '');
    const photo = async (who: string) => (await listed(who)).surveys.find((each) => each.id === sent.id)?.photos[0];
    expect(await photo('dinas')).toMatchObject({
      shown: { state: 'unreadable', why: 'damaged' },
      origin: { cameraTime: '2025-11-20T09:12:33', camera: 'Contoh Ponsel 5' },
      flags: [
        { kind: 'photo-elsewhere', metres: 4577 },
        { kind: 'photo-other-day', day: '2025-11-20' },
        { kind: 'photo-of-another-asset' },
      ],
    });
    expect(await photo('lurahTimur')).toMatchObject({ origin: null, flags: [] });
    expect(await photo('board')).toMatchObject({ origin: null, flags: [] });
  });

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF\n'), {}, 'assets/not-a-photo'],
    ['an SVG', Buffer.from('<svg onload="alert(1)"/>'), {}, 'files/not-accepted'],
    [
      'more than 10 MB',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(10 * 1024 * 1024)]),
      {},
      'files/too-large',
    ],
    ['a name that is a path', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), { name: '../../foto.jpg' }, 'files/bad-name'],
  ])('that is %s is refused', async (_, content, query, type) => {
    expect((await addPhoto('lurahTimur', content, query)).body.type).toBe(type);
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
  });

  test('is refused to who may only read and to the lurah of another kelurahan, before it is read', async () => {
    const content = await png(22, 22);
    expect((await addPhoto('board', content)).status).toBe(403);
    expect((await addPhoto('lurahBarat', content)).body.type).toBe('assets/not-found');
    expect((await addPhoto('dinas', content, { asset: newId<'asset'>() })).body.type).toBe('assets/not-found');
    expect((await addPhoto('lurahTimur', content, { latitude: '48' })).status).toBe(400);
  });

  test('is shown where its asset is, and not under the name of another', async () => {
    const { id } = await addPhoto('lurahTimur', await png(23, 23));
    const way = `/photos/${id}?size=small`;
    expect((await get('board', way)).body).toMatchObject({ type: 'files/not-ready' });
    expect((await get('lurahBarat', way)).body).toMatchObject({ type: 'assets/photo-not-found' });
    expect((await get('dinas', way, inBarat)).body).toMatchObject({ type: 'assets/photo-not-found' });
    expect((await get('elsewhere', way)).status).toBe(404);
  });

  test(`is one of ${photosMax} at most`, async () => {
    const survey = newId<'survey'>();
    const content = await png(24, 24);
    const ids = Array.from({ length: photosMax }, () => newId<'survey-photo'>());
    for (const id of ids) expect((await addPhoto('lurahTimur', content, { survey, id })).status).toBe(200);
    expect((await addPhoto('lurahTimur', content, { survey })).body.type).toBe('assets/photos-full');
    expect((await addPhoto('lurahTimur', content, { survey, id: ids[0] ?? newId() })).status).toBe(200);
  });

  test('whose line is cut leaves nothing, and sent again is whole', async () => {
    const survey = newId<'survey'>();
    const content = await png(60, 60);
    const address = await http.app.listen({ port: 0, host: '127.0.0.1' });
    const id = newId<'survey-photo'>();
    const url = `${address}${base(inTimur)}/surveys/${survey}/photos?id=${id}&name=foto.png`;
    async function* cut() {
      yield content.subarray(0, 2_000);
      throw new Error('no signal');
    }
    const broken = fetch(url, {
      method: 'POST',
      headers: { who: 'lurahTimur' },
      body: ReadableStream.from(cut()),
      duplex: 'half',
    });
    await expect(broken).rejects.toThrow();
    await expect.poll(() => readdir(join(folder, 'drafts'))).toEqual([]);
    expect((await get('lurahTimur', `/surveys/${survey}/kept`)).body).toEqual({ survey: false, photoIds: [] });
    const whole = await fetch(url, { method: 'POST', headers: { who: 'lurahTimur' }, body: new Uint8Array(content) });
    expect(whole.status).toBe(200);
    expect((await get('lurahTimur', `/surveys/${survey}/kept`)).body).toEqual({ survey: false, photoIds: [id] });
  });
});

describe.each(['survey', 'survey_photo'])('row-level security of %s', (table) => {
  const as = (who: string, statement: string) =>
    db.rolledBack(reaches[who] ?? city, async (tx) => await sql.raw<{ n: number }>(statement).execute(tx));

  test('shows what lies in one kelurahan to who acts there only', async () => {
    const count = async (who: string) =>
      (await as(who, `select count(*)::integer as n from assets.${table}`)).rows[0]?.n ?? 0;
    const [all, ofTimur, ofBarat] = [await count('dinas'), await count('lurahTimur'), await count('lurahBarat')];
    expect([ofTimur > 0, ofBarat > 0, ofTimur + ofBarat]).toEqual([true, true, all]);
    expect(await count('elsewhere')).toBe(0);
  });

  test('lets nobody write into another kelurahan or city, or change or remove what was recorded', async () => {
    const copied = table === 'survey' ? 'surveyed_on, surveyed_at, attendees' : 'survey_id, sha256, bytes, name';
    const forge = (regency: number, village: number) =>
      `insert into assets.${table} (regency_id, id, asset_id, village_id, recorded_role, ${copied})
       select ${regency}, gen_random_uuid(), asset_id, ${village}, 'lurah', ${copied} from assets.${table} limit 1`;
    await expect(as('lurahTimur', forge(17, barat))).rejects.toMatchObject({ code: '42501' });
    await expect(as('lurahTimur', forge(18, timur))).rejects.toMatchObject({ code: '42501' });
    await expect(as('lurahTimur', `update assets.${table} set village_id = ${barat}`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(as('dinas', `update assets.${table} set recorded_role = 'x'`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(as('dinas', `delete from assets.${table}`)).rejects.toMatchObject({ code: '42501' });
    expect((await as('lurahTimur', forge(17, timur))).numAffectedRows, 'the control').toBe(1n);
  });
});
