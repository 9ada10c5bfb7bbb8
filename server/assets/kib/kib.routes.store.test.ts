import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { regencyId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Http } from '../../platform/http/http.ts';
import { testHttp } from '../../platform/http/testing/test-http.ts';
import { installQueue } from '../../platform/jobs/queue.ts';
import { startJobs } from '../../platform/jobs/start-jobs.ts';
import { testTasks } from '../../platform/jobs/testing/sample-tasks.ts';
import { openInbox } from '../../platform/spreadsheets/inbox.ts';
import * as reference from '../../reference/public.ts';
import { kibProblemWords } from '../../words.ts';
import { kibTasks } from './kib.jobs.ts';
import { kibRoutes } from './kib.routes.ts';
import { kibMegabytesMax } from './kib.schema.ts';
import { csvOf, kibA } from './testing/kib-samples.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');
let here: Reach;
let http: Http;
let folder = '';
let stopJobs: () => Promise<void>;
beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  await installQueue(db.ownerUrl);
  const regency = await reference.findRegencyByCode(db.app.central, '64.71', today);
  here = { regencyId: regency?.id ?? regencyId(1), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  folder = await mkdtemp(join(tmpdir(), 'kib-routes-'));
  const inbox = await openInbox(folder);
  http = await testHttp(db.app, actorNamed);
  await kibRoutes(http, { inbox, sentence: kibProblemWords });
  await http.app.ready();
  stopJobs = startJobs({
    ...{ url: db.urlAs('lumbung_jobs'), app: db.app, timed: [], regencies: async () => [], note: () => undefined },
    // What others do after an import is theirs to test.
    tasks: {
      ...testTasks({ 'assets/examine': async () => undefined, 'assets/screen': async () => undefined }),
      ...kibTasks(inbox),
    },
  });
}, 30_000);
afterAll(async () => {
  await stopJobs();
  await http.app.close();
  await rm(folder, { recursive: true });
});

function actorNamed(userId: string): Actor {
  const reach = userId === 'elsewhere' ? { ...here, regencyId: regencyId(18) } : here;
  const permissions = new Set(userId === 'mayor' ? ['asset.read'] : ['asset.import']);
  return { userId, grantId: newId<'grant'>(), role: 'tester', permissions, reach, today, onBehalf: false };
}

