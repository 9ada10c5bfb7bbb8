import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { addUser } from '../auth/user.store.ts';
import { newId } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import type { Http } from '../http/http.ts';
import { testHttp } from '../http/testing/test-http.ts';
import { audit, type Doer } from './audit.ts';
import { auditRoutes } from './audit-log.routes.ts';
import type { AuditEntryShown } from './audit-log.schema.ts';
import { sealWaiting } from './sealer.ts';

const db = testDatabase();
const damai = newId<'cooperative'>();
const manggar = newId<'cooperative'>();
const cityOf = (number: number): Reach => ({
  regencyId: regencyId(number),
  scope: 'regency',
  cooperativeIds: [],
  knownCooperativeIds: [],
});
const only = (id: Id<'cooperative'>): Reach => ({
  ...cityOf(41),
  scope: 'cooperatives',
  cooperativeIds: [id],
  knownCooperativeIds: [id],
});

let http: Http;
let jobs: Database;
let rahma: Doer & { userId: string };
const readers: Record<string, Reach> = { auditor: cityOf(41), auditorElsewhere: cityOf(42), chairDamai: only(damai) };

beforeAll(async () => {
  jobs = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
  const userId = await db.app.inRegency(cityOf(41), (tx) =>
    addUser(tx, { email: 'rahma@jejak.test', name: 'Rahma', password: 'sandi panjang sekali 1' }),
  );
  rahma = { userId, grantId: newId<'grant'>(), role: 'facilitator', onBehalf: true };
  http = await testHttp(db.app, actorNamed);
  auditRoutes(http, async () => 'Asia/Makassar');
  await http.app.ready();
  await db.app.inRegency(cityOf(41), async (tx) => {
    const detail = { state: 'under_construction', effectiveOn: '2025-10-17' };
    const about = { cooperativeId: damai, reason: 'berita acara', detail };
    await audit(tx, rahma, 'cooperatives/record-facility', { kind: 'cooperatives/state-action', id: 'a' }, about);
    await audit(tx, { role: 'machine' }, 'tasks/open', { kind: 'tasks/task', id: 'b', cooperativeId: manggar });
  });
  await db.app.inRegency(cityOf(42), (tx) =>
    audit(tx, { role: 'machine' }, 'tasks/open', { kind: 'tasks/task', id: 'rahasia kota lain' }),
  );
  await sealWaiting(jobs.central);
  await db.app.inRegency(cityOf(41), (tx) =>
    audit(tx, { role: 'command-line' }, 'reference/import-boundaries', { kind: 'boundary-set', id: 1 }),
  );
}, 30_000);
afterAll(async () => {
  await http.app.close();
  await jobs.close();
});

function actorNamed(who: string): Actor {
  return {
    userId: who,
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(who === 'mayor' ? ['task.read'] : ['audit.read']),
    reach: readers[who] ?? cityOf(41),
    today: businessDate('2025-11-27'),
    onBehalf: false,
  };
}

const ask = (query: string, who = 'auditor', ending = '') =>
  http.app.inject({ url: `/api/regencies/64.71/audit${ending}${query}`, headers: { who } });
const rowsOf = async (query: string, who?: string): Promise<AuditEntryShown[]> =>
  (await ask(query, who)).json<{ rows: AuditEntryShown[] }>().rows;
const actionsOf = async (query: string, who?: string) => (await rowsOf(query, who)).map(({ action }) => action);

