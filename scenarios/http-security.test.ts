import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { beforeAll, describe, expect, test } from 'vitest';
import * as access from '../server/access/public.ts';
import { present } from '../server/kernel/assert.ts';
import { type Call, call, closed, hasBody, hasReply, routeOf } from '../server/kernel/call.ts';
import { newId } from '../server/platform/clock.ts';
import { handlePublic } from '../server/platform/http/handle.ts';
import { createHttp } from '../server/platform/http/http.ts';
import { registeredAssets, withRows } from './testing/assets.ts';
import { password, testCities } from './testing/city.ts';
import { queryNeededBy, sampleOf } from './testing/sample-of.ts';

// quality.md §7, made from the table of calls wherever it can be: a call added later is in it by itself.
/** In pieces, so that no file of ours holds text of this shape. */
const nik = ['647101', '010101', '0001'].join('');
const lines: string[] = [];
const log = pino(
  { level: 'info' },
  new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  }),
);
const config = { publicUrl: 'https://lumbung.uji.id', trustedProxies: ['127.0.0.1'] };
const cities = testCities({ config, log });
const assets = registeredAssets(cities);

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly remoteAddress?: string;
}

/** Asks as the server is asked from elsewhere, through the proxy it trusts. */
const ask = (method: string, url: string, sent: Sent = {}) =>
  cities.http.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: sent.remoteAddress ?? '198.51.100.7',
    headers: { ...sent.headers },
    ...(sent.payload === undefined ? {} : { payload: sent.payload }),
  });
type Answer = Awaited<ReturnType<typeof ask>>;

const cookies = new Map<string, string>();
beforeAll(async () => {
  for (const role of access.roleNames) {
    const answer = await ask('POST', '/api/auth/sign-in', {
      headers: { 'content-type': 'application/json' },
      remoteAddress: `198.51.100.${cookies.size}`,
      payload: JSON.stringify({ email: `${role}@uji.lumbung.id`, password }),
    });
    cookies.set(role, answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  }
}, 60_000);

const cookieOf = (role: string) => present(cookies.get(role), role);
/** Somebody who may make the call, so that nothing but what is tested can refuse it. */
const whoMay = ({ can }: Call): string =>
  access.roleNames.find((role) => new Set<string>(access.roleOf(role).permissions).has(can)) ?? 'dinas-head';

const ownCooperative = () => present(cities.here.register[0], 'a cooperative').id;
const urlOf = (each: Call, subject: string = newId(), asset: string = assets.here) =>
  withRows(routeOf(each), { asset, scenario: assets.scenario })
    .replace(':regency', cities.here.code)
    .replace('/accounts/:code', '/accounts/111000')
    .replace(':code', cities.here.code)
    .replace(':cooperativeId', ownCooperative())
    .replace(':use', 'new_building')
    .replace(/:[A-Za-z]+/g, subject);

const send = (each: Call, payload: string, type = 'application/json') =>
  ask(each.method, urlOf(each), { headers: { cookie: cookieOf(whoMay(each)), 'content-type': type }, payload });

const callsWithBody = () => cities.http.calls.filter(hasBody);
const reads = () => cities.http.calls.filter(({ method }) => method === 'GET');

interface Found {
  readonly pointer: string;
  readonly rule: string;
}
const problemsOf = (answer: Answer): Found[] => (answer.json<{ problems?: Found[] }>().problems ?? []) as Found[];
const saysUnknown = (answer: Answer, pointer: string) =>
  problemsOf(answer).some((each) => each.rule === 'additionalProperties' && each.pointer === pointer);

/** Every object within a value, with its JSON pointer; changing one changes the value. */
function objectsIn(value: unknown, pointer = ''): { pointer: string; object: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, each]) => objectsIn(each, `${pointer}/${name}`));
  return Array.isArray(value) ? inner : [{ pointer, object: value as Record<string, unknown> }, ...inner];
}

