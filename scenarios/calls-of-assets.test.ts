import type { Polygon } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../server/access/public.ts';
import { getAssetCall, listAssetsCall } from '../server/assets/asset.schema.ts';
import { settleCorrections } from '../server/assets/correct-register.command.ts';
import {
  handOverCorrectionsCall,
  listCorrectionsCall,
  proposeCorrectionCall,
  settleCorrectionCall,
} from '../server/assets/correction.schema.ts';
import {
  addAssetCall,
  addDocumentCall,
  describeAssetCall,
  describeUseCall,
  listDocumentsCall,
  locateAssetCall,
  returnAssetCall,
  withdrawAssetCall,
} from '../server/assets/edit.schema.ts';
import { assetHistoryCall } from '../server/assets/history.schema.ts';
import { idleSummaryCall, listIdleCall } from '../server/assets/idle.schema.ts';
import { mapAssetsCall } from '../server/assets/map.schema.ts';
import * as assets from '../server/assets/public.ts';
import type { Call } from '../server/kernel/call.ts';
import { id as idOf } from '../server/kernel/ids.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import * as reference from '../server/reference/public.ts';
import { caller } from './testing/calls.ts';
import { testCities, today } from './testing/city.ts';

// The inventory: each call works, refuses the wrong role and territory, gives every refusal it declares, and done twice has one effect.
const cities = testCities();
const { ask, done, unmet } = caller(cities);
const tomorrow = '2025-11-28';
const source = { name: 'surat penawaran', date: '2025-11-20' };
const [ofLurah, ofOther, unplaced] = [newId<'asset'>(), newId<'asset'>(), newId<'asset'>()];
const document = newId();
let codes: readonly string[] = [];

const inCity = <T>(work: Parameters<typeof cities.database.app.inRegency<T>>[1]) =>
  cities.database.app.inRegency(wholeRegency(cities.here.regency.id), work);

/** Land of the register: one lot in the lurah's kelurahan, one elsewhere, one that nobody has placed. */
beforeAll(async () => {
  const own = cities.here.register[0]?.villages[0]?.code ?? '';
  await inCity(async (tx) => {
    const villages = await reference.villagesOf(tx, tx.regencyId, today);
    const other = villages.find(({ code }) => code !== own);
    codes = [own, other?.code ?? ''];
    const lots = [
      { id: ofLurah, register: '0001', villageId: villages.find(({ code }) => code === own)?.id ?? null },
      { id: ofOther, register: '0002', villageId: other?.id ?? null },
      { id: unplaced, register: '0003', villageId: null },
    ];
    await assets.insertAssets(
      tx,
      lots.map((lot) => ({
        ...lot,
        ...{ ownerKind: 'regency', object: 'land', name: `Tanah ${lot.register}`, landAreaDm2: 120_000 },
        ...{ locationCode: '12.01', assetCode: '1.3.1.01.01.04.001', priceIdr: 120_000_000 },
        ...{ sourceName: 'uji', sourceDate: today, sample: true },
      })),
    );
  });
  const file = [cities.here.regency.id, document, 'a'.repeat(64)];
  await cities.owner.query(
    `insert into platform.content (regency_id, sha256, bytes, media_type, received_at) values ($1, $2, 10, 'application/pdf', now())`,
    [file[0], file[2]],
  );
  await cities.owner.query(
    `insert into platform.file (regency_id, id, sha256, bytes, media_type, name, uploaded_by, uploaded_at)
     values ($1, $2, $3, 10, 'application/pdf', 'sertipikat.pdf', 'uji', now())`,
    file,
  );
});

const show = async (id: string) => (await done('bkad-officer', getAssetCall, { params: { id } })).json;
const revisionOf = async (id: string): Promise<number> => (await show(id)).revision;
const historyOf = async (id: string) =>
  (await done('dinas-officer', assetHistoryCall, { params: { id } })).json.rows as { kind: string }[];
