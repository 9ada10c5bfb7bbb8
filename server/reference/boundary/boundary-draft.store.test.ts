import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import type { ReplyOf } from '../../kernel/call.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Http } from '../../platform/http/http.ts';
import { testHttp } from '../../platform/http/testing/test-http.ts';
import { installQueue } from '../../platform/jobs/queue.ts';
import { findRun } from '../../platform/jobs/run.store.ts';
import { startJobs } from '../../platform/jobs/start-jobs.ts';
import type { Tasks } from '../../platform/jobs/tasks.ts';
import * as reference from '../public.ts';
import { boundaryTasks } from './boundary.jobs.ts';
import { boundaryRoutes } from './boundary.routes.ts';
import { boundaryBytesMax, type getBoundariesCall } from './boundary.schema.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');
const kelurahan = join(process.env.LUMBUNG_TEST_DATA ?? '../shared/data', 'balikpapan-kelurahan.geojson');
const isThere = existsSync(kelurahan);

let here: Reach;
let http: Http;
let stopJobs: () => Promise<void>;
beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  await installQueue(db.ownerUrl);
  const regency = await reference.findRegencyByCode(db.app.central, '64.71', today);
  here = { regencyId: regency?.id ?? regencyId(1), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  http = await testHttp(db.app, actorNamed);
  await boundaryRoutes(http);
  await http.app.ready();
  stopJobs = startJobs({
    url: db.urlAs('lumbung_jobs'),
    app: db.app,
    tasks: boundaryTasks as Partial<Tasks> as Tasks,
    timed: [],
    regencies: async () => [],
    note: () => undefined,
  });
}, 30_000);
afterAll(async () => {
  await stopJobs();
  await http.app.close();
});

function actorNamed(userId: string): Actor {
  const reach = userId === 'elsewhere' ? { ...here, regencyId: regencyId(18) } : here;
  return {
    userId,
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(userId === 'mayor' ? ['task.read'] : ['boundary.import']),
    reach,
    today,
    onBehalf: false,
  };
}

const base = '/api/regencies/64.71/boundaries';
const originAsked = 'fileName=batas.geojson&source=uji&licence=MIT&validFrom=2025-03-18';
const send = (content: string | Buffer, { id = newId<'boundary-draft'>(), who = 'rahma' } = {}) =>
  http.app.inject({
    method: 'POST',
    url: `${base}/drafts?id=${id}&${originAsked}`,
    headers: { who, 'content-type': 'application/geo+json', 'sec-fetch-site': 'same-origin' },
    payload: content,
  });
const take = (id: string, who = 'rahma') =>
  http.app.inject({
    method: 'POST',
    url: `${base}/drafts/${id}/taking`,
    headers: { who, 'sec-fetch-site': 'same-origin' },
  });
const shown = async (who = 'rahma') =>
  (await http.app.inject({ url: base, headers: { who } })).json<ReplyOf<typeof getBoundariesCall>>();
const ended = async (runId: Id<'run'>, who = 'rahma') => {
  const state = () => db.app.inRegency(here, async (tx) => (await findRun(tx, runId, who))?.state);
  await expect.poll(state, { timeout: 15_000 }).toMatch(/done|failed/);
  return await db.app.inRegency(here, (tx) => findRun(tx, runId, who));
};

/** Sends a file, waits for its check and gives the kinds of errors and warnings it found. */
async function checked(content: string | Buffer) {
  const id = newId<'boundary-draft'>();
  const answer = await send(content, { id });
  expect(answer.statusCode).toBe(200);
  await ended(answer.json<{ runId: Id<'run'> }>().runId);
  const { draft } = await shown();
  expect(draft?.id).toBe(id);
  const kinds = (findings: readonly { kind: string }[] = []) => [...new Set(findings.map(({ kind }) => kind))];
  return { id, errors: kinds(draft?.report?.errors), warnings: kinds(draft?.report?.warnings), report: draft?.report };
}

describe('a bad file is told what is wrong with it, and nothing is taken', () => {
  test.each([
    ['nothing at all', '', 'empty'],
    ['half a download', '{"type": "FeatureColl', 'not-json'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), 'not-json'],
    ['a list', '[1, 2]', 'not-a-feature-collection'],
    ['no feature', '{"type": "FeatureCollection", "features": []}', 'empty'],
    [
      'coordinates that are null',
      '{"type":"FeatureCollection","features":[{"properties":{"code":"64.71.01.1001"},"geometry":{"type":"Polygon","coordinates":null}}]}',
      'geometry-wrong-type',
    ],
  ])('%s', async (_, content, kind) => {
    const { id, errors } = await checked(content);
    expect(errors).toContain(kind);
    expect((await take(id)).statusCode).toBe(409);
    expect((await shown()).current).toBeNull();
  });

  test('one that is too large is refused while it is sent', async () => {
    const answer = await send(Buffer.alloc(boundaryBytesMax + 1, 32));
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
      413,
      'reference/boundary-file-too-large',
    ]);
  });
});

