import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { resetEmbedded, startEmbedded } from '../embedded/start.ts';
import { migrate } from '../migrate.ts';
import { allowLogins } from './logins.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the migrated database that tests copy. Nobody may stay connected to it. */
    readonly templateUrl: string;
  }
}

interface TestServer {
  readonly templateUrl: string;
  stop(): Promise<void>;
}

/** Vitest loads this file once per project, but the process is one. */
const shared = globalThis as typeof globalThis & { lumbungTestServer?: Promise<TestServer> | undefined };

/** One PostgreSQL for all projects of a run, in a folder of its own that is gone afterwards. */
export async function setup(project: TestProject): Promise<void> {
  shared.lumbungTestServer ??= startTestServer();
  const { templateUrl } = await shared.lumbungTestServer;
  project.provide('templateUrl', templateUrl);
}

export async function teardown(): Promise<void> {
  const running = shared.lumbungTestServer;
  shared.lumbungTestServer = undefined;
  await (await running)?.stop();
}

async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-test-'));
  const embedded = await startEmbedded({ dataDir, fsync: false, settings: { max_connections: '200' } });
  const client = new pg.Client({ connectionString: embedded.ownerUrl });
  await client.connect();
  await migrate(client);
  await client.query(allowLogins);
  await client.end();
  return {
    templateUrl: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop();
      await resetEmbedded(dataDir); // as root, a temporary folder is closed to PostgreSQL, so its data lies elsewhere
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
