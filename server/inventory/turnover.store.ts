import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { zeroId } from './move.ts';

/** What lies ready to be sold of an item, the cooperative's own goods only, and what was sold of it in some days. Base units. */
export interface Turnover {
  readonly cooperativeId: Id<'cooperative'>;
  readonly itemId: Id<'item'>;
  readonly heldBase: number;
  readonly soldBase: number;
}

/**
 * Stock beside demand, of every item that ever lay in a warehouse or an outlet the reader may see. Sold is what went to customers by sales,
 * less what came back; what went to another cooperative is no demand of the outlet's.
 */
export async function turnoverOver(
  tx: Tx,
  days: { readonly from: BusinessDate; readonly to: BusinessDate },
): Promise<Turnover[]> {
  const { regencyId } = tx;
  const { rows } = await sql<Turnover>`
    with held as (
      select s.cooperative_id, s.item_id, sum(s.qty_base)::bigint as qty_base
      from inventory.stock as s join inventory.place as p on p.regency_id = ${regencyId} and p.id = s.place_id
      where s.regency_id = ${regencyId} and s.owner_id = ${zeroId} and p.kind in ('warehouse', 'outlet')
      group by s.cooperative_id, s.item_id
    ), passed as (
      select m.item_id, m.qty_base
      from inventory.place as p join inventory.move as m on m.regency_id = ${regencyId} and m.to_place_id = p.id
      where p.regency_id = ${regencyId} and p.kind = 'customer' and m.source_kind like 'sales/%' and m.occurred_on between ${days.from} and ${days.to}
      union all
      select m.item_id, -m.qty_base
      from inventory.place as p join inventory.move as m on m.regency_id = ${regencyId} and m.from_place_id = p.id
      where p.regency_id = ${regencyId} and p.kind = 'customer' and m.source_kind like 'sales/%' and m.occurred_on between ${days.from} and ${days.to}
    ), sold as (select item_id, sum(qty_base)::bigint as qty_base from passed group by item_id)
    select held.cooperative_id, held.item_id, held.qty_base as held_base, greatest(coalesce(sold.qty_base, 0), 0) as sold_base
    from held left join sold on sold.item_id = held.item_id
    order by held.cooperative_id, held.item_id
  `.execute(tx);
  return rows;
}
