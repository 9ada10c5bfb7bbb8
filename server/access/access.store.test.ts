import Fastify from 'fastify';
import { TOTP } from 'otpauth';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { present } from '../kernel/assert.ts';
import { addDays, businessDate, businessDateOf } from '../kernel/business-date.ts';
import { call, closed } from '../kernel/call.ts';
import { type Id, regencyId, regionId } from '../kernel/ids.ts';
import { createSignIn } from '../platform/auth/library.ts';
import { bindSignIn } from '../platform/auth/sign-in.routes.ts';
import {
  confirmSecondFactorCall,
  enrolSecondFactorCall,
  listSessionsCall,
  signInCall,
} from '../platform/auth/sign-in.schema.ts';
import { type Browser, browser } from '../platform/auth/testing/browser.ts';
import { newId, now } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import { createHttp, type Http } from '../platform/http/http.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import { accessRoutes } from './access.routes.ts';
import * as calls from './access.schema.ts';
import type { AccessParts } from './access.ts';
import { createGate } from './gate.routes.ts';
import { insertGrant } from './grant.store.ts';
import type { Scope } from './grant.ts';
import { meRoutes } from './me.routes.ts';
import { addPerson, endAnyGrant, letIn, peopleOf, resetLinkFor, takeSecondFactor } from './operate-users.command.ts';
import type { RoleName } from './role.ts';
import { enrol, makeSetUpLink } from './set-up.command.ts';

const db = testDatabase();
const password = 'kuda lari pagi buta';
const balikpapan = regencyId(6471);
const samarinda = regencyId(6472);
const timur = regionId(647101);
const [manggar, lamaru] = [regionId(64710101), regionId(64710102)];
const [coopManggar, coopLamaru] = [newId<'cooperative'>(), newId<'cooperative'>()];
const bulog = newId<'partner'>();
const today = businessDate('2025-11-27');
const realDay = businessDateOf(now(), 'Asia/Makassar');

/** Tells how far the one who asks reaches. */
const probeCall = call({
  name: 'test/probe',
  method: 'GET',
  path: '/probe',
  can: 'people.read',
  reply: closed({
    scope: Type.String(),
    own: Type.Array(Type.String()),
    known: Type.Array(Type.String()),
    villages: Type.Array(Type.Integer()),
    role: Type.String(),
    onBehalf: Type.Boolean(),
  }),
});
const partnerProbeCall = call({
  ...probeCall,
  name: 'test/partner-probe',
  path: '/partner-probe',
  can: 'partnership.read',
});

const cities: string[] = [];
let parts: AccessParts;
let http: Http;

beforeAll(async () => {
  await db.owner.query(`
    insert into reference.region (id, level, parent_id, name, kind, time_zone) values
      (64, 'province', null, 'Kalimantan Timur', 'provinsi', null),
      (6471, 'regency', 64, 'Kota Balikpapan', 'kota', 'Asia/Makassar'),
      (6472, 'regency', 64, 'Kota Samarinda', 'kota', 'Asia/Makassar'),
      (647101, 'district', 6471, 'Balikpapan Timur', 'kecamatan', null),
      (647201, 'district', 6472, 'Palaran', 'kecamatan', null),
      (64710101, 'village', 647101, 'Manggar', 'kelurahan', null),
      (64710102, 'village', 647101, 'Lamaru', 'kelurahan', null),
      (64720101, 'village', 647201, 'Rawa Makmur', 'kelurahan', null);
    insert into reference.region_code (authority, code, region_id) values
      ('kemendagri', '64', 64), ('kemendagri', '64.71', 6471), ('kemendagri', '64.72', 6472),
      ('kemendagri', '64.71.01', 647101), ('kemendagri', '64.72.01', 647201),
      ('kemendagri', '64.71.01.1001', 64710101), ('kemendagri', '64.71.01.1002', 64710102), ('kemendagri', '64.72.01.1001', 64720101)`);
  parts = {
    signIn: createSignIn({
      central: db.app.central,
      secret: 'rahasia-hanya-untuk-uji-coba-32',
      publicUrl: 'http://127.0.0.1:8080',
    }),
    fixedToday: today,
    isDemo: false,
    cooperativesServing: async (_, villageIds) => [
      ...(villageIds.includes(manggar) ? [coopManggar] : []),
      ...(villageIds.includes(lamaru) ? [coopLamaru] : []),
    ],
    villagesServedBy: async (_, ids) => [
      ...(ids.includes(coopManggar) ? [manggar] : []),
      ...(ids.includes(coopLamaru) ? [lamaru] : []),
    ],
    cooperativesOfPartner: async (_, partnerId) => (partnerId === bulog ? [coopLamaru] : []),
    namesOf: async (_, ids) =>
      new Map<string, string>([
        ...ids.cooperativeIds.filter((id) => id === coopManggar).map((id) => [id, 'KKMP Manggar'] as const),
        ...ids.partnerIds.filter((id) => id === bulog).map((id) => [id, 'Bulog'] as const),
      ]),
    foundCity: async (_, doer, regency) => {
      cities.push(`${regency.name} by ${doer.role}`);
    },
  };
  http = await serve(parts);
});
afterAll(async () => {
  await http.app.close();
});

