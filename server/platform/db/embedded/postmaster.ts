import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, isErrno } from './binaries.ts';
import { cleanEnv } from './cluster.ts';
import { OperatorError } from './operator-error.ts';
import { give, type Place } from './place.ts';

const pollMs = 15;

/** Starts PostgreSQL and waits until it takes connections. It outlives us if we are killed; the next starter adopts it. */
export async function launch(
  place: Place,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  makeSocketDir(place);
  const log = openLog(place);
  const all = { ...settings, listen_addresses: '', unix_socket_directories: place.socketDir };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', place.pgData, ...args], {
    ...place.account,
    cwd: '/',
    env: cleanEnv,
    detached: true, // a Ctrl-C meant for us must not reach it: we stop it when our own work is done
    stdio: ['ignore', log, log], // a pipe would break when we die
  });
  closeSync(log);
  await once(child, 'spawn');
  child.unref();
  // No time limit: recovery takes as long as it takes, and killing it only makes the next one longer.
  for (;;) {
    const { pid, isReady } = pidFileOf(place);
    if (isReady && pid === child.pid) return pid;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new OperatorError(
        `PostgreSQL berhenti saat dinyalakan. Catatannya di ${place.logFile}:\n${tail(place.logFile)}`,
      );
    }
    await sleep(pollMs);
  }
}

/** A server that an earlier starter left running in this data folder, once it takes connections. */
export async function findOrphan(place: Place): Promise<number | undefined> {
  const { pid } = pidFileOf(place);
  while (isPostgresIn(pid, place.pgData)) {
    if (pidFileOf(place).isReady) return pid;
    await sleep(pollMs); // still starting, or stopping
  }
  return undefined;
}

/**
 * Clears what a killed server left. PostgreSQL takes any living process with the number in its old pid file for a server,
 * also a stranger, so that file only we can remove; but removing it under a server's living children can corrupt the data.
 */
export async function clearLeftovers(place: Place): Promise<void> {
  for (let waitedMs = 0; processesIn(place.pgData).length > 0; waitedMs += pollMs) {
    // Their postmaster is dead: nobody hears their answers and recovery follows, so nothing is lost by ending them.
    for (const pid of processesIn(place.pgData)) signal(pid, waitedMs < 5_000 ? 'SIGTERM' : 'SIGKILL');
    await sleep(pollMs);
  }
  if (process.platform === 'linux') rmSync(join(place.pgData, 'postmaster.pid'), { force: true });
}

/** Fast shutdown: open transactions are rolled back and a checkpoint is written, so the next start has nothing to recover. */
export async function stopPostmaster(pid: number, pgData: string): Promise<void> {
  const gone = async (limitMs: number): Promise<boolean> => {
    for (let waitedMs = 0; waitedMs < limitMs; waitedMs += pollMs) {
      if (!isPostgresIn(pid, pgData)) return true;
      await sleep(pollMs);
    }
    return false;
  };
  if (isPostgresIn(pid, pgData)) signal(pid, 'SIGINT');
  if (await gone(12_000)) return;
  signal(pid, 'SIGQUIT');
  await gone(5_000);
}

/**
 * Whether process `pid` is a PostgreSQL working in `folder`. PostgreSQL always works in its data folder, so on Linux the
 * kernel's own record of that tells it from a stranger that got the same number, and a zombie has none.
 */
export function isPostgresIn(pid: number, folder: string): boolean {
  if (!(pid > 0)) return false;
  if (process.platform !== 'linux') {
    const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
    return command.includes('postgres') && command.includes(folder);
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n';
  } catch {
    return false; // ended meanwhile, or another user's: then it is not ours
  }
}

function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []; // PostgreSQL's own check of shared memory guards the folder there
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => isPostgresIn(pid, folder));
}

/** Line 1 of `postmaster.pid` is the process, line 8 its state. A killed server leaves "ready" behind, so read both. */
export function pidFileOf(place: Place): { pid: number; isReady: boolean } {
  const lines = readIfThere(join(place.pgData, 'postmaster.pid')).split('\n');
  return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isErrno(error, 'ESRCH')) throw error; // it ended just now
  }
}

/** Made afresh, without `recursive`, so that a folder another user put in our way under /tmp stops us. */
function makeSocketDir({ socketDir, account }: Place): void {
  rmSync(socketDir, { recursive: true, force: true });
  mkdirSync(socketDir, { mode: 0o700 });
  give(socketDir, account);
}

function openLog({ logFile, account }: Place): number {
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  give(logFile, account);
  return log;
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
