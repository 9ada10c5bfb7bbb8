import { type Insertable, sql } from 'kysely';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { ProcurementInvoice, ProcurementPayment } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';
import { agreedPacksOf, linesOf } from '../order.store.ts';
import { billingRefusals } from './billing.refusals.ts';
import type { MatchLine } from './billing.ts';

/** The papers of an order, line by line, side by side. */
export async function matchOf(tx: Tx, orderId: Id<'order'>): Promise<MatchLine[]> {
  const lines = await linesOf(tx, orderId);
  const agreed = await agreedPacksOf(tx, orderId);
  const { rows } = await sql<Omit<MatchLine, 'line' | 'agreedPacks'> & { orderSeq: number }>`
    select order_seq, sum(delivered)::bigint as delivered_base, sum(received)::bigint as received_base, sum(returned)::bigint as returned_base,
      sum(invoiced)::bigint as invoiced_base, sum(invoiced_idr)::bigint as invoiced_idr
    from (
      select order_seq, qty_base as delivered, 0 as received, 0 as returned, 0 as invoiced, 0 as invoiced_idr
      from procurement.delivery_line where regency_id = ${tx.regencyId} and order_id = ${orderId}
      union all select order_seq, 0, good_base + quarantined_base + damaged_base, 0, 0, 0
      from procurement.receipt_line where regency_id = ${tx.regencyId} and order_id = ${orderId}
      union all select order_seq, 0, 0, qty_base, 0, 0
      from procurement.goods_return_line where regency_id = ${tx.regencyId} and order_id = ${orderId}
      union all select order_seq, 0, 0, 0, qty_base, amount_idr
      from procurement.invoice_line where regency_id = ${tx.regencyId} and order_id = ${orderId}
    ) as papers group by order_seq
  `.execute(tx);
  const nothing = { deliveredBase: 0, receivedBase: 0, returnedBase: 0, invoicedBase: 0, invoicedIdr: rupiah(0) };
  return lines.map((line) => {
    const { orderSeq: _, ...sums } = rows.find(({ orderSeq }) => orderSeq === line.seq) ?? {
      orderSeq: line.seq,
      ...nothing,
    };
    return { line, agreedPacks: agreed.get(line.seq) ?? line.qtyPacks, ...sums };
  });
}

export interface Owed {
  readonly receivedIdr: Rupiah;
  readonly creditedIdr: Rupiah;
  readonly paidIdr: Rupiah;
  /** What acceptances added to, or took from, the price of the goods. */
  readonly settledIdr: Rupiah;
}

/** What an order came to in money. */
export async function owedOf(tx: Tx, orderId: Id<'order'>): Promise<Owed> {
  const { rows } = await sql<Owed>`
    select
      (select coalesce(sum(value_idr), 0)::bigint from procurement.receipt where regency_id = ${tx.regencyId} and order_id = ${orderId}) as received_idr,
      (select coalesce(sum(credit_idr), 0)::bigint from procurement.goods_return where regency_id = ${tx.regencyId} and order_id = ${orderId}) as credited_idr,
      (select coalesce(sum(amount_idr), 0)::bigint from procurement.payment where regency_id = ${tx.regencyId} and order_id = ${orderId}) as paid_idr,
      (select coalesce(sum(accepted_difference_idr), 0)::bigint from procurement.invoice where regency_id = ${tx.regencyId} and order_id = ${orderId}) as settled_idr
  `.execute(tx);
  const zero = rupiah(0);
  return rows[0] ?? { receivedIdr: zero, creditedIdr: zero, paidIdr: zero, settledIdr: zero };
}

export interface Invoice {
  readonly id: Id<'invoice'>;
  readonly orderId: Id<'order'>;
  readonly number: string;
  readonly totalIdr: Rupiah;
  readonly acceptedIdr: Rupiah | null;
  readonly lines: readonly { readonly seq: number; readonly qtyBase: number; readonly amountIdr: Rupiah }[];
}