async function serve(withParts: AccessParts): Promise<Http> {
  const served = await createHttp({
    database: db.app,
    config: readConfig({ PUBLIC_URL: 'http://127.0.0.1:8080' }),
    log: Fastify({ logger: { level: 'silent' } }).log,
    gate: createGate(withParts),
  });
  bindSignIn(served, withParts.signIn);
  meRoutes(served, withParts);
  accessRoutes(served, withParts);
  for (const probe of [probeCall, partnerProbeCall]) {
    handle(served, probe, async ({ actor }) => ({
      scope: actor.reach.scope,
      own: [...actor.reach.cooperativeIds],
      known: [...actor.reach.knownCooperativeIds],
      villages: [...(actor.reach.villageIds ?? [])],
      role: actor.role,
      onBehalf: actor.onBehalf,
    }));
  }
  await served.app.ready();
  return served;
}

interface Staff {
  readonly userId: string;
  readonly grantId: Id<'grant'>;
  readonly email: string;
  readonly by: Browser;
}

const city = { kind: 'regency', regencyId: balikpapan } as const;
let people = 0;

/** Somebody who holds a role, signed in; with a second factor where the role needs one. */
async function someone(role: RoleName, scope: Scope = city, options: { secondFactor?: false } = {}): Promise<Staff> {
  const email = `orang${++people}@contoh.id`;
  const { userId, grantId } = await db.app.inRegency(wholeRegency(balikpapan), (tx) =>
    enrol(tx, { role: 'command-line' }, { role, scope, validTo: 'infinity', email, name: `Orang ${people}`, password }),
  );
  const by = fresh();
  await by.send(signInCall, { body: { email, password } });
  if (options.secondFactor !== false)
    await db.owner.query('update auth.user set two_factor_enabled = true where id = $1', [userId]);
  return { userId, grantId, email, by };
}

function fresh(): Browser {
  return browser(http.app, `198.51.100.${++people % 250}`);
}

const at = (regency: string) => ({ params: { regency } });
const here = at('64.71');

async function probe(by: Browser, headers: Record<string, string> = {}) {
  return by.send(probeCall, { ...here, headers });
}

