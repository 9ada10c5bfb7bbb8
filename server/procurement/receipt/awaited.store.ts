import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AwaitedGoods } from './awaited.schema.ts';

interface AwaitedRow {
  readonly orderId: Id<'order'>;
  readonly number: string;
  readonly supplierName: string;
  readonly orderedOn: BusinessDate;
  readonly deliveryId: Id<'delivery'> | null;
  readonly deliveryNumber: string | null;
  readonly placeId: Id<'place'>;
  readonly placeName: string;
  readonly sample: boolean;
  readonly lines: AwaitedGoods['lines'];
}

/** A phone that lies in a drawer needs no more; the oldest come first. */
const ordersMax = 100;

/**
 * What may arrive at a cooperative: each note on its way that no receipt names, and each open order without such a note, as far as it is not
 * received. Amounts are base units.
 */
export async function awaitedGoods(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<AwaitedGoods[]> {
  const { rows } = await sql<AwaitedRow>`
    with open_order as (
      select * from procurement."order" as o
      where o.regency_id = ${tx.regencyId} and o.cooperative_id = ${cooperativeId} and o.is_open
      order by o.ordered_on, o.id limit ${ordersMax}
    ), note as (
      select d.* from procurement.delivery as d join open_order as o on o.regency_id = d.regency_id and o.id = d.order_id
      where d.regency_id = ${tx.regencyId} and not exists (
        select from procurement.receipt as r where r.regency_id = d.regency_id and r.order_id = d.order_id and r.delivery_id = d.id)
    )
    select o.id as order_id, o.number, o.supplier_name, o.ordered_on, n.id as delivery_id, n.number as delivery_number,
      o.place_id, o.place_name, o.sample, (
        select jsonb_agg(jsonb_build_object('seq', l.seq, 'itemName', l.item_name, 'baseUnit', l.base_unit, 'packLabel', l.pack_label,
          'packQtyBase', l.pack_qty_base, 'expectedBase', coalesce(onnote.qty_base,
            case when n.id is null then greatest(l.qty_packs * l.pack_qty_base - coalesce(came.qty_base, 0), 0) else 0 end)) order by l.seq)
        from procurement.order_line as l
        left join procurement.delivery_line as onnote
          on onnote.regency_id = l.regency_id and onnote.delivery_id = n.id and onnote.order_seq = l.seq
        left join lateral (
          select sum(r.good_base + r.quarantined_base + r.damaged_base) as qty_base from procurement.receipt_line as r
          where r.regency_id = l.regency_id and r.order_id = l.order_id and r.order_seq = l.seq) as came on true
        where l.regency_id = o.regency_id and l.order_id = o.id
      ) as lines
    from open_order as o
    left join note as n on n.regency_id = o.regency_id and n.order_id = o.id
    order by o.ordered_on, o.id, n.id
  `.execute(tx);
  return rows.map(({ deliveryId, deliveryNumber, supplierName, placeId, placeName, ...row }) => ({
    ...row,
    supplier: supplierName,
    delivery: deliveryId === null ? null : { id: deliveryId, number: deliveryNumber ?? '' },
    place: { id: placeId, name: placeName },
  }));
}
