import { assert } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import { zeroId } from '../move.ts';
import { averageWorth, type Pool, withIn, withOut, worthOf } from '../valuation.ts';

/** Where a cylinder of ours can be. With the agent is also on the way from or to him; at a customer it is on deposit. */
export const countedStates = ['full', 'empty', 'damaged', 'agent', 'customer'] as const;
export type CountedState = (typeof countedStates)[number];
/** Lost and found may be negative until it is counted; outside is where cylinders come from and where those sold go. */
export type CylinderState = CountedState | 'lost_found' | 'outside';

/**
 * What happens to cylinders. Sales: `refill` (ISI_ULANG) gives a full one for an empty; `sell` and `deposit` (TABUNG_BARU) give a full one away, or
 * lend it against a deposit that `take_back` ends; `trade_in` (TUKAR_TAMBAH) gives a full one for empties of another size. Supply: `exchange` swaps
 * empties for full at the door; `send_empty` and `receive_full` are its halves when the truck comes back later. `enter` and `leave` change how
 * many there are: bought, borrowed, in the opening balance; given back, written off. Source: domain 6.3.
 */
export type CylinderAct =
  | {
      readonly act: 'refill' | 'sell' | 'deposit' | 'take_back' | 'exchange' | 'send_empty' | 'receive_full' | 'repair';
    }
  | { readonly act: 'damage'; readonly state: 'full' | 'empty' | 'customer' }
  | { readonly act: 'lose' | 'find' | 'leave'; readonly state: CountedState }
  | { readonly act: 'enter'; readonly state: CountedState; readonly valueIdr?: Rupiah }
  | {
      readonly act: 'trade_in';
      readonly brought: { readonly sizeKg10: number; readonly qty: number; readonly valueIdr?: Rupiah };
    };

export type CylindersAsked = CylinderAct & {
  /** Tenths of a kilogram a cylinder holds: 30, 55, 120. */
  readonly sizeKg10: number;
  /** Above zero. */
  readonly qty: number;
  /** The partner they are borrowed of; left out: the cooperative's own. */
  readonly ownerId?: Id<'partner'>;
  readonly occurredOn: BusinessDate;
  readonly source: { readonly kind: `${string}/${string}`; readonly id: string };
  readonly note?: string;
};

/** One step of an act, of one size. */
interface Step {
  readonly sizeKg10: number;
  readonly from: CylinderState;
  readonly to: CylinderState;
  readonly qty: number;
  readonly valueIdr?: Rupiah | undefined;
}

const swaps = {
  refill: ['full', 'empty'],
  sell: ['full', 'outside'],
  deposit: ['full', 'customer'],
  take_back: ['customer', 'empty'],
  exchange: ['empty', 'full'],
  send_empty: ['empty', 'agent'],
  receive_full: ['agent', 'full'],
  repair: ['damaged', 'empty'],
} as const satisfies Record<string, readonly [CylinderState, CylinderState]>;

function stepsOf(asked: CylindersAsked): Step[] {
  const { sizeKg10, qty } = asked;
  const one = (from: CylinderState, to: CylinderState, valueIdr?: Rupiah) => [{ sizeKg10, from, to, qty, valueIdr }];
  switch (asked.act) {
    case 'damage':
      return one(asked.state, 'damaged');
    case 'lose':
      return one(asked.state, 'lost_found');
    case 'find':
      return one('lost_found', asked.state);
    case 'leave':
      return one(asked.state, 'outside');
    case 'enter':
      return one('outside', asked.state, asked.valueIdr);
    case 'trade_in':
      return [...one('full', 'outside'), { ...asked.brought, from: 'outside', to: 'empty' }];
    default: {
      const [from, to] = swaps[asked.act];
      return one(from, to);
    }
  }
}

/** The cylinders of one size and owner. Full, empty, damaged, with the agent, at customers and lost or found sum to those held. */
export interface Cylinders {
  readonly at: Readonly<Record<CountedState | 'lost_found', number>>;
  /** How many are held, and what they are worth at the moving average. */
  readonly pool: Pool;
}

