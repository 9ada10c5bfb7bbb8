import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import type { ItemEdit, PackEdit } from './item.schema.ts';
import type { Commodity, Item, Pack } from './item.ts';

/** The items of these ids that the reader may see, by id. */
export async function itemsById(tx: Tx, ids: readonly Id<'item'>[]): Promise<Map<string, Item>> {
  const { rows } = await sql<Item>`
    select i.id, i.cooperative_id, i.name, i.category_code, c.goods, c.stock_account, i.base_unit, i.product_code, i.commodity_code,
      i.cylinder_kg10, i.expires, i.is_active
    from catalogue.item as i join reference.item_category as c on c.code = i.category_code
    where i.regency_id = ${tx.regencyId} and i.id = any(${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The packs of these items that the reader may see, smallest first. */
export async function packsOf(tx: Tx, itemIds: readonly Id<'item'>[]): Promise<Pack[]> {
  const { rows } = await sql<Pack>`
    select id, item_id, label, qty_base, barcode, is_ordered, is_sold, is_active from catalogue.pack
    where regency_id = ${tx.regencyId} and item_id = any(${[...itemIds]}::uuid[]) order by qty_base, id
  `.execute(tx);
  return rows;
}

export async function findCommodity(tx: Tx, code: string): Promise<Commodity | undefined> {
  return (await commoditiesByCode(tx, [code])).get(code);
}

export async function commoditiesByCode(tx: Tx, codes: readonly string[]): Promise<Map<string, Commodity>> {
  const { rows } = await sql<Commodity>`
    select code, name, pack_label, base_unit, qty_base, is_whole from reference.commodity where code = any(${[...codes]}::text[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Locks an item: what changes about it changes one after the other. */
export async function lockItem(
  tx: Tx,
  id: Id<'item'>,
): Promise<Pick<Item, 'id' | 'cooperativeId' | 'name' | 'baseUnit' | 'commodityCode'> | undefined> {
  const { rows } = await sql<Pick<Item, 'id' | 'cooperativeId' | 'name' | 'baseUnit' | 'commodityCode'>>`
    select id, cooperative_id, name, base_unit, commodity_code from catalogue.item
    where regency_id = ${tx.regencyId} and id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function lockPack(
  tx: Tx,
  id: Id<'pack'>,
): Promise<(Pack & { cooperativeId: Id<'cooperative'> }) | undefined> {
  const { rows } = await sql<Pack & { cooperativeId: Id<'cooperative'> }>`
    select id, cooperative_id, item_id, label, qty_base, barcode, is_ordered, is_sold, is_active from catalogue.pack
    where regency_id = ${tx.regencyId} and id = ${id} for update
  `.execute(tx);
  return rows[0];
}

/** @returns whether anything changed */
export async function updateItem(
  tx: Tx,
  id: Id<'item'>,
  edit: Omit<ItemEdit, 'commodityCode'> & { commodityCode: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update catalogue.item set name = ${edit.name}, commodity_code = ${edit.commodityCode}, expires = ${edit.expires}, is_active = ${edit.isActive}
    where regency_id = ${tx.regencyId} and id = ${id}
      and (name, commodity_code, expires, is_active) is distinct from (${edit.name}, ${edit.commodityCode}, ${edit.expires}, ${edit.isActive})
    returning id
  `.execute(tx);
  return rows.length > 0;
}

/** @returns whether anything changed @throws catalogue/barcode-taken */
export async function updatePack(
  tx: Tx,
  id: Id<'pack'>,
  edit: Omit<PackEdit, 'barcode'> & { barcode: string | null },
): Promise<boolean> {
  const { label, barcode, isOrdered, isSold, isActive } = edit;
  const { rows } = await sql`
    update catalogue.pack set label = ${label}, barcode = ${barcode}, is_ordered = ${isOrdered}, is_sold = ${isSold}, is_active = ${isActive}
    where regency_id = ${tx.regencyId} and id = ${id}
      and (label, barcode, is_ordered, is_sold, is_active) is distinct from (${label}, ${barcode}, ${isOrdered}, ${isSold}, ${isActive})
    returning id
  `
    .execute(tx)
    .catch(onConstraint({ pack_barcode_once: () => catalogueRefusals.barcodeTaken({}) }));
  return rows.length > 0;
}
