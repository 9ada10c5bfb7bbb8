import type { Tx } from '../../platform/db/tx.ts';
import {
  type Behind,
  cooperativesBehind,
  deleteDays,
  movedItems,
  noteWrittenOut,
  rewriteItems,
  type Supplied,
  suppliedItems,
  writeDays,
} from './write-out.store.ts';

/**
 * Brings the sell-through report of the city up to its last move: only days on or after which something moved are written anew. Changes no fact,
 * so it leaves no trace in the audit log. @returns how many cooperatives had something new
 */
export async function writeOutSellThrough(tx: Tx): Promise<number> {
  const behind = await cooperativesBehind(tx);
  for (const cooperative of behind) {
    const stale = await staleItems(tx, cooperative);
    if (stale.length > 0) {
      await deleteDays(tx, cooperative.cooperativeId, stale);
      await writeDays(tx, cooperative, stale);
    }
    await noteWrittenOut(tx, cooperative);
  }
  return behind.length;
}

/** Goods that became a partner's are written from their first day, goods that moved from the earliest day they moved on. */
async function staleItems(tx: Tx, cooperative: Behind): Promise<Supplied[]> {
  const before = new Map(
    (await suppliedItems(tx, cooperative.cooperativeId)).map((item) => [keyOf(item), item.fromDay]),
  );
  await rewriteItems(tx, cooperative.cooperativeId);
  const supplied = await suppliedItems(tx, cooperative.cooperativeId);
  const stale = new Map((await movedItems(tx, cooperative)).map((item) => [keyOf(item), item]));
  for (const item of supplied) if (before.get(keyOf(item)) !== item.fromDay) stale.set(keyOf(item), item);
  return [...stale.values()];
}

function keyOf({ itemId, partnerId }: Supplied): string {
  return `${itemId}/${partnerId}`;
}
