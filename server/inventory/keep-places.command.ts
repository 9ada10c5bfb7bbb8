import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { inventoryRefusals } from './inventory.refusals.ts';
import type { NewPlace } from './stock.schema.ts';
import { insertPlace, lockStock, setReorder, stockAt, updatePlace } from './stock.store.ts';

const taken = onConstraint({ place_name_once: () => inventoryRefusals.placeTaken({}) });

/** Opens an outlet or a warehouse to goods. Idempotent on its id. @throws inventory/cooperative-not-found, id-reused, place-taken */
export async function addPlace(tx: Tx, doer: Doer, given: NewPlace): Promise<void> {
  const { id, cooperativeId, kind, name } = given;
  if (!(await cooperatives.cooperativeExists(tx, cooperativeId))) throw inventoryRefusals.cooperativeNotFound({});
  const met = await insertPlace(tx, given).catch(taken);
  if (met === 'other') throw inventoryRefusals.idReused({ id });
  if (met === 'same') return;
  const about = { cooperativeId, detail: { kind, name } };
  await audit(tx, doer, 'inventory/add-place', { kind: 'inventory/place', id }, about);
}

/** Names a place anew, or closes it once nothing lies there. @throws inventory/not-found, place-taken, place-in-use */
export async function editPlace(
  tx: Tx,
  doer: Doer,
  id: Id<'place'>,
  { name, isActive }: { name: string; isActive: boolean },
): Promise<void> {
  const place = await stockAt(tx, id);
  if (place === undefined || !['outlet', 'warehouse'].includes(place.kind)) throw inventoryRefusals.notFound({});
  await lockStock(tx, place.cooperativeId);
  const now = await stockAt(tx, id);
  if (!isActive && now?.hasGoods === true) throw inventoryRefusals.placeInUse({});
  await updatePlace(tx, id, { name, isActive }).catch(taken);
  const about = { cooperativeId: place.cooperativeId, detail: { name, isActive } };
  await audit(tx, doer, 'inventory/edit-place', { kind: 'inventory/place', id }, about);
}

/** Says when an item is to be ordered again; the same again changes nothing. @throws inventory/not-found */
export async function setReorderPoint(tx: Tx, doer: Doer, itemId: Id<'item'>, qtyBase: number): Promise<void> {
  const item = (await catalogue.itemsById(tx, [itemId])).get(itemId);
  if (item === undefined) throw inventoryRefusals.notFound({});
  const { cooperativeId } = item;
  if (!(await setReorder(tx, { cooperativeId, itemId, qtyBase }))) return;
  const about = { cooperativeId, detail: { qtyBase } };
  await audit(tx, doer, 'inventory/set-reorder-point', { kind: 'catalogue/item', id: itemId }, about);
}
