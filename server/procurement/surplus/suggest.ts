import type { Id } from '../../kernel/ids.ts';

/** What one cooperative holds of a product, its own goods that can be sold, and what it sold of it in the days looked back on. */
export interface Pile {
  readonly cooperativeId: Id<'cooperative'>;
  readonly heldBase: number;
  readonly soldBase: number;
}

/** Whole packs of a product from one cooperative to another. */
export interface Suggested {
  readonly sellerId: Id<'cooperative'>;
  readonly buyerId: Id<'cooperative'>;
  readonly packs: number;
}

/** How many days' sales count as too little, what a shelf is filled up to, and what a seller keeps for itself. */
export interface Cover {
  readonly soldOverDays: number;
  readonly lackDays: number;
  readonly fillDays: number;
  readonly keepDays: number;
}

export const usualCover: Cover = { soldOverDays: 28, lackDays: 7, fillDays: 14, keepDays: 30 };

/**
 * Says who could sell how much of a product to whom. Whoever would be sold out soonest comes first and takes from whoever has most to spare.
 * No seller is left with less than it sells in `keepDays`, no buyer gets more than the packs that reach `fillDays`; what nobody bought in the
 * days looked back on is all to spare. Deterministic: ties go by id.
 */
export function suggest(piles: readonly Pile[], packQtyBase: number, cover: Cover = usualCover): Suggested[] {
  const spare = piles
    .map((pile) => ({ pile, packs: packsToSpare(pile, packQtyBase, cover) }))
    .filter(({ packs }) => packs > 0);
  const needs = piles
    .map((pile) => ({ pile, packs: packsLacking(pile, packQtyBase, cover) }))
    .filter(({ packs }) => packs > 0)
    .sort((a, b) => bySoonest(a.pile, b.pile));
  const suggested: Suggested[] = [];
  for (const need of needs) {
    spare.sort((a, b) => b.packs - a.packs || (a.pile.cooperativeId < b.pile.cooperativeId ? -1 : 1));
    for (const source of spare) {
      const packs = Math.min(need.packs, source.packs);
      if (packs === 0) break;
      suggested.push({ sellerId: source.pile.cooperativeId, buyerId: need.pile.cooperativeId, packs });
      source.packs -= packs;
      need.packs -= packs;
    }
  }
  return suggested;
}

function packsToSpare({ heldBase, soldBase }: Pile, packQtyBase: number, { keepDays, soldOverDays }: Cover): number {
  const keepBase = Math.ceil((soldBase * keepDays) / soldOverDays);
  return Math.max(0, Math.floor((heldBase - keepBase) / packQtyBase));
}

function packsLacking({ heldBase, soldBase }: Pile, packQtyBase: number, cover: Cover): number {
  if (heldBase * cover.soldOverDays >= soldBase * cover.lackDays) return 0;
  const fillBase = Math.floor((soldBase * cover.fillDays) / cover.soldOverDays);
  return Math.max(0, Math.floor((fillBase - heldBase) / packQtyBase));
}

/** Days until sold out, compared without dividing. */
function bySoonest(a: Pile, b: Pile): number {
  const [left, right] = [BigInt(a.heldBase) * BigInt(b.soldBase), BigInt(b.heldBase) * BigInt(a.soldBase)];
  if (left !== right) return left < right ? -1 : 1;
  return a.cooperativeId < b.cooperativeId ? -1 : 1;
}
