import { sql } from 'kysely';
import type { Tx } from '../platform/db/tx.ts';
import { zeroId } from './move.ts';

/** Something stored that is not the sum of its moves. `about` names it by ids. */
export interface StockDifference {
  readonly what: 'stock' | 'pool' | 'cylinders';
  readonly cooperativeId: string;
  readonly about: string;
  readonly stored: number;
  readonly summed: number;
}

/**
 * Where stock, averages or cylinders of this regency are not the sum of their moves; nothing where all is well. Lost and found knows no batches.
 * Reads every move there is, so it is for the night.
 */
export async function differencesIn(tx: Tx): Promise<StockDifference[]> {
  const { regencyId } = tx;
  const held = sql`('warehouse', 'outlet', 'in_transit', 'quarantine', 'damaged')`;
  const { rows } = await sql<StockDifference>`
    with sides as (
      select m.cooperative_id, p.id as place_id, p.kind, m.item_id, case when p.kind = 'lost_found' then ${zeroId}::uuid else m.batch_id end as batch_id,
        m.owner_id, side.sign * m.qty_base as qty_base, side.sign * m.value_idr as value_idr,
        (select o.kind in ${held} from inventory.place as o where o.regency_id = m.regency_id and o.id = side.other_id) as is_within
      from inventory.move as m
      cross join lateral (values (m.from_place_id, m.to_place_id, -1), (m.to_place_id, m.from_place_id, 1)) as side (place_id, other_id, sign)
      join inventory.place as p on p.regency_id = m.regency_id and p.id = side.place_id
      where m.regency_id = ${regencyId} and p.kind in ('warehouse', 'outlet', 'in_transit', 'quarantine', 'damaged', 'lost_found')
    ), summed as (
      select cooperative_id, place_id, item_id, batch_id, owner_id, sum(qty_base)::bigint as qty_base from sides group by 1, 2, 3, 4, 5
    ), stored as (
      select cooperative_id, place_id, item_id, batch_id, owner_id, qty_base from inventory.stock where regency_id = ${regencyId}
    ), pools as (
      select cooperative_id, item_id, owner_id, sum(qty_base)::bigint as qty_base, sum(value_idr) filter (where not is_within)::bigint as value_idr
      from sides where kind <> 'lost_found' group by 1, 2, 3
    ), averages as (
      select cooperative_id, item_id, owner_id, qty_base, value_idr from inventory.pool where regency_id = ${regencyId}
    ), bottles as (
      select cooperative_id, size_kg10, owner_id, state.name, sum(case when m.to_state = state.name then m.qty else -m.qty end)::bigint as qty
      from inventory.cylinder_move as m, unnest(array['full', 'empty', 'damaged', 'agent', 'customer', 'lost_found']) as state (name)
      where m.regency_id = ${regencyId} and state.name in (m.from_state, m.to_state) group by 1, 2, 3, 4
    ), counted as (
      select s.cooperative_id, s.size_kg10, s.owner_id, state.name, state.qty from inventory.cylinder_stock as s
      cross join lateral (values ('full', s.full_qty), ('empty', s.empty_qty), ('damaged', s.damaged_qty), ('agent', s.agent_qty),
        ('customer', s.customer_qty), ('lost_found', s.lost_found_qty)) as state (name, qty)
      where s.regency_id = ${regencyId}
    )
    select 'stock' as what, cooperative_id, concat_ws('/', place_id, item_id, batch_id, owner_id) as about, coalesce(stored.qty_base, 0) as stored,
      coalesce(summed.qty_base, 0) as summed
    from stored full join summed using (cooperative_id, place_id, item_id, batch_id, owner_id)
    where coalesce(stored.qty_base, 0) <> coalesce(summed.qty_base, 0)
    union all
    select 'pool', cooperative_id, concat_ws('/', item_id, owner_id, unit.name), unit.stored, unit.summed
    from averages as a full join pools as p using (cooperative_id, item_id, owner_id)
    cross join lateral (values ('qty', coalesce(a.qty_base, 0), coalesce(p.qty_base, 0)), ('idr', coalesce(a.value_idr, 0), coalesce(p.value_idr, 0)))
      as unit (name, stored, summed)
    where unit.stored <> unit.summed
    union all
    select 'cylinders', cooperative_id, concat_ws('/', size_kg10, owner_id, name), coalesce(counted.qty, 0), coalesce(bottles.qty, 0)
    from counted full join bottles using (cooperative_id, size_kg10, owner_id, name)
    where coalesce(counted.qty, 0) <> coalesce(bottles.qty, 0)
    order by 1, 2, 3
  `.execute(tx);
  return rows;
}
