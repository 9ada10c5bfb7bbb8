/** Over how many days sales are looked back on, and how many days a shelf is to last after the goods came. */
export const lookedBackDays = 28;
export const coverDays = 14;
/** Days from order to receipt where no order came yet. */
export const usualLeadDays = 3;

export interface Demand {
  /** Sold in `lookedBackDays`. */
  readonly soldBase: number;
  readonly heldBase: number;
  /** Ordered before and not yet here. */
  readonly comingBase: number;
  /** Days from order to receipt, as they were. */
  readonly leadDays: number;
  readonly packQtyBase: number;
  /** The most that may be ordered: by the rule of the day and by what is left of the quota; none: as much as is wanted. */
  readonly maxBase: number | null;
}

/**
 * Whole packs to order so that the shelf lasts until the goods are here and `coverDays` beyond: what sells in that time, less what is held and what
 * is on its way. What does not sell is not suggested.
 */
export function suggestedPacks({ soldBase, heldBase, comingBase, leadDays, packQtyBase, maxBase }: Demand): number {
  const neededBase = Math.ceil((soldBase * (leadDays + coverDays)) / lookedBackDays);
  const missingBase = Math.max(0, neededBase - heldBase - comingBase);
  const packs = Math.ceil(missingBase / packQtyBase);
  return maxBase === null ? packs : Math.min(packs, Math.floor(maxBase / packQtyBase));
}
