import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

export interface Shelf {
  readonly id: Id<'place'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly name: string;
}

/** Warehouses and outlets in use of these cooperatives, as far as the reader sees them: where goods are taken from and put down. Makes none. */
export async function shelvesOf(tx: Tx, cooperativeIds: readonly Id<'cooperative'>[]): Promise<Shelf[]> {
  if (cooperativeIds.length === 0) return [];
  return await tx
    .selectFrom('inventory.place')
    .select(['id', 'cooperativeId', 'name'])
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', 'in', [...cooperativeIds])
    .where('kind', 'in', ['warehouse', 'outlet'])
    .where('isActive', '=', true)
    .orderBy('kind', 'desc')
    .orderBy('name')
    .execute();
}