describe('S14 a member that a call does not name', () => {
  test('is refused wherever it stands, in every call with a body', async () => {
    expect(callsWithBody().length).toBeGreaterThan(25);
    for (const each of callsWithBody()) {
      const whole = sampleOf(each.body);
      expect(Compile(each.body).Check(whole), `the sample of ${each.name}`).toBe(true);
      for (const { pointer } of objectsIn(whole)) {
        const body = sampleOf(each.body);
        const place = present(
          objectsIn(body).find((other) => other.pointer === pointer),
          pointer,
        );
        place.object['isAdministrator'] = true;
        const answer = await send(each, JSON.stringify(body));
        expect([answer.statusCode, saysUnknown(answer, pointer)], `${each.name} at "${pointer}"`).toEqual([400, true]);
      }
    }
  });

  test('control: without it the same is not refused for its form', async () => {
    for (const each of callsWithBody().filter(({ within }) => within === 'regency')) {
      const answer = await send(each, JSON.stringify(sampleOf(each.body)));
      expect(answer.body, each.name).not.toContain('request/invalid');
      expect(answer.statusCode, each.name).toBeLessThan(500);
    }
  });

  test.each(['__proto__', 'constructor'])('named %s changes no prototype', async (name) => {
    for (const each of callsWithBody()) {
      const whole = JSON.stringify(sampleOf(each.body));
      const evil = `{"${name}":{"prototype":{"isAdministrator":true},"isAdministrator":true},${whole.slice(1)}`;
      expect((await send(each, evil)).statusCode, each.name).toBe(400);
    }
    expect(({} as Record<string, unknown>)['isAdministrator']).toBe(undefined);
  });
});

describe('S15 an answer', () => {
  /** Objects that would let members through which the schema does not name. A map of named findings is open and says so. */
  const openObjects = (schema: TSchema): number => {
    const { type, properties, patternProperties, additionalProperties, items, anyOf } = schema as Readonly<
      Record<string, object | string | boolean | undefined>
    >;
    const parts = [properties ?? {}, items === undefined ? [] : [items], anyOf ?? []];
    const inner = parts.flatMap((each): TSchema[] => Object.values(each));
    const isOpen = type === 'object' && patternProperties === undefined && additionalProperties !== false;
    return inner.reduce<number>((sum, each) => sum + openObjects(each), isOpen ? 1 : 0);
  };

  test('of every call has a closed form', () => {
    const open = cities.http.calls.filter((each) => hasReply(each) && openObjects(each.reply) > 0);
    expect(open.map(({ name }) => name).join(' ')).toBe('');
    expect(openObjects(Type.Object({ inner: Type.Object({}) }))).toBe(2); // control
  });

  test('holds what its call names and nothing else', async () => {
    let seen = 0;
    for (const each of reads().filter(hasReply)) {
      const url = urlOf(each) + queryNeededBy(each);
      const answer = await ask('GET', url, { headers: { cookie: cookieOf(whoMay(each)) } });
      expect(answer.statusCode, each.name).toBeLessThan(500);
      if (answer.statusCode !== 200 || !/json/.test(String(answer.headers['content-type']))) continue;
      if (String(answer.headers['content-type']).includes('geo')) continue; // sent as made: the test of its form is its own
      expect(Compile(each.reply).Check(answer.json()), each.name).toBe(true);
      seen++;
    }
    expect(seen).toBeGreaterThan(15);
  });

  test('is cut to its form, however much a handler gives', async () => {
    const rich = call({
      name: 'test/rich',
      method: 'GET',
      path: '/test-rich',
      within: 'public',
      can: 'anyone',
      reply: closed({ name: Type.String(), rows: Type.Array(closed({ id: Type.Integer() })) }),
    });
    const { database, gate, config: served } = cities.http;
    const http = await createHttp({ database, gate, config: served, log: pino({ level: 'silent' }) });
    const given = { name: 'a', passwordHash: 'x', rows: [{ id: 1, nik }] };
    handlePublic(http, rich, async () => given);
    const answer = await http.app.inject({ url: '/api/test-rich' });
    expect(answer.json()).toEqual({ name: 'a', rows: [{ id: 1 }] });
    await http.app.close();
  });
});

