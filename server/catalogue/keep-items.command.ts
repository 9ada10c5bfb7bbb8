import * as cooperatives from '../cooperatives/public.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import type { ItemEdit, NewItem, NewPack, PackEdit, TakenProduct } from './item.schema.ts';
import { findCommodity, lockItem, lockPack, updateItem, updatePack } from './item.store.ts';
import type { BaseUnit } from './item.ts';
import { products } from './product.store.ts';

/**
 * Adds goods to what a cooperative trades, with the packs they are bought and sold in. Idempotent on `item.id`.
 * @throws catalogue/cooperative-not-found, id-reused, unknown-category, unknown-product, unknown-commodity, product-taken, barcode-taken, other-unit
 */
export async function addItem(tx: Tx, doer: Doer, item: NewItem, sample = false): Promise<void> {
  const { packs, productCode = null, commodityCode = null, cylinderKg10 = null, cooperativeId, ...given } = item;
  if (!(await cooperatives.cooperativeExists(tx, cooperativeId))) throw catalogueRefusals.cooperativeNotFound({});
  if (productCode !== null) {
    const product = await findProduct(tx, productCode);
    if (product === undefined) throw catalogueRefusals.unknownProduct({});
    if (product.baseUnit !== item.baseUnit) throw catalogueRefusals.otherUnit({ unit: product.baseUnit });
  }
  await refuseOtherUnit(tx, commodityCode, item.baseUnit);
  if (cylinderKg10 !== null && item.baseUnit !== 'piece') throw catalogueRefusals.otherUnit({ unit: 'piece' });
  const met = await insertOnce(tx, 'catalogue.item', {
    ...{ ...given, cooperativeId, productCode, commodityCode, cylinderKg10, sample, ...recordedBy(doer) },
  }).catch(
    onConstraint({
      item_category_fk: () => catalogueRefusals.unknownCategory({}),
      item_product_once: () => catalogueRefusals.productTaken({}),
    }),
  );
  if (met === 'other') throw catalogueRefusals.idReused({ id: item.id });
  for (const pack of packs) await insertPack(tx, cooperativeId, item.id, pack);
  if (met === 'same') return;
  const detail = { name: item.name, productCode, packs: packs.map(({ label }) => label) };
  await audit(tx, doer, 'catalogue/add-item', { kind: 'catalogue/item', id: item.id }, { cooperativeId, detail });
}

/**
 * Adds a product as the national catalogue has it, so that nobody types what every outlet calls the same: in the pack it is ordered in and, where
 * its commodity's price buys another (a litre, a kilogram), in that one too. Idempotent on `taken.id`.
 * @throws catalogue/cooperative-not-found, id-reused, unknown-product, product-taken
 */
export async function takeProduct(tx: Tx, doer: Doer, taken: TakenProduct, sample = false): Promise<void> {
  const product = await findProduct(tx, taken.productCode);
  if (product === undefined) throw catalogueRefusals.unknownProduct({});
  const { commodityCode, cylinderKg10, packLabel, packQtyBase } = product;
  const commodity = commodityCode === null ? undefined : await findCommodity(tx, commodityCode);
  const packs = [{ id: taken.orderPackId, label: packLabel, qtyBase: packQtyBase, isOrdered: true, isSold: true }];
  if (commodity !== undefined && commodity.qtyBase !== packQtyBase)
    packs.push({
      ...{ id: taken.soldPackId, label: commodity.packLabel, qtyBase: commodity.qtyBase },
      ...{ isOrdered: false, isSold: true },
    });
  await addItem(
    tx,
    doer,
    {
      ...{ id: taken.id, cooperativeId: taken.cooperativeId, name: product.name, categoryCode: product.categoryCode },
      ...{ baseUnit: product.baseUnit, productCode: product.code, expires: false, packs },
      ...(commodityCode === null ? {} : { commodityCode }),
      ...(cylinderKg10 === null ? {} : { cylinderKg10 }),
    },
    sample,
  );
}

/** Changes what may change about an item. @throws catalogue/not-found, unknown-commodity, other-unit */
export async function editItem(tx: Tx, doer: Doer, id: Id<'item'>, given: ItemEdit): Promise<void> {
  const { commodityCode = null, ...edit } = given;
  const item = await lockItem(tx, id);
  if (item === undefined) throw catalogueRefusals.notFound({});
  await refuseOtherUnit(tx, commodityCode, item.baseUnit);
  if (!(await updateItem(tx, id, { ...edit, commodityCode }))) return;
  await audit(
    tx,
    doer,
    'catalogue/edit-item',
    { kind: 'catalogue/item', id },
    { cooperativeId: item.cooperativeId, detail: { ...edit, commodityCode } },
  );
}

/** Adds a pack to an item. Idempotent on `pack.id`. @throws catalogue/not-found, id-reused, barcode-taken */
export async function addPack(tx: Tx, doer: Doer, itemId: Id<'item'>, pack: NewPack): Promise<void> {
  const item = await lockItem(tx, itemId);
  if (item === undefined) throw catalogueRefusals.notFound({});
  if (!(await insertPack(tx, item.cooperativeId, itemId, pack))) return;
  const detail = { item: item.name, label: pack.label, qtyBase: pack.qtyBase };
  await audit(
    tx,
    doer,
    'catalogue/add-pack',
    { kind: 'catalogue/pack', id: pack.id },
    { cooperativeId: item.cooperativeId, detail },
  );
}

/** Changes how a pack is called and used. @throws catalogue/not-found, barcode-taken */
export async function editPack(tx: Tx, doer: Doer, id: Id<'pack'>, given: PackEdit): Promise<void> {
  const { barcode = null, ...edit } = given;
  const pack = await lockPack(tx, id);
  if (pack === undefined) throw catalogueRefusals.notFound({});
  if (!(await updatePack(tx, id, { ...edit, barcode }))) return;
  await audit(
    tx,
    doer,
    'catalogue/edit-pack',
    { kind: 'catalogue/pack', id },
    { cooperativeId: pack.cooperativeId, detail: { ...edit, barcode } },
  );
}

/** @returns whether it was new */
async function insertPack(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  itemId: Id<'item'>,
  given: NewPack,
): Promise<boolean> {
  const { barcode = null, ...pack } = given;
  const met = await insertOnce(tx, 'catalogue.pack', { ...pack, barcode, cooperativeId, itemId }).catch(
    onConstraint({ pack_barcode_once: () => catalogueRefusals.barcodeTaken({}) }),
  );
  if (met === 'other') throw catalogueRefusals.idReused({ id: pack.id });
  return met === 'nothing';
}

/** A price rule of a kilogram says nothing of goods that are counted by the piece. */
async function refuseOtherUnit(tx: Tx, commodityCode: string | null, baseUnit: BaseUnit): Promise<void> {
  if (commodityCode === null) return;
  const commodity = await findCommodity(tx, commodityCode);
  if (commodity === undefined) throw catalogueRefusals.unknownCommodity({});
  if (commodity.baseUnit !== baseUnit) throw catalogueRefusals.otherUnit({ unit: commodity.baseUnit });
}

async function findProduct(tx: Tx, code: string) {
  return (await products(tx)).find((product) => product.code === code);
}
