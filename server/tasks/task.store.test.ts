import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cooperatives from '../cooperatives/public.ts';
import type { Actor, Reach } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Http } from '../platform/http/http.ts';
import { testHttp } from '../platform/http/testing/test-http.ts';
import * as reference from '../reference/public.ts';
import { open, type TaskWanted } from './open-and-settle.command.ts';
import { taskRoutes } from './task.routes.ts';
import type { TaskShown } from './task.schema.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');

type Who = 'dinasHead' | 'bkad' | 'lurahManggar' | 'auditor' | 'dinasElsewhere';
let actors: Record<Who, Actor>;
let http: Http;
let manggar: Id<'cooperative'>;
let damai: Id<'cooperative'>;

beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const here = present(await reference.findRegencyByCode(db.app.central, '64.71', today), 'Balikpapan').id;
  const city: Reach = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  await db.app.inRegency(city, async (tx) => {
    const villages = await reference.villagesOf(tx, here, today);
    await cooperatives.foundCooperatives(tx, { role: 'machine' }, villages, businessDate('2025-07-07'));
    const register = await cooperatives.registerOn(tx, today);
    const idOf = (name: string) =>
      present(register.find((line) => line.villages[0]?.name === name)?.id, `the cooperative of ${name}`);
    manggar = idOf('Manggar');
    damai = idOf('Damai');
    await open(tx, { role: 'machine' }, [
      wanted('Ukur lahan', 'bkad-officer', '2025-11-15', '2025-11-26', manggar),
      wanted('Lengkapi berkas', 'lurah', '2025-11-18', undefined, manggar),
      wanted('Siapkan tempat', 'lurah', '2025-11-20', '2025-12-20', damai),
      wanted('Paraf SK', 'dinas-head', '2025-11-24', '2025-11-28'),
      wanted('Laporan ke Wali Kota', 'dinas-head', '2025-11-28', '2025-11-28'),
    ]);
  });
  const whole = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] } as const;
  const own = { ...whole, scope: 'cooperatives', cooperativeIds: [manggar], knownCooperativeIds: [manggar] } as const;
  actors = {
    dinasHead: actor('dinas-head', whole, ['task.read', 'task.settle', 'task.assign']),
    bkad: actor('bkad-officer', whole, ['task.read', 'task.settle']),
    lurahManggar: actor('lurah', own, ['task.read', 'task.settle']),
    auditor: actor('auditor', whole, ['task.read']),
    dinasElsewhere: actor('dinas-head', { ...whole, regencyId: regencyId(18) }, ['task.read', 'task.settle']),
  };
  http = await testHttp(db.app, (who) => actors[who as Who]);
  taskRoutes(http);
  await http.app.ready();
}, 30_000);
afterAll(() => http.app.close());

function wanted(
  title: string,
  ownerRole: string,
  openedOn: string,
  dueOn?: string,
  cooperativeId?: Id<'cooperative'>,
): TaskWanted {
  return {
    kind: 'task-force-action',
    title,
    ownerRole,
    openedOn: businessDate(openedOn),
    origin: { kind: 'taskforce/decision', id: newId<'decision'>() },
    ...(dueOn !== undefined && { dueOn: businessDate(dueOn) }),
    ...(cooperativeId !== undefined && { cooperativeId }),
  };
}

function actor(role: string, reach: Reach, permissions: string[]): Actor {
  return {
    userId: `user-${role}`,
    grantId: newId<'grant'>(),
    role,
    permissions: new Set(permissions),
    reach,
    today,
    onBehalf: false,
  };
}

