import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../kernel/assert.ts';
import { regencyId } from '../kernel/ids.ts';
import { readConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import { createHttp, type Http } from '../platform/http/http.ts';
import { metrics } from '../platform/http/metrics.ts';
import { pageRoutes } from './page.routes.ts';
import { publicationRoutes } from './publication.routes.ts';
import { today } from './testing/test-city.ts';

const database = testDatabase();
const opened: Database[] = [];
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
});

function openAs(url: string): Database {
  const each = openDatabase(url, { note: () => undefined, poolSize: 2 });
  opened.push(each);
  return each;
}

/** The public part of the server over these databases, and what it logs. */
async function serve(urlOf: (login: 'lumbung_public' | 'lumbung_national') => string) {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const nobody = {
    person: async () => undefined,
    actor: async () => assert(false, 'nobody signs in here') as never,
  };
  const config = readConfig({});
  const http: Http = await createHttp({ database: database.app, gate: nobody, config, log: pino(stream) });
  const publisher = {
    publication: openAs(urlOf('lumbung_public')),
    national: openAs(urlOf('lumbung_national')),
    today,
    demo: false,
  };
  publicationRoutes(http, publisher);
  await pageRoutes(http, publisher);
  return { app: http.app, lines };
}

describe('while the database is away', () => {
  const away = () => 'postgres://lumbung_public@127.0.0.1:1/lumbung';

  test.each(['/', '/kota/64.71', '/kota/64.71/kelurahan/64.71.01.1001'])(
    '%s says in words that nothing is lost and what to do',
    async (url) => {
      const { app } = await serve(away);
      const { statusCode, body, headers } = await app.inject(`${url}?lang=id`);
      expect([statusCode, headers['content-type'], headers['retry-after'], headers['cache-control']]).toEqual([
        503,
        'text/html; charset=utf-8',
        '2',
        'no-store',
      ]);
      expect(body).toContain('Tidak ada data yang hilang. Tunggu sebentar, lalu coba lagi.');
      expect(body).toContain('>Coba lagi</a>');
      await app.close();
    },
  );

  test('open data answers as data', async () => {
    const { app } = await serve(away);
    const answer = await app.inject('/api/public/regencies/64.71/summary');
    expect([answer.statusCode, answer.json()]).toMatchObject([503, { type: 'platform/unavailable' }]);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    await app.close();
  });

  test('and a page is there when it is not away', async () => {
    const { app } = await serve((login) => database.urlAs(login));
    expect((await app.inject('/')).statusCode).toBe(200);
    await app.close();
  });
});

test('a page leaves one line in the log and one measurement, by its name and never by its address', async () => {
  const { app, lines } = await serve((login) => database.urlAs(login));
  await app.inject('/?rahasia=1');
  await app.inject('/kota/99.99/kelurahan/rahasia');
  await app.close();
  expect(lines.map(({ call, status, msg }) => ({ call, status, msg }))).toEqual([
    { call: 'publication/front-page', status: 200, msg: 'call' },
    { call: 'publication/village-page', status: 404, msg: 'call' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('rahasia');
  expect(await metrics.metrics()).toContain('lumbung_call_seconds_count{call="publication/front-page",status="200"}');
});

describe('the login that answers citizens', () => {
  let asPublic: Database;
  beforeAll(() => {
    asPublic = openAs(database.urlAs('lumbung_public'));
  });

  /** Every table and view of ours that a statement of this login can read. */
  async function readable(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select format('%s.%s', nspname, relname) as name
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and nspname !~ '^pg_|^information_schema$'
        and has_schema_privilege(pg_namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select')
      order by name`.execute(asPublic.central);
    return rows.map(({ name }) => name);
  }

  test('reads what is published and what is national, and nothing else', async () => {
    const names = await readable();
    expect(names.filter((name) => !name.startsWith('reference.'))).toEqual([
      'audit.head',
      'audit.seal', // hashes and ids only: whoever doubts a printed head can follow the chain
      'publication.cooperative_state',
      'publication.match_outcome',
      'publication.regency_summary',
      'publication.village_served',
      'territory.boundary',
      'territory.boundary_set',
    ]);
  });

  test.each([
    'cooperatives.cooperative',
    'cooperatives.officer',
    'partners.partnership',
    'tasks.task',
    'audit.entry',
    'auth.user',
    'jobs.outbox',
    'platform.file',
  ])('is refused %s', async (table) => {
    await expect(sql`select * from ${sql.table(table)} limit 1`.execute(asPublic.central)).rejects.toMatchObject({
      code: '42501',
    });
  });

  test.each([
    `update publication.cooperative_state set facility = 'handed_over'`,
    'delete from publication.cooperative_state',
    `insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation) values (1, '2025-01-01', 1, '{}', '{}')`,
    'truncate publication.cooperative_state',
    'create table publication.mine (id integer)',
  ])('cannot %s', async (statement) => {
    await expect(sql.raw(statement).execute(asPublic.central)).rejects.toMatchObject({ code: '42501' });
  });

  test('sees no city without saying which, and then that one only', async () => {
    await database.owner.query(`
      insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation)
      values (9002, '2025-11-27', 1, '{}', '{}'), (9003, '2025-11-27', 2, '{}', '{}')`);
    const seen = sql<{ regencyId: number }>`select regency_id from publication.regency_summary`;
    const reach = {
      regencyId: regencyId(9002),
      scope: 'regency',
      cooperativeIds: [],
      knownCooperativeIds: [],
    } as const;
    expect((await seen.execute(asPublic.central)).rows).toEqual([]);
    expect((await asPublic.inRegency(reach, (tx) => seen.execute(tx))).rows).toEqual([{ regencyId: 9002 }]);
  });
});
