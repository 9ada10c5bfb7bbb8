import { sql } from 'kysely';
import { addDays, type BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Bought } from './decide-sales.ts';
import { saleRefusals } from './sale.refusals.ts';
import type { RecordedSale, SaleDraft, SaleFlag } from './sale.schema.ts';

/** Sales recorded under one of these ids, with the answer they were given. */
export async function salesThere(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { contentHash: string; recorded: RecordedSale }>> {
  const { rows } = await sql<RecordedSale & { contentHash: string }>`
    select s.id, s.number, s.total_idr, s.posted_on, s.content_hash, ${flagsOf} as flags
    from sales.sale as s where s.regency_id = ${tx.regencyId} and s.id = any(${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map(({ contentHash, ...recorded }) => [recorded.id, { contentHash, recorded }]));
}

/** Every flag of the lines of sale `s`. */
export const flagsOf = sql<SaleFlag[]>`array(
  select distinct flag from sales.sale_line as l, unnest(l.flags) as flag
  where l.regency_id = s.regency_id and l.sale_id = s.id order by flag)`;

/** What these buyers took of these commodities, and did not bring back, in the year that limits look back on at most. */
export async function boughtBefore(tx: Tx, buyerIds: readonly string[], from: BusinessDate): Promise<Bought[]> {
  if (buyerIds.length === 0) return [];
  const { rows } = await sql<Bought>`
    select s.buyer_id, l.commodity_code, s.sold_on, sum(l.qty_base)::bigint as qty_base
    from sales.sale as s join sales.sale_line as l on l.regency_id = s.regency_id and l.sale_id = s.id
    where s.regency_id = ${tx.regencyId} and s.buyer_id = any(${[...buyerIds]}::uuid[]) and s.sold_on >= ${addDays(from, -366)}
      and l.commodity_code is not null and s.reverses_id is null
      and not exists (select from sales.sale as undone where undone.regency_id = s.regency_id and undone.reverses_id = s.id)
    group by s.buyer_id, l.commodity_code, s.sold_on
  `.execute(tx);
  return rows;
}

/** Takes so many numbers of a cooperative's year. Who takes some holds the others off until his transaction ends. @returns the last before them */
export async function takeNumbers(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  year: number,
  count: number,
): Promise<number> {
  const { rows } = await sql<{ lastNumber: number }>`
    insert into sales.counter as c (regency_id, cooperative_id, year, last_number)
    values (${tx.regencyId}, ${cooperativeId}, ${year}, ${count})
    on conflict (regency_id, cooperative_id, year) do update set last_number = c.last_number + ${count}
    returning last_number
  `.execute(tx);
  return (rows[0]?.lastNumber ?? count) - count;
}

export interface SaleRow {
  readonly id: Id<'sale'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly placeId: Id<'place'>;
  readonly number: string;
  readonly soldOn: BusinessDate;
  readonly postedOn: BusinessDate;
  readonly buyer: SaleDraft['buyer'];
  readonly buyerId: Id<'member'> | null;
  readonly accountCode: string;
  readonly totalIdr: Rupiah;
  readonly evidence: string | null;
  readonly reversesId: Id<'sale'> | null;
  readonly reason: string | null;
  readonly contentHash: string;
  readonly sample: boolean;
}

interface RecordedBy {
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
}

/** Writes the heads of sales. @returns the ids that were free; another's sale may stand under one that the reader cannot see */
export async function insertSales(tx: Tx, by: RecordedBy, sales: readonly SaleRow[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into sales.sale (regency_id, id, cooperative_id, place_id, number, sold_on, posted_on, buyer, buyer_id, account_code, total_idr,
      evidence, reverses_id, reason, content_hash, sample, recorded_by, recorded_role, on_behalf)
    select ${tx.regencyId}, id, "cooperativeId", "placeId", number, "soldOn", "postedOn", buyer, "buyerId", "accountCode", "totalIdr",
      evidence, "reversesId", reason, "contentHash", sample, ${by.recordedBy}::text, ${by.recordedRole}::text, ${by.onBehalf}::boolean
    from jsonb_to_recordset(${JSON.stringify(sales)}::jsonb) as given (id uuid, "cooperativeId" uuid, "placeId" uuid, number text, "soldOn" date,
      "postedOn" date, buyer text, "buyerId" uuid, "accountCode" text, "totalIdr" bigint, evidence text, "reversesId" uuid, reason text,
      "contentHash" text, sample boolean)
    on conflict (regency_id, id) do nothing returning id
  `
    .execute(tx)
    .catch(onConstraint({ sale_reversed_once: () => saleRefusals.alreadyReversed({}) }));
  return new Set(rows.map(({ id }) => id));
}

export interface LineRow {
  readonly saleId: Id<'sale'>;
  readonly seq: number;
  readonly cooperativeId: Id<'cooperative'>;
  readonly itemId: Id<'item'>;
  readonly packId: Id<'pack'>;
  readonly commodityCode: string | null;
  readonly qtyPacks: number;
  readonly qtyBase: number;
  readonly priceIdr: Rupiah;
  readonly listPriceIdr: Rupiah | null;
  readonly amountIdr: Rupiah;
  readonly costIdr: Rupiah;
  readonly shortBase: number;
  readonly owed: readonly { readonly partnerId: Id<'partner'>; readonly costIdr: Rupiah }[];
  readonly flags: readonly SaleFlag[];
}

export async function insertLines(tx: Tx, lines: readonly LineRow[]): Promise<void> {
  await sql`
    insert into sales.sale_line (regency_id, sale_id, seq, cooperative_id, item_id, pack_id, commodity_code, qty_packs, qty_base, price_idr,
      list_price_idr, amount_idr, cost_idr, short_base, owed, flags)
    select ${tx.regencyId}, "saleId", seq, "cooperativeId", "itemId", "packId", "commodityCode", "qtyPacks", "qtyBase", "priceIdr",
      "listPriceIdr", "amountIdr", "costIdr", "shortBase", owed, flags
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given ("saleId" uuid, seq smallint, "cooperativeId" uuid, "itemId" uuid,
      "packId" uuid, "commodityCode" text, "qtyPacks" integer, "qtyBase" bigint, "priceIdr" bigint, "listPriceIdr" bigint, "amountIdr" bigint,
      "costIdr" bigint, "shortBase" bigint, owed jsonb, flags text[])
  `.execute(tx);
}

export async function saleById(tx: Tx, id: Id<'sale'>): Promise<SaleRow | undefined> {
  const { rows } = await sql<SaleRow>`
    select id, cooperative_id, place_id, number, sold_on, posted_on, buyer, buyer_id, account_code, total_idr, evidence, reverses_id, reason,
      content_hash, sample
    from sales.sale where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return rows[0];
}

export async function linesOfSale(tx: Tx, saleId: Id<'sale'>): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select sale_id, seq, cooperative_id, item_id, pack_id, commodity_code, qty_packs, qty_base, price_idr, list_price_idr, amount_idr, cost_idr,
      short_base, owed, flags
    from sales.sale_line where regency_id = ${tx.regencyId} and sale_id = ${saleId} order by seq
  `.execute(tx);
  return rows;
}
