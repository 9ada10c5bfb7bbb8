import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/platform/clock.ts';
import { placeOf } from '../../server/platform/db/embedded/place.ts';
import { chance, eachRound, inTime, rounds } from './testing/chance.ts';
import { type Post, requirementPost } from './testing/keep-writing.ts';
import { type Answer, runningServer } from './testing/running-server.ts';

const server = runningServer({ TRUSTED_PROXIES: '127.0.0.1' });
const { below } = chance('cut off');
const register = '/api/regencies/64.71/cooperatives';
let headers: { cookie: string };
let post: Post;
let cooperatives: { id: string }[];

beforeAll(async () => {
  headers = await server.signIn('dinas-officer');
  post = await requirementPost(server);
  cooperatives = JSON.parse((await server.ask('GET', `${register}?limit=200`, { headers }))?.text ?? '{}').rows;
});

const read = () => timed(server.ask('GET', `${register}?limit=1`, { headers }));
const inTurn = async <T>(count: number, what: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  while (results.length < count) results.push(await what());
  return results;
};
const all = <T>(count: number, what: () => Promise<T>) => Promise.all(Array.from({ length: count }, what));

interface Timed {
  readonly answer: Answer | undefined;
  readonly ms: number;
}

async function timed(asked: Promise<Answer | undefined>): Promise<Timed> {
  const began = performance.now();
  const answer = await asked;
  return { answer, ms: performance.now() - began };
}

/** What could not be answered in time is refused as the client may ask again. */
function statusesOf(answers: readonly Timed[]): number[] {
  for (const { answer } of answers)
    if (answer?.status === 503) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  return [...new Set(answers.map(({ answer }) => answer?.status ?? 0))].toSorted();
}

const slowest = (answers: readonly Timed[]) => Math.max(...answers.map(({ ms }) => ms));

/** Has life watched while `work` goes on. @returns the 99th percentile in milliseconds as well */
async function watching<T>(work: () => Promise<T>): Promise<{ result: T; lifeMs: number }> {
  const program = 'scenarios/faults/testing/watch-life.child.ts';
  const watcher = spawn(process.execPath, [program, `${server.url}/healthz`], { stdio: ['pipe', 'pipe', 'inherit'] });
  await delay(300); // until it watches
  const result = await work();
  watcher.stdin.end();
  const took: number[] = JSON.parse(await text(watcher.stdout));
  return { result, lifeMs: took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Number.NaN };
}

/** Sends writes that wait for a lock, as many as asked, for as long as `work` takes. */
async function beside<T>(slowWrites: number, work: () => Promise<T>): Promise<{ result: T; slow: Promise<unknown> }> {
  return await server.asOwner(async (client) => {
    await client.query('begin; lock table cooperatives.requirement in access exclusive mode');
    const slow = all(slowWrites, () => post(newId()));
    await expect
      .poll(async () => (await client.query('select from pg_locks where not granted')).rowCount, { timeout: 5_000 })
      .toBeGreaterThanOrEqual(slowWrites);
    const result = await work();
    await client.query('rollback');
    return { result, slow };
  });
}

describe('R10 200 clients on a pool of ten', () => {
  // Tried thrice, and measured against the same machine at rest: it may be busy with something else.
  test('of which slow queries take five: all are served, and life is shown within 50 ms', { retry: 2 }, async () => {
    const { lifeMs: atRest } = await watching(() => delay(1_000));
    const { result } = await beside(5, () => watching(() => all(200, () => inTurn(5, read))));
    expect(statusesOf(result.result.flat())).toEqual([200]);
    expect(result.lifeMs - atRest).toBeLessThanOrEqual(inTime(50));
  });

  test('of which slow queries take all: refused after two seconds, and well again within five', async () => {
    const { result, slow } = await beside(10, () => all(200, read));
    const freed = performance.now();
    expect(statusesOf(result)).toEqual([503]);
    expect(slowest(result)).toBeLessThanOrEqual(inTime(3_000));
    expect(await slow).toEqual(Array.from({ length: 10 }, () => 204));
    expect(statusesOf(await all(200, read))).toEqual([200]);
    expect(performance.now() - freed).toBeLessThanOrEqual(inTime(5_000));
  });

  test('control: a pool that does not say how long it waits is seen to wait longer', async () => {
    const patient = new pg.Pool({ connectionString: server.ownerUrl(), max: 10 });
    const slow = all(10, () => patient.query('select pg_sleep(3.5)'));
    const waiting = timed(patient.query('select 1').then(() => undefined));
    expect((await waiting).ms).toBeGreaterThan(3_000);
    await slow;
    await patient.end();
  });
});

