import { describe, expect, test } from 'vitest';
import { listCommoditiesCall, recordCommodityCall } from '../server/cooperatives/commodity.schema.ts';
import {
  editProfileCall,
  getCooperativeCall,
  listCooperativesCall,
  listFundingSourcesCall,
  recordFacilityCall,
  recordOperationCall,
} from '../server/cooperatives/cooperative.schema.ts';
import {
  addOfficerCall,
  declareKinshipCall,
  endOfficerCall,
  listOfficersCall,
} from '../server/cooperatives/officer.schema.ts';
import { addPremisesCall, endPremisesCall, listPremisesCall } from '../server/cooperatives/premises.schema.ts';
import { listRequirementsCall, recordRequirementCall } from '../server/cooperatives/requirement.schema.ts';
import type { Call } from '../server/kernel/call.ts';
import { newId } from '../server/platform/clock.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Every call of the module: it works, the wrong role, the wrong territory, each declared refusal, and twice gives one effect.
const cities = testCities();
const { ask, done, unmet } = caller(cities);

const cooperative = (nth: number) => cities.here.register[nth]?.id ?? '';
/** Of the people who sign in with a local role. */
const own = () => ({ cooperativeId: cooperative(0) });
const others = () => ({ cooperativeId: cooperative(1) });
const source = { name: 'berita acara', date: '2025-11-20' };
const tomorrow = '2025-11-28';
const auditLines = async (id: string) =>
  Number((await cities.owner.query('select count(*) from audit.entry where subject_id = $1', [id])).rows[0].count);

const premises = (over: object = {}) => ({
  id: newId(),
  placeId: newId(),
  use: 'outlet',
  placeName: 'Kios Pasar Segar',
  right: 'private_rent',
  validFrom: '2025-09-01',
  source,
  ...over,
});
const officer = (over: object = {}) => ({
  id: newId(),
  name: 'Siti Rahma',
  body: 'board',
  post: 'chair',
  termFrom: '2025-06-01',
  source,
  ...over,
});
const requirement = (over: object = {}) => ({
  id: newId(),
  kind: 'business-number',
  met: true,
  metOn: '2025-08-01',
  source,
  ...over,
});
const price = (over: object = {}) => ({
  id: newId(),
  commodityCode: 'lpg-5.5kg',
  carried: true,
  priceIdr: 100_000,
  effectiveOn: '2025-11-01',
  source,
  ...over,
});
const state = (over: object = {}) => ({ id: newId(), state: 'proposed', effectiveOn: '2025-10-21', source, ...over });

const writes: readonly [Call, () => object][] = [
  [editProfileCall, () => ({ address: 'Jl. Contoh 1' })],
  [addPremisesCall, premises],
  [addOfficerCall, officer],
  [declareKinshipCall, () => ({ officerId: newId(), relativeId: newId(), relation: 'kakak' })],
  [recordRequirementCall, requirement],
  [recordCommodityCall, price],
  [recordFacilityCall, state],
  [recordOperationCall, () => state({ state: 'trading' })],
];
const paramsOf = (nth: number) => ({ cooperativeId: cooperative(nth), id: cooperative(nth) });

