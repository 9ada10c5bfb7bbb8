import { createHash } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import { type Id, type RegencyId, regencyId } from '../../kernel/ids.ts';
import type { Json } from '../audit/canonical-json.ts';
import type { Central } from '../db/tx.ts';
import type { Starter } from './enqueue.ts';

/** What travels through the job queue: the task's own words and where, as whom and under which id they are carried out. */
export type Parcel = {
  readonly id: Id<'run'>;
  readonly regencyId: RegencyId;
  readonly told: Json;
  readonly starter: Starter | null;
};

/** With waits that grow, the last attempt comes about ten hours after the first. */
export const attemptsMax = 10;

/** Parcels moved in one transaction. */
const batchMax = 500;

/**
 * Creates or upgrades the job queue's own tables and lets the login `lumbung_jobs` work on them.
 * The queue enables row-level security without any policy, so that only its owner could use it; our workers do not own it,
 * and no role bypasses policies. So each of its tables gets one that admits them, again after each upgrade.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      grant usage on schema graphile_worker to lumbung_jobs;
      grant select on graphile_worker.migrations to lumbung_jobs;
      grant execute on all functions in schema graphile_worker to lumbung_jobs;
      select platform.open_to(oid::regclass, 'lumbung_jobs', true, 'select', 'insert', 'update', 'delete')
      from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity;
    `);
  } finally {
    await owner.end();
  }
}

/**
 * Hands committed work to the job queue. A batch leaves the outbox and enters the queue in one transaction, so a crash
 * anywhere makes neither a loss nor a twin, and two forwarders at once only wait for each other.
 * @param central of the login `lumbung_jobs`
 */
export async function forwardOutbox(central: Central): Promise<number> {
  let forwarded = 0;
  let batch: number;
  do {
    batch = await central.transaction().execute(forwardBatch);
    forwarded += batch;
  } while (batch === batchMax);
  return forwarded;
}

async function forwardBatch(tx: Central): Promise<number> {
  const { rows } = await sql<Parcel & { task: string }>`
    delete from jobs.outbox
    where (regency_id, id) in (select regency_id, id from jobs.outbox order by regency_id, id limit ${batchMax})
    returning regency_id, id, task, payload as told, starter
  `.execute(tx);
  const wanted = rows.map(({ task, ...parcel }) => ({
    task,
    parcel,
    ...(parcel.starter === null ? { key: keyOf(task, parcel) } : {}),
  }));
  const once = new Map(wanted.map((work) => [work.key ?? work.parcel.id, work]));
  await addToQueue(tx, [...once.values()]);
  return rows.length;
}

/** The same work left twice before it began is done once: ten facts about a cooperative rewrite its public page once. */
function keyOf(task: string, { regencyId, told }: Parcel): string {
  return createHash('sha256')
    .update(JSON.stringify([task, regencyId, told]))
    .digest('base64url');
}

/** @param wanted `key`: at most one waiting job of that key */
export async function addToQueue(
  central: Central,
  wanted: readonly { task: string; parcel: Parcel; key?: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const specs = wanted.map(({ task, parcel, key }) => ({
    identifier: task,
    payload: parcel,
    job_key: key ?? null,
    max_attempts: attemptsMax,
  }));
  await sql`
    select count(*) from graphile_worker.add_jobs(
      array(select spec from json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json) as spec))
  `.execute(central);
}

/** Workers of this class show that they live by holding an advisory lock on their name. */
const lifeLock = 7_105_803;

/** Holds the sign of life of a worker until its connection ends. */
export async function showLife(client: pg.ClientBase, worker: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [lifeLock, worker]);
}

/**
 * Frees the jobs of workers that died, which the queue itself would do only after four hours. A worker's name appears a moment
 * before its sign of life, so the newest locks are left alone.
 * @param giveUp told of each run that has no attempt left; what it writes must stand before the job is let go
 */
export async function releaseOrphans(central: Central, giveUp: (parcel: Parcel) => Promise<void>): Promise<void> {
  await central.transaction().execute(async (tx) => {
    const { rows } = await sql<{ lockedBy: string; parcel: Parcel; isLast: boolean }>`
      with locker as materialized (
        select distinct locked_by from graphile_worker._private_jobs where locked_at < now() - interval '10 seconds'
      ), dead as materialized (
        select locked_by from locker where pg_try_advisory_xact_lock(${lifeLock}, hashtext(locked_by))
      )
      select locked_by, payload as parcel, attempts >= max_attempts as is_last
      from graphile_worker._private_jobs join dead using (locked_by)
    `.execute(tx);
    for (const { parcel, isLast } of rows) if (isLast && parcel.starter !== null) await giveUp(parcel);
    const dead = [...new Set(rows.map((row) => row.lockedBy))];
    if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(tx);
  });
}

export function parcelOf(payload: unknown): Parcel {
  const parcel = payload as Parcel;
  return { ...parcel, regencyId: regencyId(parcel.regencyId) };
}
