import { type OrderStatus, openStatuses } from '../order.ts';

/** What a note of a truck may say beside its goods: nothing of it stops the truck, which has left, all of it is shown. */
export const truckFlagNames = ['not_confirmed', 'order_was_over'] as const;
type TruckFlag = (typeof truckFlagNames)[number];

export function truckFlags(status: OrderStatus): readonly TruckFlag[] {
  if (status === 'placed') return ['not_confirmed'];
  return openStatuses.includes(status) ? [] : ['order_was_over'];
}

/** Goods on their way do not open an order that is over: only a receipt says that they came. */
export function statusAfterTruck(status: OrderStatus): OrderStatus {
  return openStatuses.includes(status) ? 'on_the_way' : status;
}
