import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import type { Http } from '../http/http.ts';
import { testHttp } from '../http/testing/test-http.ts';
import type { Job } from '../jobs/tasks.ts';
import { wholeRegency } from '../jobs/tasks.ts';
import { fileTasks } from './file.jobs.ts';
import { fileRoutes } from './file.routes.ts';
import type { FileShown } from './file.schema.ts';
import { originsOf } from './photo.store.ts';
import { bomb, photoOfPhone, png } from './testing/images.ts';
import { openVault, type Vault } from './vault.ts';

const db = testDatabase();
const city = wholeRegency(regencyId(17));
const manggar = newId<'cooperative'>();
const actors: Record<string, Reach> = {
  dinas: city,
  chair: { ...city, scope: 'cooperatives', cooperativeIds: [manggar] },
  elsewhere: wholeRegency(regencyId(18)),
};

function actor(who: string): Actor {
  const reach = actors[who] ?? city;
  const permissions = new Set(['file.add', 'file.read']);
  const about = { role: 'tester', today: businessDate('2025-11-27'), onBehalf: false };
  return { userId: who, grantId: newId<'grant'>(), permissions, reach, ...about };
}

let folder = '';
let vault: Vault;
let http: Http;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photos-'));
  vault = await openVault(folder);
  http = await testHttp(db.app, actor);
  const { config } = http;
  await fileRoutes(
    { ...http, config: { ...config, quota: { regencyBytes: 3_000_000, personBytes: 2_000_000 } } },
    vault,
  );
  await http.app.ready();
});
afterAll(async () => {
  await http.app.close();
  await rm(folder, { recursive: true });
});

async function add(
  who: string,
  content: Buffer,
  { id = newId<'file'>(), name = 'foto.jpg', declared = content.length } = {},
) {
  const answer = await http.app.inject({
    method: 'POST',
    url: '/api/regencies/64.71/files',
    query: { id, name, ...(who === 'chair' ? { cooperativeId: manggar } : {}) },
    headers: { who, 'content-type': 'image/jpeg', 'content-length': String(declared) },
    payload: content,
  });
  return { status: answer.statusCode, body: answer.json<FileShown & { type: string; megabytes: number }>() };
}
const get = (who: string, id: string, rest = '') =>
  http.app.inject({ method: 'GET', url: `/api/regencies/64.71/files/${id}${rest}`, headers: { who } });

/** What the machine would do with the outbox, without its queue. */
async function work(task: 'files/develop-photo' | 'files/develop-waiting', told: { sha256: string }): Promise<void> {
  const job: Job = {
    id: newId<'run'>(),
    regencyId: city.regencyId,
    doer: { role: 'machine' },
    inRegency: (inside) => db.app.inRegency(city, inside),
    progress: async () => undefined,
    signal: new AbortController().signal,
  };
  await fileTasks(vault)[task](told as never, job);
}
async function leftWork(): Promise<{ sha256: string }[]> {
  const { rows } = await db.owner.query<{ payload: { sha256: string } }>(
    `with gone as (delete from jobs.outbox where task = 'files/develop-photo' returning payload) select payload from gone`,
  );
  return rows.map(({ payload }) => payload);
}
async function developAll(): Promise<void> {
  for (const told of await leftWork()) await work('files/develop-photo', told);
}

describe('a photo', () => {
  let photo: FileShown;
  let original: Buffer;

  test('is acknowledged when its original is kept, and not shown yet', async () => {
    original = await photoOfPhone({ width: 800, height: 600 });
    photo = (await add('chair', original)).body;
    expect(await readFile(vault.pathOf(photo.sha256))).toEqual(original);
    for (const way of ['', '/photo', '/photo?size=small'])
      expect((await get('chair', photo.id, way)).json()).toMatchObject({ type: 'files/not-ready', status: 409 });
  });

  test('is then shown in two sizes as we made it, and never as it came', async () => {
    await developAll();
    const shown = await get('chair', photo.id, '/photo');
    expect(shown.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 600, height: 800 });
    const small = await get('chair', photo.id, '/photo?size=small');
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ width: 240, height: 320 });
    const saved = await get('chair', photo.id);
    expect(saved.headers['content-disposition']).toBe("attachment; filename*=UTF-8''foto.jpg.webp");
    for (const { rawPayload } of [shown, small, saved])
      expect(rawPayload.toString('latin1')).not.toMatch(/Exif|GPS|Ponsel|2025:11:20/);
    expect((await get('chair', photo.id, '/photo?size=original')).statusCode).toBe(400);
  });

  test('tells where and when it was taken to who works for the city, and to nobody else', async () => {
    const seen = (who: string) => db.app.inRegency(actors[who] ?? city, (tx) => originsOf(tx, [photo.sha256]));
    expect((await seen('dinas')).get(photo.sha256)).toEqual({
      latitude: expect.closeTo(-1.275, 5),
      longitude: expect.closeTo(116.8283, 4),
      cameraTime: '2025-11-20T09:12:33',
      cameraOffset: '+08:00',
      camera: 'Contoh Ponsel 5',
    });
    expect([(await seen('chair')).size, (await seen('elsewhere')).size]).toEqual([0, 0]);
  });

  test('is shown to nobody who may not see its file', async () => {
    expect((await get('elsewhere', photo.id, '/photo')).statusCode).toBe(404);
    expect(
      (await get('dinas', (await add('dinas', Buffer.from('%PDF-1.7\n%%EOF\n'))).body.id, '/photo')).statusCode,
    ).toBe(404);
  });

  test('of the same content is made once, and the same work twice changes nothing', async () => {
    const twin = await add('dinas', original);
    expect(await leftWork()).toEqual([]);
    expect((await get('dinas', twin.body.id, '/photo')).statusCode).toBe(200);
    await work('files/develop-photo', { sha256: photo.sha256 });
    const { rows } = await db.owner.query('select count(*)::integer as n from platform.photo where sha256 = $1', [
      photo.sha256,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('an image that cannot be shown (S29)', () => {
  test.each([
    ['that is not one', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900, 3)]), 'damaged'],
    ['of 196 million pixels', bomb(), 'too-many-pixels'],
  ])('%s is kept, and says so', async (_, content, why) => {
    const { status, body } = await add('dinas', content);
    expect(status).toBe(200);
    await developAll();
    expect((await get('dinas', body.id, '/photo')).json()).toMatchObject({
      type: 'files/unreadable',
      status: 422,
      why,
    });
    expect((await get('dinas', body.id)).json()).toMatchObject({ type: 'files/unreadable', why });
    expect(await readFile(vault.pathOf(body.sha256))).toEqual(content);
  });

  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    [
      'a JPEG that is also a page',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')]),
    ],
  ])('%s is not even taken', async (_, content) => {
    expect((await add('dinas', content)).body.type).toBe('files/not-accepted');
  });

  test.each(['../foto.jpg', 'a/../../b.jpg', '..\\b.jpg'])('nor under the name %s', async (name) => {
    expect((await add('dinas', await png(4, 4), { name })).body.type).toBe('files/bad-name');
  });
});

