import * as catalogue from '../../catalogue/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import { type Id, id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import { meetSent } from '../../platform/db/meet-sent.ts';
import { nextNumber } from '../../platform/db/next-number.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { isHeld, zeroId } from '../move.ts';
import { findPlace, itemOfBatch, lockStock, type StockRow, stockOf } from '../stock.store.ts';
import { askForNext } from './ask-next.command.ts';
import { compareCounts, waitsFor } from './compare-counts.ts';
import type { CountTaken, NewCount } from './count.schema.ts';
import {
  type CountLineRow,
  countedOf,
  countsIn,
  findOpenStocktake,
  findStocktake,
  insertCount,
  insertStocktake,
  type Stocktake,
  stocktakeIdOfCount,
} from './count.store.ts';

/**
 * Records what a person found at a place. A fact: whatever it says is kept, and nothing moves until it is settled. Idempotent on its id.
 * @param at the moment it was counted, as far as can be known: never after now; `on` is its business date
 * @returns what comes next, and nothing of what is expected
 * @throws inventory/unknown-place, unknown-item, unknown-batch, unit-differs, line-twice, id-reused
 */
export async function recordCount(
  tx: Tx,
  doer: Doer,
  given: NewCount,
  { at, on, sample = false }: { at: Instant; on: BusinessDate; sample?: boolean },
): Promise<CountTaken> {
  const place = await findPlace(tx, given.placeId);
  if (place === undefined || !isHeld(place.kind)) throw inventoryRefusals.unknownPlace({});
  const { cooperativeId } = place;
  await lockStock(tx, cooperativeId);
  const { met, contentHash } = await meetSent(tx, 'inventory.count', given);
  if (met === 'other') throw inventoryRefusals.idReused({ id: given.id });
  if (met === 'same') return await takenBefore(tx, given);
  const lines = await checkedLines(tx, cooperativeId, given);
  const by = recordedBy(doer);
  const stocktake = (await findOpenStocktake(tx, given.placeId)) ?? (await open());
  const { id: countId, placeId, countedAt: toldAt, note = null } = given;
  await insertCount(
    tx,
    {
      ...{ id: countId, cooperativeId, stocktakeId: stocktake.id, placeId, countedAt: at, countedOn: on, toldAt, note },
      ...{ contentHash, sample, ...by },
    },
    lines,
  );
  await audit(
    tx,
    doer,
    'inventory/record-count',
    { kind: 'inventory/count', id: countId },
    { cooperativeId, detail: { number: stocktake.number, place: place.name, lines: lines.length } },
  );
  const next = await taken(tx, stocktake);
  await askForNext(tx, doer, stocktake, { waitsFor: next.waitsFor, counts: await countsIn(tx, stocktake.id), on });
  return next;

  async function open(): Promise<Stocktake> {
    const opened = { id: newId<'stocktake'>(), cooperativeId, placeId: given.placeId, sample };
    const number = await nextNumber(tx, 'inventory.counter', cooperativeId, 'SO', on);
    await insertStocktake(tx, { ...opened, number, openedOn: on, ...by });
    return { ...opened, number, outcome: null, reason: null };
  }
}

async function takenBefore(tx: Tx, given: NewCount): Promise<CountTaken> {
  const stocktakeId = present(await stocktakeIdOfCount(tx, given.id), 'the stocktake of a count');
  return await taken(tx, present(await findStocktake(tx, stocktakeId), 'a stocktake'));
}

async function taken(tx: Tx, { id: stocktakeId, number }: Stocktake): Promise<CountTaken> {
  return { stocktakeId, number, waitsFor: waitsFor(compareCounts(await countedOf(tx, [stocktakeId]))) };
}

async function checkedLines(tx: Tx, cooperativeId: Id<'cooperative'>, given: NewCount): Promise<CountLineRow[]> {
  const items = await catalogue.itemsById(tx, [...new Set(given.lines.map(({ itemId }) => itemId))]);
  const batches = await itemOfBatch(
    tx,
    given.lines.flatMap(({ batchId }) => batchId ?? []),
  );
  const stock = await stockOf(tx, cooperativeId, [...items.keys()].map(id<'item'>));
  const seen = new Set<string>();
  return given.lines.map(({ itemId, batchId = zeroId, ownerId: told, baseUnit, qtyBase }, at) => {
    const ownerId = told ?? ownerOf(stock.filter((row) => row.placeId === given.placeId && row.itemId === itemId));
    const item = items.get(itemId);
    if (item === undefined || item.cooperativeId !== cooperativeId) throw inventoryRefusals.unknownItem({});
    if (item.baseUnit !== baseUnit) throw inventoryRefusals.unitDiffers({ line: at + 1, unit: item.baseUnit });
    if (batchId !== zeroId && batches.get(batchId) !== itemId) throw inventoryRefusals.unknownBatch({});
    const slot = [itemId, batchId, ownerId].join('/');
    if (seen.has(slot)) throw inventoryRefusals.lineTwice({ line: at + 1 });
    seen.add(slot);
    return { itemId, batchId, ownerId, qtyBase };
  });
}

/** Whose goods are counted where nobody says: a partner's only where all that lies there is his. */
function ownerOf(lying: readonly StockRow[]): string {
  const [owner = zeroId, ...others] = new Set(lying.filter(({ qtyBase }) => qtyBase !== 0).map((row) => row.ownerId));
  return others.length === 0 ? owner : zeroId;
}
