import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { openSecrets } from '../secrets.ts';
import { isServerFit, openDatabases } from './open-databases.ts';
import { startTemporaryServer, type TemporaryServer } from './testing/temporary-server.ts';

// A server of its own, because logins and their passwords belong to the whole server and other tests use theirs.
let server: TemporaryServer;
let dataDir: string;
beforeAll(async () => {
  server = await startTemporaryServer();
  dataDir = await mkdtemp(join(tmpdir(), 'lumbung-open-'));
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true });
});

const addressOf = (username: string, password: string) =>
  Object.assign(new URL(server.ownerUrl), { username, password }).href;
const configOf = (databaseUrl: string): Config =>
  readConfig({ LUMBUNG_DATA: dataDir, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: server.ownerUrl });
const open = (databaseUrl: string) => {
  const config = configOf(databaseUrl);
  return openDatabases(config, openSecrets(config.keyFile, { isFirstUse: true }), { note: () => undefined });
};

describe('a server of the operator', () => {
  test('is opened with the password that DATABASE_URL says, at the first start and at the next', async () => {
    for (const password of ['chosen by the operator', 'changed: p@ss/word']) {
      const databases = await open(addressOf('lumbung_app', password));
      const answers = [databases.app, databases.publication, databases.national].map((each) => each.answers());
      expect(await Promise.all(answers)).toEqual([true, true, true]);
      await databases.close();
    }
  });

  test('is refused when DATABASE_URL names a login that no policy binds', async () => {
    await expect(open(server.ownerUrl)).rejects.toThrow(/akun pemilik atau superuser/);
  });

  test.each([
    [140_020, false],
    [150_013, false],
    [150_014, true],
    [160_009, false],
    [170_006, true],
    [180_000, true],
  ])('of version %i is fit: %s', (number, fit) => {
    expect(isServerFit(number)).toBe(fit);
  });
});
