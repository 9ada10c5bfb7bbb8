import { type RawBuilder, sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { StepShown } from './surplus.schema.ts';
import type { Side, Stage, Standing } from './surplus.ts';

export interface Sale extends Standing {
  readonly id: Id<'surplus-sale'>;
  readonly buyerName: string;
  readonly sellerName: string;
  readonly productCode: string;
  readonly productName: string;
  readonly baseUnit: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly qtyPacks: number;
  readonly priceIdr: Rupiah;
  readonly number: string | null;
  readonly sentPacks: number | null;
  readonly receivedPacks: number | null;
  readonly returnedPacks: number | null;
  readonly amountIdr: Rupiah | null;
  readonly receivedOn: BusinessDate | null;
  readonly flags: string[];
  readonly proposedOn: BusinessDate;
  readonly onBehalf: boolean;
  readonly recordedBy: string | null;
  readonly contentHash: string;
  readonly sample: boolean;
}

const saleWhere = (tx: Tx, which: RawBuilder<unknown>) => sql<Sale>`
  select s.id, s.cooperative_id as buyer_id, s.supplier_cooperative_id as seller_id, s.buyer_name, s.seller_name, s.proposed_by, s.product_code,
    s.product_name, s.base_unit, s.pack_label, s.pack_qty_base, s.qty_packs, s.price_idr, s.number, s.stage, s.sent_packs, s.received_packs,
    s.returned_packs, s.amount_idr, s.received_on, s.flags, s.on_behalf, s.recorded_by, s.content_hash, s.sample,
    s.seller_posted_on is not null as is_seller_posted, s.paid_on is not null or coalesce(s.amount_idr = 0, false) as is_paid,
    s.collected_on is not null or coalesce(s.amount_idr = 0, false) as is_collected,
    (select happened_on from procurement.surplus_step as first
      where first.regency_id = ${tx.regencyId} and first.sale_id = s.id and first.seq = 1) as proposed_on
  from procurement.surplus_sale as s where s.regency_id = ${tx.regencyId} and ${which}`;

/** Newest first. */
export async function salesWhere(
  tx: Tx,
  filter: { readonly cooperativeId?: Id<'cooperative'>; readonly stage?: Stage },
): Promise<Sale[]> {
  const { cooperativeId = null, stage = null } = filter;
  const which = sql`(${cooperativeId}::uuid is null or ${cooperativeId}::uuid in (s.cooperative_id, s.supplier_cooperative_id))
    and s.stage = coalesce(${stage}, s.stage) order by s.recorded_at desc, s.id desc`;
  return (await saleWhere(tx, which).execute(tx)).rows;
}

export async function findSale(tx: Tx, id: Id<'surplus-sale'>): Promise<Sale | undefined> {
  return (await saleWhere(tx, sql`s.id = ${id}`).execute(tx)).rows[0];
}

/** Takes the sale for this transaction: its steps come one after the other. */
export async function lockSale(tx: Tx, id: Id<'surplus-sale'>): Promise<Sale | undefined> {
  return (await saleWhere(tx, sql`s.id = ${id} for update of s`).execute(tx)).rows[0];
}

/** What is under way of a product, by who sells and who buys it: neither is suggested more of it meanwhile. */
export async function openSalesOf(tx: Tx): Promise<{ productCode: string; buyerId: string; sellerId: string }[]> {
  const { rows } = await sql<{ productCode: string; buyerId: string; sellerId: string }>`
    select product_code, cooperative_id as buyer_id, supplier_cooperative_id as seller_id from procurement.surplus_sale
    where regency_id = ${tx.regencyId} and stage in ('proposed', 'agreed', 'on_the_way')
  `.execute(tx);
  return rows;
}

interface InsertedSale extends RecordedBy {
  readonly id: Id<'surplus-sale'>;
  readonly buyerId: Id<'cooperative'>;
  readonly sellerId: Id<'cooperative'>;
  readonly buyerName: string;
  readonly sellerName: string;
  readonly proposedBy: Side;
  readonly originId: string;
  readonly productCode: string;
  readonly productName: string;
  readonly baseUnit: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly qtyPacks: number;
  readonly priceIdr: Rupiah;
  readonly contentHash: string;
  readonly sample: boolean;
}

/** Who entered it, as the columns say. */
interface RecordedBy {
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
}

export async function insertSale(tx: Tx, given: InsertedSale): Promise<void> {
  const { buyerId, sellerId, ...sale } = given;
  const parties = { cooperativeId: buyerId, supplierCooperativeId: sellerId };
  await tx
    .insertInto('procurement.surplusSale')
    .values({ ...sale, ...parties, regencyId: tx.regencyId, stage: 'proposed' })
    .execute();
}

/** The cache of the steps: written where they are. */
export async function updateSale(
  tx: Tx,
  id: Id<'surplus-sale'>,
  set: {
    readonly stage?: Stage;
    readonly number?: string;
    readonly sentPacks?: number;
    readonly receivedPacks?: number;
    readonly returnedPacks?: number;
    readonly amountIdr?: Rupiah;
    readonly receivedOn?: BusinessDate;
    readonly sellerPostedOn?: BusinessDate;
    readonly paidOn?: BusinessDate;
    readonly collectedOn?: BusinessDate;
    readonly flags?: string[];
  },
): Promise<void> {
  await tx
    .updateTable('procurement.surplusSale')
    .set(set)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export interface StepTaken extends RecordedBy {
  readonly id: Id<'surplus-step'>;
  readonly step: string;
  readonly side: Side | null;
  readonly happenedOn: BusinessDate;
  readonly reason?: string;
  readonly detail?: {
    readonly driver?: string;
    readonly vehicle?: string;
    readonly packs?: number;
    readonly evidence?: string;
  };
  readonly contentHash: string;
}

export async function insertStep(
  tx: Tx,
  sale: Pick<Sale, 'id' | 'buyerId' | 'sellerId'>,
  taken: StepTaken,
): Promise<void> {
  const { detail, reason = null, ...step } = taken;
  await sql`
    insert into procurement.surplus_step (regency_id, id, sale_id, cooperative_id, supplier_cooperative_id, seq, step, side, happened_on, reason, detail,
      content_hash, recorded_by, recorded_role, on_behalf)
    select ${tx.regencyId}, ${step.id}, ${sale.id}, ${sale.buyerId}, ${sale.sellerId}, 1 + coalesce(max(seq), 0), ${step.step}, ${step.side},
      ${step.happenedOn}, ${reason}, ${detail === undefined ? null : JSON.stringify(detail)}::jsonb, ${step.contentHash}, ${step.recordedBy},
      ${step.recordedRole}, ${step.onBehalf}
    from procurement.surplus_step where regency_id = ${tx.regencyId} and sale_id = ${sale.id}
  `.execute(tx);
}

export async function historyOf(tx: Tx, saleId: Id<'surplus-sale'>): Promise<StepShown[]> {
  const { rows } = await sql<StepShown>`
    select id, step, side, happened_on, reason, detail ->> 'driver' as driver, detail ->> 'vehicle' as vehicle, (detail ->> 'packs')::integer as packs,
      recorded_role, on_behalf
    from procurement.surplus_step where regency_id = ${tx.regencyId} and sale_id = ${saleId} order by seq
  `.execute(tx);
  return rows;
}