describe('the gate', () => {
  test('lets nobody in without a session', async () => {
    const answer = await probe(fresh());
    expect([answer.status, answer.body.type]).toEqual([401, 'access/sign-in-needed']);
  });

  test('knows no other regency than those of the grants, and none that does not exist', async () => {
    const { by } = await someone('dinas-head');
    expect((await probe(by)).status).toBe(200);
    for (const code of ['64.72', '99.99', 'abc', '64.71%00', "64.71'"]) {
      const answer = await by.send(probeCall, at(code));
      expect([code, answer.status, answer.body.type]).toEqual([code, 404, 'request/not-found']);
    }
  });

  test('refuses what the role does not hold, by name', async () => {
    const { by } = await someone('ministry', { kind: 'nation' });
    const answer = await probe(by);
    expect([answer.status, answer.body.type, answer.body.permission]).toEqual([
      403,
      'access/not-allowed',
      'people.read',
    ]);
  });

  test.each([
    ['dinas-head', city, { scope: 'regency', own: [], known: [] }],
    [
      'lurah',
      { kind: 'village', regencyId: balikpapan, villageId: manggar },
      { scope: 'cooperatives', own: [coopManggar], known: [coopManggar], villages: [manggar] },
    ],
    [
      'camat',
      { kind: 'district', regencyId: balikpapan, districtId: timur },
      {
        scope: 'cooperatives',
        own: [coopManggar, coopLamaru],
        known: [coopManggar, coopLamaru],
        villages: [manggar, lamaru],
      },
    ],
    [
      'cooperative-chair',
      { kind: 'cooperative', regencyId: balikpapan, cooperativeId: coopLamaru },
      { scope: 'cooperatives', own: [coopLamaru], known: [coopLamaru], villages: [lamaru] },
    ],
    ['auditor', { kind: 'nation' }, { scope: 'regency', own: [], known: [] }],
  ] as const)('gives a %s his reach', async (role, scope, reach) => {
    const { by } = await someone(role, scope);
    expect((await probe(by)).body).toMatchObject({ role, ...reach, onBehalf: false });
  });

  test('shows a partner the public side of the cooperatives it serves, and people of none', async () => {
    const { by } = await someone('partner', { kind: 'partner', partnerId: bulog });
    expect((await by.send(partnerProbeCall, here)).body).toMatchObject({
      scope: 'cooperatives',
      own: [],
      known: [coopLamaru],
      villages: [],
    });
    expect((await probe(by)).status).toBe(403);
  });

  test('marks what a facilitator enters as entered on behalf', async () => {
    const { by } = await someone('facilitator', { kind: 'village', regencyId: balikpapan, villageId: manggar });
    expect((await probe(by)).body).toMatchObject({ onBehalf: true, own: [coopManggar] });
  });

  test('has a person act under one hat at a time: the one named, else the first', async () => {
    const { by, userId } = await someone('lurah', { kind: 'village', regencyId: balikpapan, villageId: manggar });
    const second = newId<'grant'>();
    const scope = { kind: 'cooperative', regencyId: balikpapan, cooperativeId: coopManggar } as const;
    await insertGrant(db.app.central, {
      id: second,
      userId,
      role: 'cooperative-supervisor',
      scope,
      validFrom: realDay,
      validTo: 'infinity',
      givenBy: undefined,
    });
    expect((await probe(by)).body.role).toBe('lurah');
    expect((await probe(by, { 'lumbung-grant': second })).body.role).toBe('cooperative-supervisor');
    const stranger = await someone('dinas-head');
    const answer = await probe(by, { 'lumbung-grant': stranger.grantId });
    expect([answer.status, answer.body.type]).toEqual([403, 'access/no-such-grant']);
  });

  test('goes by the day: neither a grant that begins tomorrow nor one that ended today counts', async () => {
    const { by, userId, grantId } = await someone('dinas-officer');
    const dated = async (from: string, to: string) => {
      await db.owner.query('update auth.grant set valid_from = $2, valid_to = $3 where id = $1', [grantId, from, to]);
      return (await probe(by)).status;
    };
    expect(await dated(realDay, addDays(realDay, 1))).toBe(200);
    expect(await dated(addDays(realDay, 1), 'infinity')).toBe(404);
    expect(await dated(addDays(realDay, -9), realDay)).toBe(404);
    expect(userId).toBeTruthy();
  });

  test('asks agencies for a second factor, which the demo leaves out and says so', async () => {
    const { by } = await someone('dinas-head', city, { secondFactor: false });
    const answer = await probe(by);
    expect([answer.status, answer.body.type]).toEqual([403, 'access/second-factor-needed']);
    expect((await by.send(calls.meCall)).body.secondFactor).toEqual({ has: false, needed: true });
    const chair = await someone(
      'cooperative-chair',
      { kind: 'cooperative', regencyId: balikpapan, cooperativeId: coopManggar },
      { secondFactor: false },
    );
    expect((await probe(chair.by)).status).toBe(200);

    const demo = await serve({ ...parts, isDemo: true });
    const inDemo = browser(demo.app, '198.51.100.1', by.cookies);
    expect((await probe(inDemo)).status).toBe(200);
    expect((await inDemo.send(calls.meCall)).body).toMatchObject({ demo: true, secondFactor: { needed: false } });
    await demo.app.close();
  });

  test('opens once the second factor is set up', async () => {
    const { by } = await someone('dinas-head', city, { secondFactor: false });
    const { body } = await by.send(enrolSecondFactorCall, { body: { password } });
    const totp = new TOTP({ secret: present(new URL(String(body.uri)).searchParams.get('secret'), 'the secret') });
    await by.send(confirmSecondFactorCall, { body: { code: totp.generate() } });
    expect((await probe(by)).status).toBe(200);
  });
});

describe('what a person is told about himself', () => {
  test('his hats with their names and permissions, the business date and its week', async () => {
    const { by, email, userId, grantId } = await someone('lurah', {
      kind: 'village',
      regencyId: balikpapan,
      villageId: manggar,
    });
    const { status, body } = await by.send(calls.meCall);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      userId,
      email,
      worn: grantId,
      today: '2025-11-27',
      week: 48,
      demo: false,
      hats: [
        {
          id: grantId,
          role: 'lurah',
          label: 'access.role.lurah',
          scope: 'Manggar',
          regency: { code: '64.71', name: 'Kota Balikpapan', timeZone: 'Asia/Makassar' },
        },
      ],
    });
  });

  test('a hat for each city in use when the role is of the nation', async () => {
    await someone('mayor', { kind: 'regency', regencyId: samarinda });
    const { by } = await someone('ministry', { kind: 'nation' });
    const hats = (await by.send(calls.meCall)).body.hats as { regency: { code: string } }[];
    expect(hats.map(({ regency }) => regency.code)).toEqual(['64.71', '64.72']);
  });
});

