import { assert } from '../kernel/assert.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';

/** Quantity and value of what is held of one item; value is zero when quantity is. */
export interface Pool {
  readonly qtyBase: number;
  readonly valueIdr: Rupiah;
  /** The average it last had, as a quantity and its value; null before the first goods came. */
  readonly last: { readonly qtyBase: number; readonly valueIdr: Rupiah } | null;
}

export const emptyPool: Pool = { qtyBase: 0, valueIdr: rupiah(0), last: null };

/**
 * What so much of the held goods is worth: its share of the pool at the moving average, half a rupiah rounded up; the last unit takes what is
 * left, so that nothing stays when nothing is there.
 */
export function worthOf(pool: Pool, qtyBase: number): Rupiah {
  assert(qtyBase >= 0 && qtyBase <= pool.qtyBase, 'no more than is held');
  if (qtyBase === pool.qtyBase) return pool.valueIdr;
  return shareOf(pool.valueIdr, qtyBase, pool.qtyBase);
}

/** What goods without a price of their own (found, short) are worth: the average, or the last there was, or nothing. */
export function averageWorth(pool: Pool, qtyBase: number): Rupiah {
  if (pool.qtyBase > 0) return shareOf(pool.valueIdr, qtyBase, pool.qtyBase);
  return pool.last === null ? rupiah(0) : shareOf(pool.last.valueIdr, qtyBase, pool.last.qtyBase);
}

export function withIn(pool: Pool, qtyBase: number, valueIdr: Rupiah): Pool {
  const held = { qtyBase: pool.qtyBase + qtyBase, valueIdr: rupiah(pool.valueIdr + valueIdr) };
  return { ...held, last: held };
}

export function withOut(pool: Pool, qtyBase: number, valueIdr: Rupiah): Pool {
  const held = { qtyBase: pool.qtyBase - qtyBase, valueIdr: rupiah(pool.valueIdr - valueIdr) };
  assert(held.qtyBase >= 0 && held.valueIdr >= 0, 'a pool is not negative');
  return { ...held, last: held.qtyBase > 0 ? held : pool.last };
}

function shareOf(valueIdr: Rupiah, part: number, whole: number): Rupiah {
  return rupiah(Number((2n * BigInt(valueIdr) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole))));
}