describe('whoever writes about a cooperative', () => {
  test.each(writes)('$name: not as a member, nor as the auditor', async (call, body) => {
    for (const role of ['member', 'auditor', 'partner', 'ministry'] as const)
      expect((await ask(role, call, { params: paramsOf(0), body: body() })).refusal).toBe('access/not-allowed');
  });

  test.each(writes)(
    '$name: not about the cooperative of another kelurahan, and none there is not',
    async (call, body) => {
      const role = call === recordFacilityCall ? 'dinas-officer' : 'cooperative-chair';
      const strange = { cooperativeId: newId(), id: newId() };
      const territory = role === 'dinas-officer' ? strange : paramsOf(1);
      expect((await ask(role, call, { params: territory, body: body() })).refusal).toBe('cooperatives/not-found');
      expect((await ask('dinas-officer', call, { params: strange, body: body() })).refusal).toBe(
        'cooperatives/not-found',
      );
    },
  );

  test.each(writes)('$name: nothing missing, unknown, empty, huge or of another type', async (call, body) => {
    const whole: Record<string, unknown> = { ...body() };
    const sent = [
      ...(call === editProfileCall ? [] : [{}]),
      { ...whole, surprise: 1 },
      ...Object.keys(whole).flatMap((name) => [
        { ...whole, [name]: '' },
        { ...whole, [name]: 'x'.repeat(5000) },
        { ...whole, [name]: null },
        { ...whole, [name]: [1] },
        { ...whole, [name]: { a: 'b\u0000' } },
        ...(typeof whole[name] === 'string' ? [{ ...whole, [name]: `${whole[name]}\u0000` }] : []),
        ...(/-\d\d-/.test(String(whole[name])) ? ['0000-01-01', '1025-11-01', '2025-02-30', '12025-01-01'] : []).map(
          (day) => ({ ...whole, [name]: day }),
        ),
      ]),
    ];
    for (const wrong of sent) {
      const answer = await ask('dinas-officer', call, { params: paramsOf(0), body: wrong });
      expect(answer.refusal, JSON.stringify(wrong).slice(0, 300)).toBe('request/invalid');
    }
  });
});

describe('the profile', () => {
  const params = () => ({ id: cooperative(0) });

  test('is taken as sent; sent again it changes and notes nothing', async () => {
    const body = { address: 'Jl. Soekarno Hatta Km 3', establishedOn: '2025-06-05', fundingCode: 'lpdb' };
    await done('cooperative-chair', editProfileCall, { params: params(), body });
    const lines = await auditLines(cooperative(0));
    await done('cooperative-chair', editProfileCall, { params: params(), body });
    expect(await auditLines(cooperative(0))).toBe(lines);
    const { json } = await done('member', getCooperativeCall, { params: params() });
    expect(json).toMatchObject({ address: body.address, establishedOn: body.establishedOn, funding: { code: 'lpdb' } });
  });

  test('names no founding day to come and no funding that the rules do not know', async () => {
    const edit = async (body: object) =>
      (await ask('cooperative-chair', editProfileCall, { params: params(), body })).refusal;
    expect(await edit({ establishedOn: tomorrow })).toBe('cooperatives/in-future');
    expect(await edit({ fundingCode: 'undian' })).toBe('cooperatives/unknown-funding');
    const { json } = await done('member', listFundingSourcesCall);
    expect(json.rows.length).toBeGreaterThan(2);
    expect(json.rows[0]).toMatchObject({ legalBasis: expect.any(String) });
  });
});