async function ask(who: Who, path: string, body?: object) {
  const answer = await http.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/regencies/64.71/tasks${path}`,
    headers: { who, 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}

async function list(who: Who, query = ''): Promise<TaskShown[]> {
  const { status, body } = await ask(who, query);
  expect(status).toBe(200);
  expect(body.total).toBe(body.rows.length);
  return body.rows;
}
const titles = async (who: Who, query = '') => (await list(who, query)).map((task) => task.title);

describe('what waits', () => {
  test('stands the longest first, whether late or not, with its days; what opens tomorrow does not wait yet', async () => {
    const rows = await list('dinasHead');
    expect(rows.map(({ title, daysWaiting, urgency }) => [title, daysWaiting, urgency])).toEqual([
      ['Ukur lahan', 12, 'late'],
      ['Lengkapi berkas', 9, 'waiting'],
      ['Siapkan tempat', 7, 'waiting'],
      ['Paraf SK', 3, 'due_soon'],
    ]);
  });

  test('as of a past day is what waited then, counted from that day, and nothing can be done about it', async () => {
    const rows = await list('dinasHead', '?asOf=2025-11-19');
    expect(rows.map(({ title, daysWaiting, urgency }) => [title, daysWaiting, urgency])).toEqual([
      ['Ukur lahan', 4, 'waiting'],
      ['Lengkapi berkas', 1, 'waiting'],
    ]);
    expect(rows.flatMap(({ actions }) => actions)).toEqual([]);
    expect(await titles('dinasHead', '?asOf=2025-11-14')).toEqual([]);
  });

  test('is narrowed by role, by cooperative and to what is mine', async () => {
    expect(await titles('dinasHead', '?ownerRole=lurah')).toEqual(['Lengkapi berkas', 'Siapkan tempat']);
    expect(await titles('dinasHead', `?cooperativeId=${damai}`)).toEqual(['Siapkan tempat']);
    expect(await titles('dinasHead', '?mine=true')).toEqual(['Paraf SK']);
  });

  test('pages by key: every task once, in order, with the whole number on each page', async () => {
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 4; page++) {
      const { body } = await ask('dinasHead', `?limit=1${after}`);
      expect(body.total).toBe(4);
      seen.push(body.rows[0].title);
      after = `&after=${body.next}`;
      expect(body.next === null).toBe(page === 3);
    }
    expect(seen).toEqual(['Ukur lahan', 'Lengkapi berkas', 'Siapkan tempat', 'Paraf SK']);
  });

  test('a lurah sees what concerns his own kelurahan, and another city sees nothing', async () => {
    expect(await titles('lurahManggar')).toEqual(['Ukur lahan', 'Lengkapi berkas']);
    expect(await titles('dinasElsewhere')).toEqual([]);
  });
});

describe('one task', () => {
  test('says who must do what by when, where it comes from, and what the reader may do', async () => {
    const [task] = await list('dinasHead', '?ownerRole=bkad-officer');
    const { body } = await ask('bkad', `/${task?.id}`);
    expect(body).toMatchObject({
      title: 'Ukur lahan',
      ownerRole: 'bkad-officer',
      openedOn: '2025-11-15',
      dueOn: '2025-11-26',
      origin: { kind: 'taskforce/decision' },
      cooperative: { id: manggar },
      actions: ['settle'],
    });
    expect((await ask('dinasHead', `/${task?.id}`)).body.actions).toEqual(['settle', 'remind']);
    expect((await ask('auditor', `/${task?.id}`)).body.actions).toEqual([]);
  });

  test("of another kelurahan is not there for a lurah, by its id either; nor another city's", async () => {
    const [task] = await list('dinasHead', `?cooperativeId=${damai}`);
    for (const who of ['lurahManggar', 'dinasElsewhere'] as const) {
      const { status, body } = await ask(who, `/${task?.id}`);
      expect([status, body.type]).toEqual([404, expect.stringContaining('tasks/not-found')]);
    }
  });
});

describe('settling', () => {
  test('another role cannot, the owner can, once; after it the task still waits as of the day before', async () => {
    const [task] = await list('dinasHead', '?ownerRole=bkad-officer');
    const settlement = { outcome: 'done', note: 'Sudah diukur' };
    const refused = await ask('lurahManggar', `/${task?.id}/settlement`, settlement);
    expect([refused.status, refused.body.type]).toEqual([403, expect.stringContaining('tasks/not-yours')]);
    expect((await ask('bkad', `/${task?.id}/settlement`, settlement)).status).toBe(204);
    const again = await ask('bkad', `/${task?.id}/settlement`, { ...settlement, note: 'Batal' });
    expect([again.status, again.body.type]).toEqual([409, expect.stringContaining('tasks/already-settled')]);

    expect(await titles('bkad')).not.toContain('Ukur lahan');
    const [settled] = await list('bkad', '?settled=true');
    expect(settled).toMatchObject({ title: 'Ukur lahan', outcome: 'done', note: 'Sudah diukur', daysWaiting: 12 });
    const [before] = await list('bkad', '?asOf=2025-11-26');
    expect(before).toMatchObject({ title: 'Ukur lahan', settledOn: null, outcome: null, note: null, daysWaiting: 11 });
    expect(await titles('bkad', '?settled=true&asOf=2025-11-26')).toEqual([]);
  });
});
