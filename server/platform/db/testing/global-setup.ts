import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { allowLogins } from './logins.ts';
import { startTemporaryServer, type TemporaryServer } from './temporary-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the migrated database that tests copy. Nobody may stay connected to it. */
    readonly templateUrl: string;
  }
}

/** Vitest loads this file once per project, but the process is one, and so is the server. */
const shared = globalThis as typeof globalThis & { lumbungTestServer?: Promise<TemporaryServer> | undefined };

export async function setup(project: TestProject): Promise<void> {
  shared.lumbungTestServer ??= start();
  const { ownerUrl } = await shared.lumbungTestServer;
  project.provide('templateUrl', ownerUrl);
}

export async function teardown(): Promise<void> {
  const running = shared.lumbungTestServer;
  shared.lumbungTestServer = undefined;
  await (await running)?.stop();
}

async function start(): Promise<TemporaryServer> {
  const server = await startTemporaryServer();
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(allowLogins);
  await client.end();
  return server;
}
