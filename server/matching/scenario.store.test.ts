import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as assets from '../assets/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import type { Actor, Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, id as idFrom, type RegencyId, regencyId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Http } from '../platform/http/http.ts';
import { testHttp } from '../platform/http/testing/test-http.ts';
import * as reference from '../reference/public.ts';
import { scenarioRoutes } from './scenario.routes.ts';
import { differences, publishedOutcomes, setPublished } from './scenario.store.ts';
import { solveScenario, solveSecondBest } from './solve-scenario.command.ts';
import { uses } from './use.ts';

const db = testDatabase();
const today = businessDate('2026-11-24');
const machine = { role: 'machine' } as const;

type Who = 'dinasHead' | 'bkad' | 'lurahDamai' | 'chairPrapatan' | 'dinasElsewhere';
let actors: Record<Who, Actor>;
let city: Reach;
let http: Http;
let idOf: (village: string) => Id<'cooperative'>;
/** Lots by the kelurahan they lie in. */
const lots = new Map<string, assets.AssetId>();

beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const here = (await reference.findRegencyByCode(db.app.central, '64.71', today))?.id ?? regencyId(1);
  city = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  const register = await db.app.inRegency(city, async (tx) => {
    const villages = await reference.villagesOf(tx, here, today);
    await cooperatives.foundCooperatives(tx, machine, villages, businessDate('2025-07-07'));
    for (const village of villages.filter(({ name }) => ['Damai', 'Damai Bahagia', 'Manggar'].includes(name))) {
      lots.set(village.name, await lotIn(tx, village, village.name === 'Manggar' ? [] : fit));
    }
    return await cooperatives.registerOn(tx, today);
  });
  idOf = (name) => register.find((line) => line.villages[0]?.name === name)?.id ?? newId<'cooperative'>();
  actors = {
    dinasHead: actor(here, ['match.read', 'match.run', 'match.publish', 'job.read']),
    bkad: actor(here, ['match.read', 'match.run', 'job.read']),
    lurahDamai: actor(here, ['match.read'], [idOf('Damai')]),
    chairPrapatan: actor(here, ['match.read'], [idOf('Prapatan')]),
    dinasElsewhere: actor(regencyId(18), ['match.read', 'match.run', 'match.publish']),
  };
  http = await testHttp(db.app, (who) => actors[who as Who]);
  scenarioRoutes(http);
  await http.app.ready();
}, 60_000);
afterAll(() => http.app.close());

function actor(regency: RegencyId, permissions: string[], cooperativeIds?: Id<'cooperative'>[]): Actor {
  const scope = cooperativeIds === undefined ? 'regency' : 'cooperatives';
  const ids = cooperativeIds ?? [];
  return {
    userId: 'user-uji',
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(permissions),
    reach: { regencyId: regency, scope, cooperativeIds: ids, knownCooperativeIds: ids },
    today,
    onBehalf: false,
  };
}

const fit = [
  { subject: 'flood', word: 'none' },
  { subject: 'mangrove', word: 'absent' },
  { subject: 'landslide', word: 'absent' },
  { subject: 'slope_percent', number: 5 },
  { subject: 'cut_and_fill', word: 'none' },
  { subject: 'soil', word: 'firm' },
  { subject: 'power_line', word: 'absent' },
  { subject: 'road_access', word: 'asphalt' },
] as const;

