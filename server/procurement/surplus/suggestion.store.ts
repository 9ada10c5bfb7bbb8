import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { SuggestionShown } from './surplus.schema.ts';
import { sidesOf } from './surplus.ts';

export interface Suggestion {
  readonly id: Id<'surplus-suggestion'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly supplierCooperativeId: Id<'cooperative'>;
  readonly buyerName: string;
  readonly sellerName: string;
  readonly productCode: string;
  readonly productName: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly qtyPacks: number;
  readonly madeOn: BusinessDate;
  readonly sample: boolean;
}

/** Those that hold, of one cooperative on either side or of all the reader may see; the largest first. */
export async function openSuggestions(tx: Tx, only?: Id<'cooperative'>): Promise<Suggestion[]> {
  const { rows } = await sql<Suggestion>`
    select id, cooperative_id, supplier_cooperative_id, buyer_name, seller_name, product_code, product_name, pack_label, pack_qty_base, qty_packs,
      made_on, sample
    from procurement.surplus_suggestion
    where regency_id = ${tx.regencyId} and ended_on is null
      and (${only ?? null}::uuid is null or ${only ?? null}::uuid in (cooperative_id, supplier_cooperative_id))
    order by qty_packs * pack_qty_base desc, id
  `.execute(tx);
  return rows;
}

export function shownSuggestion(tx: Tx, row: Suggestion): SuggestionShown {
  const { cooperativeId, supplierCooperativeId, buyerName, sellerName, packQtyBase: _, ...suggestion } = row;
  return {
    ...suggestion,
    buyer: { id: cooperativeId, name: buyerName },
    seller: { id: supplierCooperativeId, name: sellerName },
    sides: sidesOf({ buyerId: cooperativeId, sellerId: supplierCooperativeId }, tx.reach),
  };
}

/** Taken for this transaction, so that one suggestion becomes one sale; undefined when it no longer holds. */
export async function lockSuggestion(tx: Tx, id: string): Promise<Suggestion | undefined> {
  const { rows } = await sql<Suggestion>`
    select id, cooperative_id, supplier_cooperative_id, buyer_name, seller_name, product_code, product_name, pack_label, pack_qty_base, qty_packs,
      made_on, sample
    from procurement.surplus_suggestion where regency_id = ${tx.regencyId} and id = ${id} and ended_on is null for update
  `.execute(tx);
  return rows[0];
}

export async function insertSuggestions(tx: Tx, suggestions: readonly Suggestion[]): Promise<void> {
  if (suggestions.length === 0) return;
  await tx
    .insertInto('procurement.surplusSuggestion')
    .values(suggestions.map((suggestion) => ({ ...suggestion, regencyId: tx.regencyId })))
    .execute();
}

export async function endSuggestions(
  tx: Tx,
  ids: readonly Id<'surplus-suggestion'>[],
  day: BusinessDate,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('procurement.surplusSuggestion')
    .set({ endedOn: day })
    .where('regencyId', '=', tx.regencyId)
    .where('id', 'in', [...ids])
    .execute();
}
