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
    select cut.seq, cut."qtyPacks" as qty_packs
    from procurement.order_step as s, jsonb_to_recordset(s.detail) as cut (seq integer, "qtyPacks" bigint)
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

/** Of an order, what a line comes to once the supplier has answered: its packs, or what they were cut to. */
const agreedPacks = sql`coalesce((
  select cut."qtyPacks" from procurement.order_step as s, jsonb_to_recordset(s.detail) as cut (seq integer, "qtyPacks" bigint)
  where s.regency_id = l.regency_id and s.order_id = l.order_id and s.step = 'confirm' and cut.seq = l.seq), l.qty_packs)`;

/** How much of an item was ordered of a partner in some days (`to` is the first day after them), but for what was refused, cancelled or cut. */
export async function orderedBaseOf(
  tx: Tx,
  asked: {
    cooperativeId: Id<'cooperative'>;
    partnerId: Id<'partner'>;
    itemId: Id<'item'>;
    from: BusinessDate;
    to: BusinessDate;
  },
): Promise<number> {
  const { rows } = await sql<{ qtyBase: number }>`
    select coalesce(sum(${agreedPacks} * l.pack_qty_base), 0)::bigint as qty_base
    from procurement.order as o join procurement.order_line as l on l.regency_id = o.regency_id and l.order_id = o.id
    where o.regency_id = ${tx.regencyId} and o.cooperative_id = ${asked.cooperativeId} and o.partner_id = ${asked.partnerId}
      and o.ordered_on >= ${asked.from} and o.ordered_on < ${asked.to} and o.status not in ('refused', 'cancelled') and l.item_id = ${asked.itemId}
  `.execute(tx);
  return rows[0]?.qtyBase ?? 0;
}

/** What is still to come of open orders of a partner, at the price of the order. */
export async function openOrdersIdr(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  partnerId: Id<'partner'>,
): Promise<number> {
  const { rows } = await sql<{ comingIdr: number }>`
    select coalesce(sum(greatest(0, coming.idr - coalesce(came.idr, 0))), 0)::bigint as coming_idr
    from procurement.order as o cross join lateral (
      select sum(${agreedPacks} * l.price_idr)::bigint as idr from procurement.order_line as l where l.regency_id = o.regency_id and l.order_id = o.id
    ) as coming cross join lateral (
      select sum(value_idr)::bigint as idr from procurement.receipt as r where r.regency_id = o.regency_id and r.order_id = o.id
    ) as came
    where o.regency_id = ${tx.regencyId} and o.cooperative_id = ${cooperativeId} and o.partner_id = ${partnerId} and o.is_open and not o.is_consigned
  `.execute(tx);
  return rows[0]?.comingIdr ?? 0;
}
