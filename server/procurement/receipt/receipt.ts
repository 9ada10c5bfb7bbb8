import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import type { OrderLine } from '../order.ts';

/** What a receipt may say beside its quantities: nothing of it stops the goods, all of it is shown. */
export const receiptFlags = [
  'more_than_ordered',
  'more_than_delivered',
  'less_than_delivered',
  'damaged',
  'quarantined',
  'without_note',
  'not_confirmed',
  'order_was_over',
] as const;
export type ReceiptFlag = (typeof receiptFlags)[number];

export interface CountedLine {
  readonly seq: number;
  readonly goodBase: number;
  readonly quarantinedBase?: number | undefined;
  readonly damagedBase?: number | undefined;
}

/** What is known of the order when goods arrive, by line: packs agreed, base units received before, and on this note (none without a note). */
export interface ReceiptKnown {
  readonly lines: readonly OrderLine[];
  readonly agreedPacks: ReadonlyMap<number, number>;
  readonly receivedBase: ReadonlyMap<number, number>;
  readonly onNote: ReadonlyMap<number, number> | undefined;
  readonly status: string;
  readonly isConsigned: boolean;
}

/** A line as it is recorded; `parts` are what goes on the shelf, into quarantine and to the damaged, with what each is worth. */
export interface DecidedLine {
  readonly orderLine: OrderLine;
  readonly parts: Readonly<Record<ReceiptPart, { readonly qtyBase: number; readonly valueIdr: Rupiah }>>;
  readonly valueIdr: Rupiah;
  readonly flags: readonly ReceiptFlag[];
}

export type ReceiptPart = 'good' | 'quarantined' | 'damaged';

export interface DecidedReceipt {
  readonly lines: readonly DecidedLine[];
  readonly valueIdr: Rupiah;
  readonly flags: readonly ReceiptFlag[];
  /** Nothing more is expected. */
  readonly isComplete: boolean;
}

/**
 * What so many base units of a line cost at the price of its pack, half a rupiah rounded up. Values of parts are differences of this, so that parts
 * of a pack never sum to another price than the pack.
 */
export function costOf(line: Pick<OrderLine, 'priceIdr' | 'packQtyBase'>, qtyBase: number): Rupiah {
  const pack = BigInt(line.packQtyBase);
  return rupiah(Number((2n * BigInt(line.priceIdr) * BigInt(qtyBase) + pack) / (2n * pack)));
}

/** Values what came, in the order it was counted, and says what differs. Every counted line names a line of the order. */
export function decideReceipt(counted: readonly CountedLine[], known: ReceiptKnown): DecidedReceipt {
  const received = new Map(known.receivedBase);
  const here = new Map<number, number>();
  const lines = counted.flatMap((line) => {
    const orderLine = known.lines.find(({ seq }) => seq === line.seq);
    if (orderLine === undefined) return [];
    let cumulative = received.get(line.seq) ?? 0;
    const before = cumulative;
    const part = (qtyBase: number) => {
      const valueIdr = known.isConsigned
        ? rupiah(0)
        : rupiah(costOf(orderLine, cumulative + qtyBase) - costOf(orderLine, cumulative));
      cumulative += qtyBase;
      return { qtyBase, valueIdr };
    };
    const parts = {
      good: part(line.goodBase),
      quarantined: part(line.quarantinedBase ?? 0),
      damaged: part(line.damagedBase ?? 0),
    };
    received.set(line.seq, cumulative);
    here.set(line.seq, (here.get(line.seq) ?? 0) + cumulative - before);
    const valueIdr = rupiah(parts.good.valueIdr + parts.quarantined.valueIdr + parts.damaged.valueIdr);
    return [{ orderLine, parts, valueIdr }];
  });
  const flagged = lines.map((line) => ({ ...line, flags: flagsOf(line, { known, received, here }) }));
  const agreedBase = (line: OrderLine) => (known.agreedPacks.get(line.seq) ?? line.qtyPacks) * line.packQtyBase;
  return {
    lines: flagged,
    valueIdr: rupiah(lines.reduce((sum, line) => sum + line.valueIdr, 0)),
    flags: receiptFlags.filter(
      (flag) => wholeFlags(known, here).includes(flag) || flagged.some((l) => l.flags.includes(flag)),
    ),
    isComplete: known.lines.every((line) => (received.get(line.seq) ?? 0) >= agreedBase(line)),
  };
}

function flagsOf(
  { orderLine, parts }: Omit<DecidedLine, 'flags'>,
  {
    known,
    received,
    here,
  }: {
    known: ReceiptKnown;
    received: ReadonlyMap<number, number>;
    here: ReadonlyMap<number, number>;
  },
): ReceiptFlag[] {
  const { seq, packQtyBase, qtyPacks } = orderLine;
  const agreedBase = (known.agreedPacks.get(seq) ?? qtyPacks) * packQtyBase;
  const [came, onNote] = [here.get(seq) ?? 0, known.onNote === undefined ? undefined : (known.onNote.get(seq) ?? 0)];
  return [
    ...((received.get(seq) ?? 0) > agreedBase ? (['more_than_ordered'] as const) : []),
    ...(onNote !== undefined && came > onNote ? (['more_than_delivered'] as const) : []),
    ...(onNote !== undefined && came < onNote ? (['less_than_delivered'] as const) : []),
    ...(parts.damaged.qtyBase > 0 ? (['damaged'] as const) : []),
    ...(parts.quarantined.qtyBase > 0 ? (['quarantined'] as const) : []),
  ];
}

function wholeFlags(known: ReceiptKnown, here: ReadonlyMap<number, number>): ReceiptFlag[] {
  const missing = [...(known.onNote ?? [])].some(([seq]) => !here.has(seq));
  return [
    ...(missing ? (['less_than_delivered'] as const) : []),
    ...(known.onNote === undefined ? (['without_note'] as const) : []),
    ...(known.status === 'placed' ? (['not_confirmed'] as const) : []),
    ...(['refused', 'cancelled', 'closed', 'received'].includes(known.status) ? (['order_was_over'] as const) : []),
  ];
}
