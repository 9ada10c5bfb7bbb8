import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { Defect, present } from '../../kernel/assert.ts';
import { regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { openDatabase, settingsOf } from './database.ts';
import { Outage } from './outage.ts';
import { testDatabase } from './testing/test-database.ts';
import type { Central, Tx } from './tx.ts';

const db = testDatabase();
const city = (number: number): Reach => ({
  regencyId: regencyId(number),
  scope: 'regency',
  cooperativeIds: [],
  knownCooperativeIds: [],
});
const here = city(17);

afterEach(() => db.owner.query('delete from audit.entry'));

/** Statements of one transaction, by which a lost or a stray one can be told. */
const statements = 4;

async function write(tx: Central, step: number): Promise<void> {
  await sql`insert into audit.entry (regency_id, id, role, action, subject_kind, subject_id)
            values (17, ${newId()}, 'tester', 'test/step', 'step', ${String(step)})`.execute(tx);
}

async function written(): Promise<string[]> {
  const { rows } = await db.owner.query<{ subject_id: string }>(
    'select subject_id from audit.entry order by subject_id',
  );
  return rows.map((row) => row.subject_id);
}

async function backendOf(tx: Central): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  return present(rows[0], 'the backend').pid;
}

async function terminate(pid: number): Promise<void> {
  await db.owner.query('select pg_terminate_backend($1, 5000)', [pid]);
}

describe('a connection that dies inside a transaction (R09)', () => {
  test.each(Array.from({ length: statements + 1 }, (_, i) => i))(
    'after %i statements: every later one is refused, nothing persists, nothing runs elsewhere',
    async (diesAfter) => {
      const outcomes: string[] = [];
      const transaction = db.app.inRegency(here, async (tx) => {
        const pid = await backendOf(tx);
        for (let step = 0; step < statements; step++) {
          if (step === diesAfter) await terminate(pid);
          await write(tx, step).then(
            () => outcomes.push('done'),
            () => outcomes.push('refused'),
          );
        }
        if (diesAfter === statements) await terminate(pid);
      });
      await expect(transaction).rejects.toThrow(Outage);
      expect(outcomes).toEqual(
        Array.from({ length: statements }, (_, step) => (step < diesAfter ? 'done' : 'refused')),
      );
      expect(await written()).toEqual([]);
      await db.app.inRegency(here, (tx) => write(tx, 9));
      expect(await written()).toEqual(['9']);
    },
  );

  test('control: statements that each take a connection of the pool leave a part behind', async () => {
    const careless = openDatabase(db.ownerUrl, { poolSize: 1, note: () => undefined });
    await sql`begin`.execute(careless.central);
    await write(careless.central, 0);
    await terminate(await backendOf(careless.central));
    await write(careless.central, 1);
    await careless.close();
    expect(await written()).toEqual(['1']);
  });
});