describe('giving and ending grants', () => {
  test('gives another hat at once, and takes it from the next request on (S18)', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const id = newId<'grant'>();
    const body = { id, userId: officer.userId, role: 'dinas-officer' };
    expect((await admin.by.send(calls.giveGrantCall, { ...here, body })).status).toBe(204);
    expect((await probe(officer.by, { 'lumbung-grant': id })).status).toBe(200);
    expect((await admin.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: id } })).status).toBe(204);
    expect((await probe(officer.by, { 'lumbung-grant': id })).status).toBe(403);
    expect((await admin.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: id } })).status).toBe(404);
    const { rows } = await db.owner.query(
      'select action, user_id, detail::text from audit.entry where subject_id = $1 order by id',
      [id],
    );
    expect(rows.map((row) => [row.action, row.user_id])).toEqual([
      ['access/give-grant', admin.userId],
      ['access/end-grant', admin.userId],
    ]);
    expect(rows[0].detail).not.toContain('@');
  });

  test('twice the same is given once; the same id for something else is refused', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const body = { id: newId<'grant'>(), userId: officer.userId, role: 'dinas-officer' };
    await admin.by.send(calls.giveGrantCall, { ...here, body });
    expect((await admin.by.send(calls.giveGrantCall, { ...here, body })).status).toBe(204);
    const other = await admin.by.send(calls.giveGrantCall, { ...here, body: { ...body, role: 'mayor' } });
    expect([other.status, other.body.type]).toEqual([409, 'access/id-reused']);
    const { rowCount } = await db.owner.query('select from audit.entry where subject_id = $1', [body.id]);
    expect(rowCount).toBe(1);
  });

  test('is not for anyone but the city administrator', async () => {
    const officer = await someone('bkad-officer');
    for (const role of ['dinas-head', 'mayor', 'auditor'] as const) {
      const { by } = await someone(role);
      const body = { id: newId<'grant'>(), userId: officer.userId, role: 'dinas-officer' };
      expect([role, (await by.send(calls.giveGrantCall, { ...here, body })).status]).toEqual([role, 403]);
    }
  });

  test('refuses to give oneself anything, or to end one’s own', async () => {
    const admin = await someone('city-administrator');
    const body = { id: newId<'grant'>(), userId: admin.userId, role: 'auditor' };
    const given = await admin.by.send(calls.giveGrantCall, { ...here, body });
    expect([given.status, given.body.type, given.body.problem]).toEqual([422, 'access/may-not-give', 'to-oneself']);
    const ended = await admin.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: admin.grantId } });
    expect([ended.status, ended.body.type]).toEqual([422, 'access/not-your-own']);
  });

  test('leaves a city one of two administrators who end, or shut out, each other at the same moment', async () => {
    const endings = (who: Staff, whom: Staff) =>
      who.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: whom.grantId } });
    const shuttings = (who: Staff, whom: Staff) =>
      who.by.send(calls.disableUserCall, { params: { regency: '64.71', user: whom.userId }, body: { disabled: true } });
    for (const act of [endings, shuttings]) {
      const [one, two] = [await someone('city-administrator'), await someone('city-administrator')];
      const answers = await Promise.all([act(one, two), act(two, one)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      const left = await Promise.all([one, two].map(({ by }) => by.send(calls.listUsersCall, here)));
      expect(left.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });

  test('refuses to give or end beyond the own regency', async () => {
    const [admin, elsewhere] = [
      await someone('city-administrator'),
      await someone('mayor', { kind: 'regency', regencyId: samarinda }),
    ];
    const ended = await admin.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: elsewhere.grantId } });
    expect(ended.status).toBe(404);
    expect(
      (await admin.by.send(calls.endGrantCall, { params: { regency: '64.72', grant: elsewhere.grantId } })).status,
    ).toBe(404);
    const body = { id: newId<'grant'>(), userId: elsewhere.userId, role: 'lurah', villageCode: '64.72.01.1001' };
    expect((await admin.by.send(calls.giveGrantCall, { ...here, body })).body.type).toBe('access/unknown-scope');
  });

  test('refuses a scope that does not fit the role, is unknown, or is two', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const give = async (asked: object) => {
      const body = { id: newId<'grant'>(), userId: officer.userId, ...asked };
      return (await admin.by.send(calls.giveGrantCall, { ...here, body })).body.type;
    };
    expect(await give({ role: 'lurah' })).toBe('access/may-not-give');
    expect(await give({ role: 'camat', districtCode: '64.72.01' })).toBe('access/unknown-scope');
    expect(await give({ role: 'cooperative-chair', cooperativeId: newId() })).toBe('access/unknown-scope');
    expect(await give({ role: 'partner', partnerId: bulog, villageCode: '64.71.01.1001' })).toBe(
      'access/unknown-scope',
    );
    expect(await give({ role: 'raja' })).toBe('request/invalid');
    expect(await give({ role: 'camat', districtCode: '64.71.01' })).toBeUndefined();
    expect(await give({ role: 'partner', partnerId: bulog })).toBeUndefined();
  });

  test('lists who works here, with every hat', async () => {
    const [admin, chair] = [
      await someone('city-administrator'),
      await someone('cooperative-chair', { kind: 'cooperative', regencyId: balikpapan, cooperativeId: coopManggar }),
    ];
    const users = (await admin.by.send(calls.listUsersCall, here)).body.users as { id: string; grants: object[] }[];
    const seen = users.find(({ id }) => id === chair.userId);
    expect(seen).toMatchObject({
      email: chair.email,
      grants: [
        { role: 'cooperative-chair', scopeKind: 'cooperative', scope: 'KKMP Manggar', holds: true, validTo: null },
      ],
    });
    expect((await chair.by.send(calls.listUsersCall, here)).status).toBe(403);
  });

  test('lists who reaches the city from the nation, whom only the operator may change; nobody of another city', async () => {
    const admin = await someone('city-administrator');
    const national = await someone('ministry', { kind: 'nation' });
    const elsewhere = await someone('mayor', { kind: 'regency', regencyId: samarinda });
    const users = (await admin.by.send(calls.listUsersCall, here)).body.users as { id: string; grants: object[] }[];
    expect(users.find(({ id }) => id === national.userId)?.grants).toMatchObject([
      { role: 'ministry', scopeKind: 'nation', isOurs: false, holds: true },
    ]);
    expect(users.some(({ id }) => id === elsewhere.userId)).toBe(false);
    const end = { params: { regency: '64.71', grant: national.grantId } };
    expect((await admin.by.send(calls.endGrantCall, end)).status).toBe(404);
  });
});