const base = '/api/regencies/64.71/assets/kib-imports';
const good = csvOf(kibA([{ register: '0001' }, { register: '' }]));
const ask = async (
  method: 'GET' | 'POST',
  path: string,
  { who = 'rahma', payload }: { who?: string; payload?: object | Buffer } = {},
) => {
  const type = Buffer.isBuffer(payload) ? { 'content-type': 'text/csv' } : {};
  const answer = await http.app.inject({
    method,
    url: `${base}${path}`,
    headers: { who, 'sec-fetch-site': 'same-origin', ...type },
    ...(payload && { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: isJson ? answer.json<Record<string, unknown>>() : {}, answer };
};
const send = (payload: Buffer, { id = newId<'kib-import'>() as string, who = 'rahma', more = '' } = {}) =>
  ask('POST', `?id=${id}&fileName=kib.csv&asOf=2025-11-26${more}`, { who, payload });
const untilState = (id: string, state: string) =>
  expect.poll(async () => (await ask('GET', `/${id}`)).body['state'], { timeout: 30_000 }).toBe(state);

async function checked(payload = good): Promise<string> {
  const id = newId<'kib-import'>();
  expect((await send(payload, { id })).status).toBe(200);
  await untilState(id, 'checked');
  return id;
}

describe('through the front door', { timeout: 60_000 }, () => {
  test('a register is laid down, looked at row by row, taken, and what is wrong comes back; the file is gone from the inbox', async () => {
    const id = await checked();
    expect(await readdir(folder)).toEqual([]);
    expect((await ask('GET', `/${id}`)).body['counts']).toMatchObject({ rows: 2, new: 1, wrong: 1 });
    const wrong = await ask('GET', `/${id}/rows?which=wrong`);
    expect(wrong.body['rows']).toMatchObject([{ line: 11, problems: [{ kind: 'register-missing', column: 'D' }] }]);
    expect((await ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } })).status).toBe(200);
    await untilState(id, 'taken');
    const sheet = await ask('GET', `/${id}/error-sheet.xlsx`);
    expect(sheet.answer.headers['content-disposition']).toContain('perbaikan-kib-a.xlsx');
    expect(sheet.answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } })).body['type']).toBe(
      'assets/kib-import-not-fit',
    );
    const { rows } = await db.owner.query('select action from audit.entry where subject_id = $1', [id]);
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      'assets/add-kib-import',
      'assets/start-kib-import',
      'assets/take-kib-import',
    ]);
    expect((await ask('GET', '')).body['rows']).toMatchObject([{ id, state: 'taken', isMine: true }]);
  });

  test('sent twice it is one import; another content or another person under its id is refused', async () => {
    const id = newId<'kib-import'>();
    const first = await send(good, { id });
    expect((await send(good, { id })).body).toEqual(first.body);
    expect((await send(csvOf(kibA([{ register: '9' }])), { id })).body['type']).toBe('assets/kib-import-id-reused');
    expect((await send(good, { id, who: 'budi' })).body['type']).toBe('assets/kib-import-id-reused');
    await untilState(id, 'checked');
  });

  test('two at once that bring the same things: one registers them, the other is compared again', async () => {
    const same = csvOf(kibA(['0801', '0802'].map((register) => ({ register, name: `Kebun ${register}` }))));
    const [first, second] = [await checked(same), await checked(same)];
    await Promise.all([first, second].map((id) => ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } })));
    const states = async () =>
      (await Promise.all([first, second].map(async (id) => (await ask('GET', `/${id}`)).body['state']))).toSorted();
    await expect.poll(states, { timeout: 30_000 }).toEqual(['checked', 'taken']);
    const { rows } = await db.owner.query(
      "select count(*)::integer as n from assets.asset where register in ('0801', '0802')",
    );
    expect(rows).toEqual([{ n: 2 }]);
    const left = (await ask('GET', `/${first}`)).body['state'] === 'checked' ? first : second;
    await expect
      .poll(async () => (await ask('GET', `/${left}`)).body['counts'], { timeout: 30_000 })
      .toMatchObject({ new: 0, unchanged: 2 });
  });

  test('what nobody takes is called off: its rows go, its line stays, nothing of it is taken any more', async () => {
    const id = await checked(csvOf(kibA([{ register: '0601' }, { register: '' }])));
    const rowsLeft = async () =>
      (await db.owner.query('select from assets.kib_row where import_id = $1', [id])).rowCount;
    expect(await rowsLeft()).toBe(2);
    expect((await ask('POST', `/${id}/calling-off`, { who: 'budi' })).status).toBe(200);
    expect(await rowsLeft()).toBe(0);
    const { body } = await ask('GET', `/${id}`);
    expect(body).toMatchObject({ state: 'called_off', leftAt: expect.any(String), keptUntil: null });
    const notFit = { type: 'assets/kib-import-not-fit' };
    expect((await ask('POST', `/${id}/calling-off`)).body).toMatchObject(notFit);
    expect((await ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } })).body).toMatchObject(notFit);
    expect((await ask('GET', `/${id}/error-sheet.xlsx`)).body).toMatchObject(notFit);
    const audited = await db.owner.query('select user_id from audit.entry where subject_id = $1 and action = $2', [
      ...[id, 'assets/call-off-kib-import'],
    ]);
    expect(audited.rows).toEqual([{ user_id: 'budi' }]);
  });

  test('called off while it is being taken, or after, it stays as it is', async () => {
    const id = await checked(csvOf(kibA([{ register: '0602' }])));
    const other = await db.owner.connect();
    await other.query(`begin; select from assets.kib_import where id = '${id}' for update`);
    expect((await ask('POST', `/${id}/calling-off`)).body['type']).toBe('assets/kib-import-not-fit');
    await other.query('rollback');
    other.release();
    await ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } });
    await untilState(id, 'taken');
    expect((await ask('POST', `/${id}/calling-off`)).body['type']).toBe('assets/kib-import-not-fit');
  });

  test('an upload without end is answered while it is still being sent', async () => {
    const address = await http.app.listen({ port: 0, host: '127.0.0.1' });
    const sending = request(`${address}${base}?id=${newId<'kib-import'>()}&fileName=kib.xlsx&asOf=2025-11-26`, {
      method: 'POST',
      headers: { who: 'rahma', 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
    });
    sending.on('error', () => undefined); // the connection ends with the answer
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    let sent = 0;
    const megabyte = Buffer.alloc(1024 * 1024, 'PK');
    const pour = () => {
      for (let more = true; more && sent < 2_048; sent += 1) more = sending.write(megabyte);
    };
    sending.on('drain', pour);
    pour();
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    expect(await json(response)).toMatchObject({ type: 'assets/kib-file-too-large', megabytesMax: kibMegabytesMax });
    sending.destroy();
    expect(sent, 'megabytes sent by then').toBeLessThan(200);
    expect(sent).toBeGreaterThan(kibMegabytesMax);
    expect((await readdir(folder)).filter((name) => name.startsWith('draft'))).toEqual([]);
  });

  test('what is too large is refused as soon as it is, and not kept', async () => {
    const { status, body } = await send(Buffer.alloc((kibMegabytesMax + 1) * 1024 * 1024, 'a'));
    expect([status, body['type']]).toEqual([413, 'assets/kib-file-too-large']);
    expect((await readdir(folder)).filter((name) => name.startsWith('draft'))).toEqual([]);
  });

  test('what cannot be read says why and cannot be taken', async () => {
    const id = newId<'kib-import'>();
    await send(Buffer.from('%PDF-1.7'), { id });
    await untilState(id, 'refused');
    expect((await ask('GET', `/${id}`)).body['refused']).toEqual({ kind: 'not-a-spreadsheet' });
    expect((await ask('POST', `/${id}/taking`, { payload: { withDoubtful: false } })).body['type']).toBe(
      'assets/kib-import-not-fit',
    );
    expect((await ask('GET', `/${id}/error-sheet.xlsx`)).body['type']).toBe('assets/kib-import-not-fit');
  });

  test('past imports go on behind the last one seen; a cursor nobody gave is refused', async () => {
    const [older, newer] = [await checked(), await checked()];
    expect((await ask('GET', '?limit=1')).body).toMatchObject({ rows: [{ id: newer }], next: newer });
    expect((await ask('GET', `?limit=1&after=${newer}`)).body['rows']).toMatchObject([{ id: older }]);
    expect((await ask('GET', `?after=${newId()}`)).body['rows']).toEqual([]);
    expect((await ask('GET', '?after=2026-01-01%20zz')).status).toBe(400);
  });

  test('who may not import is refused each call; of another city there is nothing', async () => {
    const id = await checked(csvOf(kibA([{ register: '0700' }])));
    const calls: ['GET' | 'POST', string, object?][] = [
      ['GET', ''],
      ['GET', `/${id}`],
      ['GET', `/${id}/rows?which=new`],
      ['GET', `/${id}/error-sheet.xlsx`],
      ['POST', `/${id}/taking`, { withDoubtful: false }],
      ['POST', `/${id}/calling-off`],
    ];
    for (const [method, path, payload] of calls) {
      expect((await ask(method, path, { who: 'mayor', ...(payload && { payload }) })).status, `${method} ${path}`).toBe(
        403,
      );
      if (path !== '')
        expect((await ask(method, path, { who: 'elsewhere', ...(payload && { payload }) })).body['type']).toBe(
          'assets/kib-import-not-found',
        );
    }
    expect((await send(good, { who: 'mayor' })).status).toBe(403);
    expect((await ask('GET', '', { who: 'elsewhere' })).body['rows']).toEqual([]);
  });
});
