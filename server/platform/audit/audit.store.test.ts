import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { audit, type Doer, saltedHash } from './audit.ts';
import { lastSealedHead } from './chain.store.ts';
import { sealWaiting } from './sealer.ts';
import { verifyAudit } from './verify.ts';

const db = testDatabase();
const untrusting = { checkpoints: [], publicKeys: new Map() };
const city = (number: number): Reach => ({
  regencyId: regencyId(number),
  scope: 'regency',
  cooperativeIds: [],
  knownCooperativeIds: [],
});
const rahma: Doer = {
  userId: 'user-rahma',
  grantId: id('01900000-0000-7000-8000-000000000001'),
  role: 'dinas-officer',
  onBehalf: true,
};

let jobs: Database;
beforeAll(() => {
  jobs = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
});
afterAll(() => jobs.close());

async function act(reach: Reach, subjects = 1): Promise<void> {
  await db.app.inRegency(reach, (tx) =>
    audit(
      tx,
      { role: 'machine' },
      'test/act',
      Array.from({ length: subjects }, (_, i) => ({ kind: 'thing', id: i })),
    ),
  );
}

const sealedIn = async (number: number): Promise<number> =>
  (await db.owner.query('select seq from audit.seal where regency_id = $1', [number])).rowCount ?? 0;

describe('an act leaves its trace in its own transaction', () => {
  test('one entry per subject, with who, under which hat, for whom and why', async () => {
    const cooperativeId = newId<'cooperative'>();
    const rows = await db.rolledBack(city(1), async (tx) => {
      const subjects = [
        { kind: 'premises', id: 'a', detail: { right: 'rent', was: undefined } },
        { kind: 'premises', id: 'b' },
      ];
      const about = { reason: 'surveyed', cooperativeId, detail: { right: 'loan' } };
      await audit(tx, rahma, 'cooperatives/record-premises', subjects, about);
      return (await sql`select * from audit.entry order by subject_id`.execute(tx)).rows;
    });
    const common = { userId: 'user-rahma', role: 'dinas-officer', onBehalf: true, reason: 'surveyed', cooperativeId };
    expect(rows).toMatchObject([
      { ...common, subjectId: 'a', detail: { right: 'rent' } },
      { ...common, subjectId: 'b', detail: { right: 'loan' } },
    ]);
  });

  test('nothing stays of an act that rolled back, and no subject makes no entry', async () => {
    await db.rolledBack(city(2), (tx) => audit(tx, rahma, 'test/act', { kind: 'thing', id: 1 }));
    await db.app.inRegency(city(2), (tx) => audit(tx, rahma, 'test/act', []));
    const { rows } = await db.owner.query('select from audit.entry where regency_id = 2');
    expect(rows).toEqual([]);
  });

  test('what could not be hashed later is refused at once', async () => {
    const write = db.rolledBack(city(2), (tx) =>
      audit(tx, rahma, 'test/act', { kind: 'thing', id: 1, detail: { amount: 2 ** 60 } }),
    );
    await expect(write).rejects.toThrow(RangeError);
  });

  test('personal data is recognised again only with the salt', () => {
    const salt = new Uint8Array(16).fill(7);
    expect(saltedHash('6471000000000001', salt)).toBe(saltedHash('6471000000000001', salt));
    expect(saltedHash('6471000000000001', salt)).not.toBe(saltedHash('6471000000000001', new Uint8Array(16)));
  });
});

describe('the log is only ever appended to', () => {
  const forbidden = ['update audit.entry set reason = null', 'delete from audit.entry', 'truncate audit.entry'];
  const asWell = [
    'delete from audit.unsealed',
    'update audit.head set seq = 0',
    'delete from audit.seal',
    'delete from audit.checkpoint',
  ];
  test.each([...forbidden, ...asWell])('the app may not: %s', async (statement) => {
    await act(city(3));
    await expect(db.rolledBack(city(3), (tx) => sql.raw(statement).execute(tx))).rejects.toMatchObject({
      code: '42501',
    });
  });

  test.each([...forbidden, 'delete from audit.seal', 'update audit.seal set seq = 9'])(
    'nor may the sealer: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(jobs.central)).rejects.toMatchObject({ code: '42501' });
    },
  );
});

describe('the sealer chains what has committed', () => {
  test('each regency has its own chain, and its head is what the public page prints', async () => {
    await act(city(11), 3);
    await act(city(12), 2);
    await sealWaiting(jobs.central);
    expect([await sealedIn(11), await sealedIn(12)]).toEqual([3, 2]);
    const head = await db.app.inRegency(city(11), lastSealedHead);
    const { rows } = await db.owner.query(
      `select encode(hash, 'hex') as hash from audit.seal where regency_id = 11 and seq = 3`,
    );
    expect(head).toMatchObject({ seq: 3, ...rows[0] });
    const asPublic = openDatabase(db.urlAs('lumbung_public'), { note: () => undefined });
    expect(await asPublic.inRegency(city(11), lastSealedHead)).toEqual(head);
    await asPublic.close();
  });

  test('an entry that commits late gets a later place and stays out of nobody’s way', async () => {
    const early = Promise.withResolvers<void>();
    const late = db.app.inRegency(city(13), async (tx) => {
      await audit(tx, rahma, 'test/late', { kind: 'thing', id: 'late' });
      await early.promise;
    });
    await act(city(13));
    await sealWaiting(jobs.central);
    early.resolve();
    await late;
    await sealWaiting(jobs.central);
    const { rows } = await db.owner.query(
      `select e.action from audit.seal s join audit.entry e on e.regency_id = s.regency_id and e.id = s.entry_id
       where s.regency_id = 13 order by seq`,
    );
    expect(rows).toEqual([{ action: 'test/act' }, { action: 'test/late' }]);
  });

  test('two sealers and many committers at once: every entry exactly once, the chain whole', async () => {
    const other = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
    let writing = true;
    const sealing = [jobs, other].map(async (sealer) => {
      while (writing) await sealWaiting(sealer.central);
    });
    await Promise.all(Array.from({ length: 60 }, (_, i) => act(city(20 + (i % 3)), 1 + (i % 7))));
    writing = false;
    await Promise.all(sealing);
    await sealWaiting(jobs.central);
    await other.close();
    const { rows } = await db.owner.query(
      `select count(*)::integer as entries, (select count(*)::integer from audit.seal where regency_id in (20, 21, 22)) as seals
       from audit.entry where regency_id in (20, 21, 22)`,
    );
    expect(rows).toEqual([{ entries: 234, seals: 234 }]);
    expect(await verifyAudit(jobs.central, untrusting)).toMatchObject({ isIntact: true, waiting: 0 });
  });

  test('more than one batch at once', async () => {
    await act(city(30), 4_500);
    await sealWaiting(jobs.central);
    expect(await sealedIn(30)).toBe(4_500);
  });
});
