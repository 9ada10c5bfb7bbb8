import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cooperatives from '../cooperatives/public.ts';
import type { Actor, Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, type RegencyId, regencyId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Http } from '../platform/http/http.ts';
import { testHttp } from '../platform/http/testing/test-http.ts';
import * as reference from '../reference/public.ts';
import { simkopdesRoutes } from './simkopdes.routes.ts';
import { snapshotFiles } from './testing/snapshot-samples.ts';

const db = testDatabase();
const today = businessDate('2026-11-24');

type Who = 'dinasOfficer' | 'chairDamai' | 'chairPrapatan' | 'dinasElsewhere';
let actors: Record<Who, Actor>;
let damai: Id<'cooperative'>;
let http: Http;

beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const here = (await reference.findRegencyByCode(db.app.central, '64.71', today))?.id ?? regencyId(1);
  const city: Reach = { regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  const register = await db.app.inRegency(city, async (tx) => {
    const villages = await reference.villagesOf(tx, here, today);
    await cooperatives.foundCooperatives(tx, { role: 'machine' }, villages, businessDate('2025-07-07'));
    return await cooperatives.registerOn(tx, today);
  });
  const idOf = (village: string) =>
    register.find((line) => line.villages[0]?.name === village)?.id ?? newId<'cooperative'>();
  damai = idOf('Damai');
  actors = {
    dinasOfficer: actor(here, ['snapshot.import', 'snapshot.read', 'cooperative.read']),
    chairDamai: actor(here, ['cooperative.read'], [damai]),
    chairPrapatan: actor(here, ['cooperative.read'], [idOf('Prapatan')]),
    dinasElsewhere: actor(regencyId(18), ['snapshot.import', 'snapshot.read', 'cooperative.read']),
  };
  http = await testHttp(db.app, (who) => actors[who as Who]);
  simkopdesRoutes(http);
  await http.app.ready();
}, 30_000);
afterAll(() => http.app.close());

function actor(regency: RegencyId, permissions: string[], cooperativeIds?: Id<'cooperative'>[]): Actor {
  const scope = cooperativeIds === undefined ? 'regency' : 'cooperatives';
  return {
    userId: 'user-uji',
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(permissions),
    reach: {
      regencyId: regency,
      scope,
      cooperativeIds: cooperativeIds ?? [],
      knownCooperativeIds: cooperativeIds ?? [],
    },
    today,
    onBehalf: false,
  };
}

