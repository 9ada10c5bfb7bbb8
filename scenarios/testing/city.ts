import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import * as access from '../../server/access/public.ts';
import * as cooperatives from '../../server/cooperatives/public.ts';
import { present } from '../../server/kernel/assert.ts';
import { businessDate } from '../../server/kernel/business-date.ts';
import { id } from '../../server/kernel/ids.ts';
import * as partners from '../../server/partners/public.ts';
import { newId } from '../../server/platform/clock.ts';
import { type Config, readConfig } from '../../server/platform/config.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { type TestDatabase, testDatabase } from '../../server/platform/db/testing/test-database.ts';
import type { Http } from '../../server/platform/http/http.ts';
import { wholeRegency } from '../../server/platform/jobs/tasks.ts';
import * as reference from '../../server/reference/public.ts';
import { accessParts, createServer, type Lumbung } from '../../server/wiring.ts';

export const password = 'kata sandi untuk uji';
const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');
const lpdb = id<'lender'>('01980000-0000-7000-8000-000000000101');
export const today = businessDate('2025-11-27');

export interface City {
  readonly code: string;
  readonly regency: reference.Regency;
  readonly register: Awaited<ReturnType<typeof cooperatives.registerOn>>;
}

export interface TestCities {
  readonly http: Http;
  readonly here: City;
  readonly there: City;
  readonly database: TestDatabase;
  /** The folder where files wait to be read. */
  readonly inbox: string;
  /** Who may do what, as the server asks it: for a server with other routes over the same people. */
  readonly access: access.AccessParts;
  /** Looks behind the policies, as the owner whom none binds. */
  readonly owner: TestDatabase['owner'];
  /** Signs a role of `here` in; local roles work in its first cooperative's kelurahan. */
  signIn(role: access.RoleName): Promise<Browser>;
}

/** Asks the server as a signed-in browser does, without a socket. */
export interface Browser {
  ask(method: string, url: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }>;
  /** Takes a file or a page as it comes. */
  take(url: string): Promise<{ status: number; bytes: Buffer }>;
}

/** The whole server over a database of its own, with Balikpapan and Samarinda founded and a person for every role in Balikpapan. */
export function testCities(given: { config?: Partial<Config>; log?: Logger } = {}): TestCities {
  const database = testDatabase();
  let opened: Pick<TestCities, 'http' | 'here' | 'there' | 'inbox' | 'access'> | undefined;
  let close: () => Promise<void> = async () => undefined;
  const open = () => present(opened, 'the cities, which are there once the first test runs');

  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-cities-'));
    const config = { ...readConfig({}), dataDir, today, demo: true, ...given.config };
    const note = () => undefined;
    const publication = openDatabase(database.urlAs('lumbung_public'), { note, poolSize: 2 });
    const national = openDatabase(database.urlAs('lumbung_national'), { note, poolSize: 1 });
    const suppliers = openDatabase(database.urlAs('lumbung_partners'), { note, poolSize: 1 });
    const databases = {
      app: database.app,
      publication,
      national,
      partners: suppliers,
      jobsUrl: database.urlAs('lumbung_jobs'),
      ownerUrl: undefined,
      embedded: undefined,
    };
    const secrets = { derive: (_purpose: string, bytes = 32) => new Uint8Array(randomBytes(bytes)) };
    const parts = { config, secrets, databases: { ...databases, close: async () => undefined } };
    const lumbung: Lumbung = {
      ...parts,
      access: accessParts(config, secrets, parts.databases),
      close: async () => undefined,
    };
    const owner = await database.owner.connect();
    await reference.seedRegions(owner).finally(() => owner.release());
    const here = await foundCity(lumbung, '64.71');
    const there = await foundCity(lumbung, '64.72');
    await enrolEveryone(lumbung, here);
    const http = await createServer(lumbung, given.log ?? pino({ level: 'silent' }));
    opened = { http, here, there, inbox: join(dataDir, 'inbox'), access: lumbung.access };
    await opened.http.app.ready();
    close = async () => {
      await opened?.http.app.close();
      await Promise.all([publication.close(), national.close(), suppliers.close()]);
      await rm(dataDir, { recursive: true, force: true });
    };
  }, 60_000);
  afterAll(() => close());

  return {
    get http() {
      return open().http;
    },
    get here() {
      return open().here;
    },
    get there() {
      return open().there;
    },
    database,
    get inbox() {
      return open().inbox;
    },
    get access() {
      return open().access;
    },
    get owner() {
      return database.owner;
    },
    signIn: (role) => signIn(open().http, role),
  };
}

async function foundCity({ databases: { app } }: Lumbung, code: string): Promise<City> {
  const regency = present(await reference.findRegencyByCode(app.central, code, today), code);
  const register = await app.inRegency(wholeRegency(regency.id), async (tx) => {
    const villages = await reference.villagesOf(tx, regency.id, today);
    await cooperatives.foundCooperatives(tx, { role: 'machine' }, villages, businessDate('2025-07-07'));
    const lines = await cooperatives.registerOn(tx, today);
    const source = { name: 'uji', date: today };
    const partnership = {
      id: newId<'partnership'>(),
      cooperativeId: present(lines[0], 'a cooperative').id,
      partnerId: bulog,
    };
    await partners.addPartnership(
      tx,
      { role: 'machine' },
      { ...partnership, goods: ['staples'], stage: 'active', validFrom: today, source },
    );
    return lines;
  });
  return { code, regency, register };
}

/** The same password for all: what is tested is what each may do. */
async function enrolEveryone({ databases: { app } }: Lumbung, { regency, register }: City): Promise<void> {
  const cooperative = present(register[0], 'a cooperative');
  const code = present(cooperative.villages[0], 'its kelurahan').code;
  const villages = await reference.villagesOf(app.central, regency.id, today);
  const village = present(
    villages.find((each) => each.code === code),
    code,
  );
  const regencyId = regency.id;
  const scopes: Readonly<Record<string, access.Scope>> = {
    nation: { kind: 'nation' },
    regency: { kind: 'regency', regencyId },
    district: { kind: 'district', regencyId, districtId: village.districtId },
    village: { kind: 'village', regencyId, villageId: village.id },
    cooperative: { kind: 'cooperative', regencyId, cooperativeId: cooperative.id },
    partner: { kind: 'partner', regencyId, partnerId: bulog },
    lender: { kind: 'lender', regencyId, lenderId: lpdb },
  };
  for (const role of access.roleNames) {
    const scope = present(scopes[role === 'ministry' ? 'regency' : (access.roleOf(role).scopes[0] ?? 'regency')], role);
    const person = {
      name: `Uji ${role}`,
      email: `${role}@uji.lumbung.id`,
      password,
      role,
      scope,
      validTo: 'infinity',
    } as const;
    await app.inRegency(wholeRegency(regencyId), (tx) => access.enrol(tx, { role: 'command-line' }, person));
  }
}

async function signIn({ app }: Http, role: access.RoleName): Promise<Browser> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { email: `${role}@uji.lumbung.id`, password },
  });
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    ask: async (method, url, body) => {
      const reply = await app.inject({
        method: method as 'GET',
        url,
        headers: { cookie },
        ...(body === undefined ? {} : { payload: body }),
      });
      const isJson = String(reply.headers['content-type']).includes('json');
      return { status: reply.statusCode, json: isJson && reply.body !== '' ? reply.json() : {} };
    },
    take: async (url) => {
      const { statusCode, rawPayload } = await app.inject({ url, headers: { cookie } });
      return { status: statusCode, bytes: rawPayload };
    },
  };
}