describe.skipIf(!isThere)(`the 34 kelurahan of Balikpapan (${isThere ? kelurahan : 'file absent'})`, () => {
  const features = (): { properties: { code: string; name: string }; geometry: { coordinates: unknown } }[] =>
    JSON.parse(readFileSync(kelurahan, 'utf8')).features;
  const written = (list: unknown) => JSON.stringify({ type: 'FeatureCollection', features: list });
  const swap = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    return typeof value[0] === 'number' ? value.toReversed() : value.map(swap);
  };

  test('with latitude first', async () => {
    const list = features().map((feature) => ({
      ...feature,
      geometry: { ...feature.geometry, coordinates: swap(feature.geometry.coordinates) },
    }));
    const { errors, report } = await checked(written(list));
    expect(errors).toEqual(['axes-swapped']);
    expect(report?.errors).toHaveLength(34);
  });

  test('with Damai under the code of Damai Baru: its name is another village’s, not the beginning of one', async () => {
    const [damai, damaiBaru] = ['DAMAI', 'DAMAI BARU'].map((wanted) =>
      features().find(({ properties }) => properties.name.toUpperCase() === wanted),
    );
    const list = features().map((feature) =>
      feature.properties.code === damaiBaru?.properties.code
        ? { ...feature, properties: { ...feature.properties, name: damai?.properties.name } }
        : feature,
    );
    const { report } = await checked(written(list));
    expect(report?.errors).toMatchObject([
      { kind: 'name-of-another', codes: [damaiBaru?.properties.code, damai?.properties.code] },
    ]);
  });

  test('with one missing', async () => {
    expect((await checked(written(features().slice(1)))).errors).toEqual(['village-missing']);
  });

  test('are checked, then taken, once: whoever left finds them, and the draft is emptied', async () => {
    const { id, errors, warnings } = await checked(readFileSync(kelurahan));
    expect([errors, warnings]).toEqual([[], ['ring-order', 'overlap-slivers', 'gap-slivers']]);
    const answers = await Promise.all([take(id), take(id)]);
    const runs = answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json().runId);
    for (const run of runs) expect((await ended(run))?.state).toBe('done');
    const { current, draft } = await shown();
    expect(current).toMatchObject({ source: 'uji', licence: 'MIT', revision: 1 });
    expect(draft?.revision).toBe(1);
    const { rows } = await db.owner.query('select from territory.boundary_set');
    expect(rows).toHaveLength(1);
    const kept = await db.owner.query('select from territory.boundary_draft where content is not null');
    expect(kept.rows).toHaveLength(0);
    expect((await take(id)).statusCode).toBe(409);
  });

  test('one that another file followed can no longer be taken', async () => {
    const { id } = await checked(readFileSync(kelurahan));
    await checked('[]');
    expect((await take(id)).json<{ type: string }>().type).toBe('reference/boundary-draft-not-fit');
  });
});

describe('who may not, and twice', () => {
  test('the same file with the same id is one draft; another content is refused', async () => {
    const id = newId<'boundary-draft'>();
    const first = (await send('[]', { id })).json();
    expect((await send('[]', { id })).json()).toEqual(first);
    expect((await send('[1]', { id })).json<{ type: string }>().type).toBe('reference/boundary-draft-id-reused');
  });

  test('without the permission, from another city, or by another city’s id', async () => {
    const { id } = await checked('[]');
    expect((await send('[]', { who: 'mayor' })).statusCode).toBe(403);
    expect((await take(id, 'mayor')).statusCode).toBe(403);
    expect((await take(id, 'elsewhere')).json<{ type: string }>().type).toBe('reference/boundary-draft-not-found');
    expect((await shown('elsewhere')).draft).toBeNull();
  });

  test('the database shows a draft to no grant below the city', async () => {
    const chair: Reach = { ...here, scope: 'cooperatives', cooperativeIds: [newId()], knownCooperativeIds: [] };
    const attack = (reach: Reach) =>
      db.rolledBack(reach, (tx) =>
        sql`select id from territory.boundary_draft where true or regency_id > 0`.execute(tx),
      );
    expect((await attack(chair)).rows).toEqual([]);
    expect((await attack(here)).rows.length).toBeGreaterThan(0);
  });
});
