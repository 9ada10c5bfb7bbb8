import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { BaseUnit } from './item.ts';

/** Goods of the national catalogue, in the pack they are ordered by. */
export interface Product {
  readonly code: string;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly categoryCode: string;
  readonly commodityCode: string | null;
  /** Tenths of a kilogram its cylinder holds. */
  readonly cylinderKg10: number | null;
  /** Who supplies it to the nation. */
  readonly partnerName: string | null;
}

/** The whole national catalogue, in its order. */
export async function products(tx: Tx): Promise<Product[]> {
  return await tx
    .selectFrom('reference.product as product')
    .leftJoin('reference.partner as partner', 'partner.id', 'product.partnerId')
    .select([
      'product.code',
      'product.name',
      'packLabel',
      'packQtyBase',
      'categoryCode',
      'commodityCode',
      'cylinderKg10',
    ])
    .select('partner.name as partnerName')
    .select(sql<BaseUnit>`base_unit`.as('baseUnit'))
    .orderBy('product.seq')
    .execute();
}

/** A cooperative's own item of a product; undefined where it carries none, or the reader may not see it. */
export async function findItemOfProduct(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  productCode: string,
): Promise<Id<'item'> | undefined> {
  const row = await tx
    .selectFrom('catalogue.item')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .where('productCode', '=', productCode)
    .executeTakeFirst();
  return row?.id;
}
