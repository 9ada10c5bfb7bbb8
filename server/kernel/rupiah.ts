declare const unit: unique symbol;

/** Whole rupiah, safe up to 9.007 × 10¹⁵. Stored as `bigint … _idr`, sent as a JSON integer `…Idr`. */
export type Rupiah = number & { readonly [unit]: 'rupiah' };

/** @throws RangeError when `n` is not a whole number of rupiah within the safe range */
export function rupiah(n: number): Rupiah {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not whole rupiah: ${n}`);
  return n as Rupiah;
}

/**
 * The most that one line of a paper may come to: a trillion rupiah. More is a slip of the hand, and once it is in a book the sums of that book are
 * no longer exact whole numbers and cannot be read.
 */
export const lineMaxIdr = 1_000_000_000_000;
