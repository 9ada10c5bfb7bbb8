import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { csvOf, landHead, manyLands } from '../../server/assets/kib/testing/kib-samples.ts';
import { present } from '../../server/kernel/assert.ts';
import { newId } from '../../server/platform/clock.ts';
import { chance, eachRound } from './testing/chance.ts';
import { runningServer } from './testing/running-server.ts';

const server = runningServer();
const { below } = chance('kib-import');
const rowCount = 3_000;
const base = '/api/regencies/64.71/assets/kib-imports';
const settleMs = 120_000;

let headers: { cookie: string };
beforeAll(async () => {
  headers = await server.signIn('bkad-officer');
}, 120_000);

/**
 * A register under a location of its own, so that each round brings new things. Three digits each, because certificates are compared without
 * blanks: "R2 100" of one round would be "R21 00" of another.
 */
function registerOf(round: number): Buffer {
  const number = round + 100;
  return csvOf([
    ...landHead({ location: `12.99.${number}.1` }),
    ...manyLands(rowCount, ['Manggar', 'Damai'], `R${number} `),
  ]);
}

async function send(
  method: string,
  path: string,
  body?: Buffer | object,
): Promise<{ status: number; json: Record<string, unknown> } | undefined> {
  const content = Buffer.isBuffer(body)
    ? { body: new Uint8Array(body), headers: { ...headers, 'content-type': 'application/octet-stream' } }
    : {
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      };
  try {
    const answer = await fetch(`${server.url}${path}`, { method, ...content, signal: AbortSignal.timeout(20_000) });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  } catch {
    return undefined; // the line broke before a whole answer was there
  }
}

/** Sends until it is acknowledged; what lies in the way is an outage and nothing else. */
async function acknowledged(method: string, path: string, body: Buffer | object): Promise<void> {
  for (;;) {
    const answer = await send(method, path, body);
    if (answer !== undefined && answer.status < 300) return;
    // A taking whose answer was lost has begun, and begun again it is refused.
    if (answer?.status === 409) return;
    if (answer !== undefined && answer.status !== 503)
      expect.fail(`${path} answered ${answer.status} ${JSON.stringify(answer.json)}`);
    await delay(100);
  }
}

const stateOf = async (id: string) => (await send('GET', `${base}/${id}`))?.json['state'];

/** Whoever is refused because a run failed in an outage starts it again, as a person would. */
async function untilTaken(id: string): Promise<void> {
  await expect.poll(() => stateOf(id), { timeout: settleMs, interval: 300 }).toBe('taken');
}

/** Imports that are neither wholly there nor wholly not, by what their state says. */
async function halfDone(): Promise<string[]> {
  return await server.asOwner(async (client) => {
    const { rows } = await client.query<{ id: string }>(`
      select i.id from assets.kib_import as i
      cross join lateral (select count(*) from assets.asset as a where a.regency_id = i.regency_id and a.import_id = i.id) as there (n)
      cross join lateral (select count(*) from assets.kib_row as r where r.regency_id = i.regency_id and r.import_id = i.id) as staged (n)
      where i.file_name = 'gangguan.csv' and not case i.state
        when 'waiting' then there.n = 0 and staged.n = 0
        when 'checked' then there.n = 0 and staged.n = ${rowCount}
        when 'taken' then there.n = ${rowCount} and staged.n = 0
        else false end`);
    return rows.map(({ id }) => id);
  });
}

type Victim = 'the server' | 'PostgreSQL' | 'both';

async function kill(victim: Victim): Promise<void> {
  if (victim !== 'the server') process.kill(server.postmaster(), 'SIGKILL');
  if (victim === 'PostgreSQL') return;
  await server.end('SIGKILL');
  await server.start();
}

describe('an import of a register under which something is killed', () => {
  const victims: readonly Victim[] = ['the server', 'PostgreSQL', 'both'];
  test('control: the same taking without a transaction is seen to be half there', async () => {
    const id = newId<'kib-import'>();
    await acknowledged('POST', `${base}?id=${id}&fileName=gangguan.csv&asOf=2025-11-27`, registerOf(0));
    await expect.poll(() => stateOf(id), { timeout: settleMs, interval: 300 }).toBe('checked');
    const hasty = server.asOwner(async (client) => {
      await client.query(`
        insert into assets.asset (regency_id, id, owner_kind, object, location_code, asset_code, register, name, import_id, source_name, source_date)
        select regency_id, id, 'regency', 'land', location_code, asset_code, register, name, import_id, 'uji', '2025-11-27'
        from assets.kib_row where import_id = '${id}' and line <= 1000`);
      await client.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await expect(hasty).rejects.toThrow();
    expect(await halfDone()).toEqual([id]);
    await server.asOwner((client) => client.query('delete from assets.asset where import_id = $1', [id]));
  });

  test.each(eachRound.map((round) => [present(victims[round % 3], 'a victim'), round] as const))(
    '%s, at a random moment: what was acknowledged comes to be, nothing is ever half there (round %i)',
    { timeout: 300_000 },
    async (victim, round) => {
      const id = newId<'kib-import'>();
      const importing = (async () => {
        await acknowledged('POST', `${base}?id=${id}&fileName=gangguan.csv&asOf=2025-11-27`, registerOf(round));
        await expect.poll(() => stateOf(id), { timeout: settleMs, interval: 50 }).toMatch(/checked|taken/);
        await acknowledged('POST', `${base}/${id}/taking`, { withDoubtful: false });
        await untilTaken(id);
      })();
      importing.catch(() => undefined); // awaited below
      await delay(below(3_000));
      await kill(victim);
      await expect
        .poll(() => halfDone().catch(() => ['the database is not back yet']), { timeout: 30_000 })
        .toEqual([]);
      await importing;
      expect(await halfDone()).toEqual([]);
    },
  );
});

test('after all that the audit log is whole, and each import left its entries once', { timeout: 60_000 }, async () => {
  const { rows } = await server.asOwner((client) =>
    client.query(`select subject_id, action, count(*)::integer as n from audit.entry where action in ('assets/add-kib-import', 'assets/take-kib-import')
      group by 1, 2 having count(*) > 1`),
  );
  expect(rows).toEqual([]);
  const verify = spawn(process.execPath, ['server/cli.ts', 'verify'], {
    env: { ...process.env, LUMBUNG_DATA: server.dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  expect(await once(verify, 'exit')).toEqual([0, null]);
});