const auditLines = async (id: string) =>
  Number((await cities.owner.query('select count(*) from audit.entry where subject_id = $1', [id])).rows[0].count);
const square = (west = 116.87, south = -1.24, size = 0.0004): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

/** Sends a body to an asset as it stands, and tells the refusal. */
async function send(call: Call, id: string, body: object, role: access.RoleName = 'bkad-officer') {
  const key = call.path.includes(':assetId') ? 'assetId' : 'id';
  const shown = call.method === 'PUT' || /withdraw|return/.test(call.name) ? { revision: await revisionOf(id) } : {};
  return (await ask(role, call, { params: { [key]: id }, body: { ...shown, ...body } })).refusal;
}

describe('who sees what', () => {
  const idsSeenBy = async (role: access.RoleName, query = {}) =>
    ((await done(role, listAssetsCall, { query })).json.rows as { id: string }[]).map(({ id }) => id);

  test('the city sees all, a lurah what lies in his kelurahan, by list and by id', async () => {
    expect(await idsSeenBy('mayor')).toEqual(expect.arrayContaining([ofLurah, ofOther, unplaced]));
    expect(await idsSeenBy('lurah')).toEqual([ofLurah]);
    for (const call of [getAssetCall, assetHistoryCall, listDocumentsCall]) {
      expect((await ask('lurah', call, { params: { id: ofLurah } })).refusal, call.name).toBeUndefined();
      expect((await ask('lurah', call, { params: { id: ofOther } })).refusal, call.name).toBe('assets/not-found');
      expect((await ask('lurah', call, { params: { id: unplaced } })).refusal, call.name).toBe('assets/not-found');
    }
  });

  test('those whom assets do not concern see none, and a lurah changes none', async () => {
    for (const role of ['partner', 'lender', 'builder'] as const)
      expect((await ask(role, listAssetsCall)).refusal, role).toBe('access/not-allowed');
    const use = { currentUse: 'idle', isDivisible: false };
    expect(await send(describeUseCall, ofLurah, use, 'lurah')).toBe('access/not-allowed');
    expect(await send(withdrawAssetCall, ofLurah, { on: today, reason: 'x' }, 'mayor')).toBe('access/not-allowed');
  });

  test('lists are narrowed by what they are asked, and page by key without loss', async () => {
    expect(await idsSeenBy('mayor', { village: 'none' })).toEqual([unplaced]);
    expect(await idsSeenBy('mayor', { village: codes[0] })).toEqual([ofLurah]);
    expect(await idsSeenBy('mayor', { search: 'TANAH 0002' })).toEqual([ofOther]);
    expect(await idsSeenBy('mayor', { object: 'building' })).toEqual([]);
    expect(await idsSeenBy('mayor', { hasCertificate: 'true' })).toEqual([]);
    expect(await idsSeenBy('mayor', { areaFromM2: '1200', areaToM2: '1200' })).toHaveLength(3);
    expect(await idsSeenBy('mayor', { areaFromM2: '1201' })).toEqual([]);
    for (const sort of ['name', 'area', 'price', 'changed']) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { json } = await done('mayor', listAssetsCall, { query: { sort, limit: '1', ...(after && { after }) } });
        seen.push(...(json.rows as { id: string }[]).map(({ id }) => id));
        after = json.next ?? undefined;
      } while (after !== undefined);
      expect(seen.toSorted(), sort).toEqual([ofLurah, ofOther, unplaced].toSorted());
    }
    expect(await idsSeenBy('mayor', { after: newId() })).toEqual([]);
  });
});