describe('the audit log as an auditor reads it', () => {
  test('newest first: what, who under which hat, for whom, why, and its place in the chain', async () => {
    const rows = await rowsOf('');
    expect(rows.map(({ action, sealSeq }) => [action, sealSeq])).toEqual([
      ['reference/import-boundaries', null],
      ['tasks/open', 2],
      ['cooperatives/record-facility', 1],
    ]);
    expect(rows[2]).toMatchObject({
      person: { id: rahma.userId, name: 'Rahma' },
      role: 'facilitator',
      onBehalf: true,
      cooperativeId: damai,
      reason: 'berita acara',
      detail: { state: 'under_construction' },
    });
    expect(rows[1]?.person).toBeNull();
  });

  test.each([
    ['a module', '?action=cooperatives', ['cooperatives/record-facility']],
    ['one action', '?action=tasks/open', ['tasks/open']],
    ['a beginning of a name, which is neither', '?action=task', []],
    ['one cooperative', `?cooperativeId=${manggar}`, ['tasks/open']],
    ['one record', '?subjectKind=cooperatives/state-action&subjectId=a', ['cooperatives/record-facility']],
    ['days long gone', '?to=2020-01-01', []],
    ['days to come', '?from=2999-01-01', []],
  ])('filters by %s', async (_, query, expected) => {
    expect(await actionsOf(query)).toEqual(expected);
  });

  test('filters by person', async () => {
    expect(await actionsOf(`?userId=${rahma.userId}`)).toEqual(['cooperatives/record-facility']);
  });

  test('a day begins and ends at midnight of the regency', async () => {
    // Past every other test's entry: 23.59 and 00.00 WITA around 1 January 2100.
    await db.owner.query(`insert into audit.entry (regency_id, id, recorded_at, role, action, subject_kind, subject_id) values
      (43, '019f0000-0000-7000-8000-000000000001', '2099-12-31T15:59:59Z', 'machine', 'test/before', 'x', '1'),
      (43, '019f0000-0000-7000-8000-000000000002', '2099-12-31T16:00:00Z', 'machine', 'test/after', 'x', '1')`);
    readers.elsewhere = cityOf(43);
    expect(await actionsOf('?from=2100-01-01&to=2100-01-01', 'elsewhere')).toEqual(['test/after']);
    expect(await actionsOf('?from=2099-12-31&to=2099-12-31', 'elsewhere')).toEqual(['test/before']);
  });

  test('pages by key, and the file holds every page', async () => {
    const first = (await ask('?limit=2')).json<{ rows: AuditEntryShown[]; next: string }>();
    expect(first.rows).toHaveLength(2);
    expect(await actionsOf(`?limit=2&after=${first.next}`)).toEqual(['cooperatives/record-facility']);
    expect((await ask('?after=drop-table')).statusCode).toBe(400);
    const file = await ask('', 'auditor', '.csv');
    expect(file.body.trim().split('\n')).toHaveLength(4);
    expect(file.body).toContain('"{""state"":""under_construction"",""effectiveOn"":""2025-10-17""}"');
    expect((await ask('', 'auditor', '.xlsx')).statusCode).toBe(200);
  });
});

describe('who may not read it', () => {
  test('whoever lacks the permission, as page and as file', async () => {
    expect((await ask('', 'mayor')).statusCode).toBe(403);
    expect((await ask('', 'mayor', '.csv')).statusCode).toBe(403);
  });

  test('an auditor of another city sees that city only', async () => {
    expect((await rowsOf('', 'auditorElsewhere')).map(({ subject }) => subject.id)).toEqual(['rahasia kota lain']);
  });

  test('a grant over one cooperative sees nothing, even with the permission: the database says no', async () => {
    expect(await rowsOf('', 'chairDamai')).toEqual([]);
    const attack = (tx: Parameters<Parameters<Database['inRegency']>[1]>[0]) =>
      sql`select * from audit.entry where regency_id = 41 or true`.execute(tx);
    expect((await db.rolledBack(only(damai), attack)).rows).toEqual([]);
    const control = await db.rolledBack(cityOf(41), attack);
    expect(control.rows).toHaveLength(3);
  });

  test('a forged entry for another city is refused', async () => {
    const forge = db.rolledBack(only(damai), (tx) =>
      sql`insert into audit.entry (regency_id, id, role, action, subject_kind, subject_id)
        values (42, ${newId<'audit-entry'>()}, 'machine', 'test/forged', 'x', '1')`.execute(tx),
    );
    await expect(forge).rejects.toMatchObject({ code: '42501' });
  });

  test('yet whoever acts for one cooperative leaves his trace', async () => {
    await db.rolledBack(only(damai), (tx) => audit(tx, rahma, 'test/act', { kind: 'thing', id: 1 }));
  });
});