describe('premises', () => {
  const add = (body: object, role: 'cooperative-chair' | 'facilitator' = 'cooperative-chair') =>
    ask(role, addPremisesCall, { params: own(), body });
  const shown = async (asOf?: string) =>
    (await done('lurah', listPremisesCall, { query: { ...own(), ...(asOf && { asOf }) } })).json.rows as {
      id: string;
    }[];

  test('hold from their first day until the day they end, as of any day', async () => {
    const outlet = premises({ latitude: -1.2, longitude: 116.85, validFrom: '2025-09-01' });
    await done('cooperative-chair', addPremisesCall, { params: own(), body: outlet });
    const end = { params: { id: outlet.id }, body: { on: '2025-11-01', reason: 'kontrak selesai' } };
    await done('cooperative-chair', endPremisesCall, end);
    const ids = async (asOf: string) => (await shown(asOf)).map((row) => row.id);
    expect(await ids('2025-08-31')).not.toContain(outlet.id);
    expect(await ids('2025-09-01')).toContain(outlet.id);
    expect(await ids('2025-10-31')).toContain(outlet.id);
    expect(await ids('2025-11-01')).not.toContain(outlet.id);
  });

  test('recorded twice are recorded once, also after they ended; the same id with other content is refused', async () => {
    const body = premises();
    await done('cooperative-chair', addPremisesCall, { params: own(), body });
    await done('cooperative-chair', addPremisesCall, { params: own(), body });
    expect(await auditLines(body.id)).toBe(1);
    expect((await shown()).filter((row) => row.id === body.id)).toHaveLength(1);
    expect((await add({ ...body, use: 'warehouse' })).refusal).toBe('cooperatives/id-reused');
    expect((await add({ ...body, placeName: 'Kios lain' })).refusal).toBe('cooperatives/id-reused');

    const end = { params: { id: body.id }, body: { on: '2025-11-10', reason: 'pindah' } };
    await done('cooperative-chair', endPremisesCall, end);
    await done('cooperative-chair', endPremisesCall, end);
    await done('cooperative-chair', addPremisesCall, { params: own(), body });
    expect(await auditLines(body.id)).toBe(2);
    const again = { ...end, body: { on: '2025-11-11', reason: 'pindah' } };
    expect((await ask('cooperative-chair', endPremisesCall, again)).refusal).toBe('cooperatives/already-ended');
  });

  test('entered by the facilitator say so', async () => {
    const body = premises({ use: 'warehouse' });
    await add(body, 'facilitator');
    expect((await shown()).find((row) => row.id === body.id)).toMatchObject({
      recorded: { role: 'facilitator', onBehalf: true },
    });
  });

  test('end after they began, and lie on one point within the country', async () => {
    expect((await add(premises({ validTo: '2025-09-01' }))).refusal).toBe('cooperatives/dates-reversed');
    expect((await add(premises({ latitude: -1.2 }))).refusal).toBe('cooperatives/point-half');
    expect((await add(premises({ latitude: 116.85, longitude: -1.2 }))).refusal).toBe('request/invalid');
    expect((await add(premises({ latitude: -6.2, longitude: 106.8 }))).refusal).toBe('cooperatives/point-elsewhere');
    const body = premises();
    await add(body);
    const end = (role: 'cooperative-chair' | 'lurah', on: string, id: string = body.id) =>
      ask(role, endPremisesCall, { params: { id }, body: { on, reason: 'salah' } });
    expect((await end('lurah', '2025-11-01')).refusal).toBe('access/not-allowed');
    expect((await end('cooperative-chair', '2025-09-01')).refusal).toBe('cooperatives/dates-reversed');
    expect((await end('cooperative-chair', '2025-11-01', newId())).refusal).toBe('cooperatives/not-found');
    const foreign = premises();
    await done('dinas-officer', addPremisesCall, { params: others(), body: foreign });
    expect((await end('cooperative-chair', '2025-11-01', foreign.id)).refusal).toBe('cooperatives/not-found');
    expect((await add(premises({ id: foreign.id }))).refusal).toBe('cooperatives/id-reused');
  });
});

