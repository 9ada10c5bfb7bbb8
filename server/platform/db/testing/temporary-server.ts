import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { resetEmbedded, startEmbedded } from '../embedded/start.ts';
import { migrate } from '../migrate.ts';

export interface TemporaryServer {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** A migrated PostgreSQL in a folder of its own that is gone when it stops. Without fsync: nothing in it is to last. */
export async function startTemporaryServer(): Promise<TemporaryServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumbung-test-'));
  const embedded = await startEmbedded({ dataDir, fsync: false, settings: { max_connections: '200' } });
  const server = {
    ownerUrl: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop();
      await resetEmbedded(dataDir); // as root, a temporary folder is closed to PostgreSQL, so its data lies elsewhere
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const client = new pg.Client({ connectionString: embedded.ownerUrl });
  try {
    await client.connect();
    await migrate(client);
    await client.end();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
