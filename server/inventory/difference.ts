import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Posting } from '../ledger/public.ts';
import type { Moved } from './move.ts';

/** Selisih dan kerusakan persediaan. */
export const differenceAccount = '527000';

/** Goods that were found or lost, and the account their stock stands on. */
export interface Difference {
  readonly moved: Moved;
  readonly isGain: boolean;
  readonly stockAccount: string;
}

/** What differences come to, in the book: found goods add to stock, lost and written off ones take from it, both against one account. */
export function differencePostings(differences: readonly Difference[]): {
  readonly postings: readonly Posting[];
  readonly gainIdr: Rupiah;
  readonly lossIdr: Rupiah;
} {
  const stock = new Map<string, number>();
  let [gainIdr, lossIdr] = [0, 0];
  for (const { moved, isGain, stockAccount } of differences) {
    gainIdr += moved.shortIdr + (isGain ? moved.valueIdr : 0);
    lossIdr += isGain ? 0 : moved.valueIdr;
    const change = moved.shortIdr + (isGain ? moved.valueIdr : -moved.valueIdr);
    stock.set(stockAccount, (stock.get(stockAccount) ?? 0) + change);
  }
  const lines = [...stock, [differenceAccount, lossIdr - gainIdr] as const].filter(([, idr]) => idr !== 0);
  return {
    postings: lines.map(([accountCode, idr]) => ({ accountCode, amountIdr: rupiah(idr) })),
    gainIdr: rupiah(gainIdr),
    lossIdr: rupiah(lossIdr),
  };
}
