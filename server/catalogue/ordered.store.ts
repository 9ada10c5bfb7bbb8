import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { BaseUnit } from './item.ts';

/** An item in the pack it is ordered by. */
export interface Ordered {
  readonly itemId: Id<'item'>;
  readonly itemName: string;
  readonly productCode: string | null;
  readonly baseUnit: BaseUnit;
  readonly packId: Id<'pack'>;
  readonly packLabel: string;
  readonly packQtyBase: number;
}

/** What a cooperative orders, by name: its active items in the packs that suppliers count in. */
export async function orderedBy(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Ordered[]> {
  const { rows } = await sql<Ordered>`
    select i.id as item_id, i.name as item_name, i.product_code, i.base_unit, p.id as pack_id, p.label as pack_label, p.qty_base as pack_qty_base
    from catalogue.item as i join catalogue.pack as p on p.regency_id = ${tx.regencyId} and p.item_id = i.id and p.is_ordered and p.is_active
    where i.regency_id = ${tx.regencyId} and i.cooperative_id = ${cooperativeId} and i.is_active order by i.name, p.qty_base, p.id
  `.execute(tx);
  return rows;
}
