import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { resetEmbedded } from '../server/platform/db/embedded/start.ts';
import { engineFlags } from '../server/platform/http/testing/engine-flags.ts';
import { freePort, untilReady } from '../server/platform/http/testing/until-ready.ts';

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
  const { url, dataDir, stop } = await startServer(['server/cli.ts', 'demo'], 'var/demo-e2e.log');
  const accounts: DemoAccount[] = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'));
  project.provide('demo', { url, accounts });
  return stop;
}

/** Starts the system as people do, on a port and in a folder of its own. What it prints is kept in `logPath`. */
export async function startServer(
  command: readonly string[],
  logPath: string,
): Promise<{ url: string; dataDir: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-e2e-'));
  const port = await freePort();
  await mkdir('var', { recursive: true });
  const log = createWriteStream(logPath);
  await once(log, 'open');
  const server = spawn('node', [...engineFlags, ...command], {
    env: { ...process.env, PORT: String(port), LUMBUNG_DATA: dataDir },
    stdio: ['ignore', log, log],
  });
  const stop = async () => {
    const exit = once(server, 'exit');
    if (server.exitCode === null && server.kill('SIGTERM')) await exit;
    await resetEmbedded(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, server, { msMax: startMsMax, told: () => `see ${logPath}` });
    return { url, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