/** @throws procurement/id-reused */
export async function insertInvoice(
  tx: Tx,
  invoice: Omit<Insertable<ProcurementInvoice>, 'regencyId'>,
  lines: readonly { readonly seq: number; readonly qtyBase: number; readonly amountIdr: Rupiah }[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('procurement.invoice')
    .values({ ...invoice, regencyId })
    .execute()
    .catch(onConstraint({ invoice_pk: () => orderRefusals.idReused({ id: invoice.id }) }));
  const { orderId, cooperativeId, supplierCooperativeId, partnerId, principalId } = invoice;
  const of = {
    regencyId,
    invoiceId: invoice.id,
    orderId,
    cooperativeId,
    supplierCooperativeId,
    partnerId,
    principalId,
  };
  await tx
    .insertInto('procurement.invoiceLine')
    .values(lines.map(({ seq, ...line }) => ({ ...of, ...line, orderSeq: seq })))
    .execute();
}

export async function hasInvoice(tx: Tx, orderId: Id<'order'>, number: string): Promise<boolean> {
  const { rows } = await sql`
    select from procurement.invoice where regency_id = ${tx.regencyId} and order_id = ${orderId} and number = ${number}
  `.execute(tx);
  return rows.length > 0;
}

/** Which order an invoice is of; undefined where the reader may not see it. */
export async function orderOfInvoice(tx: Tx, id: Id<'invoice'>): Promise<Id<'order'> | undefined> {
  const { rows } = await sql<{ orderId: Id<'order'> }>`
    select order_id from procurement.invoice where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return rows[0]?.orderId;
}

/** An invoice as it stands; its order is locked. */
export async function getInvoice(tx: Tx, id: Id<'invoice'>): Promise<Invoice> {
  const { rows } = await sql<Invoice>`
    select id, order_id, number, total_idr, accepted_idr, (
      select json_agg(json_build_object('seq', order_seq, 'qtyBase', qty_base, 'amountIdr', amount_idr) order by order_seq)
      from procurement.invoice_line where regency_id = ${tx.regencyId} and invoice_id = ${id}) as lines
    from procurement.invoice where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return present(rows[0], 'an invoice whose order is locked');
}

/** Goods that accepted invoices of an order cover already, by line. */
export async function coveredBaseOf(tx: Tx, orderId: Id<'order'>): Promise<Map<number, number>> {
  const { rows } = await sql<{ seq: number; qtyBase: number }>`
    select covered.seq, sum(covered."qtyBase")::bigint as qty_base
    from procurement.invoice as i, jsonb_to_recordset(i.accepted_covers) as covered (seq integer, "qtyBase" bigint)
    where i.regency_id = ${tx.regencyId} and i.order_id = ${orderId} group by covered.seq
  `.execute(tx);
  return new Map(rows.map((row) => [row.seq, row.qtyBase]));
}

export async function updateAccepted(
  tx: Tx,
  id: Id<'invoice'>,
  accepted: {
    readonly idr: Rupiah;
    readonly on: BusinessDate;
    readonly reason: string | undefined;
    readonly differenceIdr: Rupiah;
    readonly covers: ReadonlyMap<number, number>;
  },
): Promise<void> {
  const covers = [...accepted.covers].map(([seq, qtyBase]) => ({ seq, qtyBase }));
  await sql`
    update procurement.invoice set accepted_idr = ${accepted.idr}, accepted_on = ${accepted.on}, accepted_reason = ${accepted.reason ?? null},
      accepted_difference_idr = ${accepted.differenceIdr}, accepted_covers = ${JSON.stringify(covers)}::jsonb
    where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
}

/** @throws procurement/id-reused, not-money */
export async function insertPayment(tx: Tx, payment: Omit<Insertable<ProcurementPayment>, 'regencyId'>): Promise<void> {
  await tx
    .insertInto('procurement.payment')
    .values({ ...payment, regencyId: tx.regencyId })
    .execute()
    .catch(
      onConstraint({
        payment_pk: () => orderRefusals.idReused({ id: payment.id }),
        payment_account_fk: () => billingRefusals.notMoney({}),
      }),
    );
}
