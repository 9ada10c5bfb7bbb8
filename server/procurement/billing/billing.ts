import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import type { OrderLine } from '../order.ts';
import { costOf } from '../receipt/receipt.ts';

/** What is known of a line when ordered, received and invoiced are laid side by side; base units, and what was invoiced of it. */
export interface MatchLine {
  readonly line: OrderLine;
  readonly agreedPacks: number;
  readonly deliveredBase: number;
  readonly receivedBase: number;
  readonly returnedBase: number;
  readonly invoicedBase: number;
  readonly invoicedIdr: Rupiah;
}

export const matchFlags = [
  'cut',
  'delivered_more',
  'received_less',
  'received_more',
  'invoiced_more',
  'invoiced_less',
  'price_differs',
] as const;
export type MatchFlag = (typeof matchFlags)[number];

/** What differs between the papers of a line. Nothing is said of a paper that has not come. */
export function differencesOf(match: MatchLine): MatchFlag[] {
  const { line, deliveredBase, receivedBase, returnedBase, invoicedBase, invoicedIdr } = match;
  const agreedBase = match.agreedPacks * line.packQtyBase;
  const keptBase = receivedBase - returnedBase;
  const says: readonly [MatchFlag, boolean][] = [
    ['cut', match.agreedPacks < line.qtyPacks],
    ['delivered_more', deliveredBase > agreedBase],
    ['received_less', receivedBase > 0 && deliveredBase > 0 && receivedBase < deliveredBase],
    ['received_more', receivedBase > Math.max(agreedBase, deliveredBase)],
    ['invoiced_more', invoicedBase > 0 && receivedBase > 0 && invoicedBase > keptBase],
    ['invoiced_less', invoicedBase > 0 && invoicedBase < keptBase],
    ['price_differs', invoicedBase > 0 && invoicedIdr !== costOf(line, invoicedBase)],
  ];
  return says.filter(([, holds]) => holds).map(([flag]) => flag);
}

/**
 * What of an invoice is covered by goods that were kept: per line no more than came and was not covered by an invoice before.
 * @returns `valueIdr` at the price of the order, which is owed already; what is accepted beyond it, or less, is the difference. `askedIdr` is what the
 * invoice asks for so much, half a rupiah rounded up: for goods that have not come nothing is accepted, because their receipt will owe for them.
 */
export function coveredIdr(
  asked: readonly { readonly seq: number; readonly qtyBase: number; readonly amountIdr: Rupiah }[],
  known: readonly Pick<MatchLine, 'line' | 'receivedBase' | 'returnedBase'>[],
  coveredBefore: ReadonlyMap<number, number>,
): { readonly valueIdr: Rupiah; readonly askedIdr: Rupiah; readonly bases: ReadonlyMap<number, number> } {
  const bases = new Map<number, number>();
  let valueIdr = 0;
  let askedIdr = 0;
  for (const { seq, qtyBase, amountIdr } of asked) {
    const match = known.find(({ line }) => line.seq === seq);
    if (match === undefined) continue;
    const before = coveredBefore.get(seq) ?? 0;
    const base = Math.max(0, Math.min(qtyBase, match.receivedBase - match.returnedBase - before));
    bases.set(seq, base);
    valueIdr += costOf(match.line, before + base) - costOf(match.line, before);
    askedIdr += costOf({ priceIdr: amountIdr, packQtyBase: qtyBase }, base);
  }
  return { valueIdr: rupiah(valueIdr), askedIdr: rupiah(askedIdr), bases };
}