describe('where an asset lies', () => {
  test('is said once: twice changes nothing, and another in between is refused rather than overwritten', async () => {
    const revision = await revisionOf(ofLurah);
    const body = { revision, village: codes[0], latitude: -1.2398, longitude: 116.8702, parcel: square() };
    await done('bkad-officer', locateAssetCall, { params: { id: ofLurah }, body });
    await done('bkad-officer', locateAssetCall, { params: { id: ofLurah }, body });
    const { own, revision: after } = await show(ofLurah);
    expect(own).toMatchObject({ latitude: -1.2398, pointSource: 'map', village: { code: codes[0] } });
    expect(own.parcelAreaDm2).toBeGreaterThan(190_000);
    expect(after).toBe(revision + 1);
    expect(await historyOf(ofLurah)).toMatchObject([{ kind: 'located' }]);
    expect(await auditLines(ofLurah)).toBe(1);
    const late = { ...body, latitude: -1.2399 };
    expect((await ask('dinas-officer', locateAssetCall, { params: { id: ofLurah }, body: late })).refusal).toBe(
      'assets/changed-meanwhile',
    );
  });

  test('of two who change it at once one is told to look again', async () => {
    const revision = await revisionOf(unplaced);
    const at = (latitude: number) =>
      ask('dinas-officer', locateAssetCall, {
        params: { id: unplaced },
        body: { revision, latitude, longitude: 116.87 },
      });
    const answers = await Promise.all([at(-1.24), at(-1.25)]);
    expect(answers.map(({ refusal }) => refusal).toSorted()).toEqual(['assets/changed-meanwhile', undefined]);
    expect(await revisionOf(unplaced)).toBe(revision + 1);
  });

  test('is refused where it cannot be', async () => {
    const [[a, b, c, d] = []] = square().coordinates;
    const ring = (...positions: unknown[]) => ({ parcel: { type: 'Polygon', coordinates: [positions] } });
    const locate = (body: object) => send(locateAssetCall, ofOther, body);
    expect(await locate({ latitude: -1.24 })).toBe('assets/point-half');
    expect(await locate({ latitude: 116.87, longitude: -1.24 })).toBe('request/invalid');
    expect(await locate({ latitude: -6.2, longitude: 106.8 })).toBe('assets/point-elsewhere');
    expect(await locate({ village: '64.72.01.1001' })).toBe('assets/village-unknown');
    expect(await locate(ring([-1.24, 116.87], [-1.24, 116.88], [-1.23, 116.88], [-1.24, 116.87]))).toBe(
      'assets/parcel-swapped',
    );
    expect(await locate(ring(a, c, b, d, a))).toBe('assets/parcel-crossing');
    expect(await locate(ring(a, b, c))).toBe('assets/parcel-unusable');
    expect(await locate(ring(a, a, a, a))).toBe('assets/parcel-unusable');
    const scribble = Array.from({ length: 1_001 }, (_, i) => [116.87 + Math.cos(i) / 1e4, -1.24 + Math.sin(i) / 1e4]);
    expect(await locate(ring(...scribble, scribble[0]))).toBe('assets/parcel-too-long');
    expect(await locate({ parcel: { type: 'Point', coordinates: [116.87, -1.24] } })).toBe('request/invalid');
    const huge = Array.from({ length: 200_000 }, () => [116.87, -1.24]);
    expect(await locate(ring(...huge))).toMatch(/^request\/|too-long/);
  });

  test('takes what hangs on it along when it turns out to lie elsewhere', async () => {
    await done('bkad-officer', addDocumentCall, {
      params: { assetId: unplaced },
      body: { id: newId(), kind: 'certificate', title: 'Sertipikat', fileId: document },
    });
    expect(await send(locateAssetCall, unplaced, { village: codes[0] })).toBeUndefined();
    const seen = (await done('lurah', listDocumentsCall, { params: { id: unplaced } })).json.rows;
    expect(seen).toMatchObject([{ kind: 'certificate', isReadable: false }]);
    expect(await send(locateAssetCall, unplaced, { village: codes[1] })).toBeUndefined();
    expect((await ask('lurah', listDocumentsCall, { params: { id: unplaced } })).refusal).toBe('assets/not-found');
    expect((await ask('lurah', getAssetCall, { params: { id: unplaced } })).refusal).toBe('assets/not-found');
  });
});

