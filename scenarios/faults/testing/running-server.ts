import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { present } from '../../../server/kernel/assert.ts';
import { asOwner } from '../../../server/platform/db/embedded/as-owner.ts';
import { placeOf } from '../../../server/platform/db/embedded/place.ts';
import { resetEmbedded } from '../../../server/platform/db/embedded/start.ts';
import { engineFlags } from '../../../server/platform/http/testing/engine-flags.ts';
import { freePort, untilReady } from '../../../server/platform/http/testing/until-ready.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The system as people run it: a process of its own with a PostgreSQL of its own, spoken to over sockets. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** What the server printed so far, all its lives together. */
  printed(): string;
  /** The same one command each time. @returns milliseconds until it can work */
  start(): Promise<number>;
  readonly process: ChildProcess;
  /** Sends a signal and waits for the end. @returns the milliseconds that took */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>;
  postmaster(): number;
  /** What PostgreSQL wrote into its log file. */
  databaseLog(): string;
  ownerUrl(): string;
  asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  /** Asks over a socket; undefined when the line broke before a whole answer was there. */
  ask(method: string, path: string, sent?: Sent): Promise<Answer | undefined>;
  /** @returns the header that shows who asks */
  signIn(role: string): Promise<{ cookie: string }>;
  account(role: string): { readonly email: string; readonly password: string };
}

/** The first start may have to build the web app. */
const readyMsMax = 110_000;

/** The demo, started once for the test file that calls this at its top, and gone with its data when the file is done. */
export function runningServer(env: Readonly<Record<string, string>> = {}): RunningServer {
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-fault-'));
  chmodSync(folder, 0o755); // PostgreSQL may run as another user than we
  const dataDir = join(folder, 'var');
  const lines: string[] = [];
  let port = 0;
  let child: ChildProcess | undefined;
  const living = () => present(child, 'the server, which is there once the first test runs');

  const server: RunningServer = {
    dataDir,
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    get process() {
      return living();
    },
    printed: () => lines.join(''),
    start: async () => {
      const began = performance.now();
      child = spawn(process.execPath, [...engineFlags, 'server/cli.ts', 'demo'], {
        env: { ...process.env, ...env, PORT: String(port), LUMBUNG_DATA: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => lines.push(String(text)));
      await untilReady(server.url, child, { msMax: readyMsMax, told: server.printed });
      return performance.now() - began;
    },
    end: async (signal) => await endProcess(living(), signal),
    postmaster: () => postmasterOf(dataDir),
    databaseLog: () => readFileSync(placeOf(dataDir).logFile, 'utf8'),
    ownerUrl: () => ownerUrlOf(dataDir),
    asOwner: (work) => asOwner(ownerUrlOf(dataDir), work),
    ask: (method, path, sent) => ask(server.url, method, path, sent),
    account: (role) => accountOf(dataDir, role),
    signIn: (role) => signIn(server, role),
  };
  beforeAll(async () => {
    port = await freePort();
    await server.start();
  }, readyMsMax + 10_000);
  afterAll(async () => {
    if (child !== undefined) await endProcess(child, 'SIGTERM');
    await resetEmbedded(dataDir);
    rmSync(folder, { recursive: true });
  });
  return server;
}

/** @returns the milliseconds it took to end */
export async function endProcess(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return 0;
  const began = performance.now();
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return performance.now() - began;
}

async function ask(url: string, method: string, path: string, sent: Sent = {}): Promise<Answer | undefined> {
  try {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: { ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }), ...sent.headers },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  } catch (error) {
    if (error instanceof TypeError) return undefined; // how fetch reports a line that broke
    throw error;
  }
}

function accountOf(dataDir: string, role: string): { email: string; password: string } {
  const accounts: { role: string; email: string; password: string }[] = JSON.parse(
    readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8'),
  );
  return present(
    accounts.find((account) => account.role === role),
    `the account of a ${role}`,
  );
}

async function signIn(server: RunningServer, role: string): Promise<{ cookie: string }> {
  const { email, password } = server.account(role);
  const answer = present(await server.ask('POST', '/api/auth/sign-in', { body: { email, password } }), 'an answer');
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { cookie: cookies.join('; ') };
}

function postmasterOf(dataDir: string): number {
  const [pid = ''] = readFileSync(join(placeOf(dataDir).pgData, 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}

function ownerUrlOf(dataDir: string): string {
  const { passwordFile, socketDir } = placeOf(dataDir);
  const password = readFileSync(passwordFile, 'utf8');
  return `postgres://lumbung_owner:${password}@localhost/lumbung?host=${encodeURIComponent(socketDir)}`;
}
