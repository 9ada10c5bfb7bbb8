import { type Insertable, sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { ProcurementReceipt } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';
import type { Parties } from '../order.ts';

/** Base units that came of each line before: good, set aside and damaged together. */
export async function receivedBaseOf(tx: Tx, orderId: Id<'order'>): Promise<Map<number, number>> {
  const { rows } = await sql<{ orderSeq: number; qtyBase: number }>`
    select order_seq, sum(good_base + quarantined_base + damaged_base)::bigint as qty_base
    from procurement.receipt_line where regency_id = ${tx.regencyId} and order_id = ${orderId} group by order_seq
  `.execute(tx);
  return new Map(rows.map((row) => [row.orderSeq, row.qtyBase]));
}

/** Base units by line of a delivery note of this order; undefined where the order has no such note. */
export async function onNote(
  tx: Tx,
  orderId: Id<'order'>,
  deliveryId: Id<'delivery'>,
): Promise<Map<number, number> | undefined> {
  const { rows } = await sql<{ orderSeq: number; qtyBase: number }>`
    select order_seq, qty_base from procurement.delivery_line
    where regency_id = ${tx.regencyId} and order_id = ${orderId} and delivery_id = ${deliveryId}
  `.execute(tx);
  return rows.length === 0 ? undefined : new Map(rows.map((row) => [row.orderSeq, row.qtyBase]));
}

export interface ReceiptLineRow {
  readonly seq: number;
  readonly orderSeq: number;
  readonly goodBase: number;
  readonly quarantinedBase: number;
  readonly damagedBase: number;
  readonly valueIdr: number;
  readonly flags: string[];
  readonly emptiesGiven: number | null;
  readonly batchLabel: string | null;
  readonly expiresOn: string | null;
}

/** @throws procurement/id-reused */
export async function insertReceipt(
  tx: Tx,
  receipt: Omit<Insertable<ProcurementReceipt>, 'regencyId'>,
  parties: Parties,
  lines: readonly ReceiptLineRow[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('procurement.receipt')
    .values({ ...receipt, ...parties, regencyId })
    .execute()
    .catch(onConstraint({ receipt_pk: () => orderRefusals.idReused({ id: receipt.id }) }));
  const of = { ...parties, regencyId, receiptId: receipt.id, orderId: receipt.orderId };
  await tx
    .insertInto('procurement.receiptLine')
    .values(lines.map((line) => ({ ...line, ...of })))
    .execute();
}