/** An answer of each kind the server gives, wherever it is made. */
async function answersOfEveryKind(): Promise<Map<string, Answer>> {
  const json = { 'content-type': 'application/json' };
  const head = { cookie: cookieOf('dinas-head') };
  const asked: [string, string, string, Sent?][] = [
    ['life', 'GET', '/healthz'],
    ['readiness', 'GET', '/readyz'],
    ['city page', 'GET', '/kota/64.71'],
    ['front page', 'GET', '/'],
    ['page that is not there', 'GET', '/tidak/ada'],
    ['address that cannot be decoded', 'GET', '/%zz'],
    ['page address that cannot be decoded', 'GET', '/kota/%zz'],
    ['call that is not there', 'GET', '/api/tidak-ada'],
    ['open data', 'GET', '/api/public/regencies/64.71/summary'],
    ['open data of an unknown city', 'GET', '/api/public/regencies/99.99/summary'],
    ['list', 'GET', '/api/regencies/64.71/cooperatives', { headers: head }],
    ['list as csv', 'GET', '/api/regencies/64.71/cooperatives.csv', { headers: head }],
    ['not signed in', 'GET', '/api/me'],
    ['not allowed', 'GET', '/api/regencies/64.71/users', { headers: { cookie: cookieOf('member') } }],
    ['unreadable', 'POST', '/api/auth/sign-in', { headers: json, payload: '{' }],
    ['invalid', 'POST', '/api/auth/sign-in', { headers: json, payload: '{}' }],
    ['not JSON', 'POST', '/api/auth/sign-in', { headers: { 'content-type': 'text/plain' }, payload: '{}' }],
    ['too large', 'POST', '/api/auth/sign-in', { headers: json, payload: `"${'x'.repeat(1_100_000)}"` }],
    [
      'cross-site',
      'POST',
      '/api/auth/sign-in',
      { headers: { ...json, origin: 'https://jahat.example' }, payload: '{}' },
    ],
    ['wrong password', 'POST', '/api/auth/sign-in', { headers: json, payload: '{"email":"a@b.id","password":"x"}' }],
    ['preflight', 'OPTIONS', '/api/me', { headers: { origin: 'https://jahat.example' } }],
    ['undefined verb', 'TRACE', '/api/me'],
    ['machine room', 'GET', '/metrics'],
    ['web app', 'GET', '/app'],
    ['style', 'GET', '/app/assets/tidak-ada.css'],
    ['path outside', 'GET', '/app/assets/../../package.json'],
  ];
  const answers = new Map<string, Answer>();
  for (const [what, method, url, sent] of asked) answers.set(what, await ask(method, url, sent));
  return answers;
}

const isStrict = (policy: string) =>
  [/default-src '(self|none)'/, /frame-ancestors 'none'/, /^(?!.*(unsafe|https?:|\*)).*$/].every((part) =>
    part.test(policy),
  );

const safeHeaders = (headers: Readonly<Record<string, unknown>>) => ({
  csp: isStrict(String(headers['content-security-policy'])),
  nosniff: headers['x-content-type-options'],
  referrer: headers['referrer-policy'],
  opener: headers['cross-origin-opener-policy'],
  https: /max-age=31536000/.test(String(headers['strict-transport-security'])),
});
const safe = { csp: true, nosniff: 'nosniff', referrer: 'no-referrer', opener: 'same-origin', https: true };

