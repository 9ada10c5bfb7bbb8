import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Item, Pack } from './item.ts';

/** The items of these ids that the reader may see, by id. */
export async function itemsById(tx: Tx, ids: readonly Id<'item'>[]): Promise<Map<string, Item>> {
  const { rows } = await sql<Item>`
    select i.id, i.cooperative_id, i.name, i.category_code, c.goods, c.stock_account, i.base_unit, i.product_code, i.commodity_code,
      i.cylinder_kg10, i.expires, i.is_active
    from catalogue.item as i join reference.item_category as c on c.code = i.category_code
    where i.regency_id = ${tx.regencyId} and i.id = any(${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The packs of these items that the reader may see, smallest first. */
export async function packsOf(tx: Tx, itemIds: readonly Id<'item'>[]): Promise<Pack[]> {
  const { rows } = await sql<Pack>`
    select id, item_id, label, qty_base, barcode, is_ordered, is_sold, is_active from catalogue.pack
    where regency_id = ${tx.regencyId} and item_id = any(${[...itemIds]}::uuid[]) order by qty_base, id
  `.execute(tx);
  return rows;
}
