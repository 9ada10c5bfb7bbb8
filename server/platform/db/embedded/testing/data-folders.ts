import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { assert } from '../../../../kernel/assert.ts';
import { type Embedded, type EmbeddedOptions, resetEmbedded, startEmbedded } from '../start.ts';

interface Starter {
  readonly process: ChildProcess;
  readonly ownerUrl: string;
  readonly adopted: boolean;
}

/** Data folders, their servers and starter processes, that are gone when a test (or the file: `afterAll`) ends, however it ends. */
export function dataFolders(cleanUpAfter: typeof afterEach = afterEach): {
  fresh(): string;
  start(dataDir: string, log?: EmbeddedOptions['log']): Promise<Embedded>;
  /** Resolves once its server takes connections; rejects with its complaint if it ends before. */
  starter(dataDir: string): Promise<Starter>;
  killStarters(): Promise<void>;
} {
  const folders: string[] = [];
  const starters: ChildProcess[] = [];
  const servers: Embedded[] = [];
  const killStarters = async (): Promise<void> => {
    for (const starter of starters.splice(0)) await kill(starter);
  };
  cleanUpAfter(async () => {
    await killStarters();
    for (const server of servers.splice(0)) await server.stop();
    for (const folder of folders.splice(0)) {
      chmodSync(folder, 0o755);
      await resetEmbedded(join(folder, 'var'));
      rmSync(folder, { recursive: true });
    }
  });
  return {
    killStarters,
    fresh: () => {
      const folder = mkdtempSync(join(tmpdir(), 'lumbung-embedded-'));
      chmodSync(folder, 0o755); // PostgreSQL may run as another user than we
      folders.push(folder);
      return join(folder, 'var');
    },
    start: async (dataDir, log) => {
      const server = await startEmbedded({ dataDir, fsync: false, ...(log && { log }) });
      servers.push(server);
      return server;
    },
    starter: async (dataDir) => {
      const program = fileURLToPath(new URL('starter.ts', import.meta.url));
      const starter = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
      starters.push(starter);
      for await (const line of createInterface(starter.stdout)) return { process: starter, ...JSON.parse(line) };
      const complaint = await starter.stderr.toArray();
      throw new Error(complaint.join(''));
    },
  };
}

export async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  assert(process.kill('SIGKILL'), 'the process takes the signal');
  await once(process, 'exit');
}