describe('a failed statement', () => {
  test('that is swallowed inside the transaction keeps it from committing', async () => {
    const transaction = db.app.inRegency(here, async (tx) => {
      await write(tx, 1);
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(transaction).rejects.toThrow(Defect);
    expect(await written()).toEqual([]);
  });

  test('takes along what still lags behind it: nothing of the transaction runs after its end', async () => {
    let laggard: Promise<void> | undefined;
    const transaction = db.app.inRegency(here, async (tx) => {
      laggard = delay(30).then(() => write(tx, 2));
      await Promise.all([sql`select 1 / 0`.execute(tx), laggard]);
    });
    await expect(transaction).rejects.toMatchObject({ code: '22012' });
    await expect(laggard).rejects.toThrow(Defect);
    expect(await written()).toEqual([]);
  });

  test('that PostgreSQL wants repeated reruns the whole transaction, thrice at most', async () => {
    let attempts = 0;
    let signals = 0;
    const conflict = async (tx: Tx, failures: number): Promise<void> => {
      attempts++;
      tx.afterCommit(() => signals++);
      await write(tx, attempts);
      if (attempts <= failures)
        await sql`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`.execute(tx);
    };
    await db.app.inRegency(here, (tx) => conflict(tx, 2));
    expect([await written(), attempts, signals]).toEqual([['3'], 3, 1]);
    attempts = 0;
    await expect(db.app.inRegency(here, (tx) => conflict(tx, 3))).rejects.toThrow(Outage);
    expect([await written(), attempts, signals]).toEqual([['3'], 3, 1]);
  });
});

describe('a statement that waits too long', () => {
  test.each([
    ['for a lock', "set local lock_timeout = '50ms'; select from audit.entry"],
    ['in all', "set local statement_timeout = '50ms'; select pg_sleep(5)"],
  ])('%s is an outage, not a defect', async (_, statements) => {
    await db.app.inRegency(here, (tx) => write(tx, 1));
    const holder = await db.owner.connect();
    await holder.query('begin; lock table audit.entry in access exclusive mode');
    const waiting = db.app.inRegency(here, async (tx) => {
      for (const statement of statements.split('; ')) await sql.raw(statement).execute(tx);
    });
    await expect(waiting).rejects.toThrow(Outage);
    await holder.query('rollback');
    holder.release();
  });
});

describe('the settings of a transaction', () => {
  const forged = <Member extends keyof Reach>(member: Member, value: unknown): Reach => ({ ...here, [member]: value });
  const attack = "17'; set local app.regency_id = '18";
  test.each([
    ['a regency', forged('regencyId', attack)],
    ['a regency that is no whole number', forged('regencyId', 1.5)],
    ['a scope', forged('scope', `regency${attack}`)],
    ['a cooperative', forged('cooperativeIds', [`${newId()}}'; drop table audit.entry; --`])],
    ['a cooperative with a line after it', forged('cooperativeIds', [`${newId()}\n`])],
    ['a known cooperative', forged('knownCooperativeIds', ['{}'])],
    ['a partner', forged('partnerId', attack)],
  ])('refuse SQL in the place of %s', async (_, reach) => {
    expect(() => settingsOf(reach)).toThrow();
    await expect(db.app.inRegency(reach, (tx) => write(tx, 1))).rejects.toThrow();
    expect(await written()).toEqual([]);
  });

  test('a refused reach gives its connection back', async () => {
    for (let i = 0; i < 30; i++) await db.app.inRegency(forged('scope', attack), async () => 1).catch(() => undefined);
    expect(await db.app.inRegency(here, async () => 'served')).toBe('served');
  });

  test('are gone from every idle connection after 1,000 requests of two regencies (S10)', async () => {
    const seen = new Set<string>();
    const request = (i: number) =>
      db.app.inRegency(city(17 + (i % 2)), async (tx) => {
        const { rows } = await sql<{ setting: string }>`select current_setting('app.regency_id') as setting`.execute(
          tx,
        );
        seen.add(`${tx.regencyId}:${rows[0]?.setting}`);
        if (i % 5 === 0) throw new Error('rolled back');
      });
    await Promise.allSettled(Array.from({ length: 1_000 }, (_, i) => request(i)));
    expect([...seen].toSorted()).toEqual(['17:17', '18:18']);
    const left = await Promise.all(Array.from({ length: 10 }, () => settingsLeft(db.app.central)));
    expect(new Set(left.map(({ pid }) => pid)).size).toBe(10);
    expect(left.flatMap(({ settings }) => settings)).toEqual([]);
  });
});

/** Each call takes a connection of its own, because it keeps it busy for a moment. */
async function settingsLeft(central: Central): Promise<{ pid: number; settings: string[] }> {
  const names = ['regency_id', 'scope', 'cooperative_ids', 'known_cooperative_ids', 'partner_id'];
  const { rows } = await sql<{ pid: number; settings: string[] }>`
    select pg_backend_pid() as pid, array(
      select name from unnest(${names}::text[]) as name where nullif(current_setting('app.' || name, true), '') is not null
    ) as settings from pg_sleep(0.2)
  `.execute(central);
  return present(rows[0], 'the settings');
}