describe('officers', () => {
  const list = async (asOf?: string) =>
    (await done('cooperative-supervisor', listOfficersCall, { params: own(), ...(asOf && { query: { asOf } }) })).json;
  const add = (body: object) => ask('cooperative-secretary', addOfficerCall, { params: own(), body });

  test('sit from the first day of their term until it ends, recorded once', async () => {
    const chair = officer({ name: 'Bambang Irawan' });
    await done('cooperative-secretary', addOfficerCall, { params: own(), body: chair });
    await done('cooperative-secretary', addOfficerCall, { params: own(), body: chair });
    const end = { params: { id: chair.id }, body: { on: '2025-10-01', reason: 'mengundurkan diri' } };
    await done('cooperative-secretary', endOfficerCall, end);
    await done('cooperative-secretary', endOfficerCall, end);
    await done('cooperative-secretary', addOfficerCall, { params: own(), body: chair });
    expect(await auditLines(chair.id)).toBe(2);
    const sits = async (asOf: string) =>
      (await list(asOf)).officers.find((one: { id: string }) => one.id === chair.id).inOffice;
    expect([
      await sits('2025-05-31'),
      await sits('2025-06-01'),
      await sits('2025-09-30'),
      await sits('2025-10-01'),
    ]).toEqual([false, true, true, false]);
    expect((await add({ ...chair, post: 'member' })).refusal).toBe('cooperatives/id-reused');
    const later = { ...end, body: { on: '2025-10-02', reason: 'salah' } };
    expect((await ask('cooperative-secretary', endOfficerCall, later)).refusal).toBe('cooperatives/already-ended');
  });

  test('related to each other, in two bodies or in one post are warned of, not refused', async () => {
    const ani = officer({ name: 'Ani Lestari' });
    const budi = officer({ name: 'Budi Lestari', post: 'treasurer' });
    const aniAgain = officer({ name: 'ani  lestari', body: 'supervisors', post: 'member' });
    const rival = officer({ name: 'Cahya Putra' });
    for (const body of [ani, budi, aniAgain, rival]) await done('facilitator', addOfficerCall, { params: own(), body });
    const pair = { officerId: ani.id, relativeId: budi.id, relation: 'kakak' };
    const turned = { officerId: budi.id, relativeId: ani.id, relation: 'kakak' };
    await done('facilitator', declareKinshipCall, { params: own(), body: pair });
    const lines = (await auditLines(ani.id)) + (await auditLines(budi.id));
    await done('facilitator', declareKinshipCall, { params: own(), body: turned });
    expect((await auditLines(ani.id)) + (await auditLines(budi.id))).toBe(lines);

    const { warnings, kinship, officers } = await list();
    const of = (kind: string) => warnings.find((one: { kind: string }) => one.kind === kind)?.officerIds.toSorted();
    expect(of('kinship')).toEqual([ani.id, budi.id].toSorted());
    expect(of('two_hats')).toEqual([ani.id, aniAgain.id].toSorted());
    expect(of('two_chairs')).toEqual([ani.id, rival.id].toSorted());
    expect(of('no_chair')).toEqual([aniAgain.id]);
    expect(kinship).toHaveLength(1);
    expect(officers[0].post).toBe('chair');
    expect(officers.find((one: { id: string }) => one.id === ani.id).recorded).toMatchObject({ onBehalf: true });
  });

  test('have a term that ends after it began, and relatives in their own cooperative', async () => {
    expect((await add(officer({ termTo: '2025-06-01' }))).refusal).toBe('cooperatives/dates-reversed');
    const body = officer({ name: 'Dewi', post: 'member' });
    await add(body);
    const end = (id: string, on: string) =>
      ask('cooperative-secretary', endOfficerCall, { params: { id }, body: { on, reason: 'salah' } });
    expect((await end(body.id, '2025-06-01')).refusal).toBe('cooperatives/dates-reversed');
    const foreign = officer();
    await done('dinas-officer', addOfficerCall, { params: others(), body: foreign });
    expect((await end(foreign.id, '2025-10-01')).refusal).toBe('cooperatives/not-found');
    expect((await add(officer({ id: foreign.id }))).refusal).toBe('cooperatives/id-reused');
    const kin = (relativeId: string) =>
      ask('cooperative-secretary', declareKinshipCall, {
        params: own(),
        body: { officerId: body.id, relativeId, relation: 'ipar' },
      });
    expect((await kin(foreign.id)).refusal).toBe('cooperatives/not-found');
    expect((await kin(body.id)).refusal).toBe('cooperatives/not-found');
  });

  test('are read by those who may, of their own cooperative', async () => {
    expect((await ask('partner', listOfficersCall, { params: own() })).refusal).toBe('access/not-allowed');
    expect((await ask('lurah', listOfficersCall, { params: others() })).refusal).toBe('cooperatives/not-found');
    expect((await ask('cooperative-cashier', endOfficerCall, { params: { id: newId() }, body: {} })).refusal).toBe(
      'access/not-allowed',
    );
  });
});

