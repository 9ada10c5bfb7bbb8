import * as catalogue from '../catalogue/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type Id, id } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import { type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type DecidedMove, type Decision, decideMoves, type StockKnown } from './decide-moves.ts';
import { differenceAccount } from './difference.ts';
import { inventoryRefusals } from './inventory.refusals.ts';
import { type MoveAsked, type Moved, type PlaceKind, zeroId } from './move.ts';
import {
  itemOfBatch,
  lockStock,
  placesOf,
  poolsOf,
  type StockRow,
  shortagesOf,
  stockOf,
  writeMoves,
} from './stock.store.ts';

interface HowMoved {
  /** A `fact` has happened: goods that were not there come out of lost and found and the answer says so. An `intention` is refused. */
  readonly as: 'fact' | 'intention';
  /** The day of the books, as the journal of the same document has it (`ledger.postingDay`); the day of the fact where left out. */
  readonly postedOn?: BusinessDate;
  readonly sample?: boolean;
}

/**
 * Moves goods of one cooperative, valued in their order, in the caller's transaction: three round trips, however many moves. The caller is the
 * document they belong to: it is recorded once, audits the act and posts the journal of the values this returns. Only what a late receipt settles
 * has a journal of its own, posted here.
 * @throws inventory/unknown-place, unknown-item, unknown-batch, short (of an intention)
 */
export async function moveStock(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  asked: readonly MoveAsked[],
  how: HowMoved,
): Promise<readonly Moved[]> {
  if (asked.length === 0) return [];
  const { as, postedOn, sample = false } = how;
  const lastSeq = await lockStock(tx, cooperativeId);
  const { known, accounts } = await load(tx, cooperativeId, asked);
  const decision = decideMoves(asked, known);
  const [short] = decision.short;
  if (short !== undefined && as === 'intention') throw inventoryRefusals.short(short);
  const settledOn = await postSettlements(tx, doer, { cooperativeId, decision, accounts, sample });
  const dayOf = ({ move, part }: DecidedMove) =>
    (part === 'settlement' ? settledOn.get(move.id) : postedOn) ?? move.occurredOn;
  await writeMoves(tx, {
    ...{ cooperativeId, lastSeq: lastSeq + decision.moves.length },
    moves: decision.moves.map((decided, at) => ({
      ...rowOf(decided, doer),
      ...{ seq: lastSeq + at + 1, postedOn: dayOf(decided), sample },
    })),
    ...{ stock: changedStock(decision, known.quantities), pools: decision.pools },
  });
  return decision.moved;
}

/** What the moves need to know, asked for at once. @throws inventory/unknown-place, unknown-item, unknown-batch */
async function load(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  asked: readonly MoveAsked[],
): Promise<{ known: StockKnown; accounts: ReadonlyMap<string, string> }> {
  const itemIds = [...new Set(asked.map((move) => move.itemId))];
  const batchIds = [...new Set(asked.flatMap((move) => move.batchId ?? []))];
  const [places, items, stock, pools, itemOf] = await Promise.all([
    placesOf(tx, cooperativeId),
    catalogue.itemsById(tx, itemIds),
    stockOf(tx, cooperativeId, itemIds),
    poolsOf(tx, cooperativeId, itemIds),
    itemOfBatch(tx, batchIds),
  ]);
  if (itemIds.some((itemId) => items.get(itemId)?.cooperativeId !== cooperativeId))
    throw inventoryRefusals.unknownItem({});
  if (asked.some(({ batchId, itemId }) => batchId !== undefined && itemOf.get(batchId) !== itemId))
    throw inventoryRefusals.unknownBatch({});
  const kinds = new Map<string, PlaceKind>(places.map((place) => [place.id, place.kind]));
  if (asked.some((move) => !kinds.has(move.fromPlaceId) || !kinds.has(move.toPlaceId)))
    throw inventoryRefusals.unknownPlace({});
  const lostFoundId = present(
    places.find((place) => place.kind === 'lost_found'),
    'lost and found',
  ).id;
  const owed = stock.filter(({ placeId, qtyBase }) => placeId === lostFoundId && qtyBase < 0);
  const received = asked.filter(({ fromPlaceId }) => kinds.get(fromPlaceId) === 'supplier');
  const late = owed.filter(({ itemId }) => received.some((move) => move.itemId === itemId));
  const shortages =
    late.length === 0 ? [] : await shortagesOf(tx, lostFoundId, [...new Set(late.map((r) => r.itemId))]);
  const quantities = new Map(stock.map((row) => [keyOf(row), row.qtyBase]));
  const accounts = new Map([...items].map(([itemId, { stockAccount }]) => [itemId, stockAccount]));
  return { known: { kinds, lostFoundId, quantities, pools, shortages }, accounts };
}

/** The books of what late receipts settle: the shortage of that day is no loss any more than it was a find. @returns the day by the receipt's move */
async function postSettlements(
  tx: Tx,
  doer: Doer,
  given: {
    cooperativeId: Id<'cooperative'>;
    decision: Decision;
    accounts: ReadonlyMap<string, string>;
    sample: boolean;
  },
): Promise<Map<string, BusinessDate>> {
  const { cooperativeId, sample } = given;
  const settled = given.decision.moves.filter(({ part, valueIdr }) => part === 'settlement' && valueIdr > 0);
  const posted = await ledger.postJournals(
    tx,
    doer,
    settled.map(({ move, valueIdr }) => ({
      ...{ id: newId<'journal'>(), cooperativeId, occurredOn: move.occurredOn, sample },
      source: { kind: 'inventory/settlement', id: move.id },
      description: 'Selisih persediaan selesai: barang yang terjual sebelum penerimaannya tercatat',
      postings: [
        { accountCode: differenceAccount, amountIdr: valueIdr },
        {
          accountCode: present(given.accounts.get(move.itemId), 'the account of an item'),
          amountIdr: rupiah(-valueIdr),
        },
      ],
    })),
  );
  return new Map(settled.flatMap(({ move }, at) => (posted[at] ? [[move.id, posted[at].postedOn]] : [])));
}

function rowOf({ move, part, ...decided }: DecidedMove, doer: Doer) {
  return {
    ...{ ...decided, id: part === 'asked' ? move.id : newId<'move'>(), itemId: move.itemId },
    ...{ batchId: move.batchId ?? zeroId, ownerId: move.ownerId ?? zeroId, note: move.note ?? null },
    ...{ occurredOn: move.occurredOn, occurredAt: move.occurredAt ?? null },
    sourceKind: part === 'settlement' ? 'inventory/settlement' : move.source.kind,
    ...{ sourceId: part === 'settlement' ? move.id : move.source.id, ...recordedBy(doer) },
  };
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
