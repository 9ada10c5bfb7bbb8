import { type Insertable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { ProcurementOrder } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { orderRefusals } from './order.refusals.ts';
import type { Order, OrderLine, OrderStatus, OrderStep, Parties } from './order.ts';

/** The columns that every paper of an order repeats, so that its policy needs no other table. */
export function partiesOf({ cooperativeId, supplierCooperativeId, partnerId, principalId }: Parties): Parties {
  return { cooperativeId, supplierCooperativeId, partnerId, principalId };
}

/** @throws procurement/id-reused, partner-not-found */
export async function insertOrder(
  tx: Tx,
  order: Omit<Insertable<ProcurementOrder>, 'regencyId'>,
  parties: Parties,
  lines: readonly OrderLine[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('procurement.order')
    .values({ ...order, ...parties, regencyId })
    .execute()
    .catch(
      onConstraint({
        order_pk: () => orderRefusals.idReused({ id: order.id }),
        order_partner_fk: () => orderRefusals.partnerNotFound({}),
        order_principal_fk: () => orderRefusals.partnerNotFound({}),
      }),
    );
  await tx
    .insertInto('procurement.orderLine')
    .values(lines.map((line) => ({ ...line, ...parties, regencyId, orderId: order.id })))
    .execute();
}

/** Locks an order: what happens to it happens one after the other. Undefined where the reader may not see it. */
export async function lockOrder(tx: Tx, id: Id<'order'>): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select id, number, status, ordered_on, place_id, is_consigned, sample, cooperative_id, supplier_cooperative_id, partner_id, principal_id
    from procurement.order where regency_id = ${tx.regencyId} and id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function linesOf(tx: Tx, orderId: Id<'order'>): Promise<OrderLine[]> {
  const { rows } = await sql<OrderLine>`
    select seq, item_id, product_code, item_name, base_unit, pack_id, pack_label, pack_qty_base, qty_packs, price_idr
    from procurement.order_line where regency_id = ${tx.regencyId} and order_id = ${orderId} order by seq
  `.execute(tx);
  return rows;
}

/** Packs the supplier agreed to, by line; empty where nothing was cut. */
export async function agreedPacksOf(tx: Tx, orderId: Id<'order'>): Promise<Map<number, number>> {
  const { rows } = await sql<{ seq: number; qtyPacks: number }>`
    select cut.seq, cut.qty_packs
    from procurement.order_step as s, jsonb_to_recordset(s.detail) as cut (seq integer, qty_packs bigint)
    where s.regency_id = ${tx.regencyId} and s.order_id = ${orderId} and s.step = 'confirm' order by s.seq
  `.execute(tx);
  return new Map(rows.map((row) => [row.seq, row.qtyPacks]));
}

export interface NewStep {
  readonly id: string;
  readonly step: OrderStep | 'place';
  readonly status: OrderStatus;
  readonly happenedOn: BusinessDate;
  readonly contentHash: string;
  readonly reason?: string | undefined;
  readonly detail?: unknown;
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
}

/** Writes down what was done to an order, and with it the status that is its cache. The order is locked. @throws procurement/id-reused */
export async function takeStep(tx: Tx, order: Parties & { readonly id: Id<'order'> }, step: NewStep): Promise<void> {
  const { cooperativeId, supplierCooperativeId, partnerId, principalId } = order;
  await sql`
    insert into procurement.order_step (regency_id, id, order_id, cooperative_id, supplier_cooperative_id, partner_id, principal_id, seq, step,
      status, happened_on, reason, detail, content_hash, recorded_by, recorded_role, on_behalf)
    select ${tx.regencyId}, ${step.id}, ${order.id}, ${cooperativeId}, ${supplierCooperativeId}, ${partnerId}, ${principalId},
      coalesce(max(seq), 0) + 1, ${step.step}, ${step.status}, ${step.happenedOn}, ${step.reason ?? null},
      ${step.detail === undefined ? null : JSON.stringify(step.detail)}::jsonb, ${step.contentHash}, ${step.recordedBy}, ${step.recordedRole},
      ${step.onBehalf}
    from procurement.order_step where regency_id = ${tx.regencyId} and order_id = ${order.id}
  `
    .execute(tx)
    .catch(onConstraint({ order_step_pk: () => orderRefusals.idReused({ id: step.id }) }));
  await sql`
    update procurement.order set status = ${step.status} where regency_id = ${tx.regencyId} and id = ${order.id} and status <> ${step.status}
  `.execute(tx);
}

export interface OrderLimit {
  readonly productCode: string;
  readonly qtyBaseMax: number;
  readonly legalBasis: string;
  readonly validFrom: BusinessDate;
}

/** How much of these products one outlet may order at once on a day. */
export async function limitsOn(tx: Tx, day: BusinessDate, productCodes: readonly string[]): Promise<OrderLimit[]> {
  const { rows } = await sql<OrderLimit>`
    select product_code, qty_base_max, legal_basis, valid_from from reference.order_limit
    where product_code = any(${[...productCodes]}::text[]) and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
  `.execute(tx);
  return rows;
}
