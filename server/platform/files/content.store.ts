import { sql } from 'kysely';
import { assert } from '../../kernel/assert.ts';
import { now } from '../clock.ts';
import type { Central, Tx } from '../db/tx.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { fileRefusals } from './file.refusals.ts';
import { isImage } from './media-type.ts';
import type { Vault, VaultedFile } from './vault.ts';

/** How much may arrive in 24 hours, so that one person or one mistake does not fill the disk of all. */
export interface Quota {
  readonly regencyBytes: number;
  readonly personBytes: number;
}

/** Advisory locks of these classes: the count of a regency's day; a shelf of the vault, of which the sweep keeps naming away. */
const quotaLock = 7_105_811;
const shelfLock = 7_105_812;

/**
 * Refuses what would bring the last 24 hours above a quota. Contents that are here already count nothing: they take no room.
 * Holds the count until the transaction ends, so that two uploads at once do not both fit into the last place.
 * @throws files/quota-of-person, files/quota-of-city
 */
export async function refuseBeyondQuota(
  tx: Tx,
  quota: Quota,
  upload: { userId: string; bytes: number; sha256?: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${quotaLock}, ${tx.regencyId})`.execute(tx);
  const { rows } = await sql<{ ofCity: number; ofPerson: number; isHere: boolean }>`
    select coalesce(sum(bytes), 0)::bigint as of_city,
      coalesce(sum(bytes) filter (where received_by = ${upload.userId}), 0)::bigint as of_person,
      exists (select from platform.content where regency_id = ${tx.regencyId} and sha256 = ${upload.sha256 ?? ''}) as is_here
    from platform.content
    where regency_id = ${tx.regencyId} and received_at > now() - interval '24 hours' and received_by is not null
  `.execute(tx);
  const [day] = rows;
  assert(day !== undefined, 'a sum has one row');
  if (day.isHere) return;
  if (day.ofPerson + upload.bytes > quota.personBytes)
    throw fileRefusals.quotaOfPerson({ megabytes: megabytes(quota.personBytes) });
  if (day.ofCity + upload.bytes > quota.regencyBytes)
    throw fileRefusals.quotaOfCity({ megabytes: megabytes(quota.regencyBytes) });
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1_000_000);
}

/**
 * Says that a row of this transaction names a content, so that the sweep spares it; called before that row is written. An image is left
 * to the job that makes what is shown of it.
 * @param receivedBy user id of who brought it; null when the machine made it
 * @throws Outage when the sweep was faster: sent again, it is received again
 */
export async function nameContent(
  tx: Tx,
  vault: Vault,
  content: VaultedFile,
  receivedBy: string | null,
): Promise<void> {
  const { sha256, bytes, mediaType } = content;
  await sql`select pg_advisory_xact_lock_shared(${shelfLock}, ${Number.parseInt(sha256.slice(0, 2), 16)})`.execute(tx);
  await vault.assertThere(sha256);
  const inserted = await tx
    .insertInto('platform.content')
    .values({ regencyId: tx.regencyId, sha256, bytes, mediaType, receivedBy, receivedAt: now() })
    .onConflict((conflict) => conflict.constraint('content_pk').doNothing())
    .returning('sha256')
    .executeTakeFirst();
  if (inserted !== undefined && receivedBy !== null && isImage(mediaType))
    await enqueue(tx, 'files/develop-photo', { sha256 });
}

/**
 * Runs `remove` with those contents of a shelf that no row of any regency names, while nobody can name one.
 * @param central of the login `lumbung_jobs`, the only one that sees the contents of all regencies
 */
export async function whileUnnamed(
  central: Central,
  shelf: string,
  sha256s: readonly string[],
  remove: (unnamed: readonly string[]) => Promise<void>,
): Promise<void> {
  await central.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${shelfLock}, ${Number.parseInt(shelf, 16)})`.execute(tx);
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from platform.content where sha256 = any (${sha256s}::text[])
    `.execute(tx);
    const named = new Set(rows.map(({ sha256 }) => sha256));
    await remove(sha256s.filter((sha256) => !named.has(sha256)));
  });
}

/**
 * Hashes that rows of any regency name, in order, after the one given.
 * @param central of the login `lumbung_jobs`
 */
export async function namedContents(central: Central, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select distinct sha256 from platform.content where sha256 > ${after} order by sha256 limit ${limit}
  `.execute(central);
  return rows.map(({ sha256 }) => sha256);
}