describe('what an asset is used for', () => {
  const use = (body: object) => send(describeUseCall, ofOther, { isDivisible: false, ...body });

  test('is said with its term and what it costs', async () => {
    const body = {
      currentUse: 'promised',
      usedUntil: '2026-03-31',
      upkeepYearIdr: 12_000_000,
      currentUserName: 'KKMP',
    };
    expect(await use(body)).toBeUndefined();
    expect(await use(body)).toBeUndefined();
    expect((await show(ofOther)).own).toMatchObject({ ...body, isDivisible: false });
    expect((await historyOf(ofOther)).filter(({ kind }) => kind === 'used')).toHaveLength(1);
    expect(await use({ currentUse: 'idle', usedUntil: '2026-03-31' })).toBe('assets/term-without-use');
    expect(await use({ currentUse: 'idle', fairRentYearIdr: 48_000_000 })).toBe('assets/rent-without-basis');
    expect(await use({ currentUse: 'idle', upkeepYearIdr: -1 })).toBe('request/invalid');
  });

  test('stays as it was when it is withdrawn, and waits until it is returned', async () => {
    const withdraw = (body: object) => send(withdrawAssetCall, ofOther, body);
    expect(await withdraw({ on: tomorrow, reason: 'dipakai dinas' })).toBe('assets/in-future');
    expect(await withdraw({ on: '2025-11-20', reason: 'dipakai dinas' })).toBeUndefined();
    expect(await withdraw({ on: '2025-11-20', reason: 'dipakai dinas' })).toBeUndefined();
    expect(await withdraw({ on: '2025-11-21', reason: 'lain' })).toBe('assets/withdrawn');
    expect((await show(ofOther)).own).toMatchObject({ currentUse: 'promised', withdrawnOn: '2025-11-20' });
    expect(await use({ currentUse: 'idle' })).toBe('assets/withdrawn');
    expect(await send(returnAssetCall, ofOther, { reason: 'batal' })).toBeUndefined();
    expect(await send(returnAssetCall, ofOther, { reason: 'batal' })).toBeUndefined();
    const kinds = (await historyOf(ofOther)).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['returned', 'withdrawn']);
    for (const call of [withdrawAssetCall, returnAssetCall])
      expect(
        (await ask('bkad-officer', call, { params: { id: ofOther }, body: { revision: 1, on: today, reason: 'x' } }))
          .refusal,
        call.name,
      ).toBe(call === returnAssetCall ? 'request/invalid' : 'assets/changed-meanwhile');
  });
});

describe('land and buildings of others', () => {
  const lot = (over: object = {}) => ({
    id: newId(),
    ...{ ownerKind: 'developer', object: 'land', ownerNumber: `F-${newId()}`, ownerName: 'PT Pengembang' },
    ...{ name: 'Fasum blok C', areaM2: 1_100, village: codes[0], source },
    ...over,
  });
  const add = async (body: object, role: access.RoleName = 'dinas-officer') =>
    (await ask(role, addAssetCall, { body })).refusal;

  test('are taken in with the number of their owner, once', async () => {
    const body = lot();
    expect(await add(body)).toBeUndefined();
    expect(await add(body)).toBeUndefined();
    expect(await auditLines(body.id)).toBe(1);
    expect(await show(body.id)).toMatchObject({ ownerKind: 'developer', ownerNumber: body.ownerNumber, revision: 1 });
    expect(await add({ ...body, name: 'lain' })).toBe('assets/id-reused');
    expect(await add({ ...body, id: newId() })).toBe('assets/owner-number-taken');
    expect(await add(lot({ village: '64.72.01.1001' }))).toBe('assets/village-unknown');
    expect(await add(lot({ source: { ...source, date: tomorrow } }))).toBe('assets/in-future');
    expect(await add(lot({ ownerKind: 'regency' }))).toBe('request/invalid');
    expect(await add(lot(), 'lurah')).toBe('access/not-allowed');
  });

  test('are described by the city; what the register holds is not', async () => {
    const body = lot();
    await add(body);
    const described = { ownerName: 'PT Pengembang', name: 'Fasum blok C', areaM2: 900 };
    expect(await send(describeAssetCall, body.id, described)).toBeUndefined();
    expect((await show(body.id)).legal).toMatchObject({ landAreaDm2: 90_000 });
    expect(await send(describeAssetCall, ofOther, described)).toBe('assets/of-register');
  });
});

