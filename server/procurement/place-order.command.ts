import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import * as inventory from '../inventory/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as partners from '../partners/public.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import { nextNumber } from '../platform/db/next-number.ts';
import type { Tx } from '../platform/db/tx.ts';
import { refuseBeyondLimits, refuseBeyondTerms } from './check-terms.command.ts';
import { orderRefusals } from './order.refusals.ts';
import type { NewOrder } from './order.schema.ts';
import { insertOrder, takeStep } from './order.store.ts';
import { type OrderLine, sidesOf } from './order.ts';
import { meetPaper } from './paper.store.ts';
import { refuseTooLarge } from './refuse-too-large.ts';

/**
 * Asks a partner for goods: an intention, so what cannot be is refused. Idempotent on its id.
 * @throws procurement/id-reused, in-future, not-yours, place-not-found, partner-not-found, item-not-found, item-twice, other-unit, too-large, beyond-limit,
 *   not-agreed, price-differs, beyond-quota, beyond-credit
 */
export async function placeOrder(
  tx: Tx,
  doer: Doer,
  given: NewOrder,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { met, contentHash } = await meetPaper(tx, 'order', given);
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (given.orderedOn > today) throw orderRefusals.inFuture({});
  const { cooperativeId, partnerId, placeId } = given;
  if (
    !sidesOf({ cooperativeId, partnerId, supplierCooperativeId: null, principalId: null }, tx.reach).includes('buyer')
  )
    throw orderRefusals.notYours({});
  const buyerName = (await cooperatives.namesOf(tx, [cooperativeId])).get(cooperativeId);
  const supplierName = (await partners.namesOf(tx, [partnerId])).get(partnerId);
  if (buyerName === undefined) throw orderRefusals.placeNotFound({});
  if (supplierName === undefined) throw orderRefusals.partnerNotFound({});
  const placeName = await placeNameOf(tx, cooperativeId, placeId);
  const number = await nextNumber(tx, 'procurement.counter', cooperativeId, 'SP', given.orderedOn); // from here on orders of this cooperative come one after the other
  const lines = await linesOf(tx, given);
  await refuseBeyondLimits(tx, given.orderedOn, lines);
  const agreement = await partners.agreementInForce(tx, cooperativeId, partnerId, given.orderedOn);
  if (agreement !== undefined) await refuseBeyondTerms(tx, agreement, given.orderedOn, lines);
  const parties = {
    cooperativeId,
    partnerId,
    supplierCooperativeId: null,
    principalId: agreement?.principalId ?? null,
  };
  const totalIdr = rupiah(lines.reduce((sum, line) => sum + line.priceIdr * line.qtyPacks, 0));
  const by = recordedBy(doer);
  const order = {
    ...{ id: given.id, cooperativeId, placeId, number, buyerName, supplierName, placeName, totalIdr },
    ...{ orderedOn: given.orderedOn, wantedOn: given.wantedOn ?? null, note: given.note ?? null },
    ...{ isConsigned: agreement?.isConsigned ?? false, agreementId: agreement?.id ?? null },
    ...{ status: 'placed', contentHash, sample, ...by },
  };
  await insertOrder(tx, order, parties, lines);
  const placed = { id: newId<'order-step'>(), step: 'place', status: 'placed', happenedOn: given.orderedOn } as const;
  await takeStep(tx, { ...parties, id: given.id }, { ...placed, contentHash, ...by });
  await audit(
    tx,
    doer,
    'procurement/place-order',
    { kind: 'procurement/order', id: given.id },
    { cooperativeId, detail: { number, partnerId, totalIdr } },
  );
}

/** @throws procurement/place-not-found for a place of somebody else, or one that holds nothing */
export async function placeNameOf(
  tx: Tx,
  cooperativeId: NewOrder['cooperativeId'],
  placeId: NewOrder['placeId'],
): Promise<string> {
  const places = await inventory.placesOf(tx, cooperativeId);
  const place = places.find(({ id, kind }) => id === placeId && (kind === 'outlet' || kind === 'warehouse'));
  if (place === undefined) throw orderRefusals.placeNotFound({});
  return place.name;
}

async function linesOf(tx: Tx, given: NewOrder): Promise<OrderLine[]> {
  const itemIds = [...new Set(given.lines.map((line) => line.itemId))];
  const items = await catalogue.itemsById(tx, itemIds);
  const packs = new Map((await catalogue.packsOf(tx, itemIds)).map((pack) => [pack.id, pack]));
  if (new Set(given.lines.map((line) => line.packId)).size < given.lines.length) throw orderRefusals.itemTwice({});
  return given.lines.map(({ itemId, packId, qtyPacks, qtyBase, priceIdr }, at) => {
    const [item, pack] = [items.get(itemId), packs.get(packId)];
    if (item?.cooperativeId !== given.cooperativeId || pack?.itemId !== itemId) throw orderRefusals.itemNotFound({});
    const expectedBase = qtyPacks * pack.qtyBase;
    if (qtyBase !== expectedBase) throw orderRefusals.otherUnit({ seq: at + 1, expectedBase });
    refuseTooLarge({ seq: at + 1, priceIdr, packQtyBase: pack.qtyBase }, qtyBase);
    const { name: itemName, baseUnit, productCode } = item;
    const asPack = { packId, packLabel: pack.label, packQtyBase: pack.qtyBase };
    return { seq: at + 1, itemId, productCode, itemName, baseUnit, ...asPack, qtyPacks, priceIdr };
  });
}
