import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { asOwner } from './as-owner.ts';
import { joinEmbedded, resetEmbedded } from './start.ts';
import { dataFolders, kill } from './testing/data-folders.ts';

const folders = dataFolders();
const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

const { start } = folders;
const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
const logOf = (dataDir: string) => readFileSync(join(dataDir, 'postgres.log'), 'utf8');

const remember = (url: string) =>
  asOwner(url, (client) => client.query('create table kept (n integer); insert into kept values (7)'));
const recall = (url: string) => asOwner(url, async (client) => (await client.query('select n from kept')).rows);

describe('a data folder', () => {
  test('gets a database at the first start and finds it at the second, with nothing to recover', async () => {
    const dataDir = folders.fresh();
    const first = await start(dataDir);
    await remember(first.ownerUrl);
    await first.stop();
    const second = await start(dataDir);
    expect(await recall(second.ownerUrl)).toEqual([{ n: 7 }]);
    await second.stop();
    expect([first.adopted, second.adopted]).toEqual([false, false]);
    expect(logOf(dataDir)).not.toMatch(/recovery|not properly shut down/);
  });

  test('keeps its database to itself: no port, a closed socket folder, a secret password, checksums', async () => {
    const dataDir = folders.fresh();
    const server = await start(dataDir);
    const settings = await asOwner(server.ownerUrl, async (client) => {
      const asked = "'listen_addresses', 'data_checksums', 'password_encryption'";
      return (await client.query(`select name, setting from pg_settings where name in (${asked}) order by name`)).rows;
    });
    expect(settings).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'password_encryption', setting: 'scram-sha-256' },
    ]);
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
    await expect(recall(server.ownerUrl.replace(/:[^:@]+@/, ':wrong@'))).rejects.toThrow(
      /password authentication failed/,
    );
    await server.stop();
  });

  test('has one starter: a second is told so, an errand joins and leaves the server running', async () => {
    const dataDir = folders.fresh();
    const first = await start(dataDir);
    await remember(first.ownerUrl);
    await expect(start(dataDir)).rejects.toThrow(/Lumbung lain sedang berjalan/);
    await expect(folders.starter(dataDir)).rejects.toThrow(/Lumbung lain sedang berjalan/);
    await expect(resetEmbedded(dataDir)).rejects.toThrow(/Lumbung lain sedang berjalan/);
    const errand = await joinEmbedded({ dataDir });
    await errand.stop();
    expect(await recall(errand.ownerUrl)).toEqual([{ n: 7 }]);
    await first.stop();
  });

  test('of which two processes start at once goes to one of them', async () => {
    const dataDir = folders.fresh();
    const both = await Promise.allSettled([folders.starter(dataDir), folders.starter(dataDir)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('whose path is too long for a socket has its socket elsewhere', async () => {
    const dataDir = join(folders.fresh(), 'a-long-name-'.repeat(9));
    const server = await start(dataDir);
    expect(server.socketDir).toMatch(/^\/tmp\/lumbung-/);
    expect(await asOwner(server.ownerUrl, async (client) => (await client.query('select 1 as one')).rows)).toEqual([
      { one: 1 },
    ]);
    await server.stop();
    await resetEmbedded(dataDir);
  });

  test('may have its cluster on another disk, by a symbolic link', async () => {
    const dataDir = folders.fresh();
    const first = await start(dataDir);
    await remember(first.ownerUrl);
    await first.stop();
    const otherDisk = join(dirname(dataDir), 'other-disk');
    renameSync(first.pgData, otherDisk);
    symlinkSync(otherDisk, first.pgData);
    const second = await start(dataDir);
    expect(await recall(second.ownerUrl)).toEqual([{ n: 7 }]);
    await second.stop();
    expect(existsSync(join(otherDisk, 'postmaster.pid'))).toBe(false);
  });

  test('is empty again after a reset', async () => {
    const dataDir = folders.fresh();
    const server = await start(dataDir);
    await server.stop();
    await resetEmbedded(dataDir);
    expect(readdirSync(dataDir)).toEqual(['starter.lock']);
  });

  test.skipIf(!asRoot)(
    'that only root may enter works too, and is followed by the reset (skipped: needs root)',
    async () => {
      const dataDir = folders.fresh();
      mkdirSync(dataDir);
      chmodSync(dirname(dataDir), 0o700);
      const first = await start(dataDir);
      expect(first.pgData).toMatch(/^\/var\/lib\/lumbung\//);
      await remember(first.ownerUrl);
      await first.stop();
      chmodSync(dirname(dataDir), 0o755);
      const second = await start(dataDir);
      expect(await recall(second.ownerUrl)).toEqual([{ n: 7 }]);
      await second.stop();
      await resetEmbedded(dataDir);
      expect(existsSync(dirname(first.pgData))).toBe(false);
      expect(readdirSync(dataDir)).toEqual(['starter.lock']);
    },
  );
});

describe.skipIf(!onLinux)('after a crash one start is enough (skipped: needs /proc)', () => {
  test('of the starter: its server is adopted, and stopped by the adopter', async () => {
    const dataDir = folders.fresh();
    const first = await folders.starter(dataDir);
    await remember(first.ownerUrl);
    await kill(first.process);
    const second = await start(dataDir);
    expect(second.adopted).toBe(true);
    expect(await recall(second.ownerUrl)).toEqual([{ n: 7 }]);
    await second.stop();
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('of both, three times over', async () => {
    const dataDir = folders.fresh();
    await folders.starter(dataDir).then(async (first) => {
      await remember(first.ownerUrl);
      await killBoth(first.process, dataDir);
    });
    for (let round = 0; round < 2; round++) await killBoth((await folders.starter(dataDir)).process, dataDir);
    const last = await start(dataDir);
    expect(last.adopted).toBe(false);
    expect(await recall(last.ownerUrl)).toEqual([{ n: 7 }]);
    await last.stop();
  });

  test('of the machine: a stranger that now has the number of the old server is left alone', async () => {
    const dataDir = folders.fresh();
    const first = await folders.starter(dataDir);
    await remember(first.ownerUrl);
    const pidFile = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8');
    const old = postmasterOf(dataDir);
    await killBoth(first.process, dataDir);
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(dataDir, 'postgres/postmaster.pid'), pidFile.replace(String(old), String(stranger.pid)));
    const second = await start(dataDir);
    expect(await recall(second.ownerUrl)).toEqual([{ n: 7 }]);
    expect(stranger.exitCode).toBe(null);
    await second.stop();
    await kill(stranger);
  });

  test('of the server alone: the starter brings it back under the same address', async () => {
    const dataDir = folders.fresh();
    const lines: string[] = [];
    const server = await start(dataDir, (line) => lines.push(line));
    await remember(server.ownerUrl);
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    await vi.waitFor(async () => expect(await recall(server.ownerUrl)).toEqual([{ n: 7 }]), {
      timeout: 10_000,
      interval: 100,
    });
    expect(lines).toEqual(['PostgreSQL mati dan dinyalakan lagi.']);
    await server.stop();
  });

  test('in the middle of the very first start', async () => {
    const dataDir = folders.fresh();
    const first = folders.starter(dataDir).catch(() => undefined);
    await vi.waitFor(() => expect(readdirSync(dataDir).join()).toContain('postgres.unfinished-'), {
      timeout: 5_000,
      interval: 5,
    });
    await folders.killStarters();
    await first;
    const second = await start(dataDir);
    await second.stop();
    expect(readdirSync(dataDir).join()).not.toContain('unfinished');
  });
});

describe('what the operator must mend is said in words, and nothing is changed', () => {
  test('a cluster of another major version', async () => {
    const dataDir = folders.fresh();
    const server = await start(dataDir);
    await server.stop();
    const version = join(dataDir, 'postgres/PG_VERSION');
    const right = readFileSync(version, 'utf8');
    writeFileSync(version, '17\n');
    await expect(start(dataDir)).rejects.toThrow(/dibuat oleh PostgreSQL 17, sedangkan yang terpasang PostgreSQL 18/);
    writeFileSync(version, right);
    const again = await start(dataDir);
    await again.stop();
  });

  test('a machine without a PostgreSQL package', async () => {
    vi.spyOn(process, 'arch', 'get').mockReturnValue('riscv64');
    await expect(start(folders.fresh())).rejects.toThrow(/tidak tersedia untuk .*riscv64.*DATABASE_URL/);
    vi.restoreAllMocks();
  });
});

async function killBoth(starter: ChildProcess, dataDir: string): Promise<void> {
  const postmaster = postmasterOf(dataDir);
  await kill(starter);
  process.kill(postmaster, 'SIGKILL');
}
