import type { Reach } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

export const orderStatuses = [
  'placed',
  'confirmed',
  'refused',
  'cancelled',
  'on_the_way',
  'part_received',
  'received',
  'closed',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Something more is expected of somebody. */
export const openStatuses: readonly OrderStatus[] = ['placed', 'confirmed', 'on_the_way', 'part_received'];

/** Who buys, who sells, and whose goods the seller passes on; exactly one of the two sellers is there. */
export interface Parties {
  readonly cooperativeId: Id<'cooperative'>;
  readonly supplierCooperativeId: Id<'cooperative'> | null;
  readonly partnerId: Id<'partner'> | null;
  readonly principalId: Id<'partner'> | null;
}

export interface OrderLine {
  readonly seq: number;
  readonly itemId: Id<'item'>;
  readonly productCode: string | null;
  readonly itemName: string;
  readonly baseUnit: string;
  readonly packId: Id<'pack'>;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly qtyPacks: number;
  /** Of one pack. */
  readonly priceIdr: Rupiah;
}

export interface Order extends Parties {
  readonly id: Id<'order'>;
  readonly number: string;
  readonly status: OrderStatus;
  readonly orderedOn: BusinessDate;
  readonly placeId: Id<'place'>;
  readonly isConsigned: boolean;
  readonly sample: boolean;
}

export type Side = 'buyer' | 'supplier' | 'principal';

interface StepRule {
  readonly by: Side;
  readonly can: string;
  readonly from: readonly OrderStatus[];
}

/** After the supplier agreed, papers come in any order: the invoice before the truck, the money before both. */
const agreed: readonly OrderStatus[] = ['confirmed', 'on_the_way', 'part_received', 'received', 'closed'];

/**
 * Every step of an order: whose it is, what permission it takes and from which status it is offered. Facts (receive, invoice, pay) are recorded
 * from any status and flagged where they surprise; the others are refused.
 */
export const orderSteps = {
  cancel: { by: 'buyer', can: 'order.place', from: ['placed', 'confirmed'] },
  confirm: { by: 'supplier', can: 'order.answer', from: ['placed'] },
  refuse: { by: 'supplier', can: 'order.answer', from: ['placed'] },
  deliver: { by: 'supplier', can: 'order.deliver', from: ['confirmed', 'on_the_way', 'part_received'] },
  receive: { by: 'buyer', can: 'goods.receive', from: openStatuses },
  close: { by: 'buyer', can: 'order.place', from: ['part_received', 'on_the_way'] },
  invoice: { by: 'supplier', can: 'invoice.record', from: agreed },
  'note-invoice': { by: 'buyer', can: 'invoice.record', from: agreed },
  accept: { by: 'buyer', can: 'payment.record', from: agreed },
  pay: { by: 'buyer', can: 'payment.record', from: agreed },
  return: { by: 'buyer', can: 'stock.move', from: ['part_received', 'received', 'closed'] },
} as const satisfies Record<string, StepRule>;

export type OrderStep = keyof typeof orderSteps;

/** On which sides of an order somebody stands. The city stands with the buyer: its officers order on behalf, and the permission says how far. */
export function sidesOf(parties: Parties, reach: Reach): Side[] {
  const own = new Set(reach.cooperativeIds);
  const isSeller = parties.supplierCooperativeId !== null && own.has(parties.supplierCooperativeId);
  const isPartner = reach.partnerId !== undefined && reach.partnerId === parties.partnerId;
  const isPrincipal = reach.partnerId !== undefined && reach.partnerId === parties.principalId;
  return [
    ...(reach.scope === 'regency' || own.has(parties.cooperativeId) ? (['buyer'] as const) : []),
    ...(isSeller || isPartner ? (['supplier'] as const) : []),
    ...(isPrincipal ? (['principal'] as const) : []),
  ];
}

/** What somebody may do with an order now: routes refuse by it and screens draw their buttons by it. */
export function actionsOpenTo(
  order: Parties & { readonly status: OrderStatus },
  actor: { readonly reach: Reach; readonly permissions: ReadonlySet<string> },
): OrderStep[] {
  const sides = sidesOf(order, actor.reach);
  return (Object.entries(orderSteps) as [OrderStep, StepRule][])
    .filter(([, rule]) => sides.includes(rule.by) && actor.permissions.has(rule.can))
    .filter(([, rule]) => rule.from.includes(order.status))
    .map(([step]) => step);
}