describe('documents', () => {
  test('are kept with their file, once', async () => {
    const body = { id: newId(), kind: 'decree', title: 'SK', number: '12', datedOn: '2024-05-01', fileId: document };
    const add = (over: object = {}, role: access.RoleName = 'bkad-officer') =>
      send(addDocumentCall, ofOther, { ...body, ...over }, role);
    expect(await add()).toBeUndefined();
    expect(await add()).toBeUndefined();
    expect(await add({ title: 'lain' })).toBe('assets/id-reused');
    expect(await add({ id: newId(), fileId: newId() })).toBe('assets/unknown-file');
    expect(await add({ id: newId(), datedOn: tomorrow })).toBe('assets/in-future');
    expect(await add({ id: newId() }, 'auditor')).toBe('access/not-allowed');
    const rows = (await done('auditor', listDocumentsCall, { params: { id: ofOther } })).json.rows;
    expect(rows).toMatchObject([{ id: body.id, number: '12', isReadable: true }]);
    const kinds = (await historyOf(ofOther)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'documented')).toHaveLength(1);
  });
});

describe('corrections of the register', () => {
  const propose = (over: object = {}, id: string = ofLurah) =>
    send(proposeCorrectionCall, id, {
      ...{ id: newId(), field: 'landAreaDm2', proposedValue: '1.240,50', reason: 'diukur ulang', fileId: document },
      ...over,
    });
  const listed = async (query: object = {}, role: access.RoleName = 'auditor') =>
    (await done(role, listCorrectionsCall, { query: { assetId: ofLurah, ...query } })).json.rows as {
      id: string;
      field: string;
      state: string;
      registerValue: string;
      proposedValue: string;
    }[];

  test('are proposals: the register stays as it is until BKAD writes it', async () => {
    const id = newId();
    expect(await propose({ id })).toBeUndefined();
    expect(await propose({ id })).toBeUndefined();
    expect(await propose({ id, reason: 'lain' })).toBe('assets/id-reused');
    expect(await listed()).toMatchObject([{ id, state: 'open', registerValue: '1200', proposedValue: '1240,5' }]);
    expect((await show(ofLurah)).legal.landAreaDm2).toBe(120_000);
    expect(await propose()).toBe('assets/correction-open');
    expect(await listed({}, 'lurah')).toHaveLength(1);
    expect((await done('lurah', listCorrectionsCall, { query: { assetId: ofOther } })).json.total).toBe(0);
  });

  test('are refused where they say nothing or nothing the column can hold', async () => {
    expect(await propose({ field: 'acquiredYear', proposedValue: 'dulu' })).toBe('assets/correction-unreadable');
    expect(await propose({ field: 'name', proposedValue: ' Tanah 0001 ' })).toBe('assets/correction-same');
    expect(await propose({ field: 'name', fileId: newId() })).toBe('assets/unknown-file');
    expect(await propose({ field: 'assetCode' })).toBe('request/invalid');
    expect(await propose({}, newId())).toBe('assets/not-found');
    const other = newId();
    const lot = {
      id: other,
      ownerKind: 'bumn',
      object: 'land',
      ownerNumber: 'B-1',
      ownerName: 'PT',
      name: 'x',
      source,
    };
    await done('dinas-officer', addAssetCall, { body: lot });
    expect(await propose({}, other)).toBe('assets/not-of-register');
  });

  test('are handed over, then answered by the register itself or by a person', async () => {
    expect(await propose({ field: 'certificateNumber', proposedValue: 'HP 12/1998' })).toBeUndefined();
    expect(await propose({ field: 'statedUse', proposedValue: 'Sekolah' })).toBeUndefined();
    const ids = (await listed({ state: 'open' })).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect((await ask('lurah', handOverCorrectionsCall, { body: { ids } })).refusal).toBe('access/not-allowed');
    const handed = async () => (await done('bkad-officer', handOverCorrectionsCall, { body: { ids } })).json.handedOver;
    expect([await handed(), await handed()]).toEqual([3, 0]);
    await cities.owner.query(
      `update assets.asset set land_area_dm2 = 124050, certificate_number = 'HP 13/1998' where regency_id = $1 and id = $2`,
      [cities.here.regency.id, ofLurah],
    );
    const counted = await inCity((tx) => settleCorrections(tx, { role: 'machine' }, [ofLurah], today));
    expect(counted).toEqual({ accepted: 1, overtaken: 1 });
    expect(await inCity((tx) => settleCorrections(tx, { role: 'machine' }, [ofLurah], today))).toEqual({
      accepted: 0,
      overtaken: 0,
    });
    const byField = Object.fromEntries((await listed()).map(({ field, state }) => [field, state]));
    expect(byField).toEqual({ landAreaDm2: 'accepted', certificateNumber: 'overtaken', statedUse: 'exported' });
    const [waiting] = await listed({ state: 'exported' });
    const answer = async (over: object = {}, id = waiting?.id ?? '') =>
      (
        await ask('dinas-officer', settleCorrectionCall, {
          params: { id },
          body: { state: 'refused', on: today, note: 'tetap', ...over },
        })
      ).refusal;
    expect(await answer({ on: tomorrow })).toBe('assets/in-future');
    expect(await answer({}, newId())).toBe('assets/correction-not-found');
    expect(await answer()).toBeUndefined();
    expect(await answer()).toBeUndefined();
    expect(await answer({ note: 'lain' })).toBe('assets/correction-settled');
  });
});

