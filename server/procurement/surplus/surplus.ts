import type { Reach } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';

export const stages = ['proposed', 'agreed', 'refused', 'withdrawn', 'on_the_way', 'received'] as const;
export type Stage = (typeof stages)[number];

export type Side = 'buyer' | 'seller';

/** The two of a sale. */
export interface Between {
  readonly buyerId: Id<'cooperative'>;
  readonly sellerId: Id<'cooperative'>;
}

/** How far a sale has come, as its steps left it. */
export interface Standing extends Between {
  readonly stage: Stage;
  readonly proposedBy: Side;
  readonly isSellerPosted: boolean;
  readonly isPaid: boolean;
  readonly isCollected: boolean;
}

interface StepRule {
  /** Whose step it is: of one side, of either, or of the one that did not propose. */
  readonly by: Side | 'either' | 'other';
  readonly can: string;
  readonly from: readonly Stage[];
  readonly to?: Stage;
}

/** Every step of a sale between cooperatives; the one who reads it and the one who takes it consult the same table. */
export const steps = {
  accept: { by: 'other', can: 'order.answer', from: ['proposed'], to: 'agreed' },
  refuse: { by: 'other', can: 'order.answer', from: ['proposed'], to: 'refused' },
  withdraw: { by: 'either', can: 'order.place', from: ['proposed', 'agreed'], to: 'withdrawn' },
  dispatch: { by: 'seller', can: 'order.deliver', from: ['agreed'], to: 'on_the_way' },
  receive: { by: 'buyer', can: 'goods.receive', from: ['on_the_way'], to: 'received' },
  pay: { by: 'buyer', can: 'payment.record', from: ['received'] },
  collect: { by: 'seller', can: 'payment.record', from: ['received'] },
} as const satisfies Record<string, StepRule>;

export type Step = keyof typeof steps;

/** Whose goods and books somebody may act on. The city may act for both; how far, its permissions say. */
export function covers(reach: Reach, cooperativeId: Id<'cooperative'>): boolean {
  return reach.scope === 'regency' || reach.cooperativeIds.includes(cooperativeId);
}

export function sidesOf({ buyerId, sellerId }: Between, reach: Reach): Side[] {
  return [
    ...(covers(reach, buyerId) ? (['buyer'] as const) : []),
    ...(covers(reach, sellerId) ? (['seller'] as const) : []),
  ];
}

/** The side a step would be taken on, where somebody stands on it. */
export function sideFor(step: Step, sale: Standing, reach: Reach): Side | undefined {
  const { by } = steps[step] as StepRule;
  const own = sidesOf(sale, reach);
  if (by === 'either') return own[0];
  const wanted = by === 'other' ? otherOf(sale.proposedBy) : by;
  return own.find((side) => side === wanted);
}

export function otherOf(side: Side): Side {
  return side === 'buyer' ? 'seller' : 'buyer';
}

/** Whether the papers allow a step now: money moves once each way, and the seller's only when its book has the sale. */
export function isDue(step: Step, sale: Standing): boolean {
  const { from } = steps[step] as StepRule;
  if (!from.includes(sale.stage)) return false;
  if (step === 'pay') return !sale.isPaid;
  if (step === 'collect') return sale.isSellerPosted && !sale.isCollected;
  return true;
}

/** What somebody may do with a sale now: routes refuse by it and screens draw their buttons by it. */
export function actionsOpenTo(
  sale: Standing,
  actor: { readonly reach: Reach; readonly permissions: ReadonlySet<string> },
): Step[] {
  return (Object.keys(steps) as Step[]).filter(
    (step) =>
      actor.permissions.has(steps[step].can) && sideFor(step, sale, actor.reach) !== undefined && isDue(step, sale),
  );
}

/** What so many packs come to. */
export function amountOf(packs: number, priceIdr: Rupiah): Rupiah {
  return rupiah(packs * priceIdr);
}

/** How what came differs from what was sent: less is missing on the way, more was miscounted at one of the two doors. */
export function flagsOf({ sent, received, returned }: { sent: number; received: number; returned: number }): string[] {
  return [
    ...(received + returned < sent ? ['less'] : []),
    ...(received + returned > sent ? ['more'] : []),
    ...(returned > 0 ? ['returned'] : []),
  ];
}
