import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';

/** Goods of one batch and owner that lie at a place. */
export interface OnShelf {
  readonly itemId: Id<'item'>;
  readonly batchId: Id<'batch'> | null;
  readonly ownerId: Id<'partner'> | null;
  readonly expiresOn: BusinessDate | null;
  readonly qtyBase: number;
}

export interface Wanted {
  readonly itemId: Id<'item'>;
  readonly qtyBase: number;
  /** Only goods of this owner, null for the cooperative's own; left out: whoever's. */
  readonly ownerId?: Id<'partner'> | null;
}

/** So much of this batch and owner; to be spread into a move as it is. */
export interface Picked {
  readonly itemId: Id<'item'>;
  readonly batchId?: Id<'batch'>;
  readonly ownerId?: Id<'partner'>;
  readonly qtyBase: number;
}

/**
 * Which goods go out: what expires first goes first, of the same day the cooperative's own before a partner's, then what came first. Who takes for
 * an intention is given nothing that has expired; a fact may have taken it, last of all. What the shelf does not hold is asked of it all the same,
 * without a batch, so that whoever moves it sees that it is short.
 * @returns the parts of each wanted thing, in order; what one takes is not there for the next
 */
export function pickFrom(
  shelf: readonly OnShelf[],
  wanted: readonly Wanted[],
  { on, as }: { on: BusinessDate; as: 'fact' | 'intention' },
): Picked[][] {
  const isExpired = ({ expiresOn }: OnShelf) => expiresOn !== null && expiresOn < on;
  const left = shelf
    .filter((goods) => goods.qtyBase > 0 && (as === 'fact' || !isExpired(goods)))
    .toSorted((a, b) => Number(isExpired(a)) - Number(isExpired(b)) || compare(a, b))
    .map((goods) => ({ ...goods }));
  return wanted.map(({ itemId, qtyBase, ownerId }) => {
    const suits = (goods: OnShelf) => goods.itemId === itemId && (ownerId === undefined || goods.ownerId === ownerId);
    const picked: Picked[] = [];
    let missing = qtyBase;
    for (const goods of left) {
      const taken = suits(goods) ? Math.min(missing, goods.qtyBase) : 0;
      if (taken === 0) continue;
      goods.qtyBase -= taken;
      missing -= taken;
      picked.push({ itemId, ...partOf(goods), qtyBase: taken });
    }
    if (missing === 0) return picked;
    const owner = ownerId ?? shelf.find(suits)?.ownerId ?? null;
    const hasOwn = shelf.some((goods) => suits(goods) && goods.ownerId === null);
    return [...picked, { itemId, ...(hasOwn || owner === null ? {} : { ownerId: owner }), qtyBase: missing }];
  });
}

function partOf({ batchId, ownerId }: OnShelf): Pick<Picked, 'batchId' | 'ownerId'> {
  return { ...(batchId === null ? {} : { batchId }), ...(ownerId === null ? {} : { ownerId }) };
}

function compare(a: OnShelf, b: OnShelf): number {
  const last = '9999-12-31';
  const keys = (goods: OnShelf) => [
    goods.expiresOn ?? last,
    goods.ownerId === null ? '0' : '1',
    goods.batchId ?? '',
    goods.ownerId ?? '',
  ];
  const [left, right] = [keys(a).join(' '), keys(b).join(' ')];
  return left < right ? -1 : left > right ? 1 : 0;
}
