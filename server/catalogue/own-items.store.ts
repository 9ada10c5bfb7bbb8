import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Item } from './item.ts';

/** The items in use of a cooperative, by name. */
export async function itemsOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
): Promise<Pick<Item, 'id' | 'name' | 'baseUnit'>[]> {
  const rows = await tx
    .selectFrom('catalogue.item')
    .select(['id', 'name', 'baseUnit'])
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .where('isActive', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, baseUnit: row.baseUnit as Item['baseUnit'] }));
}
