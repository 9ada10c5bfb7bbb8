import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { getCooperativeCall } from '../server/cooperatives/cooperative.schema.ts';
import { type Call, pathOf } from '../server/kernel/call.ts';
import {
  addAgreementCall,
  endAgreementCall,
  getAgreementCall,
  listAgreementsCall,
  setAgreedPriceCall,
} from '../server/partners/agreement/agreement.schema.ts';
import {
  getOnboardingCall,
  listOnboardingsCall,
  listProgrammesCall,
  openOnboardingCall,
  recordOnboardingCall,
  takeUpOnboardingCall,
} from '../server/partners/onboarding/onboarding.schema.ts';
import {
  addPartnerCall,
  addPartnershipCall,
  endPartnershipCall,
  listPartnersCall,
  listPartnershipsCall,
  type NewPartnership,
} from '../server/partners/partner.schema.ts';
import * as partners from '../server/partners/public.ts';
import { quotaUseCall, sellThroughCall } from '../server/partners/sell-through/sell-through.schema.ts';
import { newId } from '../server/platform/clock.ts';
import type { Tx } from '../server/platform/db/tx.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { listTasksCall } from '../server/tasks/task.schema.ts';
import { type Answer, caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Partnerships, onboarding, agreements: each call works, refuses the wrong role and territory, gives every refusal it declares, and
// done twice has one effect.
const cities = testCities();
const { ask, done, unmet } = caller(cities);

const cooperative = (nth: number) => cities.here.register[nth]?.id ?? '';
const source = { name: 'berita acara', date: '2025-11-20' };
const bulog = '01980000-0000-7000-8000-000000000001';
const patraNiaga = '01980000-0000-7000-8000-000000000002';
const auditLines = async (id: string) =>
  Number((await cities.owner.query('select count(*) from audit.entry where subject_id = $1', [id])).rows[0].count);
const rowsOf = ({ json }: Answer) => json.rows as Readonly<Record<string, unknown>>[];

describe('partnerships', () => {
  const partnership = (over: object = {}) => ({
    id: newId(),
    cooperativeId: cooperative(0),
    partnerId: patraNiaga,
    goods: ['lpg'],
    stage: 'active',
    validFrom: '2025-09-15',
    source,
    ...over,
  });
  const add = async (body: object, role: 'cooperative-chair' | 'dinas-officer' = 'cooperative-chair') =>
    (await ask(role, addPartnershipCall, { body })).refusal;
  const end = async (
    id: string,
    on: string,
    role: 'cooperative-chair' | 'cooperative-secretary' = 'cooperative-chair',
  ) => (await ask(role, endPartnershipCall, { params: { id }, body: { on, reason: 'kontrak habis' } })).refusal;
  const withBumn = async (nth: number, asOf: string) =>
    (await done('mayor', getCooperativeCall, { params: { id: cooperative(nth) }, query: { asOf } })).json
      .withBumnPartner;

  test('of two that say the same at the same moment the second waits, and is told that it is on record', async () => {
    const say = (tx: Tx) =>
      partners.addPartnership(
        tx,
        { role: 'machine' },
        partnership({ cooperativeId: cooperative(7) }) as NewPartnership,
      );
    const inCity = (work: (tx: Tx) => Promise<void>) =>
      cities.database.app.inRegency(wholeRegency(cities.here.regency.id), work);
    await done('dinas-officer', addPartnershipCall, { body: partnership({ cooperativeId: cooperative(8) }) }); // the partner is known here
    let second: Promise<unknown> = Promise.resolve();
    await inCity(async (tx) => {
      await say(tx);
      second = inCity(say).catch((refusal: unknown) => refusal);
      await Promise.race([second, setTimeout(200)]);
    });
    expect(await second).toMatchObject({ type: 'partners/already-so' });
  });

  test('make a cooperative trade with a BUMN partner from the day they are active until they end', async () => {
    const applied = partnership({ cooperativeId: cooperative(5), stage: 'applied', validFrom: '2025-08-01' });
    const active = partnership({ cooperativeId: cooperative(5) });
    for (const body of [applied, active]) await done('dinas-officer', addPartnershipCall, { body });
    const ended = { params: { id: active.id }, body: { on: '2025-11-01', reason: 'kontrak habis' } };
    await done('dinas-officer', endPartnershipCall, ended);
    await done('dinas-officer', endPartnershipCall, ended);
    await done('dinas-officer', addPartnershipCall, { body: active });
    expect(await auditLines(active.id)).toBe(2);
    const days = ['2025-09-14', '2025-09-15', '2025-10-31', '2025-11-01'];
    expect(await Promise.all(days.map((day) => withBumn(5, day)))).toEqual([false, true, true, false]);
  });

  test('entered by the facilitator say so, and a partner sees his own alone', async () => {
    const body = partnership({ validFrom: '2025-10-01' });
    await done('facilitator', addPartnershipCall, { body });
    const own = rowsOf(await done('lurah', listPartnershipsCall, { query: { partnerId: patraNiaga } }));
    expect(own).toMatchObject([{ id: body.id, onBehalf: true }]);
    const seen = rowsOf(await done('partner', listPartnershipsCall)) as { partner: { id: string } }[];
    expect(new Set(seen.map(({ partner }) => partner.id))).toEqual(new Set([bulog]));
    expect(rowsOf(await done('partner', listPartnershipsCall, { query: { partnerId: patraNiaga } }))).toEqual([]);
  });

  test('are of one own cooperative, with a partner there is, and end after they began', async () => {
    expect(await add(partnership({ cooperativeId: cooperative(1) }))).toBe('partners/cooperative-not-found');
    expect(await add(partnership({ cooperativeId: newId() }), 'dinas-officer')).toBe('partners/cooperative-not-found');
    expect(await add(partnership({ partnerId: newId() }))).toBe('partners/not-found');
    expect(await add(partnership({ validTo: '2025-09-15' }))).toBe('partners/dates-reversed');
    expect(await add(partnership({ goods: [] }))).toBe('request/invalid');
    expect(await add(partnership({ goods: ['lpg', 'lpg'] }))).toBe('request/invalid');
    const body = partnership({ goods: ['staples'], validFrom: '2025-11-01' });
    expect(await add(body)).toBeUndefined();
    expect(await add({ ...body, stage: 'verified' })).toBe('partners/id-reused');
    expect(await add({ ...body, id: newId(), goods: ['lpg', 'staples'], validFrom: '2025-08-01' })).toBe(
      'partners/already-so',
    );
    expect(await end(body.id, '2025-11-01')).toBe('partners/dates-reversed');
    expect(await end(body.id, '2025-11-20', 'cooperative-secretary')).toBe('access/not-allowed');
    expect(await end(body.id, '2025-11-20')).toBeUndefined();
    expect(await end(body.id, '2025-11-21')).toBe('partners/already-ended');
    expect(await add({ ...body, id: newId(), validFrom: '2025-11-20' }), 'again from the day it ended').toBeUndefined();
    const foreign = partnership({ cooperativeId: cooperative(1) });
    expect(await add(foreign, 'dinas-officer')).toBeUndefined();
    expect(await end(foreign.id, '2025-11-20')).toBe('partners/not-found');
    expect((await ask('partner', addPartnershipCall, { body: partnership() })).refusal).toBe('access/not-allowed');
  });

  test('may be with an agent of this city, who cannot pass for a national partner', async () => {
    const agent = { id: newId(), name: 'Agen LPG Makmur', kind: 'lpg_agent' };
    await done('facilitator', addPartnerCall, { body: agent });
    await done('facilitator', addPartnerCall, { body: agent });
    expect(await auditLines(agent.id)).toBe(1);
    const refused = async (body: object) => (await ask('facilitator', addPartnerCall, { body })).refusal;
    expect(await refused({ ...agent, name: 'Agen lain' })).toBe('partners/id-reused');
    expect(await refused({ ...agent, id: bulog })).toBe('partners/id-reused');
    expect(await refused({ ...agent, id: newId(), kind: 'bumn' })).toBe('request/invalid');
    expect((await ask('member', addPartnerCall, { body: agent })).refusal).toBe('access/not-allowed');
    const names = rowsOf(await done('cooperative-chair', listPartnersCall)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Agen LPG Makmur', 'PT Pertamina Patra Niaga', 'Perum Bulog']);
  });
});

describe('onboarding', () => {
  const opened = (over: object = {}) => ({
    id: newId(),
    cooperativeId: cooperative(0),
    programme: 'pertamina-lpg',
    openedOn: '2025-08-01',
    source,
    ...over,
  });
  const open = async (body: object, role: 'cooperative-chair' | 'dinas-officer' = 'cooperative-chair') =>
    (await ask(role, openOnboardingCall, { body })).refusal;
  const record = async (id: string, body: object, role: 'dinas-officer' | 'partner' | 'facilitator' = 'facilitator') =>
    (await ask(role, recordOnboardingCall, { params: { id }, body: { id: newId(), ...body } })).refusal;
  const doneOn = (step: string, happenedOn: string) => ({ outcome: 'done', step, happenedOn });
  const page = async (id: string) => (await done('mayor', getOnboardingCall, { params: { id } })).json;
  const tasksOf = async (nth: number) =>
    rowsOf(await done('mayor', listTasksCall, { query: { cooperativeId: cooperative(nth) } }))
      .filter(({ kind }) => String(kind).startsWith('onboarding'))
      .map(({ kind, ownerRole, daysWaiting }) => `${kind} ${ownerRole} ${daysWaiting}`);
  let lpg: ReturnType<typeof opened>;

  beforeAll(async () => {
    lpg = opened({ cooperativeId: cooperative(2) });
    for (let again = 0; again < 2; again++) await done('dinas-officer', openOnboardingCall, { body: lpg });
  });

  test('goes along the steps of its programme; whose move it is has it on his list, and says since when', async () => {
    expect(await auditLines(lpg.id)).toBe(1);
    expect(await tasksOf(2)).toEqual(['onboarding-step cooperative-chair 118']);
    const applied = { id: newId(), ...doneOn('simkopdes', '2025-08-12') };
    for (let again = 0; again < 2; again++) expect(await record(lpg.id, applied)).toBeUndefined();
    expect(await tasksOf(2)).toEqual(['onboarding-waits dinas-officer 107']);
    expect(await record(lpg.id, { ...applied, happenedOn: '2025-08-13' })).toBe('partners/id-reused');
    const held = { outcome: 'held', happenedOn: '2025-10-01', waitsOn: 'agent', note: 'agen terdekat belum menjawab' };
    expect(await record(lpg.id, held, 'dinas-officer')).toBeUndefined();
    expect(await tasksOf(2)).toEqual(['onboarding-held dinas-officer 57']);
    expect(await page(lpg.id)).toMatchObject({
      ...{ status: 'running', current: { code: 'region-check' }, waitsOn: 'agent', since: '2025-10-01', days: 57 },
      ...{ isHeld: true, note: 'agen terdekat belum menjawab', stepsDone: 1, stepCount: 4 },
      offers: { stage: 'applied', since: '2025-08-12' },
      steps: [{ code: 'simkopdes', doneOn: '2025-08-12' }, { doneOn: null }, { doneOn: null }, { doneOn: null }],
      actions: [
        { outcome: 'done', onBehalf: true },
        { outcome: 'held', onBehalf: false },
      ],
    });
  });

  test('opens the partnership it has come to with one press, and ends the stage before', async () => {
    const takeUp = async (id: string, of = lpg.id) =>
      (await ask('dinas-officer', takeUpOnboardingCall, { params: { id: of }, body: { id } })).refusal;
    const [first, second] = [newId(), newId()];
    for (let again = 0; again < 2; again++) expect(await takeUp(first)).toBeUndefined();
    expect(await takeUp(newId())).toBe('partners/nothing-reached');
    for (const [step, on] of [
      ['region-check', '2025-10-20'],
      ['ddms', '2025-10-28'],
      ['map', '2025-11-03'],
    ])
      expect(await record(lpg.id, doneOn(String(step), String(on)))).toBeUndefined();
    expect(await page(lpg.id)).toMatchObject({ status: 'approved', days: null, offers: { stage: 'active' } });
    expect(await tasksOf(2), 'nobody has to do anything').toEqual([]);
    expect(await takeUp(second)).toBeUndefined();
    const own = rowsOf(
      await done('mayor', listPartnershipsCall, {
        query: { cooperativeId: cooperative(2), partnerId: patraNiaga, asOf: '2025-11-03' },
      }),
    );
    expect(own.filter(({ id }) => id === first || id === second)).toMatchObject([
      { id: second, stage: 'active', goods: ['lpg'], validFrom: '2025-11-03', source: { name: source.name } },
    ]);
    expect(await page(lpg.id)).toMatchObject({ offers: null });
    const rice = opened({ programme: 'rpk' });
    expect(await open(rice)).toBeUndefined();
    expect(await takeUp(second, rice.id)).toBe('partners/id-reused');
    expect(await takeUp(newId(), newId())).toBe('partners/not-found');
  });

  test('is one at a time, of one own cooperative, along a programme there is', async () => {
    expect(await open({ ...lpg, openedOn: '2025-08-02' }, 'dinas-officer')).toBe('partners/id-reused');
    expect(await open({ ...lpg, id: newId() }, 'dinas-officer')).toBe('partners/onboarding-under-way');
    expect(await open(opened({ cooperativeId: cooperative(1) }))).toBe('partners/cooperative-not-found');
    expect(await open(opened({ programme: 'emas' }))).toBe('partners/unknown-programme');
    expect(await open(opened({ programme: 'rpk', openedOn: '2024-12-31' }))).toBe('partners/unknown-programme');
    expect(await open(opened({ openedOn: '2025-11-28' }))).toBe('partners/in-future');
    expect((await ask('partner', openOnboardingCall, { body: opened() })).refusal).toBe('access/not-allowed');
  });

  test('takes only what can have happened to it', async () => {
    const klik = opened({ programme: 'klik-sphp', openedOn: '2025-10-10' });
    expect(await open(klik)).toBeUndefined();
    const happenedOn = '2025-10-11';
    for (const odd of [
      { outcome: 'done', happenedOn },
      { outcome: 'held', happenedOn, note: 'x' },
      { outcome: 'rejected', happenedOn },
      { outcome: 'withdrawn', happenedOn, note: 'x', step: 'register' },
    ])
      expect(await record(klik.id, odd), JSON.stringify(odd)).toBe('partners/odd-action');
    expect(await record(klik.id, doneOn('map', happenedOn))).toBe('partners/unknown-step');
    expect(await record(klik.id, doneOn('register', '2025-10-09'))).toBe('partners/before-opening');
    expect(await record(klik.id, doneOn('register', '2025-11-28'))).toBe('partners/in-future');
    expect(await record(klik.id, doneOn('register', happenedOn))).toBeUndefined();
    expect(await record(klik.id, doneOn('register', '2025-10-12'))).toBe('partners/step-already-done');
    expect(await record(newId(), doneOn('register', happenedOn))).toBe('partners/not-found');
    expect(await record(klik.id, doneOn('verify', happenedOn), 'partner')).toBe('access/not-allowed');
    const rejected = { outcome: 'rejected', happenedOn: '2025-11-01', note: 'izin usaha belum ada' };
    expect(await record(klik.id, rejected)).toBeUndefined();
    expect(await record(klik.id, doneOn('verify', '2025-11-02'))).toBe('partners/onboarding-over');
    expect(await page(klik.id)).toMatchObject({ status: 'rejected', note: 'izin usaha belum ada', waitsOn: null });
    expect(
      await open(opened({ programme: 'klik-sphp', openedOn: '2025-11-10' })),
      'and may be tried again',
    ).toBeUndefined();
  });

  test('is listed as of a day, the longest wait first, to its two sides and the city', async () => {
    const listed = async (role: 'mayor' | 'partner' | 'lurah', query: Record<string, string> = {}) =>
      rowsOf(await done(role, listOnboardingsCall, { query })) as {
        programme: { code: string };
        partner: { id: string };
      }[];
    const codes = (rows: { programme: { code: string } }[]) => rows.map(({ programme }) => programme.code);
    expect(codes(await listed('mayor', { asOf: '2025-08-12' }))).toEqual(['rpk', 'pertamina-lpg']);
    expect(codes(await listed('lurah', { status: 'running' }))).toEqual(['rpk', 'klik-sphp']);
    expect(codes(await listed('mayor', { waitsOn: 'partner' }))).toEqual([]);
    expect(new Set((await listed('partner')).map(({ partner }) => partner.id))).toEqual(new Set([bulog]));
    expect(await listed('mayor', { cooperativeId: cooperative(3) })).toEqual([]);
    expect(await listed('mayor', { partnerId: patraNiaga })).toHaveLength(1);
    expect((await ask('cooperative-chair', getOnboardingCall, { params: { id: newId() } })).refusal).toBe(
      'partners/not-found',
    );
    const ways = rowsOf(await done('facilitator', listProgrammesCall)).map(({ code }) => code);
    expect(ways).toEqual(['klik-sphp', 'rpk', 'pertamina-lpg']);
  });
});

describe('agreements', () => {
  const rice = { productCode: 'rice-sphp-5kg', priceIdr: 56_500, quotaPacks: 400 };
  const agreement = (over: object = {}) => ({
    id: newId(),
    cooperativeId: cooperative(0),
    partnerId: bulog,
    number: 'PKS-01/2025',
    validFrom: '2025-11-01',
    payment: 'before_delivery',
    isConsigned: false,
    quotaPeriod: 'month',
    products: [rice],
    source,
    ...over,
  });
  const add = async (body: object, role: 'cooperative-chair' | 'dinas-officer' = 'cooperative-chair') =>
    (await ask(role, addAgreementCall, { body })).refusal;
  let own: ReturnType<typeof agreement>;

  beforeAll(async () => {
    own = agreement();
    for (let again = 0; again < 2; again++) await done('cooperative-chair', addAgreementCall, { body: own });
  });

  test('hold their goods, prices and quota in base units, once', async () => {
    expect(await auditLines(own.id)).toBe(1);
    const { json } = await done('partner', getAgreementCall, { params: { id: own.id } });
    expect(json).toMatchObject({
      partner: { name: 'Perum Bulog' },
      principal: null,
      payment: 'before_delivery',
      products: [
        {
          seq: 1,
          name: 'Beras SPHP 5 kg',
          baseUnit: 'gram',
          packQtyBase: 5000,
          priceIdr: 56_500,
          quotaBase: 2_000_000,
        },
      ],
    });
  });

  test('change their prices from a day on, and show those of the day asked for', async () => {
    const dearer = { id: newId(), seq: 1, priceIdr: 57_000, effectiveOn: '2025-11-20', source };
    const set = (body: object, id: string = own.id) =>
      ask('cooperative-chair', setAgreedPriceCall, { params: { id }, body });
    for (let again = 0; again < 2; again++) expect((await set(dearer)).refusal).toBeUndefined();
    expect(await auditLines(own.id)).toBe(2);
    const priceOn = async (asOf: string) =>
      (await done('mayor', getAgreementCall, { params: { id: own.id }, query: { asOf } })).json.products[0].priceIdr;
    expect([await priceOn('2025-11-19'), await priceOn('2025-11-20')]).toEqual([56_500, 57_000]);
    expect((await set({ ...dearer, priceIdr: 1 })).refusal).toBe('partners/id-reused');
    expect((await set({ ...dearer, id: newId(), seq: 2 })).refusal).toBe('partners/unknown-product');
    expect((await set({ ...dearer, id: newId(), effectiveOn: '2025-10-31' })).refusal).toBe(
      'partners/outside-agreement',
    );
    expect((await set({ ...dearer, id: newId() }, newId())).refusal).toBe('partners/not-found');
    expect((await ask('partner', setAgreedPriceCall, { params: { id: own.id }, body: dearer })).refusal).toBe(
      'access/not-allowed',
    );
  });

  test('are one at a time between two, of one own cooperative, with terms that fit each other', async () => {
    const november = agreement({ cooperativeId: cooperative(1) });
    expect(await add(november)).toBe('partners/cooperative-not-found');
    expect(await add(november, 'dinas-officer')).toBeUndefined();
    expect(await add({ ...november, number: 'lain' }, 'dinas-officer')).toBe('partners/id-reused');
    expect(await add({ ...november, id: newId(), validFrom: '2025-12-01' }, 'dinas-officer')).toBe(
      'partners/agreement-in-force',
    );
    const october = agreement({ cooperativeId: cooperative(1), validFrom: '2025-10-01', validTo: '2025-11-01' });
    expect(await add(october, 'dinas-officer'), 'until the day the other begins').toBeUndefined();
    expect(await add(agreement({ partnerId: newId() }))).toBe('partners/not-found');
    expect(await add(agreement({ partnerId: patraNiaga, principalId: newId() }))).toBe('partners/not-found');
    expect(await add(agreement({ partnerId: patraNiaga, principalId: patraNiaga }))).toBe(
      'partners/principal-is-partner',
    );
    expect(await add(agreement({ validTo: '2025-11-01' }))).toBe('partners/dates-reversed');
    expect(await add(agreement({ payment: 'after_days' }))).toBe('partners/days-of-credit');
    expect(await add(agreement({ payWithinDays: 14 }))).toBe('partners/days-of-credit');
    expect(await add(agreement({ quotaPeriod: undefined }))).toBe('partners/quota-without-period');
    expect(await add(agreement({ products: [rice, rice] }))).toBe('partners/product-twice');
    const unknown = { productCode: 'emas', priceIdr: 1 };
    expect(await add(agreement({ partnerId: patraNiaga, products: [rice, unknown] }))).toBe('partners/unknown-product');
    expect(await add(agreement({ products: [] }))).toBe('request/invalid');
    expect(await add(agreement({ creditLimitIdr: 0 }))).toBe('request/invalid');
    expect(await add(agreement({ products: [{ ...rice, itemId: newId(), packId: newId() }] }))).toBe('request/invalid');
  });

  test('may be about goods of the cooperative alone, in a pack of theirs', async () => {
    const [itemId, packId, foreignId] = [newId(), newId(), newId()];
    const { regency } = cities.here;
    for (const [id, of] of [
      [itemId, cooperative(0)],
      [foreignId, cooperative(1)],
    ])
      await cities.owner.query(
        `insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, recorded_role)
         values ($1, $2, $3, 'Kopi Lamaru', 'other', 'gram', 'uji')`,
        [regency.id, id, of],
      );
    await cities.owner.query(
      `insert into catalogue.pack (regency_id, id, cooperative_id, item_id, label, qty_base) values ($1, $2, $3, $4, 'bungkus', 250)`,
      [regency.id, packId, cooperative(0), itemId],
    );
    const roaster = { id: newId(), name: 'Sangrai Lamaru', kind: 'other' };
    await done('facilitator', addPartnerCall, { body: roaster });
    const coffee = (item: string) =>
      agreement({
        partnerId: roaster.id,
        quotaPeriod: undefined,
        products: [{ itemId: item, packId, priceIdr: 20_000 }],
      });
    expect(await add(coffee(foreignId))).toBe('partners/unknown-product');
    const body = coffee(itemId);
    expect(await add(body)).toBeUndefined();
    const { json } = await done('cooperative-chair', getAgreementCall, { params: { id: body.id } });
    expect(json.products).toMatchObject([{ name: 'Kopi Lamaru', itemId, packLabel: 'bungkus', packQtyBase: 250 }]);
  });

  test('make the partnership active for their goods, where it is not on record yet', async () => {
    const partnershipsOf = async (nth: number, asOf = '2025-11-27') =>
      rowsOf(
        await done('mayor', listPartnershipsCall, {
          query: { cooperativeId: cooperative(nth), partnerId: bulog, asOf },
        }),
      );
    const expected = { stage: 'active', goods: ['staples'], validFrom: '2025-11-01', source: { name: source.name } };
    expect(await partnershipsOf(1)).toMatchObject([expected]);
    expect(await partnershipsOf(0), 'as it was before').toHaveLength(1);
  });

  test('are seen by their two sides and the city, and by nobody else', async () => {
    const seen = async (role: 'partner' | 'lpg-agent' | 'cooperative-manager' | 'mayor', query = {}) =>
      new Set(
        rowsOf(await done(role, listAgreementsCall, { query })).map((row) => (row.cooperative as { id: string }).id),
      );
    expect(await seen('mayor', { partnerId: bulog })).toEqual(new Set([cooperative(0), cooperative(1)]));
    expect(await seen('cooperative-manager')).toEqual(new Set([cooperative(0)]));
    expect(await seen('mayor', { cooperativeId: cooperative(1), asOf: '2025-10-15' })).toEqual(
      new Set([cooperative(1)]),
    );
    expect((await ask('lurah', listAgreementsCall)).refusal).toBe('access/not-allowed');
    expect((await ask('cooperative-chair', getAgreementCall, { params: { id: newId() } })).refusal).toBe(
      'partners/not-found',
    );
  });

  test('end once, after they began', async () => {
    const end = (on: string, role: 'cooperative-chair' | 'partner' = 'cooperative-chair', id = own.id) =>
      ask(role, endAgreementCall, { params: { id }, body: { on, reason: 'kontrak habis' } });
    expect((await end('2025-11-01')).refusal).toBe('partners/dates-reversed');
    expect((await end('2025-12-01', 'partner')).refusal).toBe('access/not-allowed');
    for (let again = 0; again < 2; again++) expect((await end('2025-12-01')).refusal).toBeUndefined();
    expect((await end('2025-12-02')).refusal).toBe('partners/already-ended');
    expect((await end('2025-11-30')).refusal, 'earlier than was agreed').toBeUndefined();
    expect((await end('2025-12-02', 'cooperative-chair', newId())).refusal).toBe('partners/not-found');
    expect(await add(own), 'sent again, it is still the same').toBeUndefined();
    expect(await auditLines(own.id), 'made, dearer, ended, ended earlier').toBe(4);
  });
});

describe('reports of supply', () => {
  test('show how much of a quota is used, to the two sides and the city', async () => {
    for (const role of ['partner', 'cooperative-treasurer', 'dinas-officer'] as const) {
      const query = { cooperativeId: cooperative(0), partnerId: bulog, asOf: '2025-11-20' };
      const [row] = rowsOf(await done(role, quotaUseCall, { query }));
      expect(row, role).toMatchObject({
        ...{ productName: 'Beras SPHP 5 kg', from: '2025-11-01', to: '2025-11-30', quotaBase: 2_000_000 },
        ...{ orderedBase: 0, receivedBase: 0, leftBase: 2_000_000 },
      });
    }
    expect((await ask('lurah', quotaUseCall)).refusal).toBe('access/not-allowed');
  });

  test('are taken away as files that speak words', async () => {
    const head = await cities.signIn('dinas-head');
    const fileOf = async (call: Call) => {
      const path = `${pathOf(call, { regency: cities.here.code })}.csv`;
      const { status, bytes } = await head.take(path);
      expect(status, path).toBe(200);
      return bytes.toString('utf8');
    };
    expect(await fileOf(listAgreementsCall)).toMatch(/PKS-01\/2025.*Beras SPHP 5 kg.*sebelum kirim.*tidak/);
    expect(await fileOf(listOnboardingsCall)).toMatch(/LPG Pertamina.*selesai/);
    expect(await fileOf(quotaUseCall)).toMatch(/Beras SPHP 5 kg.*gram.*2000000/);
    expect(await fileOf(sellThroughCall)).toContain('Stok awal');
  });

  test('tell of a period that ends today at the latest, to who may know', async () => {
    for (const role of ['partner', 'lpg-agent', 'cooperative-manager', 'ministry'] as const)
      expect((await done(role, sellThroughCall, { query: { from: '2025-11-01', to: '2030-01-01' } })).json.total).toBe(
        0,
      );
    expect((await ask('member', sellThroughCall)).refusal).toBe('access/not-allowed');
  });
});

test('every refusal that a call declares was met, and none that it does not declare', () => {
  expect(unmet('partners')).toEqual({ never: [], undeclared: [] });
});
