declare const unit: unique symbol;

/** Whole rupiah, safe up to 9.007 × 10¹⁵. Stored as `bigint … _idr`, sent as a JSON integer `…Idr`. */
export type Rupiah = number & { readonly [unit]: 'rupiah' };

/** @throws RangeError when `n` is not a whole number of rupiah within the safe range */
export function rupiah(n: number): Rupiah {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not whole rupiah: ${n}`);
  return n as Rupiah;
}