describe('keeping users', () => {
  test('a disabled person is out at once (S18), and in again when let in', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const disable = (disabled: boolean) =>
      admin.by.send(calls.disableUserCall, { params: { regency: '64.71', user: officer.userId }, body: { disabled } });
    expect((await disable(true)).status).toBe(204);
    expect((await officer.by.send(listSessionsCall)).status).toBe(401);
    expect((await officer.by.send(signInCall, { body: { email: officer.email, password } })).status).toBe(401);
    expect((await disable(false)).status).toBe(204);
  });

  test('nobody disables himself, a stranger, or who also works for another city', async () => {
    const admin = await someone('city-administrator');
    const disable = async (user: string) =>
      (await admin.by.send(calls.disableUserCall, { params: { regency: '64.71', user }, body: { disabled: true } }))
        .body.type;
    expect(await disable(admin.userId)).toBe('access/not-your-own');
    const elsewhere = await someone('mayor', { kind: 'regency', regencyId: samarinda });
    expect(await disable(elsewhere.userId)).toBe('access/user-not-found');
    await insertGrant(db.app.central, {
      id: newId<'grant'>(),
      userId: elsewhere.userId,
      role: 'auditor',
      scope: city,
      validFrom: realDay,
      validTo: 'infinity',
      givenBy: undefined,
    });
    expect(await disable(elsewhere.userId)).toBe('access/not-yours-alone');
  });

  test('a lost phone is helped: the second factor goes, and so do the sessions', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const answer = await admin.by.send(calls.resetSecondFactorCall, {
      params: { regency: '64.71', user: officer.userId },
    });
    expect(answer.status).toBe(204);
    expect((await officer.by.send(listSessionsCall)).status).toBe(401);
    const { body } = await officer.by.send(signInCall, { body: { email: officer.email, password } });
    expect(body).toEqual({ secondFactorNeeded: false });
  });
});