describe('R11 the database unreachable', () => {
  const awayMs = rounds >= 20 ? 60_000 : 8_000;
  const residentMb = () => {
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  };

  /** Sixteen clients ask on and on, as long as the database is away and until all of them are served again. */
  async function outage(cut: () => Promise<void>, mend: () => void): Promise<{ during: Timed[]; recoveredMs: number }> {
    const during: Timed[] = [];
    await cut();
    const until = performance.now() + awayMs;
    const asking = all(16, async () => {
      while (performance.now() < until) {
        during.push(await read());
        await delay(50);
      }
    });
    await delay(awayMs);
    mend();
    const mended = performance.now();
    await asking;
    while ((await read()).answer?.status !== 200) await delay(50);
    return { during, recoveredMs: performance.now() - mended };
  }

  const socket = () => join(placeOf(server.dataDir).socketDir, '.s.PGSQL.5432');
  const hang = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename like 'lumbung\\_%' and pid <> pg_backend_pid()`;

  test('refuses at once, neither dies nor swells, and serves again within 10 s', { timeout: 120_000 }, async () => {
    await all(16, () => inTurn(20, read));
    const { pid } = server.process;
    const before = residentMb();
    const { during, recoveredMs } = await outage(
      () =>
        server.asOwner(async (client) => {
          renameSync(socket(), `${socket()}.away`);
          await client.query(hang);
        }),
      () => renameSync(`${socket()}.away`, socket()),
    );
    expect(statusesOf(during)).toEqual([503]);
    expect(slowest(during)).toBeLessThanOrEqual(inTime(3_000));
    expect(residentMb() - before).toBeLessThanOrEqual(50);
    expect(recoveredMs).toBeLessThanOrEqual(inTime(10_000));
    expect([server.process.pid, server.process.exitCode]).toEqual([pid, null]);
    expect(await post(newId())).toBe(204);
  });

  test('because it answers no more: waits for it no longer than it must', { timeout: 120_000 }, async () => {
    const frozen: number[] = [];
    const signal = (name: NodeJS.Signals) => {
      for (const pid of frozen) process.kill(pid, name);
    };
    const { during, recoveredMs } = await outage(
      async () => {
        const backends = await server.asOwner(
          async (client) => (await client.query<{ pid: number }>('select pid from pg_stat_activity')).rows,
        );
        frozen.push(server.postmaster(), ...backends.map(({ pid }) => pid).filter((pid) => existsSync(`/proc/${pid}`)));
        signal('SIGSTOP');
      },
      () => signal('SIGCONT'),
    );
    expect(statusesOf(during)).toContain(503);
    expect(slowest(during)).toBeLessThanOrEqual(inTime(45_000)); // who is in the middle of a statement waits until it is given up
    expect(recoveredMs).toBeLessThanOrEqual(inTime(10_000));
    expect(await post(newId())).toBe(204);
  });
});

describe('R12 a client that hangs up at a random byte', () => {
  const record = (cooperative: string) => `${register}/${cooperative}/operation-actions`;
  const countsOf = (id: string) =>
    server.asOwner(async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::integer from cooperatives.state_action where id::text = $1) as actions,
          (select count(*)::integer from audit.entry where subject_id = $1) as lines`,
        [id],
      );
      return rows[0];
    });

  test.each(eachRound)(
    'has its act done or not done; sent again it is done once, with one answer (round %i)',
    async (round) => {
      let applied = 0;
      for (const { id: cooperative } of cooperatives.slice(0, 16)) {
        const id = newId();
        const state = round % 2 === 1 ? 'not_trading' : 'unknown';
        const body = { id, state, effectiveOn: '2025-11-27', source: { name: 'uji putus', date: '2025-11-27' } };
        await hangUp(record(cooperative), JSON.stringify(body));
        const cut = await countsOf(id);
        expect([
          { actions: 0, lines: 0 },
          { actions: 1, lines: 1 },
        ]).toContainEqual(cut);
        applied += cut.actions;
        const [first, second] = await inTurn(2, () => server.ask('POST', record(cooperative), { headers, body }));
        expect([first?.status, second?.status]).toEqual([200, 200]);
        expect(second?.text).toBe(first?.text);
        expect(await countsOf(id)).toEqual({ actions: 1, lines: 1 });
        const other = await server.ask('POST', record(cooperative), { headers, body: { ...body, id: newId() } });
        expect(other?.status, 'control: under another key it is another act').toBe(422);
      }
      expect(applied).toBeGreaterThan(0);
      expect(applied).toBeLessThan(16);
    },
  );

  /** Half of the clients send the whole request and do not wait; the others break off anywhere within it. */
  async function hangUp(path: string, body: string): Promise<void> {
    const lines = [`POST ${path} HTTP/1.1`, 'host: x', `cookie: ${headers.cookie}`, 'content-type: application/json'];
    const request = `${lines.join('\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const line = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await once(line, 'connect');
    line.write(below(2) === 0 ? request : request.slice(0, below(request.length)));
    await delay(below(40));
    line.destroy();
    await once(line, 'close');
    await delay(100); // what it set going has ended by then
  }
});

describe('1,000 tries at one account, each from another address by its own word', () => {
  test('get ten guesses; the server serves on, and the owner comes in from where he was before', async () => {
    const { email, password } = server.account('lurah');
    const known = await server.signIn('lurah');
    const signIn = (guess: string, from: string, sent: Readonly<Record<string, string>> = {}) =>
      timed(
        server.ask('POST', '/api/auth/sign-in', {
          body: { email, password: guess },
          headers: { 'x-forwarded-for': from, ...sent },
        }),
      );
    const attack = all(50, async () => {
      const tries: Timed[] = [];
      for (let n = 0; n < 20; n++) {
        const from = `${1 + below(220)}.${below(256)}.${below(256)}.${below(256)}`;
        tries.push(await signIn(`tebakan ${n}`, from));
      }
      return tries;
    });
    const others = inTurn(20, read);
    const owner = signIn(password, '203.0.113.9', known);
    const tries = (await attack).flat();
    expect(tries.filter(({ answer }) => answer?.status === 401)).toHaveLength(10);
    expect(tries.filter(({ answer }) => answer?.status === 429)).toHaveLength(990);
    const waits = tries
      .filter(({ answer }) => answer?.status === 429)
      .map(({ answer }) => JSON.parse(answer?.text ?? '').waitMinutes);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15);
    expect((await owner).answer?.status).toBe(200);
    expect(statusesOf(await others)).toEqual([200]);
    expect(slowest(await others)).toBeLessThanOrEqual(inTime(2_000));
  });
});
