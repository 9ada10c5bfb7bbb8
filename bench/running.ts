import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetEmbedded } from '../server/platform/db/embedded/start.ts';

/** A server of ours that a bench started. */
export interface Running {
  readonly url: string;
  readonly process: ChildProcess;
  /** Whole megabytes the server's own process holds; PostgreSQL is another's memory. */
  memoryMb(): number;
  stop(): Promise<void>;
}

/** A data folder of its own under the temporary folder, gone with its database when `work` is done. */
export async function withDataFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-bench-'));
  try {
    return await work(dataDir);
  } finally {
    await resetEmbedded(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** How `npm start` sets the engine: what is measured is what people run. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
const engineFlags = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Starts a script of ours on a free port. Its log goes nowhere: what it costs to write is part of what is measured. */
export async function start(script: readonly string[], dataDir: string): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [...engineFlags, ...script], {
    env: { ...process.env, PORT: String(port), LUMBUNG_DATA: dataDir, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.channel?.unref(); // what it says is waited for; it alone keeps no bench from ending
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    memoryMb: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    stop: async () => {
      const exit = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGTERM')) await exit;
    },
  };
}

/** Resolves once the server says it is ready; fails when it ends before. */
export async function untilReady({ url, process: child }: Running): Promise<void> {
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error('the server ended before it was ready');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
