import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { resetEmbedded } from '../server/platform/db/embedded/start.ts';

export interface DemoAccount {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly scope: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The demo as people start it, on a port and in a folder of its own. */
    readonly demo: { readonly url: string; readonly accounts: readonly DemoAccount[] };
  }
}

const startMsMax = 110_000;

/** Starts the demo once for all browser tests. What it prints is kept in var/demo-e2e.log. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-e2e-'));
  const port = await freePort();
  await mkdir('var', { recursive: true });
  const log = createWriteStream('var/demo-e2e.log');
  await once(log, 'open');
  const demo = spawn('node', ['server/cli.ts', 'demo'], {
    env: { ...process.env, PORT: String(port), LUMBUNG_DATA: dataDir },
    stdio: ['ignore', log, log],
  });
  const stop = async () => {
    const exit = once(demo, 'exit');
    if (demo.exitCode === null && demo.kill('SIGTERM')) await exit;
    await resetEmbedded(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url, () => demo.exitCode !== null);
    const accounts: DemoAccount[] = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'));
    project.provide('demo', { url, accounts });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(url: string, hasExited: () => boolean): Promise<void> {
  const deadline = performance.now() + startMsMax;
  while (!(await answers(`${url}/readyz`))) {
    if (hasExited()) throw new Error('the demo ended before it was ready; see var/demo-e2e.log');
    if (performance.now() > deadline) throw new Error('the demo is not ready in time; see var/demo-e2e.log');
    await new Promise((resolve) => setTimeout(resolve, 200));
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