const ask = async (who: Who, path: string, body?: object) => {
  const answer = await http.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/regencies/64.71${path}`,
    headers: { who, 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
};
const sent = (over: object = {}) => ({
  asOf: '2026-08-05',
  files: snapshotFiles().map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) })),
  isDryRun: false,
  isHistory: false,
  ...over,
});
const snapshots = '/simkopdes/snapshots';

describe('importing over HTTP', () => {
  test('shows first what would change, then takes it, once', async () => {
    const dry = await ask('dinasOfficer', snapshots, sent({ isDryRun: true }));
    expect(dry).toMatchObject({ status: 200, body: { outcome: 'would-be-taken', matched: 3, tasksFor: [] } });
    expect(await ask('dinasOfficer', '/simkopdes/land-statuses')).toEqual({
      status: 200,
      body: { source: null, counts: [] },
    });
    expect((await ask('dinasOfficer', snapshots, sent())).body.outcome).toBe('taken');
    expect((await ask('dinasOfficer', snapshots, sent())).body.outcome).toBe('already-taken');
  });

  test('needs the permission', async () => {
    expect((await ask('chairDamai', snapshots, sent())).status).toBe(403);
  });

  test('refuses what is older, incomplete or not yet', async () => {
    const refusal = async (over: object) => (await ask('dinasOfficer', snapshots, sent(over))).body.type;
    expect(await refusal({ asOf: '2026-08-01' })).toContain('exchange/snapshot-older-than-last');
    expect(await refusal({ files: sent().files.slice(0, 1) })).toContain('exchange/snapshot-incomplete');
    expect(await refusal({ asOf: '2099-01-01' })).toContain('exchange/snapshot-in-future');
  });
});

describe('reading what SIMKOPDES says', () => {
  const beside = (who: Who) => ask(who, `/cooperatives/${damai}/simkopdes`);

  test('a board reads its own, with source and day', async () => {
    const { body } = await beside('chairDamai');
    expect(body).toMatchObject({
      source: { name: 'SIMKOPDES (dasbor publik)', asOf: '2026-08-05' },
      row: { landStatus: 'Tidak Ada Lahan' },
    });
    expect(body.row.registeredPoint.isPlaceholder).toBe(true);
  });

  test('another board, and another city, read nothing of it', async () => {
    expect((await beside('chairPrapatan')).body.row).toBeNull();
    expect((await beside('dinasElsewhere')).body).toEqual({ source: null, row: null });
  });

  test('the city reads all, and counts land statuses; a board does not', async () => {
    const { body } = await ask('dinasOfficer', '/simkopdes?asOf=2026-08-05');
    expect(body.total).toBe(34);
    const row = (body.rows as { cooperativeId: string; findings: { kind: string }[] }[]).find(
      (each) => each.cooperativeId === damai,
    );
    expect(row).toMatchObject({
      name: 'Koperasi Kelurahan Merah Putih Damai',
      facility: 'none',
      figures: { transaction_value: 25_230_000 },
      source: { date: '2026-08-05' },
    });
    expect(
      body.rows.filter((each: { findings: { kind: string }[] }) => each.findings[0]?.kind === 'not-listed'),
    ).toHaveLength(33);
    expect((await ask('dinasOfficer', '/simkopdes/land-statuses')).body.counts).toEqual([
      { status: 'Tidak Ada Lahan', cooperatives: 1 },
    ]);
    expect((await ask('chairDamai', '/simkopdes')).status).toBe(403);
    expect((await ask('chairDamai', '/simkopdes/land-statuses')).status).toBe(403);
  });

  test('the list is narrowed by land status, on screen and as a file', async () => {
    const idsWhere = async (landStatus: string) =>
      (await ask('dinasOfficer', `/simkopdes?landStatus=${encodeURIComponent(landStatus)}`)).body.rows.map(
        (row: { cooperativeId: string }) => row.cooperativeId,
      );
    expect(await idsWhere('Tidak Ada Lahan')).toEqual([damai]);
    expect(await idsWhere('Selesai')).toEqual([]);
    expect(await idsWhere('-')).toEqual([]);
    const file = await http.app.inject({
      url: '/api/regencies/64.71/simkopdes.csv?landStatus=Tidak%20Ada%20Lahan',
      headers: { who: 'dinasOfficer' },
    });
    const [head, line, ...others] = file.body.trim().split('\n');
    expect(head).toContain('Nilai transaksi (Rp)');
    expect(line).toContain('25230000');
    expect(line).toContain('SIMKOPDES (dasbor publik)');
    expect(others).toEqual([]);
  });

  test('one cooperative’s history has a line a snapshot, and is nobody else’s', async () => {
    const history = `/cooperatives/${damai}/simkopdes/history`;
    expect((await ask('chairDamai', history)).body.rows).toMatchObject([
      { asOf: '2026-08-05', landStatus: 'Tidak Ada Lahan', salesIdr: 25_230_000 },
    ]);
    await ask('dinasOfficer', snapshots, sent({ asOf: '2026-07-01', isHistory: true }));
    const rows = (await ask('chairDamai', history)).body.rows;
    expect(rows.map((row: { asOf: string }) => row.asOf)).toEqual(['2026-08-05', '2026-07-01']);
    expect((await ask('chairPrapatan', history)).body.rows).toEqual([]);
    expect((await ask('dinasElsewhere', history)).body.rows).toEqual([]);
  });

  test('a day before the first snapshot has none', async () => {
    expect((await ask('dinasOfficer', '/simkopdes?asOf=2026-06-30')).body).toEqual({
      source: null,
      rows: [],
      next: null,
      total: 0,
      cityFindings: [],
    });
  });
});
