import { setTimeout as delay } from 'node:timers/promises';
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Reach } from '../../kernel/actor.ts';
import { assert } from '../../kernel/assert.ts';
import { isId, regencyId, regionId } from '../../kernel/ids.ts';
import { isAway, isWorthRetrying, Outage } from './outage.ts';
import { isStalePlan, Prepared } from './prepared.ts';
import type { DB } from './schema.generated.ts';
import type { Central, Tx } from './tx.ts';

/** Attempts at a transaction that PostgreSQL asked to run again. */
const attemptsMax = 3;

/** A waiting request gives up on a connection after this long and is answered 503. */
const waitForConnectionMs = 2_000;

/** A server that says nothing for longer than any statement may take is given up, connection and all. */
const silenceMsMax = 40_000;

/** A statement that is still waiting when everything stops is given up after this long; PostgreSQL rolls it back. */
const closeMsMax = 2_000;

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

export interface Database {
  /** Runs `work` in one transaction that sees what `reach` allows; reruns it on deadlock; resolves only after a durable COMMIT. */
  inRegency<T>(reach: Reach, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tables without a tenant, statement by statement. */
  readonly central: Central;
  /** True when a trivial statement answers: for /readyz. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the pool of one login. `note` hears of connections that broke while idle or in use; without it they would end the process. */
export function openDatabase(url: string, options: { poolSize?: number; note: (error: Error) => void }): Database {
  const pool = openPool(url, options);
  const prepared = new Prepared();
  const central = kyselyOver({
    connect: async () => {
      const client = await pool.connect();
      return { query: (text, values) => prepared.ask(client, text, values), release: () => client.release() };
    },
  });
  return {
    central,
    inRegency: (reach, work) => withRetries(() => transaction({ pool, prepared }, reach, work)),
    answers: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => Promise.race([pool.end(), delay(closeMsMax, undefined, { ref: false })]),
  };
}

/** A plain pool with our type parsers: whole numbers as numbers, dates and moments as text. */
export function openPool(url: string, options: { poolSize?: number; note: (error: Error) => void }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: waitForConnectionMs,
    query_timeout: silenceMsMax,
    pipeline: true,
    types: { getTypeParser },
  });
  pool.on('error', options.note);
  pool.on('connect', (client) => client.on('error', options.note));
  return pool;
}

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text).toString()],
  [pg.types.builtins.NUMERIC, String],
]);

// biome-ignore lint/suspicious/noExplicitAny: pg's own signature for its parsers
function getTypeParser(oid: number, format?: any): any {
  return (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format);
}

function safeInteger(text: string): number {
  const n = Number(text);
  assert(Number.isSafeInteger(n), 'a bigint column holds a number outside the safe range');
  return n;
}

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (isAway(error)) throw new Outage('the database does not answer', { cause: error });
      if (!isWorthRetrying(error) && !isStalePlan(error)) throw error;
      if (attempt === attemptsMax) throw new Outage('the database is too busy', { cause: error });
    }
  }
}

/** What a transaction's statements go through; shut when it ends, so that none that lags behind runs in the next one. */
interface Lease {
  readonly client: pg.PoolClient;
  readonly prepared: Prepared;
  isOpen: boolean;
}

/** A plan made without knowing the city and the day would read all that ever happened to find what is open today. */
const plannedEachTime = 'set local plan_cache_mode = force_custom_plan';

/**
 * BEGIN and the settings travel as one message together with the first statement; COMMIT counts only if PostgreSQL says so,
 * because after a failed statement it answers ROLLBACK instead. A connection that fails to roll back is thrown away.
 */
async function transaction<T>(
  { pool, prepared }: { pool: pg.Pool; prepared: Prepared },
  reach: Reach,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const lease: Lease = { client, prepared, isOpen: true };
  let broken: Error | undefined;
  const afterCommit: (() => void)[] = [];
  try {
    const began = client.query(`begin; ${plannedEachTime}; ${settingsOf(reach)}`);
    began.catch(() => undefined); // awaited below; without this a failure before that would be unhandled
    const result = await work(txOn(lease, reach, (run) => afterCommit.push(run)));
    lease.isOpen = false;
    await began;
    const commit = await client.query('commit');
    assert(commit.command === 'COMMIT', 'a statement failed unnoticed inside the transaction');
    afterCommit.forEach(queueMicrotask);
    return result;
  } catch (error) {
    lease.isOpen = false;
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Literal text, because SET takes no parameters; every part is validated here, so nothing else can be smuggled in. */
export function settingsOf(reach: Reach): string {
  const ids = (list: readonly string[]): string => {
    assert(list.every(isId), 'a reach holds something that is not an id');
    return `{${list.join(',')}}`;
  };
  assert(reach.scope === 'regency' || reach.scope === 'cooperatives', 'a reach has an unknown scope');
  assert(reach.partnerId === undefined || isId(reach.partnerId), 'a reach holds a partner that is not an id');
  return [
    `set local app.regency_id = '${regencyId(reach.regencyId)}'`,
    `set local app.scope = '${reach.scope}'`,
    `set local app.cooperative_ids = '${ids(reach.cooperativeIds)}'`,
    `set local app.known_cooperative_ids = '${ids(reach.knownCooperativeIds)}'`,
    `set local app.village_ids = '{${(reach.villageIds ?? []).map(regionId).join(',')}}'`,
    `set local app.partner_id = '${reach.partnerId ?? ''}'`,
  ].join('; ');
}

/** Kysely over the one connection: it may ask for a connection as often as it likes and always gets this one. */
function txOn(lease: Lease, reach: Reach, afterCommit: Tx['afterCommit']): Tx {
  const query: Connection['query'] = async (text, values) => {
    assert(lease.isOpen, 'a statement came after its transaction had ended: somebody did not wait for it');
    return await lease.prepared.ask(lease.client, text, values);
  };
  const connection = { query, release: () => undefined };
  return Object.assign(kyselyOver({ connect: async () => connection }), {
    regencyId: reach.regencyId,
    reach,
    afterCommit,
  });
}

interface Connection {
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult>;
  release(): void;
}

/** Kysely that borrows connections and ends none: it asks for more of a pool than it ever uses. */
function kyselyOver(connections: { connect(): Promise<Connection> }): Kysely<DB> {
  const pool: unknown = { ...connections, end: async () => undefined, options: {} };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as PostgresPool }), plugins: [camelCase] });
}