describe('what looks wrong', () => {
  const findingsOf = async (id: string) => (await show(id)).findings as { kind: string; others: { id: string }[] }[];
  const lot = async (name: string) => {
    const id = idOf<'asset'>(newId());
    const body = { id, ownerKind: 'private', object: 'land', ownerNumber: id, ownerName: 'Warga', name, source };
    await done('dinas-officer', addAssetCall, { body: { ...body, areaM2: 1, certificateNumber: `SHM ${name}` } });
    return id;
  };

  test('is found when it comes and gone when it goes, of both sides', async () => {
    const [first, second] = [await lot('overlap-a'), await lot('overlap-b')];
    expect(await findingsOf(first)).toMatchObject([{ kind: 'area-tiny' }]);
    const village = codes[1] ?? '';
    await send(locateAssetCall, first, { village, parcel: square(116.9, -1.23) });
    await send(locateAssetCall, second, { village, parcel: square(116.9002, -1.23) });
    const kinds = async (id: string) => (await findingsOf(id)).map(({ kind }) => kind);
    expect(await kinds(first)).toContain('overlap');
    expect((await findingsOf(second)).find(({ kind }) => kind === 'overlap')?.others).toMatchObject([{ id: first }]);
    const found = (await done('mayor', listAssetsCall, { query: { finding: 'overlap' } })).json.rows as {
      id: string;
    }[];
    expect(found.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
    await send(locateAssetCall, second, { village });
    expect(await kinds(first)).not.toContain('overlap');
    expect(await kinds(second)).not.toContain('overlap');
  });

  test('names an asset that the reader may see only', async () => {
    const [own, foreign] = [await lot('kembar'), await lot('KEMBAR')];
    expect((await findingsOf(own)).find(({ kind }) => kind === 'certificate-twice')?.others).toHaveLength(1);
    await send(locateAssetCall, own, { village: codes[0] });
    const seen = (await done('lurah', getAssetCall, { params: { id: own } })).json;
    expect(seen.findings.find(({ kind }: { kind: string }) => kind === 'certificate-twice').others).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain(foreign);
  });
});

describe('the inventory taken away and looked at from above', () => {
  const base = () => `/api/regencies/${cities.here.code}`;

  test('is clusters of a wide view and single assets of a narrow one, narrowed as the list is', async () => {
    const wide = { west: '94', south: '-12', east: '142', north: '7' };
    const seen = async (role: access.RoleName, query: object) =>
      (await done(role, mapAssetsCall, { query: { ...wide, ...query } })).json;
    const all = await seen('mayor', {});
    expect(all.clusters).toEqual([]);
    expect(all.pins.map(({ id }: { id: string }) => id)).toContain(ofLurah);
    expect((await seen('lurah', {})).pins.map(({ id }: { id: string }) => id)).not.toContain(ofOther);
    expect((await seen('mayor', { object: 'building' })).pins).toEqual([]);
    expect((await seen('mayor', { east: '95' })).pins).toEqual([]);
    expect((await ask('mayor', mapAssetsCall, { query: { ...wide, west: '200' } })).refusal).toBe('request/invalid');
    await inCity((tx) =>
      assets.insertAssets(
        tx,
        Array.from({ length: 301 }, (_, n) => ({
          ...{
            id: newId<'asset'>(),
            ownerKind: 'private',
            object: 'building',
            ownerNumber: `P-${n}`,
            name: `Rumah ${n}`,
          },
          ...{ longitude: 116.8 + n / 10_000, latitude: -1.2, sourceName: 'uji', sourceDate: today },
        })),
      ),
    );
    const many = await seen('mayor', { object: 'building' });
    expect(many.pins).toEqual([]);
    expect(many.clusters.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(301);
  });

  test('is one GeoJSON of what is asked, with parcels where they are drawn', async () => {
    const take = async (role: access.RoleName, query = '') =>
      await (await cities.signIn(role)).take(`${base()}/assets.geojson${query}`);
    const { status, bytes } = await take('mayor', '?ownerKind=regency');
    expect(status).toBe(200);
    const { features } = JSON.parse(bytes.toString()) as {
      features: { id: string; geometry: { type: string } | null; properties: { sample: boolean } }[];
    };
    expect(features.map(({ id }) => id).toSorted()).toEqual([ofLurah, ofOther, unplaced].toSorted());
    expect(features.find(({ id }) => id === ofLurah)).toMatchObject({
      geometry: { type: 'Polygon' },
      properties: { sample: true },
    });
    expect((await take('partner')).status).toBe(403);
    const own = JSON.parse((await take('lurah')).bytes.toString()) as { features: { id: string }[] };
    expect(own.features.map(({ id }) => id)).not.toContain(ofOther);
  });

  test('is a workbook and a text, areas with their decimals', async () => {
    const officer = await cities.signIn('bkad-officer');
    const text = (await officer.take(`${base()}/assets.csv?ownerKind=regency`)).bytes.toString();
    expect(text).toContain('1240.5');
    for (const list of ['assets', 'asset-corrections', 'idle-assets'])
      expect((await officer.take(`${base()}/${list}.xlsx`)).status, list).toBe(200);
  });
});

describe('what lies idle', () => {
  const groups = async (role: access.RoleName, group: string) => {
    const { whole } = (await done(role, idleSummaryCall, { query: { group } })).json;
    const rows = (await done(role, listIdleCall, { query: { group } })).json.rows as { id: string }[];
    return { whole, ids: rows.map(({ id }) => id) };
  };

  test('is summed with what is unknown, terms that end within 180 days and what was promised and withdrawn apart', async () => {
    const [idle, ending, promised] = [newId<'asset'>(), newId<'asset'>(), newId<'asset'>()];
    await inCity(async (tx) => {
      const lot = (id: typeof idle, register: string) => ({
        ...{
          id,
          ownerKind: 'regency',
          object: 'land',
          name: register,
          register,
          locationCode: '12.01',
          assetCode: '1.3.1',
        },
        ...{ landAreaDm2: 100_000, priceIdr: 700, sourceName: 'uji', sourceDate: today },
      });
      await assets.insertAssets(tx, [
        { ...lot(idle, '0101'), currentUse: 'idle', fairRentYearIdr: 48, fairRentBasis: 'uji' },
        { ...lot(ending, '0102'), currentUse: 'used_by_others', usedUntil: '2026-05-26' },
        { ...lot(newId<'asset'>(), '0103'), currentUse: 'used_by_others', usedUntil: '2026-05-27' },
        { ...lot(promised, '0104'), currentUse: 'promised', withdrawnOn: today, withdrawnReason: 'uji' },
        { ...lot(newId<'asset'>(), '0105'), currentUse: 'idle', withdrawnOn: today, withdrawnReason: 'uji' },
      ]);
    });
    const { whole, ids } = await groups('mayor', 'idle');
    expect(ids).toEqual([idle]);
    expect(whole).toMatchObject({
      ...{ count: 1, areaM2: 1_000, price: { knownIdr: 700, unknown: 0 } },
      ...{ fairRentYear: { knownIdr: 48, unknown: 0 }, upkeepYear: { knownIdr: 0, unknown: 1 } },
    });
    expect((await groups('mayor', 'term_ending')).ids).toEqual([ofOther, ending]);
    expect((await groups('mayor', 'withdrawn_promised')).ids).toEqual([promised]);
    expect((await groups('lurah', 'idle')).whole.count).toBe(0);
    expect((await ask('partner', idleSummaryCall)).refusal).toBe('access/not-allowed');
  });
});

test('every refusal that the calls of the inventory declare was met, and no other', async () => {
  const late = (call: Call, body: object) =>
    ask('bkad-officer', call, { params: { id: ofOther }, body: { revision: 1, ...body } });
  const described = { ownerName: 'PT', name: 'x' };
  const theirs = newId();
  const lot = { id: theirs, ownerKind: 'bumn', object: 'land', ownerNumber: 'B-2', ...described, source };
  await done('dinas-officer', addAssetCall, { body: lot });
  await send(describeAssetCall, theirs, { ...described, name: 'y' });
  const stale = { params: { id: theirs }, body: { revision: 1, ...described } };
  expect((await ask('dinas-officer', describeAssetCall, stale)).refusal).toBe('assets/changed-meanwhile');
  await late(describeUseCall, { currentUse: 'own_duty', isDivisible: true });
  await send(withdrawAssetCall, ofOther, { on: today, reason: 'x' });
  await late(returnAssetCall, { reason: 'x' });
  for (const [call, body] of [
    [locateAssetCall, {}],
    [describeUseCall, { currentUse: 'idle', isDivisible: false }],
    [describeAssetCall, described],
    [withdrawAssetCall, { on: today, reason: 'x' }],
    [returnAssetCall, { reason: 'x' }],
    [addDocumentCall, { id: newId(), kind: 'other', title: 'x', fileId: document }],
  ] as const)
    expect(
      await ask('dinas-officer', call, {
        params: { id: newId(), assetId: newId() },
        body: { ...(call.method === 'PUT' || /withdraw|return/.test(call.name) ? { revision: 1 } : {}), ...body },
      }),
      call.name,
    ).toMatchObject({ refusal: 'assets/not-found' });
  const own = [
    getAssetCall,
    listAssetsCall,
    assetHistoryCall,
    locateAssetCall,
    describeUseCall,
    addAssetCall,
    describeAssetCall,
  ];
  const rest = [
    withdrawAssetCall,
    returnAssetCall,
    addDocumentCall,
    listDocumentsCall,
    proposeCorrectionCall,
    settleCorrectionCall,
  ];
  const names = [...own, ...rest].map(({ name }) => `${name}: `);
  const { never, undeclared } = unmet('assets');
  const ours = (lines: string[]) => lines.filter((line) => names.some((name) => line.startsWith(name)));
  expect({ never: ours(never), undeclared: ours(undeclared) }).toEqual({ never: [], undeclared: [] });
});