describe('requirements stand each for itself', () => {
  const record = (body: object) => ask('cooperative-secretary', recordRequirementCall, { params: own(), body });
  const standings = async () => {
    const { json } = await done('lurah', listRequirementsCall, { params: own() });
    return Object.fromEntries(json.rows.map((row: { kind: string; standing: string }) => [row.kind, row.standing]));
  };

  test('missing until met, expiring before they expire, and withdrawn when they were not there after all', async () => {
    expect((await standings())['business-number']).toBe('missing');
    const steps: readonly [object, string][] = [
      [{ kind: 'business-number', number: '9120' }, 'met'],
      [{ kind: 'business-number', expiresOn: '2026-02-25' }, 'expiring'],
      [{ kind: 'business-number', expiresOn: '2026-02-26' }, 'met'],
      [{ kind: 'business-number', expiresOn: '2025-11-27' }, 'expired'],
      [{ kind: 'business-number', met: false }, 'missing'],
    ];
    for (const [given, standing] of steps) {
      await done('cooperative-secretary', recordRequirementCall, { params: own(), body: requirement(given) });
      expect((await standings())['business-number']).toBe(standing);
    }
    expect((await standings())['tax-number']).toBe('missing');
  });

  test('recorded twice are recorded once', async () => {
    const body = requirement({ kind: 'tax-number', number: '01.234' });
    await done('facilitator', recordRequirementCall, { params: own(), body });
    await done('facilitator', recordRequirementCall, { params: own(), body });
    expect(await auditLines(body.id)).toBe(1);
    expect((await record(body)).refusal, 'another person under the same id').toBe('cooperatives/id-reused');
    const { json } = await done('lurah', listRequirementsCall, { params: own() });
    expect(json.rows.find((row: { kind: string }) => row.kind === 'tax-number').recorded).toMatchObject({
      onBehalf: true,
    });
  });

  test('are known, of the past, in order and shown by a paper that is there', async () => {
    expect((await record(requirement({ kind: 'surat-sakti' }))).refusal).toBe('cooperatives/unknown-requirement');
    expect((await record(requirement({ metOn: tomorrow }))).refusal).toBe('cooperatives/in-future');
    expect((await record(requirement({ source: { ...source, date: tomorrow } }))).refusal).toBe(
      'cooperatives/in-future',
    );
    expect((await record(requirement({ expiresOn: '2025-08-01' }))).refusal).toBe('cooperatives/dates-reversed');
    expect((await record(requirement({ fileId: newId() }))).refusal).toBe('cooperatives/unknown-file');
    expect((await ask('lurah', listRequirementsCall, { params: others() })).refusal).toBe('cooperatives/not-found');
    expect((await ask('partner', listRequirementsCall, { params: own() })).refusal).toBe('access/not-allowed');
  });
});

describe('goods and prices', () => {
  const record = (body: object) => ask('cooperative-cashier', recordCommodityCall, { params: own(), body });
  const shelf = async (asOf?: string) => {
    const { json } = await done('member', listCommoditiesCall, { params: own(), ...(asOf && { query: { asOf } }) });
    return json.rows.find((row: { commodity: { code: string } }) => row.commodity.code === 'lpg-5.5kg');
  };

  test('hold from their day on, whenever they were recorded; a late report does not replace a newer price', async () => {
    const newer = price({ effectiveOn: '2025-11-10', priceIdr: 95_000 });
    const older = price({ effectiveOn: '2025-10-01', priceIdr: 90_000 });
    for (const body of [newer, older, newer])
      await done('cooperative-cashier', recordCommodityCall, { params: own(), body });
    expect(await auditLines(newer.id)).toBe(1);
    expect(await shelf('2025-09-30')).toMatchObject({ carried: false, priceIdr: null });
    expect(await shelf('2025-10-01')).toMatchObject({ carried: true, priceIdr: 90_000 });
    expect(await shelf('2025-11-09')).toMatchObject({ priceIdr: 90_000 });
    expect(await shelf()).toMatchObject({ priceIdr: 95_000, effectiveOn: '2025-11-10', recorded: { onBehalf: false } });
    const gone = price({ effectiveOn: '2025-11-20', carried: false, priceIdr: undefined });
    await done('facilitator', recordCommodityCall, { params: own(), body: gone });
    expect(await shelf()).toMatchObject({ carried: false, priceIdr: null, recorded: { onBehalf: true } });
  });

  test('have a price above nothing, of a known thing that is carried, of the past', async () => {
    expect((await record(price({ priceIdr: 0 }))).refusal).toBe('request/invalid');
    expect((await record(price({ priceIdr: 1.5 }))).refusal).toBe('request/invalid');
    expect((await record(price({ commodityCode: 'emas' }))).refusal).toBe('cooperatives/unknown-commodity');
    expect((await record(price({ carried: false }))).refusal).toBe('cooperatives/price-without-goods');
    expect((await record(price({ effectiveOn: tomorrow }))).refusal).toBe('cooperatives/in-future');
    const body = price();
    await record(body);
    expect((await record({ ...body, priceIdr: 1 })).refusal).toBe('cooperatives/id-reused');
    expect((await ask('lurah', listCommoditiesCall, { params: others() })).refusal).toBe('cooperatives/not-found');
  });
});