describe('a forgotten password', () => {
  const newPassword = 'perahu biru di teluk';
  const issue = (by: Browser, user: string) =>
    by.send(calls.issuePasswordResetCall, { params: { regency: '64.71', user } });
  const tokenIn = (link: unknown) => present(String(link).split('#')[1], 'the secret of the link');
  const use = (token: string, chosen = newPassword) =>
    fresh().send(calls.resetPasswordCall, { body: { token, password: chosen } });

  test('is replaced by a link that works once; the sessions die, the old password too, the second factor stays', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const issued = await issue(admin.by, officer.userId);
    expect(issued.status).toBe(200);
    expect(String(issued.body.link)).toMatch(/^http:\/\/127\.0\.0\.1:8080\/app\/sandi-baru#/);
    expect((await officer.by.send(listSessionsCall)).status).toBe(200); // nothing changes before the link is used
    const token = tokenIn(issued.body.link);
    const read = await fresh().send(calls.readPasswordResetCall, { body: { token } });
    expect(read.body).toMatchObject({ email: officer.email });
    const both = await Promise.all([use(token), use(token)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    expect((await use(token)).body.type).toBe('access/reset-over');
    expect((await officer.by.send(listSessionsCall)).status).toBe(401);
    expect((await fresh().send(signInCall, { body: { email: officer.email, password } })).status).toBe(401);
    const again = await db.owner.query('select two_factor_enabled from auth.user where id = $1', [officer.userId]);
    expect(again.rows).toEqual([{ two_factor_enabled: true }]);
    const { rows } = await db.owner.query(
      "select action, user_id, detail::text from audit.entry where subject_id = $1 and action like '%password%' order by id",
      [officer.userId],
    );
    expect(rows.map((row) => [row.action, row.user_id])).toEqual([
      ['access/issue-password-reset', admin.userId],
      ['access/reset-password', officer.userId],
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('the new password signs in where there is no second factor', async () => {
    const admin = await someone('city-administrator');
    const chair = await someone(
      'cooperative-chair',
      {
        kind: 'cooperative',
        regencyId: balikpapan,
        cooperativeId: coopManggar,
      },
      { secondFactor: false },
    );
    await use(tokenIn((await issue(admin.by, chair.userId)).body.link));
    const answer = await fresh().send(signInCall, { body: { email: chair.email, password: newPassword } });
    expect([answer.status, answer.body]).toEqual([200, { secondFactorNeeded: false }]);
  });

  test('a weak one is refused and the link stays good; an earlier link and an old one do not', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const earlier = tokenIn((await issue(admin.by, officer.userId)).body.link);
    const later = tokenIn((await issue(admin.by, officer.userId)).body.link);
    expect((await use(earlier)).body.type).toBe('access/reset-over');
    expect((await use(later, 'password1234')).body.type).toBe('auth/weak-password');
    await db.owner.query('update auth.password_reset set expires_at = now() where user_id = $1', [officer.userId]);
    expect((await use(later)).body.type).toBe('access/reset-over');
    const read = await fresh().send(calls.readPasswordResetCall, { body: { token: later } });
    expect([read.status, read.body.type]).toEqual([404, 'access/reset-over']);
    expect((await officer.by.send(listSessionsCall)).status).toBe(200);
  });

  test('keeps only the hash of the link', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const token = tokenIn((await issue(admin.by, officer.userId)).body.link);
    const { rows } = await db.owner.query(
      'select r::text as everything from auth.password_reset r where user_id = $1',
      [officer.userId],
    );
    expect(rows[0].everything).not.toContain(token);
    expect(rows[0].everything).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('is for the administrator to help with: of this city, not himself, nobody who also works elsewhere', async () => {
    const [admin, officer] = [await someone('city-administrator'), await someone('bkad-officer')];
    const head = await someone('dinas-head');
    expect((await issue(head.by, officer.userId)).status).toBe(403);
    expect((await issue(admin.by, admin.userId)).body.type).toBe('access/not-your-own');
    const elsewhere = await someone('mayor', { kind: 'regency', regencyId: samarinda });
    expect((await issue(admin.by, elsewhere.userId)).body.type).toBe('access/user-not-found');
    const national = await someone('ministry', { kind: 'nation' });
    expect((await issue(admin.by, national.userId)).body.type).toBe('access/user-not-found');
    const across = await admin.by.send(calls.issuePasswordResetCall, {
      params: { regency: '64.72', user: elsewhere.userId },
    });
    expect(across.status).toBe(404);
  });
});

describe('invitations', () => {
  async function invited(asked: object = {}) {
    const admin = await someone('city-administrator');
    const email = `undangan${++people}@contoh.id`;
    const id = newId<'invitation'>();
    const body = { id, email, role: 'lurah', villageCode: '64.71.01.1001', ...asked };
    const answer = await admin.by.send(calls.inviteCall, { ...here, body });
    expect(answer.status).toBe(200);
    const [address, token = ''] = String(answer.body.link).split('#');
    expect(address).toBe('http://127.0.0.1:8080/app/undangan');
    return { admin, email, id, token };
  }

  test('make a stranger a person with the offered hat, once', async () => {
    const { email, token, id } = await invited();
    const read = await fresh().send(calls.readInvitationCall, { body: { token } });
    expect(read.body).toMatchObject({ email, role: 'lurah', isKnownUser: false, regency: { code: '64.71' } });
    const accept = () => fresh().send(calls.acceptInvitationCall, { body: { token, name: 'Lurah Manggar', password } });
    const statuses = (await Promise.all([accept(), accept()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect((await accept()).body.type).toBe('access/invitation-over');
    const by = fresh();
    await by.send(signInCall, { body: { email, password } });
    expect((await by.send(calls.meCall)).body).toMatchObject({
      name: 'Lurah Manggar',
      hats: [{ role: 'lurah', scope: 'Manggar' }],
    });
    const { rows } = await db.owner.query(
      'select action, detail::text from audit.entry where subject_id = $1 order by id',
      [id],
    );
    expect(rows.map((row) => row.action)).toEqual(['access/invite', 'access/accept-invitation']);
    expect(JSON.stringify(rows)).not.toContain(email);
  });

  test('keep only the hash of their link', async () => {
    const { token, id } = await invited();
    const { rows } = await db.owner.query('select i::text as everything from auth.invitation i where id = $1', [id]);
    expect(rows[0].everything).not.toContain(token);
  });

  test('refuse a weak password and stay open', async () => {
    const { token } = await invited();
    const weak = await fresh().send(calls.acceptInvitationCall, {
      body: { token, name: 'Lurah', password: 'password1234' },
    });
    expect([weak.status, weak.body.type, weak.body.problem]).toEqual([422, 'auth/weak-password', 'too-common']);
    expect((await fresh().send(calls.acceptInvitationCall, { body: { token, name: 'Lurah', password } })).status).toBe(
      204,
    );
  });

  test('end when withdrawn, or after seven days', async () => {
    const withdrawn = await invited();
    await withdrawn.admin.by.send(calls.withdrawInvitationCall, {
      params: { regency: '64.71', invitation: withdrawn.id },
    });
    const old = await invited();
    await db.owner.query("update auth.invitation set expires_at = now() - interval '1 second' where id = $1", [old.id]);
    for (const { token } of [withdrawn, old, { token: 'A'.repeat(43) }]) {
      const answer = await fresh().send(calls.acceptInvitationCall, { body: { token, name: 'Siapa', password } });
      expect([answer.status, answer.body.type]).toEqual([404, 'access/invitation-over']);
    }
    const { invitations } = (await old.admin.by.send(calls.listInvitationsCall, here)).body as {
      invitations: { id: string; state: string }[];
    };
    const states = [withdrawn.id, old.id].map((id) => invitations.find((each) => each.id === id)?.state);
    expect(states).toEqual(['withdrawn', 'expired']);
  });

  test('end with the right of who gave them: his grant ended, or he himself let in no more', async () => {
    const take = (token: string) =>
      fresh().send(calls.acceptInvitationCall, { body: { token, name: 'Kembali Lagi', password } });
    const [ended, disabled, control] = [await invited(), await invited(), await invited()];
    const { grantId } = ended.admin;
    await control.admin.by.send(calls.endGrantCall, { params: { regency: '64.71', grant: grantId } });
    await control.admin.by.send(calls.disableUserCall, {
      params: { regency: '64.71', user: disabled.admin.userId },
      body: { disabled: true },
    });
    expect((await take(ended.token)).body.type).toBe('access/invitation-over');
    expect((await take(disabled.token)).body.type).toBe('access/invitation-over');
    const { invitations } = (await control.admin.by.send(calls.listInvitationsCall, here)).body as {
      invitations: { id: string; state: string }[];
    };
    const states = [ended, disabled, control].map(({ id }) => invitations.find((each) => each.id === id)?.state);
    expect(states).toEqual(['expired', 'expired', 'open']);
    expect((await take(control.token)).status).toBe(204);
  });

  test('for who has an account are taken up by signing in, as another hat, by that person only', async () => {
    const officer = await someone('bkad-officer');
    const { token } = await invited({ email: officer.email.toUpperCase() });
    const accepted = await fresh().send(calls.acceptInvitationCall, { body: { token, name: 'Siapa', password } });
    expect([accepted.status, accepted.body.type]).toEqual([409, 'access/already-user']);
    const stranger = await someone('mayor');
    expect((await stranger.by.send(calls.takeUpInvitationCall, { body: { token } })).body.type).toBe(
      'access/not-your-invitation',
    );
    expect((await officer.by.send(calls.takeUpInvitationCall, { body: { token } })).status).toBe(204);
    expect((await officer.by.send(calls.meCall)).body.hats).toMatchObject([
      { role: 'bkad-officer' },
      { role: 'lurah' },
    ]);
  });

  test('obey the same limits as giving', async () => {
    const admin = await someone('city-administrator');
    const own = { id: newId(), email: admin.email, role: 'auditor' };
    expect((await admin.by.send(calls.inviteCall, { ...here, body: own })).body.problem).toBe('to-oneself');
    const misfit = { id: newId(), email: 'baru@contoh.id', role: 'lurah' };
    expect((await admin.by.send(calls.inviteCall, { ...here, body: misfit })).body.problem).toBe('wrong-scope');
    const head = await someone('dinas-head');
    expect((await head.by.send(calls.inviteCall, { ...here, body: misfit })).status).toBe(403);
  });
});

describe('the operator at the command line', () => {
  const cli = { role: 'command-line' } as const;
  const publicUrl = 'http://127.0.0.1:8080';
  const inCity = <T>(work: (tx: Tx) => Promise<T>) => db.app.inRegency(wholeRegency(balikpapan), work);
  const national = (email: string) =>
    ({
      role: 'ministry',
      scope: { kind: 'nation' },
      validTo: 'infinity',
      name: 'Orang Kementerian',
      email,
      publicUrl,
    }) as const;

  test('lets a person of the nation in by a link, gives another hat, lists and ends it', async () => {
    const email = `nasional${++people}@contoh.id`;
    const { grantId, link } = await inCity((tx) => addPerson(tx, cli, national(email)));
    const token = present(link, 'the link').link.split('#')[1];
    await fresh().send(calls.resetPasswordCall, { body: { token, password } });
    const by = fresh();
    expect((await by.send(signInCall, { body: { email, password } })).status).toBe(200);
    const second = await inCity((tx) => addPerson(tx, cli, { ...national(email), role: 'auditor' }));
    expect(second.link).toBeUndefined();
    const hats = async () => ((await by.send(calls.meCall)).body.hats as { role: string }[]).map(({ role }) => role);
    expect(new Set(await hats())).toEqual(new Set(['ministry', 'auditor']));
    const listed = (await inCity(peopleOf)).find(({ user }) => user.email === email);
    expect(listed?.grants.map(({ id }) => id)).toEqual([grantId, second.grantId]);
    await inCity((tx) => endAnyGrant(tx, cli, grantId));
    expect(new Set(await hats())).toEqual(new Set(['auditor']));
    await expect(inCity((tx) => endAnyGrant(tx, cli, grantId))).rejects.toMatchObject({
      type: 'access/grant-not-found',
    });
  });

  test('helps whom no administrator of one city may: password, second factor, the account itself', async () => {
    const { email, by } = await someone('ministry', { kind: 'nation' });
    const { link } = await inCity((tx) => resetLinkFor(tx, cli, { email, publicUrl }));
    expect(link).toContain('/app/sandi-baru#');
    await inCity((tx) => takeSecondFactor(tx, cli, email));
    expect((await by.send(listSessionsCall)).status).toBe(401);
    await inCity((tx) => letIn(tx, cli, { email, disabled: true }));
    expect((await fresh().send(signInCall, { body: { email, password } })).status).toBe(401);
    await inCity((tx) => letIn(tx, cli, { email, disabled: false }));
    expect((await fresh().send(signInCall, { body: { email, password } })).status).toBe(200);
  });

  test('is refused a scope the role is not made for, and a stranger', async () => {
    const misfit = { ...national(`salah${++people}@contoh.id`), role: 'lurah' } as const;
    await expect(inCity((tx) => addPerson(tx, cli, misfit))).rejects.toMatchObject({ type: 'access/may-not-give' });
    const stranger = { email: 'tidak-ada@contoh.id', publicUrl };
    await expect(inCity((tx) => resetLinkFor(tx, cli, stranger))).rejects.toMatchObject({
      type: 'access/user-not-found',
    });
  });
});

describe('the first administrator', () => {
  test('sets an empty system up with the latest link from the console, once, and opens the city', async () => {
    await db.owner.query('truncate auth.user cascade');
    const first = present(await makeSetUpLink(db.app.central, 'http://127.0.0.1:8080'), 'the first link');
    const link = present(await makeSetUpLink(db.app.central, 'http://127.0.0.1:8080'), 'the second link');
    const body = {
      token: link.split('#')[1],
      regencyCode: '64.71',
      name: 'Admin Kota',
      email: 'admin@contoh.id',
      password,
    };
    expect((await fresh().send(calls.firstSetUpStateCall)).body).toEqual({ isNeeded: true, isDemo: false });
    const found = await browser(http.app).send({ ...calls.searchRegenciesCall, path: '/set-up/regencies?text=balik' });
    expect(found.body).toEqual({
      regencies: [{ code: '64.71', name: 'Kota Balikpapan', provinceName: 'Kalimantan Timur' }],
    });

    const set = async (asked: object) =>
      (await fresh().send(calls.firstSetUpCall, { body: { ...body, ...asked } })).body.type;
    expect(await set({ token: first.split('#')[1] })).toBe('access/set-up-over');
    expect(await set({ regencyCode: '99.99' })).toBe('access/regency-not-found');
    expect(await set({ password: 'admin admin admin' })).toBe('auth/weak-password');
    const both = await Promise.all([set({}), set({ email: 'lain@contoh.id' })]);
    expect(both.toSorted()).toEqual(['access/set-up-over', undefined]);
    expect(cities).toEqual(['Kota Balikpapan by city-administrator']);
    expect(await set({ email: 'lagi@contoh.id' })).toBe('access/set-up-over');
    expect(await makeSetUpLink(db.app.central, 'http://127.0.0.1:8080')).toBeUndefined();
    expect((await fresh().send(calls.firstSetUpStateCall)).body).toEqual({ isNeeded: false, isDemo: false });
    const late = await browser(http.app).send({ ...calls.searchRegenciesCall, path: '/set-up/regencies?text=balik' });
    expect(late.status).toBe(404);
    const { rows } = await db.owner.query('select role, regency_id, given_by from auth.grant');
    expect(rows).toEqual([{ role: 'city-administrator', regency_id: 6471, given_by: null }]);
  });
});
