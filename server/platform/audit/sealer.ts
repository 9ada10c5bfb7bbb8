import { sql } from 'kysely';
import type { Central } from '../db/tx.ts';
import { insertLinks, loadHeads, loadUnsealed } from './chain.store.ts';
import { beginning, linkAfter } from './chain.ts';

/** One sealer at a time over the whole database, whichever process it runs in. */
const sealerLock = 7_105_802;

/** Entries sealed in one transaction. */
const batchMax = 2_000;

/**
 * Chains every committed entry that waits, batch by batch. A crash between batches loses nothing, within one undoes it whole.
 * Entries are chained in order of id within a batch; one that commits late simply gets a later place.
 * @param central of the login `lumbung_jobs`
 * @returns how many were sealed; 0 also while another process seals
 */
export async function sealWaiting(central: Central): Promise<number> {
  let sealed = 0;
  let batch: number;
  do {
    batch = await sealBatch(central);
    sealed += batch;
  } while (batch === batchMax);
  return sealed;
}

async function sealBatch(central: Central): Promise<number> {
  return await central.transaction().execute(async (tx) => {
    const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${sealerLock}) as mine`.execute(tx);
    if (lock.rows[0]?.mine !== true) return 0;
    const waiting = await loadUnsealed(tx, batchMax);
    if (waiting.length === 0) return 0;
    const heads = await loadHeads(tx, [...new Set(waiting.map((row) => row.regencyId))]);
    const links = waiting.map(({ regencyId, entry }) => {
      const link = linkAfter(heads.get(regencyId) ?? beginning, regencyId, entry);
      heads.set(regencyId, link);
      return { ...link, regencyId };
    });
    await insertLinks(tx, links);
    return links.length;
  });
}
