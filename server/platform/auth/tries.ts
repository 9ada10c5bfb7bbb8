import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Central } from '../db/tx.ts';
import { signInRefusals } from './sign-in.refusals.ts';

/** Something whose tries are limited: at most `limit` within any fifteen minutes. */
export interface Bucket {
  readonly of: string;
  readonly limit: number;
}

/**
 * Counts one try in every bucket, or refuses when one is full. Each is one statement that PostgreSQL serialises, so tries
 * that arrive together cannot pass together; the window slides, so nobody waits longer than fifteen minutes.
 * @throws auth/too-many-tries
 */
export async function beginTry(central: Central, buckets: readonly Bucket[]): Promise<void> {
  for (const bucket of buckets) {
    const counted = await sql`
      insert into auth.attempt as known (bucket, tries) values (${nameOf(bucket)}, array[now()])
      on conflict (bucket) do update set tries = array(
        select tried from unnest(known.tries) as tried where tried > now() - interval '15 minutes') || now()
      where (select count(*) from unnest(known.tries) as tried where tried > now() - interval '15 minutes') < ${bucket.limit}
      returning bucket`.execute(central);
    if (counted.rows.length === 0)
      throw signInRefusals.tooManyTries({ waitMinutes: await waitMinutes(central, bucket) });
  }
}

/** Takes a try back: only what failed or was never finished counts. */
export async function forgetTry(central: Central, buckets: readonly Bucket[]): Promise<void> {
  await sql`
    update auth.attempt set tries = trim_array(tries, 1)
    where bucket = any (${buckets.map(nameOf)}) and cardinality(tries) > 0`.execute(central);
}

/** Buckets nobody tried within the window, for the nightly sweep. */
export async function forgetOldTries(central: Central): Promise<void> {
  await sql`delete from auth.attempt
    where not exists (select from unnest(tries) as tried where tried > now() - interval '15 minutes')`.execute(central);
}

async function waitMinutes(central: Central, bucket: Bucket): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select ceil(extract(epoch from min(tried) + interval '15 minutes' - now()) / 60)::integer as minutes
    from auth.attempt, unnest(tries) as tried
    where bucket = ${nameOf(bucket)} and tried > now() - interval '15 minutes'`.execute(central);
  return Math.max(1, rows[0]?.minutes ?? 1);
}

/** Hashed, so that what people type into the e-mail field (at times their password) is not stored. */
function nameOf(bucket: Bucket): string {
  return createHash('sha256').update(bucket.of).digest('base64url');
}
