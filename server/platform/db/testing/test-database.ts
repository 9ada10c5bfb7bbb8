import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Reach } from '../../../kernel/actor.ts';
import { present } from '../../../kernel/assert.ts';
import { type Database, openDatabase } from '../database.ts';
import type { Tx } from '../tx.ts';
import { type Login, urlAs } from './logins.ts';

export interface TestDatabase {
  /** As the server uses it: login `lumbung_app`, row-level security in force. */
  readonly app: Database;
  /** As the owner, whom no policy binds: to arrange what a test needs and to look behind the policies. */
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  urlAs(login: Login): string;
  /** Runs `work` as the app and takes everything back, so that the next test finds the database as it was. */
  rolledBack<T>(reach: Reach, work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A migrated database for the test file that calls this at its top, dropped when the file is done. */
export function testDatabase(): TestDatabase {
  const name = `test_${process.pid}_${crypto.randomUUID().replaceAll('-', '')}`;
  let opened: { app: Database; owner: pg.Pool; ownerUrl: string } | undefined;
  const open = () => present(opened, 'the test database, which is there once the first test runs');

  beforeAll(async () => {
    await administer(`create database ${name} template lumbung`);
    const ownerUrl = Object.assign(new URL(inject('templateUrl')), { pathname: `/${name}` }).href;
    const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
    owner.on('error', () => undefined); // the forced drop may find a connection that is still closing
    opened = {
      ownerUrl,
      owner,
      app: openDatabase(urlAs('lumbung_app', ownerUrl), { note: () => undefined }),
    };
  });

  afterAll(async () => {
    await Promise.all([opened?.app.close(), opened?.owner.end()]);
    await administer(`drop database if exists ${name} with (force)`);
  });

  return {
    get app() {
      return open().app;
    },
    get owner() {
      return open().owner;
    },
    get ownerUrl() {
      return open().ownerUrl;
    },
    urlAs: (login) => urlAs(login, open().ownerUrl),
    rolledBack: (reach, work) => rolledBack(open().app, reach, work),
  };
}

async function rolledBack<T>(app: Database, reach: Reach, work: (tx: Tx) => Promise<T>): Promise<T> {
  const done = new Map<'result', T>();
  const enough = new Error('rolled back on purpose');
  await app
    .inRegency(reach, async (tx) => {
      done.set('result', await work(tx));
      throw enough;
    })
    .catch((error: unknown) => {
      if (error !== enough) throw error;
    });
  return done.get('result') as T;
}

/** From another database, because nobody may be connected to a template that is copied. */
async function administer(statement: string): Promise<void> {
  const url = Object.assign(new URL(inject('templateUrl')), { pathname: '/postgres' }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
