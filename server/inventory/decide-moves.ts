import { present } from '../kernel/assert.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { isHeld, type MoveAsked, type Moved, type PlaceKind } from './move.ts';
import { averageWorth, emptyPool, type Pool, withIn, withOut, worthOf } from './valuation.ts';

/** What is known of a cooperative's stock before moves are decided; keys are `place/item/batch/owner` and `item/owner`. */
export interface StockKnown {
  readonly kinds: ReadonlyMap<string, PlaceKind>;
  readonly lostFoundId: string;
  readonly quantities: ReadonlyMap<string, number>;
  readonly pools: ReadonlyMap<string, Pool>;
}

/** A move with its batch, owner and value settled. `ofShortage` was added: from lost and found to the shelf, before `move.id`. */
export interface DecidedMove {
  readonly move: MoveAsked;
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly qtyBase: number;
  readonly valueIdr: Rupiah;
  readonly ofShortage: boolean;
}

export interface Decision {
  readonly moves: readonly DecidedMove[];
  readonly moved: readonly Moved[];
  readonly quantities: ReadonlyMap<string, number>;
  readonly pools: ReadonlyMap<string, Pool>;
  /** Goods that were not there. A fact goes on over lost and found; an intention is refused for the first of them. */
  readonly short: readonly { readonly itemId: string; readonly availableBase: number; readonly wantedBase: number }[];
}

const none = '00000000-0000-0000-0000-000000000000';

/** Values moves in their order and says what stock they leave. Pure; the caller holds the lock of the cooperative's stock. */
export function decideMoves(asked: readonly MoveAsked[], known: StockKnown): Decision {
  const quantities = new Map(known.quantities);
  const pools = new Map(known.pools);
  const moves: DecidedMove[] = [];
  const moved: Moved[] = [];
  const short: Decision['short'][number][] = [];
  for (const move of asked) {
    const owner = move.ownerId ?? none;
    const slot = (placeId: string) => [placeId, move.itemId, move.batchId ?? none, owner].join('/');
    const held = (placeId: string) => isHeld(present(known.kinds.get(placeId), 'a place of the cooperative'));
    const add = (placeId: string, qtyBase: number) => {
      const kind = present(known.kinds.get(placeId), 'a place of the cooperative');
      if (isHeld(kind) || kind === 'lost_found')
        quantities.set(slot(placeId), (quantities.get(slot(placeId)) ?? 0) + qtyBase);
    };
    const carry = (from: string, to: string, qtyBase: number, ofShortage: boolean): Rupiah => {
      const { pool, valueIdr } = passBorder(pools.get(`${move.itemId}/${owner}`) ?? emptyPool, {
        ...{ qtyBase, comesIn: !held(from) && held(to), goesOut: held(from) && !held(to) },
        ...{ valueIdr: ofShortage ? undefined : move.valueIdr, isConsigned: owner !== none },
      });
      pools.set(`${move.itemId}/${owner}`, pool);
      add(from, -qtyBase);
      add(to, qtyBase);
      moves.push({ move, fromPlaceId: from, toPlaceId: to, qtyBase, valueIdr, ofShortage });
      return valueIdr;
    };
    const availableBase = held(move.fromPlaceId) ? (quantities.get(slot(move.fromPlaceId)) ?? 0) : move.qtyBase;
    const shortBase = Math.max(0, move.qtyBase - availableBase);
    if (shortBase > 0) short.push({ itemId: move.itemId, availableBase, wantedBase: move.qtyBase });
    const shortIdr = shortBase > 0 ? carry(known.lostFoundId, move.fromPlaceId, shortBase, true) : rupiah(0);
    const valueIdr = carry(move.fromPlaceId, move.toPlaceId, move.qtyBase, false);
    moved.push({ id: move.id, itemId: move.itemId, qtyBase: move.qtyBase, valueIdr, shortBase, shortIdr });
  }
  return { moves, moved, quantities, pools, short };
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