describe('facility and operation', () => {
  const params = () => ({ cooperativeId: cooperative(2) });
  const facility = (body: object) => ask('dinas-officer', recordFacilityCall, { params: params(), body });
  const operation = (body: object) => ask('facilitator', recordOperationCall, { params: params(), body });
  const on = async (asOf: string) => {
    const { json } = await done('mayor', getCooperativeCall, { params: { id: cooperative(2) }, query: { asOf } });
    return [json.facility, json.facilitySince, json.operation, json.operationSince];
  };

  test('stand as reported on every day, late and skipped reports flagged, and are taken back by a correction', async () => {
    const proposed = state({ effectiveOn: '2025-09-01' });
    const designated = state({ state: 'designated', effectiveOn: '2025-10-01' });
    const built = state({ state: 'under_construction', effectiveOn: '2025-11-01', targetOn: '2026-01-31' });
    const flags = async (body: object) => (await facility(body)).json.flags;
    expect(await flags(proposed)).toEqual([]);
    expect(await flags(built)).toEqual(['steps_skipped']);
    expect(await flags(designated)).toEqual(['backdated']);
    expect(await flags(designated), 'sent again').toEqual(['backdated']);
    expect(await on('2025-08-31')).toEqual(['none', null, 'unknown', null]);
    expect(await on('2025-10-15')).toEqual(['designated', '2025-10-01', 'unknown', null]);
    expect(await on('2025-11-27')).toEqual(['under_construction', '2025-11-01', 'unknown', null]);

    const moved = state({ state: 'designated', effectiveOn: '2025-10-05', correctsId: designated.id });
    expect(await flags(moved), 'measured against what stands without the corrected one').toEqual(['backdated']);
    const movedBack = state({ state: 'designated', effectiveOn: '2025-10-03', correctsId: moved.id });
    expect((await facility(movedBack)).refusal, 'a correction may itself be corrected').toBeUndefined();
    expect(await on('2025-10-02')).toEqual(['proposed', '2025-09-01', 'unknown', null]);
    expect((await facility(state({ state: 'none', correctsId: moved.id }))).refusal).toBe(
      'cooperatives/already-corrected',
    );

    const never = state({ state: 'designated', effectiveOn: '2025-10-03', correctsId: built.id });
    expect((await facility(never)).refusal, 'building never began').toBeUndefined();
    expect(await on('2025-11-27')).toEqual(['designated', '2025-10-03', 'unknown', null]);
  });

  test('are two axes: trading says nothing of a building, and who entered it for whom is said', async () => {
    const trading = state({ state: 'trading', effectiveOn: '2025-10-10', reason: 'buka gerai' });
    const first = await operation(trading);
    expect(first.json).toMatchObject({ flags: [], recorded: { role: 'facilitator', onBehalf: true } });
    expect((await operation(trading)).json).toEqual(first.json);
    expect(await auditLines(trading.id)).toBe(1);
    expect((await on('2025-10-10')).slice(2)).toEqual(['trading', '2025-10-10']);
    expect((await operation(state({ state: 'trading' }))).refusal).toBe('cooperatives/already-so');
    expect((await operation(state({ state: 'unknown', correctsId: newId() }))).refusal).toBe(
      'cooperatives/corrects-other',
    );
    const closed = state({ state: 'not_trading', effectiveOn: '2025-11-01' });
    await operation(closed);
    await operation(state({ state: 'trading', effectiveOn: '2025-11-01', correctsId: closed.id }));
    expect((await operation(state({ state: 'unknown', correctsId: closed.id }))).refusal).toBe(
      'cooperatives/already-corrected',
    );
    const target = { state: 'trading', targetOn: '2026-01-01' };
    expect((await operation(state(target))).refusal, 'an operation has no target').toBe('request/invalid');
  });

  test('are of the past, in order, and one id is one report in all its parts', async () => {
    for (const [call, name] of [
      [recordFacilityCall, 'handed_over'],
      [recordOperationCall, 'not_trading'],
    ] as const) {
      const report = async (body: object) =>
        (
          await ask('dinas-officer', call, {
            params: { cooperativeId: cooperative(3) },
            body: state({ state: name, ...body }),
          })
        ).refusal;
      expect(await report({ effectiveOn: tomorrow })).toBe('cooperatives/in-future');
      expect(await report({ source: { ...source, date: tomorrow } })).toBe('cooperatives/in-future');
      expect(await report({ fileId: newId() })).toBe('cooperatives/unknown-file');
      const id = newId();
      expect(await report({ id })).toBeUndefined();
      for (const other of [{ effectiveOn: '2025-10-20' }, { reason: 'lain' }, { source: { ...source, name: 'lain' } }])
        expect(await report({ id, ...other })).toBe('cooperatives/id-reused');
    }
    const body = state({ state: 'proposed', targetOn: '2025-10-20' });
    expect((await facility(body)).refusal).toBe('cooperatives/target-before-start');
    const built = state({ state: 'handed_over', effectiveOn: '2025-11-20' });
    await facility(built);
    expect((await facility(state({ state: 'handed_over', effectiveOn: '2025-11-21' }))).refusal).toBe(
      'cooperatives/already-so',
    );
    const elsewhere = { params: { cooperativeId: cooperative(4) }, body: state({ correctsId: built.id }) };
    expect((await ask('dinas-officer', recordFacilityCall, elsewhere)).refusal).toBe('cooperatives/corrects-other');
    expect((await ask('lurah', recordFacilityCall, { params: params(), body: state() })).refusal).toBe(
      'access/not-allowed',
    );
  });
});

