import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { uses } from '../../server/matching/use.ts';
import { newId } from '../../server/platform/clock.ts';
import { chance, eachRound } from './testing/chance.ts';
import { runningServer } from './testing/running-server.ts';

const server = runningServer();
const { below } = chance('match');
const scenarios = '/api/regencies/64.71/matching/scenarios';
const settleMs = 180_000;

let headers: { cookie: string };
/** What the question comes to when nothing happens, and how long that takes. */
let expected: { resultHash: string; ms: number };

beforeAll(async () => {
  headers = await server.signIn('dinas-officer');
  const began = performance.now();
  const id = await ask();
  await untilSolved(id);
  expected = { resultHash: (await scenario(id))?.resultHash ?? '', ms: performance.now() - began };
}, 300_000);

/** The same question each time, under a name of its own. */
async function ask(): Promise<string> {
  const id = newId<'scenario'>();
  const weights = { distance: 3, access: 3, ready: 3, equity: 3 };
  const body = { id, name: 'gangguan', uses, weights, countsUnknownAsPass: false, locked: [], forbidden: [] };
  const answer = await server.ask('POST', scenarios, { headers, body });
  expect(answer?.status, answer?.text).toBe(200);
  return id;
}

async function scenario(id: string): Promise<{ state: string; resultHash: string | null } | undefined> {
  const answer = await server.ask('GET', `${scenarios}/${id}`, { headers });
  return answer?.status === 200 ? JSON.parse(answer.text) : undefined;
}

async function untilSolved(id: string): Promise<void> {
  while ((await scenario(id))?.state !== 'solved') await delay(200);
}

/** Scenarios that are neither wholly answered, once, nor wholly unanswered. */
async function halfAnswered(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    select s.id from matching.scenario as s
    cross join lateral (select count(*) from matching.outcome as o where o.regency_id = s.regency_id and o.scenario_id = s.id) as told (n)
    cross join lateral (select count(*) from audit.entry as e where e.regency_id = s.regency_id and e.action = 'matching/solve'
      and e.subject_id = s.id::text) as acts (n)
    where s.name = 'gangguan' and not case s.state
      when 'solved' then told.n = s.need_count and acts.n = 1
      else told.n = 0 and acts.n = 0 end`);
  return rows.map(({ id }) => id);
}

describe('a match whose server is killed', () => {
  test.each(eachRound)(
    'in the middle is answered after the restart, once, and as it would have been (round %i)',
    { timeout: 300_000 },
    async () => {
      const id = await ask();
      const isRunning = () =>
        server.asOwner(async (client) => {
          const { rows } = await client.query<{ state: string }>(
            'select r.state from jobs.run as r join matching.scenario as s on s.run_id = r.id where s.id = $1',
            [id],
          );
          return rows[0]?.state;
        });
      await expect.poll(isRunning, { timeout: settleMs, interval: 20 }).toBe('running');
      await delay(below(Math.round(expected.ms / 4)));
      await server.end('SIGKILL');
      const left = await server.asOwner(async (client) => {
        const { rows } = await client.query<{ state: string }>('select state from matching.scenario where id = $1', [
          id,
        ]);
        return { state: rows[0]?.state, half: await halfAnswered(client) };
      });
      expect(left).toEqual({ state: 'asked', half: [] });
      await server.start();
      await untilSolved(id);
      expect((await scenario(id))?.resultHash).toBe(expected.resultHash);
      expect(await server.asOwner(halfAnswered)).toEqual([]);
    },
  );

  test('control: an answer kept without what it says of each is seen to be half there', async () => {
    const id = await ask();
    await untilSolved(id);
    const seen = await server.asOwner(async (client) => {
      await client.query('begin');
      await client.query("delete from matching.outcome where scenario_id = $1 and use = 'outlet'", [id]);
      const half = await halfAnswered(client);
      await client.query('rollback');
      return half;
    });
    expect(seen).toEqual([id]);
    expect(await server.asOwner(halfAnswered)).toEqual([]);
  }, 300_000);

  test('control: another question has another result', async () => {
    const id = newId<'scenario'>();
    const body = {
      ...{ id, name: 'lain', uses, weights: { distance: 0, access: 0, ready: 0, equity: 0 } },
      ...{ countsUnknownAsPass: false, locked: [], forbidden: [] },
    };
    await server.ask('POST', scenarios, { headers, body });
    await untilSolved(id);
    expect((await scenario(id))?.resultHash).not.toBe(expected.resultHash);
  }, 300_000);
});

test('after all that the audit log is whole', { timeout: 60_000 }, async () => {
  const verify = spawn(process.execPath, ['server/cli.ts', 'verify'], {
    env: { ...process.env, LUMBUNG_DATA: server.dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  expect(await once(verify, 'exit')).toEqual([0, null]);
});