describe('S16 the headers that browsers heed', () => {
  test('are on every kind of answer', async () => {
    for (const [what, answer] of await answersOfEveryKind()) {
      expect(safeHeaders(answer.headers), what).toEqual(safe);
    }
  });

  test('are on the answer to what is no HTTP at all, which says nothing of us', async () => {
    await cities.http.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = cities.http.app.server.address() as AddressInfo;
    for (const garbage of [
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`,
    ]) {
      const line = connect(port, '127.0.0.1').on('error', () => undefined);
      line.write(garbage);
      const [said] = await once(line, 'data');
      line.destroy();
      const [top = '', body = ''] = String(said).split('\r\n\r\n');
      const headers = Object.fromEntries(
        top
          .split('\r\n')
          .slice(1)
          .map((each) => [each.split(': ')[0]?.toLowerCase(), each.split(': ')[1]]),
      );
      expect(safeHeaders(headers), garbage.slice(0, 20)).toEqual(safe);
      expect(top.split(' ')[1]).toMatch(/^4/);
      expect(body).not.toMatch(revealing);
    }
  });
});

/** What would tell an attacker what we are made of. */
const revealing = /node_modules|\bat \S+:\d+|\.ts:\d|fastify|FST_|postgres|better-auth|kysely|v?\d+\.\d+\.\d+/i;

describe('S25 a body that does not say it is JSON', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'text/plain;application/json',
    'application/json\ta',
    'application/vnd.api+json',
  ])('as %s is read by no call', async (type) => {
    for (const each of callsWithBody()) {
      const answer = await send(each, JSON.stringify(sampleOf(each.body)), type);
      expect([400, 415], `${each.name} as ${type}`).toContain(answer.statusCode);
      expect(['request/not-json', 'request/unreadable'], each.name).toContain(answer.json().type);
    }
  });
});

describe('S26 too much', () => {
  test('in the body is refused by every call before it is read', async () => {
    const huge = JSON.stringify({ x: 'x'.repeat(1_048_576) });
    for (const each of callsWithBody()) expect((await send(each, huge)).statusCode, each.name).toBe(413);
  });

  test.each([
    ['objects', '{"a":'.repeat(100_000), '}'.repeat(100_000)],
    ['lists', '['.repeat(200_000), ']'.repeat(200_000)],
  ])('nesting of %s is refused at once', async (_, open, close) => {
    for (const each of callsWithBody()) {
      const began = performance.now();
      const answer = await send(each, `${open}1${close}`);
      expect(answer.statusCode, each.name).toBe(400);
      expect(performance.now() - began, each.name).toBeLessThan(2_000);
    }
  });

  test('in a list of ten thousand is refused, not carried out', async () => {
    for (const each of callsWithBody()) {
      const { properties = {} }: { properties?: Record<string, { type?: string }> } = each.body;
      for (const [name, shape] of Object.entries(properties)) {
        const whole = sampleOf(each.body) as Record<string, unknown>;
        const many = shape.type === 'array' ? present((whole[name] as unknown[])[0], name) : 'x';
        const answer = await send(
          each,
          JSON.stringify({ ...whole, [name]: Array.from({ length: 10_000 }, () => many) }),
        );
        expect([400, 413], `${each.name} ${name}`).toContain(answer.statusCode);
      }
    }
  });

  test.each(['1e9', '1000000000', '201', '-1', '0', 'NaN', '200;drop'])(
    'of a list (?limit=%s) is refused',
    async (limit) => {
      let asked = 0;
      for (const each of reads()) {
        const answer = await ask('GET', `${urlOf(each)}?limit=${limit}`, {
          headers: { cookie: cookieOf(whoMay(each)) },
        });
        expect(answer.statusCode, each.name).toBe(400);
        asked++;
      }
      expect(asked).toBeGreaterThan(20);
    },
  );
});

describe('S27 what nobody is to see', () => {
  test('verbs that no call defines are not there', async () => {
    const at = (each: Call) => routeOf(each).replace(/:[A-Za-z]+/g, ':'); // whatever a part is called
    const defined = new Set(cities.http.calls.map((each) => `${each.method} ${at(each)}`));
    for (const each of cities.http.calls) {
      for (const verb of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'POST']) {
        if (defined.has(`${verb} ${at(each)}`)) continue;
        const answer = await ask(verb, urlOf(each), { headers: { cookie: cookieOf('dinas-head') } });
        expect([404, 405], `${verb} ${routeOf(each)}`).toContain(answer.statusCode);
      }
    }
  });

  test.each(['/metrics', '/docs', '/openapi.json'])('%s is for an administrator and for this machine', async (url) => {
    const from = async (sent: Sent) => (await ask('GET', url, sent)).statusCode;
    const via = (claimed: string) => ({ remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': claimed } });
    expect(await from({})).toBe(404);
    expect(await from({ headers: { cookie: cookieOf('dinas-head') } })).toBe(404);
    expect(await from({ headers: { cookie: cookieOf('city-administrator') } })).toBe(200);
    expect(await from({ remoteAddress: '127.0.0.1' })).toBe(200);
    for (const claimed of ['203.0.113.9', '127.0.0.1', '::1', '127.0.0.1, 203.0.113.9', '203.0.113.9, 127.0.0.1', ''])
      expect(await from(via(claimed)), `through the proxy as "${claimed}"`).toBe(404);
    expect(await from({ headers: { 'x-forwarded-for': '127.0.0.1' } }), 'a stranger who claims to be here').toBe(404);
    for (const header of ['forwarded', 'x-real-ip', 'via'])
      expect(await from({ remoteAddress: '127.0.0.1', headers: { [header]: '203.0.113.9' } }), header).toBe(404);
  });

  test('no failure tells what we are made of', async () => {
    for (const [what, answer] of await answersOfEveryKind()) {
      for (const header of ['server', 'x-powered-by', 'via']) expect(answer.headers[header], what).toBe(undefined);
      if (answer.statusCode >= 400) expect(answer.body, what).not.toMatch(revealing);
    }
  });
});

describe('S28 pages of other origins', () => {
  test.each([
    'https://jahat.example',
    'null',
    'https://lumbung.uji.id.jahat.example',
    'http://lumbung.uji.id',
    'https://xlumbung.uji.id',
  ])('as %s read open data alone', async (origin) => {
    for (const each of cities.http.calls) {
      const isOpen = routeOf(each).startsWith('/api/public/');
      const cookie = cookieOf(whoMay(each));
      const preflight = {
        origin,
        'access-control-request-method': each.method,
        'access-control-request-headers': 'content-type',
      };
      const answers = [
        await ask('OPTIONS', urlOf(each), { headers: preflight }),
        await ask(each.method, urlOf(each), { headers: { origin, cookie } }),
      ];
      for (const { headers } of answers) {
        expect(headers['access-control-allow-origin'], each.name).toBe(isOpen ? '*' : undefined);
        expect(headers['access-control-allow-credentials'], each.name).toBe(undefined);
      }
      if (each.method !== 'GET') expect(answers[1]?.statusCode, each.name).toBe(403);
    }
  });
});

describe('S35 the log', () => {
  const secret = 'sandi-yang-tak-boleh-tercatat';
  const token = 'T'.repeat(43);

  test('holds no password, token, NIK or address of a person, whatever is sent and refused', async () => {
    lines.length = 0;
    const json = { 'content-type': 'application/json' };
    const post = (url: string, body: object, headers = {}) =>
      ask('POST', url, { headers: { ...json, ...headers }, payload: JSON.stringify(body) });
    const signIn = await post('/api/auth/sign-in', { email: 'lurah@uji.lumbung.id', password });
    const session = present(signIn.cookies[0], 'a session').value;
    await post('/api/auth/sign-in', { email: 'lurah@uji.lumbung.id', password: secret });
    await post('/api/auth/sign-in', { email: `${secret}@uji.lumbung.id`, password: nik });
    await post('/api/auth/sign-in', { email: secret, password: nik, [secret]: nik });
    await post('/api/invitation', { token });
    await post('/api/set-up', { token, regencyCode: '64.71', name: nik, email: 'a@b.id', password: secret });
    const agent = { cookie: cookieOf('dinas-head'), 'user-agent': nik, referer: `https://x/${secret}` };
    await ask('GET', `/api/regencies/64.71/cooperatives?search=${nik}&${secret}=1`, { headers: agent });
    await ask('GET', `/kota/64.71?asOf=${nik}`, { headers: agent });
    await ask('GET', `/api/regencies/${nik}/cooperatives/${secret}`, { headers: agent });
    await ask('GET', `/${secret}/%zz`, { headers: agent });
    const bodies = callsWithBody().map((each) => send(each, JSON.stringify({ nik, password: secret, token })));
    await Promise.all(bodies);
    const said = lines.join('');
    expect(lines.length).toBeGreaterThan(20);
    for (const what of [password, secret, token, nik, session, 'lurah@uji', cookieOf('dinas-head').slice(30, 60)])
      expect(said, what).not.toContain(what);
  });

  test('is one JSON object a line, also when line ends are sent', async () => {
    lines.length = 0;
    const forged = '%0d%0a{"level":30,"msg":"forged"}%0a';
    await ask('GET', `/api/regencies/64.71/cooperatives?search=${forged}`, {
      headers: { cookie: cookieOf('dinas-head') },
    });
    await ask('GET', `/api/regencies/${forged}/cooperatives`, { headers: { cookie: cookieOf('dinas-head') } });
    await ask('GET', `/${forged}`);
    log.info({ control: 'a\r\nb' }, 'line\r\nend');
    const whole = lines.join('').trimEnd().split('\n');
    expect(whole.length).toBe(lines.length);
    for (const line of whole) expect(JSON.parse(line).msg).not.toBe('forged');
  });
});

test('S12 nothing that looks like a NIK is in any column', async () => {
  const found = async () => {
    const { rows } = await cities.owner.query<{ place: string; sql: string }>(`
      select format('%s.%s.%s', table_schema, table_name, column_name) as place,
        format('select 1 from %I.%I where %I::text ~ ''(^|\\D)\\d{6}([0-6]\\d)(0\\d|1[0-2])\\d{6}(\\D|$)'' limit 1', table_schema, table_name, column_name) as sql
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
        and table_schema not in ('pg_catalog', 'information_schema')`);
    const places: string[] = [];
    for (const { place, sql } of rows) if ((await cities.owner.query(sql)).rowCount) places.push(place);
    return places;
  };
  expect(await found()).toEqual([]);
  await cities.owner.query(`create table public.control as select 'NIK ${nik}.' as note`); // control
  expect(await found()).toEqual(['public.control.note']);
});

describe('S34 a write', () => {
  /** What a sample cannot know: things that are there. `null` leaves an optional member out. */
  const known = async (): Promise<Readonly<Record<string, unknown>>> => {
    const one = async (sql: string) => (await cities.owner.query<{ it: string }>(sql)).rows[0]?.it;
    const absent = ['correctsId', 'fileId', 'targetOn', 'validTo', 'termTo', 'expiresOn', 'districtCode', 'lenderId'];
    return {
      ...Object.fromEntries(absent.map((name) => [name, null])),
      userId: await one("select id as it from auth.user where email like 'mayor@%'"),
      villageCode: present(cities.here.register[0], 'a cooperative').villages[0]?.code,
      commodityCode: await one('select code as it from reference.commodity order by code limit 1'),
      partnerId: await one('select id as it from reference.partner order by id limit 1'),
      fundingCode: await one('select code as it from reference.funding_source order by code limit 1'),
      cooperativeId: ownCooperative(),
      latitude: -1.2,
      longitude: 116.85,
    };
  };
  const revisionOfAsset = async () =>
    (await cities.owner.query('select revision from assets.asset where id = $1', [assets.spare])).rows[0]?.revision;
  const kinds = async () => ({
    'partners/add': 'lpg_agent',
    'cooperatives/record-requirement': (await cities.owner.query('select code from reference.requirement_kind')).rows[0]
      ?.code,
  });
  /** Whose id stands in the address: what an earlier call made. */
  const about: Readonly<Record<string, string>> = {
    'cooperatives/end-premises': 'cooperatives/add-premises',
    'cooperatives/end-officer': 'cooperatives/add-officer',
    'partners/end-partnership': 'partners/add-partnership',
    'proposals/close': 'proposals/open',
    'taskforce/add-decision': 'taskforce/add-meeting',
    'assets/settle-correction': 'assets/propose-correction',
  };

  interface Line {
    readonly id: string;
    readonly user_id: string | null;
    readonly grant_id: string | null;
    readonly role: string;
    readonly regency_id: number;
  }
  const auditLines = async () =>
    (await cities.owner.query<Line>('select id, user_id, grant_id, role, regency_id from audit.entry')).rows;

  test('that is done leaves its line in the audit log, with who did it where; one that is refused leaves none', async () => {
    const things = await known();
    const kind: Readonly<Record<string, unknown>> = await kinds();
    const made = new Map([['cooperatives/edit-profile', ownCooperative() as string]]);
    const done: string[] = [];
    for (const each of callsWithBody().filter(({ within }) => within === 'regency')) {
      const revision = await revisionOfAsset();
      const ids = [made.get('assets/propose-correction') ?? newId()];
      const members = Object.entries({ ...things, kind: kind[each.name], revision, ids }).filter(
        ([, value]) => value !== undefined,
      );
      const body = Object.entries(sampleOf(each.body) as object)
        .map(([name, value]) => [name, new Map(members).has(name) ? new Map(members).get(name) : value])
        .filter(
          ([name, value]) =>
            value !== null && !(each.name.startsWith('access/') && /Code$|(partner|cooperative)Id$/.test(name)),
        );
      const content = Object.fromEntries(body);
      const subject = made.get(about[each.name] ?? each.name) ?? newId();
      const before = new Set((await auditLines()).map(({ id }) => id));
      const answer = await ask(each.method, urlOf(each, subject, assets.spare), {
        headers: { cookie: cookieOf(whoMay(each)), 'content-type': 'application/json' },
        payload: JSON.stringify(content),
      });
      const left = (await auditLines()).filter(({ id }) => !before.has(id));
      const isDone = answer.statusCode < 300;
      expect(left.length > 0, `${each.name} answered ${answer.statusCode} ${answer.body}`).toBe(isDone);
      for (const line of left) {
        expect([line.role, line.regency_id], each.name).toEqual([whoMay(each), cities.here.regency.id]);
        expect(Boolean(line.user_id && line.grant_id), each.name).toBe(true);
      }
      if (isDone) {
        done.push(each.name);
        made.set(each.name, content.id);
      }
    }
    expect(done.length, `done: ${done.join(', ')}`).toBeGreaterThanOrEqual(14);
  });
});
