import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import type { Http } from '../http/http.ts';
import { testHttp } from '../http/testing/test-http.ts';
import { fileRoutes } from './file.routes.ts';
import { bytesMax, type FileShown } from './file.schema.ts';
import { openVault } from './vault.ts';

const db = testDatabase();
const manggar = newId<'cooperative'>();
const damai = newId<'cooperative'>();

type Who = 'dinas' | 'chairManggar' | 'chairDamai' | 'dinasElsewhere' | 'member';
const actors: Record<Who, Actor> = {
  dinas: actor({ scope: 'regency' }),
  chairManggar: actor({ cooperativeIds: [manggar] }),
  chairDamai: actor({ cooperativeIds: [damai] }),
  dinasElsewhere: actor({ scope: 'regency', regencyId: regencyId(18) }),
  member: { ...actor({ cooperativeIds: [manggar] }), permissions: new Set() },
};

function actor(reach: Partial<Actor['reach']>): Actor {
  return {
    userId: 'user-uji',
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(['file.add', 'file.read']),
    reach: { regencyId: regencyId(17), scope: 'cooperatives', cooperativeIds: [], knownCooperativeIds: [], ...reach },
    today: businessDate('2025-11-27'),
    onBehalf: false,
  };
}

let folder = '';
let http: Http;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  http = await testHttp(db.app, (who) => actors[who as Who]);
  await fileRoutes(http, await openVault(folder));
  await http.app.ready();
});
afterAll(async () => {
  await http.app.close();
  await rm(folder, { recursive: true });
});

const pdf = Buffer.from('%PDF-1.7\nakta pendirian\n%%EOF\n');
const other = Buffer.from('%PDF-1.7\nakta lain\n%%EOF\n');

async function add(
  who: Who,
  query: { id?: Id<'file'>; name?: string; cooperativeId?: string },
  content = pdf,
  contentType = 'application/pdf',
) {
  const answer = await http.app.inject({
    method: 'POST',
    url: '/api/regencies/64.71/files',
    query: { id: newId(), name: 'akta.pdf', ...query },
    headers: { who, 'content-type': contentType },
    payload: content,
  });
  return { status: answer.statusCode, body: answer.json<FileShown & { type: string }>() };
}
const get = (who: Who, id: string) =>
  http.app.inject({ method: 'GET', url: `/api/regencies/64.71/files/${id}`, headers: { who } });

describe('adding a file', () => {
  test('keeps it for its cooperative and leaves one trace without the name', async () => {
    const { status, body } = await add('chairManggar', { cooperativeId: manggar });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { mediaType: 'application/pdf', bytes: pdf.length, name: 'akta.pdf' },
    });
    const { rows } = await db.owner.query(
      'select user_id, cooperative_id, detail from audit.entry where subject_id = $1',
      [body.id],
    );
    expect(rows).toEqual([
      {
        user_id: 'user-uji',
        cooperative_id: manggar,
        detail: { bytes: pdf.length, mediaType: 'application/pdf', sha256: body.sha256 },
      },
    ]);
  });

  test('twice with the same id is one file; another content or name under that id is refused', async () => {
    const id = newId<'file'>();
    const first = await add('dinas', { id });
    expect(await add('dinas', { id })).toEqual(first);
    expect((await add('dinas', { id }, other)).body.type).toBe('files/id-reused');
    expect((await add('dinas', { id, name: 'lain.pdf' })).body.type).toBe('files/id-reused');
    expect((await add('dinasElsewhere', { id })).status).toBe(200); // ids are per regency
  });

  test('goes by the bytes, whatever the content type says', async () => {
    expect((await add('dinas', {}, pdf, 'application/json')).body.mediaType).toBe('application/pdf');
    expect(await add('dinas', {}, Buffer.from('<svg onload="alert(1)"/>'), 'image/png')).toMatchObject({
      status: 422,
      body: { type: 'files/not-accepted' },
    });
    expect((await add('dinas', {}, Buffer.alloc(0))).body.type).toBe('files/not-accepted');
  });

  test('the largest is taken, one byte more is refused and not kept', async () => {
    const padded = (size: number) =>
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 15, 1), Buffer.from('\n%%EOF')]);
    expect((await add('dinas', {}, padded(bytesMax))).status).toBe(200);
    expect(await add('dinas', {}, padded(bytesMax + 1))).toMatchObject({
      status: 413,
      body: { type: 'files/too-large' },
    });
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
  });

  test.each(['../../etc/passwd', 'surat\u202efdp.exe'])('under the name %j is refused', async (name) => {
    expect(await add('dinas', { name })).toMatchObject({ status: 422, body: { type: 'files/bad-name' } });
  });

  test('to what one does not work for, or without the permission, is refused', async () => {
    expect((await add('chairManggar', { cooperativeId: damai })).body.type).toBe('files/out-of-reach');
    expect((await add('chairManggar', {})).body.type).toBe('files/out-of-reach');
    expect((await add('member', { cooperativeId: manggar })).status).toBe(403);
  });
});

describe('getting a file', () => {
  test('hands it out to be saved, in a sandbox, under a name with its true ending', async () => {
    const { body } = await add('dinas', { name: "akta (salinan) d'Aceh.exe" });
    const answer = await get('dinas', body.id);
    expect(answer.rawPayload).toEqual(pdf);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''akta%20%28salinan%29%20d%27Aceh.exe.pdf",
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  test('of another cooperative, of the city or of another regency: nothing here', async () => {
    const { body: ofManggar } = await add('chairManggar', { cooperativeId: manggar });
    const { body: ofCity } = await add('dinas', {});
    const seen = async (who: Who, id: string) => (await get(who, id)).statusCode;
    expect([await seen('chairManggar', ofManggar.id), await seen('dinas', ofManggar.id)]).toEqual([200, 200]);
    expect([await seen('chairDamai', ofManggar.id), await seen('dinasElsewhere', ofManggar.id)]).toEqual([404, 404]);
    expect([await seen('chairManggar', ofCity.id), await seen('dinasElsewhere', ofCity.id)]).toEqual([404, 404]);
    expect(await seen('member', ofManggar.id)).toBe(403);
  });
});
