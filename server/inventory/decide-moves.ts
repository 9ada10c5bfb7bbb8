import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { isHeld, type MoveAsked, type Moved, zeroId as none, type PlaceKind } from './move.ts';
import { averageWorth, emptyPool, type Pool, withIn, withOut, worthOf } from './valuation.ts';

/** What is known of a cooperative's stock before moves are decided; keys are `place/item/batch/owner` and `item/owner`. */
export interface StockKnown {
  readonly kinds: ReadonlyMap<string, PlaceKind>;
  readonly lostFoundId: string;
  readonly quantities: ReadonlyMap<string, number>;
  readonly pools: ReadonlyMap<string, Pool>;
  /** Goods that left a shelf which, by the books, did not hold them: those that a late receipt may settle. */
  readonly shortages?: readonly Shortage[];
}

export interface Shortage {
  readonly placeId: string;
  readonly itemId: string;
  readonly ownerId: string;
  readonly occurredOn: BusinessDate;
  readonly qtyBase: number;
}

/**
 * A move with its batch, owner and value settled. A `shortage` was added before a fact: from lost and found to the shelf. A `settlement` was added
 * after a late receipt: from the shelf to lost and found, what had been sold before the receipt was told of.
 */
export interface DecidedMove {
  readonly move: MoveAsked;
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly qtyBase: number;
  readonly valueIdr: Rupiah;
  readonly part: 'asked' | 'shortage' | 'settlement';
}

export interface Decision {
  readonly moves: readonly DecidedMove[];
  readonly moved: readonly Moved[];
  readonly quantities: ReadonlyMap<string, number>;
  readonly pools: ReadonlyMap<string, Pool>;
  /** Goods that were not there. A fact goes on over lost and found; an intention is refused for the first of them. */
  readonly short: readonly { readonly itemId: string; readonly availableBase: number; readonly wantedBase: number }[];
}

/** Values moves in their order and says what stock they leave. Pure; the caller holds the lock of the cooperative's stock. */
export function decideMoves(asked: readonly MoveAsked[], known: StockKnown): Decision {
  const quantities = new Map(known.quantities);
  const pools = new Map(known.pools);
  const moves: DecidedMove[] = [];
  const moved: Moved[] = [];
  const short: Decision['short'][number][] = [];
  const kindOf = (placeId: string) => present(known.kinds.get(placeId), 'a place of the cooperative');
  const held = (placeId: string) => isHeld(kindOf(placeId));
  /** What is lost has no batch any more: nobody knows which it was. */
  const slotOf = (placeId: string, { itemId, batchId, ownerId }: MoveAsked) =>
    [placeId, itemId, kindOf(placeId) === 'lost_found' ? none : (batchId ?? none), ownerId ?? none].join('/');
  const there = (placeId: string, move: MoveAsked) => quantities.get(slotOf(placeId, move)) ?? 0;
  const add = (placeId: string, move: MoveAsked, qtyBase: number) => {
    if (held(placeId) || kindOf(placeId) === 'lost_found')
      quantities.set(slotOf(placeId, move), there(placeId, move) + qtyBase);
  };
  const carry = (move: MoveAsked, from: string, to: string, qtyBase: number, part: DecidedMove['part']): Rupiah => {
    const owner = move.ownerId ?? none;
    const { pool, valueIdr } = passBorder(pools.get(`${move.itemId}/${owner}`) ?? emptyPool, {
      ...{ qtyBase, comesIn: !held(from) && held(to), goesOut: held(from) && !held(to) },
      ...{ valueIdr: part === 'asked' ? move.valueIdr : undefined, isConsigned: owner !== none },
    });
    pools.set(`${move.itemId}/${owner}`, pool);
    add(from, move, -qtyBase);
    add(to, move, qtyBase);
    moves.push({ move, fromPlaceId: from, toPlaceId: to, qtyBase, valueIdr, part });
    return valueIdr;
  };
  for (const move of asked) {
    const { fromPlaceId: from, toPlaceId: to, qtyBase } = move;
    const availableBase = held(from) ? there(from, move) : qtyBase;
    const shortBase = Math.max(0, qtyBase - availableBase);
    if (shortBase > 0) short.push({ itemId: move.itemId, availableBase, wantedBase: qtyBase });
    const shortIdr = shortBase > 0 ? carry(move, known.lostFoundId, from, shortBase, 'shortage') : rupiah(0);
    const valueIdr = carry(move, from, to, qtyBase, 'asked');
    const lateBase = kindOf(from) === 'supplier' ? settledBy(move, there(known.lostFoundId, move), known) : 0;
    const settledIdr = lateBase > 0 ? carry(move, to, known.lostFoundId, lateBase, 'settlement') : rupiah(0);
    moved.push({
      ...{ id: move.id, itemId: move.itemId, source: move.source, qtyBase, valueIdr },
      ...{ shortBase, shortIdr, settledBase: lateBase, settledIdr },
    });
  }
  return { moves, moved, quantities, pools, short };
}

/** How much of what was received had left that place already: on the day it came or later, while lost and found still owes it. */
function settledBy(move: MoveAsked, lostFoundBase: number, { shortages = [] }: StockKnown): number {
  const left = shortages
    .filter(({ placeId, itemId }) => placeId === move.toPlaceId && itemId === move.itemId)
    .filter(({ ownerId, occurredOn }) => ownerId === (move.ownerId ?? none) && occurredOn >= move.occurredOn)
    .reduce((sum, { qtyBase }) => sum + qtyBase, 0);
  return Math.max(0, Math.min(move.qtyBase, -lostFoundBase, left));
}

function passBorder(
  pool: Pool,
  move: { qtyBase: number; comesIn: boolean; goesOut: boolean; valueIdr: Rupiah | undefined; isConsigned: boolean },
): { pool: Pool; valueIdr: Rupiah } {
  const { qtyBase } = move;
  if (move.comesIn) {
    const valueIdr = move.isConsigned ? rupiah(0) : (move.valueIdr ?? averageWorth(pool, qtyBase));
    return { pool: withIn(pool, qtyBase, valueIdr), valueIdr };
  }
  if (move.goesOut) {
    const valueIdr = worthOf(pool, qtyBase);
    return { pool: withOut(pool, qtyBase, valueIdr), valueIdr };
  }
  return { pool, valueIdr: rupiah(0) };
}
