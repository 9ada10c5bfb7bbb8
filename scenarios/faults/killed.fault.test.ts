import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/platform/clock.ts';
import { chance, eachRound, inTime } from './testing/chance.ts';
import { type Harm, harmAmong, keepWriting, type Post, requirementPost } from './testing/keep-writing.ts';
import { endProcess, runningServer } from './testing/running-server.ts';

const server = runningServer();
const { below } = chance('killed');
/** How a hard end shows in PostgreSQL's log at the next start. */
const recovered = /not properly shut down|automatic recovery/;
const none: Harm = { lost: [], twice: [], half: [] };
const everyone = 16;
let post: Post;

beforeAll(async () => {
  post = await requirementPost(server);
});

/** Lets the clients write until a random moment under way. */
const write = async (by: Post = post) => {
  const writing = keepWriting(server.dataDir, by);
  await writing.more(everyone + below(100));
  await delay(below(50));
  return writing;
};

function kill(pid: number): void {
  process.kill(pid, 'SIGKILL');
}

describe('R01 the server killed amid the writing of 16 clients', () => {
  test.each(eachRound)('loses, doubles and halves nothing, and is back in 5 s (round %i)', async () => {
    await using writing = await write();
    await server.end('SIGKILL');
    expect(await server.start()).toBeLessThanOrEqual(inTime(5_000));
    await writing.more(everyone);
    await writing.stop();
    expect(await harmAmong(server, writing.acknowledged())).toEqual(none);
  });

  test('control: a server that answers before it commits is seen to lose', async () => {
    await server.asOwner((client) => client.query('create table hasty (id text primary key)'));
    const hasty = spawn(process.execPath, ['scenarios/faults/testing/hasty-server.child.ts', server.ownerUrl()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { port } = JSON.parse(String((await once(hasty.stdout, 'data'))[0]));
    await using writing = await write(
      async (id) => (await fetch(`http://127.0.0.1:${port}/${id}`).catch(() => undefined))?.status,
    );
    await endProcess(hasty, 'SIGKILL');
    await writing.stop();
    const kept = await server.asOwner(
      async (client) => (await client.query<{ id: string }>('select id from hasty')).rows,
    );
    const there = new Set(kept.map(({ id }) => id));
    expect(writing.acknowledged().filter((id) => !there.has(id)).length).toBeGreaterThan(0);
  });
});

describe('R02 PostgreSQL killed under the server', () => {
  const backend = () =>
    server.asOwner(async (client) => {
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where usename = 'lumbung_app' order by random() limit 1",
      );
      return rows[0]?.pid ?? 0;
    });

  test.each(eachRound.flatMap((round) => [['the postmaster', round] as const, ['one backend', round] as const]))(
    '%s: the server lives on, writes again within 15 s and nothing is lost (round %i)',
    async (what, _round) => {
      const logged = server.databaseLog().length;
      const { pid } = server.process;
      await using writing = await write();
      kill(what === 'one backend' ? await backend() : server.postmaster());
      const killedAt = performance.now();
      await delay(100); // answers that were on their way
      await writing.more(1);
      expect(performance.now() - killedAt).toBeLessThanOrEqual(inTime(15_000));
      await writing.more(everyone);
      await writing.stop();
      expect([server.process.pid, server.process.exitCode, server.process.signalCode]).toEqual([pid, null, null]);
      expect([...writing.outcomes.keys()].filter((status) => status !== 204 && status !== 503)).toEqual([]);
      expect(await harmAmong(server, writing.acknowledged())).toEqual(none);
      expect(server.databaseLog().slice(logged)).toMatch(recovered);
    },
  );

  test('control: without synchronous commits the same death loses what was acknowledged', async () => {
    const configure = (...statements: string[]) =>
      server.asOwner(async (client) => {
        for (const statement of [...statements, 'select pg_reload_conf()', reconnect]) await client.query(statement);
      });
    const reconnect = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where usename like 'lumbung\\_%' and pid <> pg_backend_pid()`;
    await configure('alter database lumbung set synchronous_commit = off', "alter system set wal_writer_delay = '10s'");
    await using writing = await write();
    kill(server.postmaster());
    const acknowledged = writing.acknowledged();
    await writing.more(everyone);
    await writing.stop();
    const { lost } = await harmAmong(server, acknowledged);
    await configure('alter database lumbung reset synchronous_commit', 'alter system reset wal_writer_delay');
    expect(lost.length).toBeGreaterThan(0);
  });
});

describe('R04 both killed at once', () => {
  test.each(eachRound)('one command brings them back in 20 s and nothing is lost (round %i)', async () => {
    await using writing = await write();
    const logged = server.databaseLog().length;
    kill(server.postmaster());
    await server.end('SIGKILL');
    expect(await server.start()).toBeLessThanOrEqual(inTime(20_000));
    await writing.more(everyone);
    await writing.stop();
    expect(await harmAmong(server, writing.acknowledged())).toEqual(none);
    expect(server.databaseLog().slice(logged)).toMatch(recovered); // the control of R05: this is how a hard end shows
  });
});

describe('R05 told to stop under load', () => {
  test.each(eachRound)(
    'it finishes or refuses what it has, ends in 10 s, and nothing is lost (round %i)',
    { timeout: 90_000 },
    async () => {
      await using writing = await write();
      const logged = server.databaseLog().length;
      expect(await server.end('SIGTERM')).toBeLessThanOrEqual(inTime(10_000));
      expect(server.process.exitCode).toBe(0);
      await server.start();
      await writing.more(everyone);
      await writing.stop();
      expect(
        [...writing.outcomes.keys()].filter((status) => status !== 204 && status !== 503 && status !== 'none'),
      ).toEqual([]);
      expect(await harmAmong(server, writing.acknowledged())).toEqual(none);
      expect(server.databaseLog().slice(logged)).not.toMatch(recovered);
    },
  );

  test('it ends in 10 s though one client never ends its request and another waits for a lock', {
    timeout: 40_000,
  }, async () => {
    const dawdler = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await once(dawdler, 'connect');
    dawdler.write(
      'POST /api/auth/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{',
    );
    const logged = server.databaseLog().length;
    await server
      .asOwner(async (client) => {
        await client.query('begin; lock table cooperatives.requirement in access exclusive mode');
        const waiting = post(newId());
        await expect
          .poll(async () => (await client.query('select from pg_locks where not granted')).rowCount)
          .toBeGreaterThanOrEqual(1);
        expect(await server.end('SIGTERM')).toBeLessThanOrEqual(inTime(10_000));
        expect(await waiting).toBe(undefined);
      })
      .catch((error: Error) => expect(error.message).toMatch(/connection to PostgreSQL lost|terminat/i));
    expect(server.process.exitCode).toBe(0);
    await server.start();
    expect(server.databaseLog().slice(logged)).not.toMatch(recovered);
  });
});

test('after all that the audit log is whole', async () => {
  const verify = spawn(process.execPath, ['server/cli.ts', 'verify'], {
    env: { ...process.env, LUMBUNG_DATA: server.dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  expect(await once(verify, 'exit')).toEqual([0, null]);
});
