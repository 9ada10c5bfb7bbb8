import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetEmbedded } from '../server/platform/db/embedded/start.ts';
import { engineFlags } from '../server/platform/http/testing/engine-flags.ts';
import { freePort } from '../server/platform/http/testing/until-ready.ts';

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
