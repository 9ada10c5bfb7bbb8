import { sql } from 'kysely';
import type { Central, Tx } from '../platform/db/tx.ts';

/** Puts a new link in place of an earlier one, unless the earlier was used. */
export async function replaceSetUpLink(central: Central, tokenHash: Buffer): Promise<void> {
  await central
    .insertInto('auth.firstSetup')
    .values({ tokenHash })
    .onConflict((known) =>
      known
        .column('onlyRow')
        .doUpdateSet({ tokenHash, madeAt: sql`now()` })
        .where('auth.firstSetup.usedAt', 'is', null),
    )
    .execute();
}

/** The hash of the link that still waits to be used. */
export async function findSetUpLink(central: Central): Promise<Buffer | undefined> {
  const waiting = await central
    .selectFrom('auth.firstSetup')
    .select('tokenHash')
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return waiting?.tokenHash;
}

/** @returns false when somebody else used it first */
export async function useSetUpLink(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const claimed = await tx
    .updateTable('auth.firstSetup')
    .set({ usedAt: sql`now()` })
    .where('usedAt', 'is', null)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}
