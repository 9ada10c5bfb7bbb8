import { sql } from 'kysely';
import * as inventory from '../../inventory/public.ts';
import type { Reach } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, id, type RegencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { NewOrder } from '../order.schema.ts';
import type { NewReceipt } from '../receipt/receipt.schema.ts';

export const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');
export const patraNiaga = id<'partner'>('01980000-0000-7000-8000-000000000002');
export const today = businessDate('2025-11-27');
export const machine = { role: 'machine' } as const;

/** A cooperative with a book, an outlet, and rice it orders from Bulog by the sack of 5 kg at Rp 56.500 (Rp 11.300 a kilogram). */
export interface Trading {
  readonly cooperativeId: Id<'cooperative'>;
  readonly outletId: Id<'place'>;
  readonly itemId: Id<'item'>;
  readonly packId: Id<'pack'>;
}

export async function trading(tx: Tx): Promise<Trading> {
  const cooperativeId = newId<'cooperative'>();
  await sql`insert into cooperatives.cooperative (regency_id, id, name)
    values (${tx.regencyId}, ${cooperativeId}, ${`Kopkel ${cooperativeId.slice(-12)}`})`.execute(tx);
  return await tradingAs(tx, cooperativeId);
}

/** The same for a cooperative that is there already. */
export async function tradingAs(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Trading> {
  const made = { cooperativeId, outletId: newId<'place'>(), itemId: newId<'item'>(), packId: newId<'pack'>() };
  const { regencyId } = tx;
  const { outletId, itemId, packId } = made;
  await sql`insert into partners.partner (regency_id, id, name, kind, national_id)
    select ${regencyId}, id, name, kind, id from reference.partner on conflict do nothing`.execute(tx);
  await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name)
    values (${regencyId}, ${outletId}, ${cooperativeId}, 'outlet', 'Gerai Manggar')`.execute(tx);
  await sql`insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, product_code, recorded_role)
    values (${regencyId}, ${itemId}, ${cooperativeId}, 'Beras SPHP 5 kg', 'rice', 'gram', 'rice-sphp-5kg', 'machine')`.execute(
    tx,
  );
  await sql`insert into catalogue.pack (regency_id, id, cooperative_id, item_id, label, qty_base, is_ordered)
    values (${regencyId}, ${packId}, ${cooperativeId}, ${itemId}, 'karung 5 kg', 5000, true)`.execute(tx);
  await ledger.openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
  return made;
}

/** Sacks of rice of Bulog. */
export function orderOf(at: Trading, qtyPacks: number, priceIdr = 56_500): NewOrder {
  const { cooperativeId, outletId: placeId, itemId, packId } = at;
  const line = { itemId, packId, qtyPacks, qtyBase: qtyPacks * 5000, priceIdr: rupiah(priceIdr) };
  return { id: newId<'order'>(), cooperativeId, partnerId: bulog, placeId, orderedOn: today, lines: [line] };
}

/** Grams of rice that came, good unless said otherwise. */
export function receiptOf(
  at: Trading,
  orderId: Id<'order'>,
  goodBase: number,
  other: Partial<NewReceipt> & Partial<NewReceipt['lines'][number]> = {},
): NewReceipt {
  const { quarantinedBase, damagedBase, batch, baseUnit = 'gram', seq = 1, ...rest } = other;
  const line = { seq, baseUnit, goodBase, ...defined({ quarantinedBase, damagedBase, batch }) };
  return { id: newId<'receipt'>(), orderId, placeId: at.outletId, receivedOn: today, lines: [line], ...rest };
}

function defined<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** Somebody of the cooperative, and somebody of a partner who deals with it. */
export function reachOf(
  regencyId: RegencyId,
  at: Trading,
): { readonly own: Reach; ofPartner(id: Id<'partner'>): Reach } {
  const { cooperativeId } = at;
  return {
    own: { regencyId, scope: 'cooperatives', cooperativeIds: [cooperativeId], knownCooperativeIds: [cooperativeId] },
    ofPartner: (partnerId) => ({
      ...{ regencyId, scope: 'cooperatives', cooperativeIds: [], knownCooperativeIds: [cooperativeId], partnerId },
    }),
  };
}

/** What lies where, by kind of place, and what the accounts of the book come to. */
export async function standingOf(tx: Tx, { cooperativeId }: Trading) {
  const stock = await sql<{ kind: string; qtyBase: number }>`
    select p.kind, sum(s.qty_base)::bigint as qty_base from inventory.stock as s join inventory.place as p on p.regency_id = s.regency_id and p.id = s.place_id
    where s.regency_id = ${tx.regencyId} and s.cooperative_id = ${cooperativeId} and s.qty_base <> 0 group by p.kind order by p.kind
  `.execute(tx);
  const book = await sql<{ accountCode: string; idr: number }>`
    select account_code, sum(amount_idr)::bigint as idr from ledger.posting where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
    group by account_code having sum(amount_idr) <> 0 order by account_code
  `.execute(tx);
  return {
    stock: Object.fromEntries(stock.rows.map((row) => [row.kind, row.qtyBase])),
    book: Object.fromEntries(book.rows.map((row) => [row.accountCode, row.idr])),
  };
}

/** A place of the cooperative that everyone has one of. */
export async function placeOf(tx: Tx, { cooperativeId }: Trading, kind: inventory.PlaceKind): Promise<Id<'place'>> {
  return present(
    (await inventory.placesOf(tx, cooperativeId)).find((place) => place.kind === kind),
    kind,
  ).id;
}