/** A lot of 1,200 m² that lacks nothing but what nobody has looked at. */
async function lotIn(tx: Tx, village: reference.Village, seen: readonly assets.Observed[]): Promise<assets.AssetId> {
  const id = newId<'asset'>();
  const [longitude, latitude] = village.centre ?? [116.85, -1.25];
  await assets.insertAssets(tx, [
    {
      ...{ id, ownerKind: 'regency', object: 'land', villageId: village.id, name: `Tanah ${village.name}` },
      ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', register: village.code.slice(-4) },
      ...{
        landAreaDm2: 120_000,
        certificateNumber: 'HP 12',
        currentUse: 'idle',
        longitude,
        latitude,
        pointSource: 'map',
      },
      ...{ west: longitude, east: longitude, south: latitude, north: latitude },
      ...{ sourceName: 'uji', sourceDate: today, sample: true },
    },
  ]);
  await assets.screenAssets(tx, [id], today);
  const source = { name: 'uji', date: today };
  const observations = seen.map((each) => ({ ...each, id: newId<'observation'>(), observedOn: today, source }));
  await assets.recordObservations(tx, machine, id, observations, { today, authority: 'technical-office' });
  return id;
}

const ask = async (who: Who, path: string, body?: object) => {
  const answer = await http.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/regencies/64.71${path}`,
    headers: { who, 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
};

const asked = (over: object = {}) => ({
  id: newId<'scenario'>(),
  name: 'tanpa beli tanah',
  uses: ['new_building'],
  weights: { distance: 3, access: 3, ready: 3, equity: 3 },
  countsUnknownAsPass: false,
  locked: [],
  forbidden: [],
  ...over,
});
const inRegency = <T>(work: (tx: Tx) => Promise<T>) => db.app.inRegency(city, work);
const scenarios = '/matching/scenarios';

async function solved(over: object = {}) {
  const sent = asked(over);
  expect(await ask('bkad', scenarios, sent)).toMatchObject({ status: 200 });
  await solveScenario(sent.id, { doer: machine, inRegency });
  const { body } = await ask('bkad', `${scenarios}/${sent.id}`);
  const outcomes = (await ask('bkad', `${scenarios}/${sent.id}/outcomes`)).body.rows;
  return { id: sent.id, line: body, outcomes, served: outcomes.filter(({ site }: { site: unknown }) => site !== null) };
}
const nameOf = ({ cooperative }: { cooperative: { village: string } }) => cooperative.village;

test('uses are those that assets are screened for', () => {
  expect([...uses].toSorted()).toEqual([...assets.siteUses].toSorted());
});

describe('a scenario', () => {
  test('serves whom it can, and explains each of the 34', async () => {
    const { line, outcomes, served } = await solved();
    expect(line).toMatchObject({ state: 'solved', proven: true, servedCount: 2, needCount: 34, sample: true });
    expect(served.map(nameOf).toSorted()).toContain('Damai');
    expect(outcomes).toHaveLength(34);
    for (const { explanation } of outcomes) expect(['served', 'unserved']).toContain(explanation.kind);
    const manggar = outcomes.find((outcome: never) => nameOf(outcome) === 'Manggar');
    expect(manggar.explanation.changes[0]).toMatchObject({ siteId: lots.get('Manggar'), steps: [{ kind: 'settle' }] });
    expect(manggar.named.sites[lots.get('Manggar') ?? '']).toMatchObject({ name: 'Tanah Manggar', village: 'Manggar' });
  });

  test('asked twice is one, and two of the same input have the same result', async () => {
    const first = await solved();
    const second = await solved({ name: 'lagi' });
    expect(second.line.inputHash).toBe(first.line.inputHash);
    expect(second.line.resultHash).toBe(first.line.resultHash);
    const sent = asked();
    const run = await ask('bkad', scenarios, sent);
    expect(run.status).toBe(200);
    expect(await ask('bkad', scenarios, sent), 'one run solves it').toEqual(run);
    const twins = asked();
    const both = await Promise.all([ask('bkad', scenarios, twins), ask('bkad', scenarios, twins)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.body, 'sent at the same moment').toEqual(both[1]?.body);
    const other = await ask('bkad', scenarios, { ...sent, name: 'lain' });
    expect(other).toMatchObject({ status: 409, body: { type: expect.stringContaining('matching/id-reused') } });
  });

  test('is solved once: a job that runs again changes nothing', async () => {
    const { id, line } = await solved();
    await solveScenario(id, { doer: machine, inRegency });
    expect((await ask('bkad', `${scenarios}/${id}`)).body).toEqual(line);
  });

  test('keeps what is locked, and two are compared', async () => {
    const before = await solved();
    const [damai, bahagia] = [idOf('Damai'), idOf('Damai Bahagia')];
    const pair = { cooperativeId: damai, siteId: lots.get('Damai Bahagia'), use: 'new_building' };
    const free = { cooperativeId: bahagia, siteId: lots.get('Damai'), use: 'new_building' };
    const after = await solved({ locked: [pair], forbidden: [free] });
    const row = after.outcomes.find((outcome: never) => nameOf(outcome) === 'Damai');
    expect(row.site.id).toBe(lots.get('Damai Bahagia'));
    expect(after.line.locked).toMatchObject([{ ...pair, site: 'Tanah Damai Bahagia' }]);
    expect(after.line.locked[0].cooperative).toBe(row.cooperative.name);
    await inRegency((tx) => differences(tx, before.id, after.id));
    const compared = (await ask('bkad', `${scenarios}/${before.id}/comparison?with=${after.id}`)).body;
    expect(compared).toMatchObject({ sameInput: false, sameResult: false });
    expect(compared.rows.map(({ change }: { change: string }) => change)).toContain('moved');
    expect(compared.burdenMore).toBeGreaterThan(0);
  });

  test('tells the second best when asked, and keeps it', async () => {
    const { id, served } = await solved();
    const [{ cooperative }] = served;
    const path = `${scenarios}/${id}/outcomes/${cooperative.id}/new_building/second-best`;
    expect((await ask('bkad', path)).body).toEqual({ secondBest: null });
    const posted = await http.app.inject({
      method: 'POST',
      url: `/api/regencies/64.71${path}`,
      headers: { who: 'bkad', 'sec-fetch-site': 'same-origin' },
    });
    expect(posted.statusCode).toBe(200);
    const which = { id, cooperativeId: cooperative.id, use: 'new_building' } as const;
    await solveSecondBest(which, { inRegency });
    await solveSecondBest(which, { inRegency });
    const { secondBest } = (await ask('bkad', path)).body;
    expect(secondBest).toMatchObject({ proven: true });
    expect(secondBest.servedFewer).toBeGreaterThanOrEqual(0);
  });
});

describe('refusals', () => {
  test('a lock that breaks a hard criterion is refused with its reason', async () => {
    const locked = [{ cooperativeId: idOf('Manggar'), siteId: lots.get('Manggar'), use: 'new_building' }];
    expect(await ask('bkad', scenarios, asked({ locked }))).toMatchObject({
      status: 422,
      body: { site: 'Tanah Manggar', criterion: expect.stringMatching(/./) },
    });
    const far = [{ cooperativeId: idOf('Teritip'), siteId: lots.get('Damai'), use: 'new_building' }];
    expect(await ask('bkad', scenarios, asked({ locked: far }))).toMatchObject({
      status: 422,
      body: { because: 'place' },
    });
  });

  test('pairs that contradict each other or name nothing, and a day to come', async () => {
    const pair = { cooperativeId: idOf('Damai'), siteId: lots.get('Damai'), use: 'new_building' };
    const other = { ...pair, cooperativeId: idOf('Damai Bahagia') };
    const type = async (over: object) => (await ask('bkad', scenarios, asked(over))).body.type;
    expect(await type({ locked: [pair], forbidden: [pair] })).toContain('matching/pair-twice');
    expect(await type({ locked: [pair, other] })).toContain('matching/locks-collide');
    expect(await type({ locked: [{ ...pair, siteId: newId<'asset'>() }] })).toContain('matching/pair-unknown');
    expect(await type({ day: '2027-01-01' })).toContain('matching/in-future');
  });

  test('only a proven, solved answer to the real question is published, by who may', async () => {
    const unsolved = asked();
    await ask('bkad', scenarios, unsolved);
    const publish = (who: Who, id: string) =>
      http.app.inject({
        method: 'POST',
        url: `/api/regencies/64.71${scenarios}/${id}/publication`,
        headers: { who, 'sec-fetch-site': 'same-origin' },
      });
    const { id } = await solved();
    expect((await publish('bkad', id)).statusCode).toBe(403);
    expect((await publish('dinasHead', unsolved.id)).json().type).toContain('matching/not-solved');
    const whatIf = await solved({ countsUnknownAsPass: true });
    expect(whatIf.line.servedCount).toBe(3);
    expect((await publish('dinasHead', whatIf.id)).json().type).toContain('matching/is-what-if');
    expect((await publish('dinasElsewhere', id)).statusCode).toBe(404);
    expect((await publish('dinasHead', id)).statusCode).toBe(204);
    expect(await inRegency(publishedOutcomes)).toHaveLength(34);
    const later = await solved();
    await publish('dinasHead', later.id);
    const published = await inRegency(publishedOutcomes);
    expect(new Set(published.map(({ scenarioId }) => scenarioId))).toEqual(new Set([later.id]));
  });
});

describe('what holds', () => {
  const published = async () => (await ask('lurahDamai', '/matching/published')).body.published;
  const publish = (id: string) => inRegency((tx) => setPublished(tx, idFrom<'scenario'>(id), today));

  test('of one cooperative is what is published, whatever was tried since; a what if never', async () => {
    const { id } = await solved();
    await publish(id);
    await solved({ name: 'dicoba' });
    await solved({ name: 'andaian', countsUnknownAsPass: true, uses: ['new_building', 'outlet'] });
    const later = await solved({ name: 'gerai', uses: ['outlet'] });
    const { rows } = (await ask('lurahDamai', `/cooperatives/${idOf('Damai')}/matches`)).body;
    expect(rows).toMatchObject([
      { use: 'new_building', scenarioId: id, publishedOn: today },
      { use: 'outlet', scenarioId: later.id, publishedOn: null },
    ]);
  });

  test('of the city in figures is what the reader may see of the published match', async () => {
    const { id } = await solved();
    await publish(id);
    expect((await ask('bkad', '/matching/published')).body.published).toEqual({
      ...{ id, day: today, sample: true },
      uses: [{ use: 'new_building', served: 2, needs: 34 }],
    });
    expect(await published()).toMatchObject({ uses: [{ served: 1, needs: 1 }] });
    expect((await ask('dinasElsewhere', '/matching/published')).body).toEqual({ published: null });
  });

  test('what would open the way is told to who sees the whole scenario, each lot once', async () => {
    const { id, outcomes } = await solved();
    const { rows } = (await ask('bkad', `${scenarios}/${id}/openings`)).body;
    const manggar = rows.find(({ change }: { change: { siteId: string } }) => change.siteId === lots.get('Manggar'));
    const takers = outcomes.filter(
      ({ explanation }: { explanation: { changes?: { siteId: string }[] } }) =>
        explanation.changes?.[0]?.siteId === lots.get('Manggar'),
    );
    expect(manggar.villages.toSorted()).toEqual(takers.map(nameOf).toSorted());
    expect(manggar).toMatchObject({ serves: 1, use: 'new_building' });
    expect((await ask('lurahDamai', `${scenarios}/${id}/openings`)).status).toBe(404);
    expect((await ask('dinasElsewhere', `${scenarios}/${id}/openings`)).status).toBe(404);
  });

  test('a lurah, or another city, does not publish', async () => {
    const { id } = await solved();
    await publish(id);
    const lurah: Reach = { ...city, scope: 'cooperatives', cooperativeIds: [idOf('Damai')], knownCooperativeIds: [] };
    for (const reach of [lurah, { ...city, regencyId: regencyId(18) }]) {
      const row = { regencyId: city.regencyId, scenarioId: id, publishedOn: today };
      const forged = db.app.inRegency(reach, (tx) => tx.insertInto('matching.published').values(row).execute());
      await expect(forged).rejects.toThrow(/row-level security/);
      const moved = await db.app.inRegency(reach, (tx) =>
        tx
          .updateTable('matching.published')
          .set({ publishedOn: '2020-01-01' as never })
          .where('regencyId', '=', city.regencyId)
          .executeTakeFirst(),
      );
      expect(moved.numUpdatedRows).toBe(0n);
    }
  });
});

describe('what is missed', () => {
  test('is told with what it is and what is wanted', async () => {
    const manggar = lots.get('Manggar');
    if (manggar === undefined) throw new Error('a lot');
    const steep = { subject: 'slope_percent', number: 28, id: newId<'observation'>(), observedOn: today } as const;
    await inRegency((tx) =>
      assets.recordObservations(tx, machine, manggar, [{ ...steep, source: { name: 'uji', date: today } }], {
        ...{ today, authority: 'technical-office' },
      }),
    );
    const { outcomes } = await solved();
    const { nearest } = outcomes.find((outcome: never) => nameOf(outcome) === 'Manggar').explanation;
    expect(nearest.lacks).toContainEqual({
      kind: 'criterion',
      open: expect.objectContaining({
        ...{ criterion: 'slope', state: 'fail' },
        missed: { reads: 'slope_percent', is: [28], wanted: { operator: 'at_most', value: 15 } },
      }),
    });
  });
});

describe('who sees what', () => {
  test('a lurah reads why his own cooperative is not served, and no scenario', async () => {
    const { id } = await solved();
    expect((await ask('lurahDamai', scenarios)).body).toEqual({ rows: [] });
    expect((await ask('lurahDamai', `${scenarios}/${id}`)).status).toBe(404);
    expect((await ask('lurahDamai', scenarios, asked())).status).toBe(403);
    const own = (await ask('lurahDamai', `/cooperatives/${idOf('Damai')}/matches`)).body.rows;
    expect(own.length).toBeGreaterThan(0);
    expect((await ask('chairPrapatan', `/cooperatives/${idOf('Damai')}/matches`)).body.rows).toEqual([]);
    const rows = (await ask('lurahDamai', `${scenarios}/${id}/outcomes`)).body.rows;
    expect(rows.map(nameOf)).toEqual(['Damai']);
  });

  test('another city sees nothing, and nobody changes what was found', async () => {
    const { id } = await solved();
    const elsewhere = { ...city, regencyId: regencyId(18) };
    const chair: Reach = { ...city, scope: 'cooperatives', cooperativeIds: [idOf('Damai')], knownCooperativeIds: [] };
    for (const table of ['matching.scenario', 'matching.outcome', 'matching.second_best']) {
      const count = (reach: Reach) =>
        db.app.inRegency(
          reach,
          async (tx) =>
            (
              await tx
                .selectFrom(table as never)
                .selectAll()
                .execute()
            ).length,
        );
      expect(await count(elsewhere), table).toBe(0);
      if (table !== 'matching.outcome') expect(await count(chair), table).toBe(0);
    }
    const outcome = { scenarioId: id, cooperativeId: idOf('Prapatan'), use: 'outlet', scenarioName: 'x', day: today };
    const forged = { ...outcome, regencyId: city.regencyId, explanation: '{}', named: '{}', sample: false };
    await expect(
      db.app.inRegency(chair, (tx) => tx.insertInto('matching.outcome').values(forged).execute()),
    ).rejects.toThrow(/row-level security/);
    const change = (set: object) =>
      inRegency((tx) => tx.updateTable('matching.scenario').set(set).where('regencyId', '=', tx.regencyId).execute());
    await expect(change({ inputHash: 'x' })).rejects.toThrow(/permission denied/);
    await expect(
      inRegency((tx) => tx.deleteFrom('matching.outcome').where('scenarioId', '=', idFrom<'scenario'>(id)).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});