describe('a photo whose job gave up', () => {
  test('is taken up again at night', async () => {
    const { body } = await add('dinas', await png(30, 20));
    await leftWork();
    await work('files/develop-waiting', { sha256: '' });
    expect(await leftWork(), 'not within the hour').toEqual([]);
    await db.owner.query(
      `update platform.content set received_at = received_at - interval '2 hours' where sha256 = $1`,
      [body.sha256],
    );
    await work('files/develop-waiting', { sha256: '' });
    expect(await leftWork()).toEqual([{ sha256: body.sha256 }]);
  });
});

describe('a day brings only so much', () => {
  const upload = async (who: string, size: number, declared?: number, id?: Id<'file'>) => {
    const content = Buffer.concat([
      Buffer.from(`%PDF-1.7\n${newId()}`),
      Buffer.alloc(size - 51, 1),
      Buffer.from('\n%%EOF'),
    ]);
    return await add(who, content, { ...(id ? { id } : {}), ...(declared === undefined ? {} : { declared }) });
  };

  test('from one person, and to one city; yesterday counts no more, and what is here already counts nothing', async () => {
    await db.owner.query(`update platform.content set received_at = received_at - interval '2 days'`);
    const id = newId<'file'>();
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_200_000, 1), Buffer.from('\n%%EOF')]);
    expect((await add('budi', content, { id })).status).toBe(200);
    expect(await upload('budi', 900_000)).toMatchObject({
      status: 429,
      body: { type: 'files/quota-of-person', megabytes: 2 },
    });
    expect((await add('budi', content, { id, declared: 0 })).status, 'sent again after a lost answer').toBe(200);
    expect((await upload('rahma', 1_500_000)).status).toBe(200);
    expect(await upload('wati', 400_000)).toMatchObject({
      status: 429,
      body: { type: 'files/quota-of-city', megabytes: 3 },
    });
    expect((await upload('elsewhere', 400_000)).status, 'another city').toBe(200);
    await db.owner.query(`update platform.content set received_at = received_at - interval '25 hours'`);
    expect((await upload('wati', 400_000)).status).toBe(200);
  });

  test('counted so that two at once do not both fit into the last place', async () => {
    await db.owner.query(`update platform.content set received_at = received_at - interval '2 days'`);
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload('siti', 900_000, 0)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429]);
  });
});

describe('row-level security', () => {
  const sha256 = 'ab'.repeat(32);
  const inserts = {
    content: `insert into platform.content (regency_id, sha256, bytes, media_type, received_at) values (18, '${sha256}', 1, 'image/png', now())`,
    photo: `insert into platform.photo (regency_id, sha256, unreadable, developed_at) values (18, '${sha256}', 'damaged', now())`,
    photo_origin: `insert into platform.photo_origin (regency_id, sha256, recorded_at) values (18, '${sha256}', now())`,
  } as const;

  test.each(Object.entries(inserts))(
    'lets nobody write %s of another city, or change or remove any',
    async (table, insert) => {
      const tried = (statement: string, reach: Reach = city) =>
        db.rolledBack(reach, (tx) => sql.raw(statement).execute(tx));
      await expect(tried(insert)).rejects.toMatchObject({ code: '42501' });
      await expect(tried(`update platform.${table} set regency_id = 18`)).rejects.toMatchObject({ code: '42501' });
      await expect(tried(`delete from platform.${table}`)).rejects.toMatchObject({ code: '42501' });
      await db.rolledBack(wholeRegency(regencyId(19)), async (tx) => {
        expect((await sql.raw(`select from platform.${table}`).execute(tx)).rows).toEqual([]);
      });
    },
  );

  test('lets only the city and its machine say where a photo was taken', async () => {
    const forged = inserts.photo_origin.replace('18', '17');
    const chair = actors.chair ?? city;
    await expect(db.rolledBack(chair, (tx) => sql.raw(forged).execute(tx))).rejects.toMatchObject({ code: '42501' });
  });
});
