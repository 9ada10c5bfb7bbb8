import * as catalogue from '../catalogue/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type Id, id } from '../kernel/ids.ts';
import { type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type Decision, decideMoves } from './decide-moves.ts';
import { inventoryRefusals } from './inventory.refusals.ts';
import type { MoveAsked, Moved, PlaceKind } from './move.ts';
import { lockStock, placesOf, poolsOf, type StockRow, stockOf, writeMoves, zeroId } from './stock.store.ts';

/**
 * Moves goods of one cooperative, valued in their order, in the caller's transaction. The caller is the document they belong to: it is recorded
 * once, audits the act and posts the journal of the values this returns.
 * @param as a `fact` has happened: goods that were not there come out of lost and found and the answer says so. An `intention` is refused.
 * @param postedOn the day of the books, as the journal of the same document has it; the day of the fact where left out
 * @throws inventory/unknown-place, unknown-item, short (of an intention)
 */
export async function moveStock(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  asked: readonly MoveAsked[],
  { as, postedOn, sample = false }: { as: 'fact' | 'intention'; postedOn?: BusinessDate; sample?: boolean },
): Promise<readonly Moved[]> {
  const lastSeq = await lockStock(tx, cooperativeId);
  const itemIds = [...new Set(asked.map((move) => move.itemId))];
  const [places, items, stock, pools] = [
    await placesOf(tx, cooperativeId),
    await catalogue.itemsById(tx, itemIds),
    await stockOf(tx, cooperativeId, itemIds),
    await poolsOf(tx, cooperativeId, itemIds),
  ];
  if (itemIds.some((id) => items.get(id)?.cooperativeId !== cooperativeId)) throw inventoryRefusals.unknownItem({});
  const kinds = new Map<string, PlaceKind>(places.map((place) => [place.id, place.kind]));
  if (asked.some((move) => !kinds.has(move.fromPlaceId) || !kinds.has(move.toPlaceId)))
    throw inventoryRefusals.unknownPlace({});
  const lostFoundId = present(
    places.find((place) => place.kind === 'lost_found'),
    'lost and found',
  ).id;
  const quantities = new Map(stock.map((row) => [keyOf(row), row.qtyBase]));
  const decision = decideMoves(asked, { kinds, lostFoundId, quantities, pools });
  const [short] = decision.short;
  if (short !== undefined && as === 'intention') throw inventoryRefusals.short(short);
  await writeMoves(tx, {
    ...{
      cooperativeId,
      lastSeq: lastSeq + decision.moves.length,
      moves: rowsOf(decision, doer, lastSeq, postedOn, sample),
    },
    ...{ stock: changedStock(decision, quantities), pools: decision.pools },
  });
  return decision.moved;
}

function rowsOf({ moves }: Decision, doer: Doer, lastSeq: number, postedOn: BusinessDate | undefined, sample: boolean) {
  return moves.map(({ move, ofShortage, ...decided }, at) => ({
    ...{ ...decided, id: ofShortage ? newId<'move'>() : move.id, itemId: move.itemId, seq: lastSeq + at + 1, sample },
    ...{ batchId: move.batchId ?? zeroId, ownerId: move.ownerId ?? zeroId, note: move.note ?? null },
    ...{ occurredOn: move.occurredOn, postedOn: postedOn ?? move.occurredOn },
    ...{ sourceKind: move.source.kind, sourceId: move.source.id, ...recordedBy(doer) },
  }));
}

function keyOf(row: StockRow): string {
  return [row.placeId, row.itemId, row.batchId, row.ownerId].join('/');
}

function changedStock({ quantities }: Decision, before: ReadonlyMap<string, number>): StockRow[] {
  return [...quantities]
    .filter(([key, qtyBase]) => before.get(key) !== qtyBase)
    .map(([key, qtyBase]) => {
      const [placeId = '', itemId = '', batchId = '', ownerId = ''] = key.split('/');
      return { placeId: id<'place'>(placeId), itemId: id<'item'>(itemId), batchId, ownerId, qtyBase };
    });
}