export const noCylinders: Cylinders = {
  at: { full: 0, empty: 0, damaged: 0, agent: 0, customer: 0, lost_found: 0 },
  pool: { qtyBase: 0, valueIdr: rupiah(0), last: null },
};

export interface DecidedStep {
  readonly asked: CylindersAsked;
  readonly sizeKg10: number;
  readonly from: CylinderState;
  readonly to: CylinderState;
  readonly qty: number;
  readonly valueIdr: Rupiah;
  /** `shortage`: added before a fact, because by the books they were not there. */
  readonly part: 'asked' | 'shortage';
}

/** What came of one act: the value that left or entered with it, and how many were not there by the books. */
export interface CylindersMoved {
  readonly outIdr: Rupiah;
  readonly inIdr: Rupiah;
  readonly shortQty: number;
}

export interface CylinderDecision {
  readonly steps: readonly DecidedStep[];
  readonly moved: readonly CylindersMoved[];
  readonly after: ReadonlyMap<string, Cylinders>;
  readonly short: readonly { sizeKg10: number; state: CountedState; available: number; wanted: number }[];
}

export function keyOf(sizeKg10: number, ownerId: string | undefined): string {
  return `${sizeKg10}/${ownerId ?? zeroId}`;
}

/** Decides acts in their order. Pure; the caller holds the lock of the cooperative's stock. */
export function decideCylinders(
  asked: readonly CylindersAsked[],
  known: ReadonlyMap<string, Cylinders>,
): CylinderDecision {
  const after = new Map(known);
  const steps: DecidedStep[] = [];
  const short: CylinderDecision['short'][number][] = [];
  const moved = asked.map((each): CylindersMoved => {
    const result = { outIdr: 0, inIdr: 0, shortQty: 0 };
    const carry = (step: Step, part: DecidedStep['part']) => {
      assert(step.qty > 0, 'some cylinders');
      const key = keyOf(step.sizeKg10, each.ownerId);
      const { cylinders, valueIdr } = carried(after.get(key) ?? noCylinders, step, each.ownerId !== undefined);
      after.set(key, cylinders);
      steps.push({ asked: each, ...step, valueIdr, part });
      if (step.to === 'outside') result.outIdr += valueIdr;
      if (step.from === 'outside') result.inIdr += valueIdr;
    };
    for (const step of stepsOf(each)) {
      const { sizeKg10, from, qty } = step;
      const now = after.get(keyOf(sizeKg10, each.ownerId)) ?? noCylinders;
      if (from !== 'outside' && from !== 'lost_found' && now.at[from] < qty) {
        const missing = qty - now.at[from];
        short.push({ sizeKg10, state: from, available: now.at[from], wanted: qty });
        result.shortQty += missing;
        carry({ sizeKg10, from: 'lost_found', to: from, qty: missing }, 'shortage');
      }
      const unknown = step.to === 'outside' ? qty - now.pool.qtyBase : 0;
      if (unknown > 0) carry({ sizeKg10, from: 'outside', to: 'lost_found', qty: unknown }, 'shortage'); // nobody had ever told of them
      carry(step, 'asked');
    }
    return { outIdr: rupiah(result.outIdr), inIdr: rupiah(result.inIdr), shortQty: result.shortQty };
  });
  return { steps, moved, after, short };
}

function carried(
  { at, pool }: Cylinders,
  { from, to, qty, valueIdr: given }: Step,
  isBorrowed: boolean,
): { cylinders: Cylinders; valueIdr: Rupiah } {
  const moved = { ...at };
  if (from !== 'outside') moved[from] -= qty;
  if (to !== 'outside') moved[to] += qty;
  if (from === 'outside') {
    const valueIdr = isBorrowed ? rupiah(0) : (given ?? averageWorth(pool, qty));
    return { cylinders: { at: moved, pool: withIn(pool, qty, valueIdr) }, valueIdr };
  }
  if (to === 'outside') {
    const valueIdr = worthOf(pool, qty);
    return { cylinders: { at: moved, pool: withOut(pool, qty, valueIdr) }, valueIdr };
  }
  return { cylinders: { at: moved, pool }, valueIdr: rupiah(0) };
}
