import { sql } from 'kysely';
import type { Tx } from '../platform/db/tx.ts';

export interface OrderDifference {
  readonly orderId: string;
  /** `status`: not what its last step came to. `value`: a receipt is worth something else than its lines. */
  readonly what: 'status' | 'value';
}

/** Orders whose cached status is not that of their last step, and receipts that are not the sum of their lines: nothing, where all is well. */
export async function orderDifferences(tx: Tx): Promise<OrderDifference[]> {
  const { rows } = await sql<OrderDifference>`
    select o.id as order_id, 'status' as what
    from procurement.order as o left join (
      select distinct on (order_id) order_id, status as last_status from procurement.order_step where regency_id = ${tx.regencyId} order by order_id, seq desc
    ) as step on step.order_id = o.id
    where o.regency_id = ${tx.regencyId} and o.status is distinct from last_status
    union all
    select r.order_id, 'value'
    from procurement.receipt as r left join (
      select receipt_id, sum(value_idr) as lines_idr from procurement.receipt_line where regency_id = ${tx.regencyId} group by receipt_id
    ) as item on item.receipt_id = r.id
    where r.regency_id = ${tx.regencyId} and r.value_idr is distinct from lines_idr
    order by 1, 2
  `.execute(tx);
  return rows;
}