describe('the register', () => {
  test('pages by key, each cooperative once, in the order asked for', async () => {
    for (const sort of ['name', 'district', 'facility', 'operation']) {
      const ids: string[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const query: Record<string, string> = { sort, limit: '10', ...(after === '' ? {} : { after }) };
        const { json } = await done('mayor', listCooperativesCall, { query });
        ids.push(...json.rows.map((row: { id: string }) => row.id));
        after = json.next;
      }
      expect(new Set(ids).size, sort).toBe(34);
      expect(ids.length, sort).toBe(34);
    }
  });

  test('filters, and finds by part of a name', async () => {
    const found = async (query: Record<string, string>) =>
      (await done('mayor', listCooperativesCall, { query })).json.total;
    const all = await found({});
    expect(await found({ search: 'GRAHA' })).toBe(1);
    expect(await found({ search: '%' })).toBe(0);
    expect((await found({ facility: 'none' })) + (await found({ facility: 'handed_over' }))).toBeLessThanOrEqual(all);
    expect(await found({ withBumnPartner: 'true' })).toBe(1);
    expect(await found({ asOf: '2025-07-06' })).toBe(0);
    expect((await ask('mayor', listCooperativesCall, { query: { facility: 'castle' } })).refusal).toBe(
      'request/invalid',
    );
    expect((await ask('mayor', listCooperativesCall, { query: { asOf: '0000-01-01' } })).refusal).toBe(
      'request/invalid',
    );
    expect((await ask('mayor', listCooperativesCall, { query: { search: 'a\u0000' } })).status).toBeLessThan(500);
    expect((await ask('lurah', getCooperativeCall, { params: { id: cooperative(1) } })).refusal).toBe(
      'cooperatives/not-found',
    );
  });
});

test('every refusal that a call declares was met, and none that it does not declare', () => {
  expect(unmet('cooperatives')).toEqual({ never: [], undeclared: [] });
});
