import { addDays, type BusinessDate, businessDate, daysBetween } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';

export const payments = ['before_delivery', 'on_receipt', 'after_days'] as const;
export type Payment = (typeof payments)[number];
export const quotaPeriods = ['week', 'month'] as const;
export type QuotaPeriod = (typeof quotaPeriods)[number];

/** Goods of an agreement. Quantities in base units. */
export interface AgreedProduct {
  readonly seq: number;
  /** Of the national catalogue; null where it is `itemId`, goods of this cooperative alone. */
  readonly productCode: string | null;
  readonly itemId: Id<'item'> | null;
  readonly name: string;
  readonly goods: 'staples' | 'lpg' | 'other';
  readonly baseUnit: 'gram' | 'millilitre' | 'piece';
  /** The pack the price is of. */
  readonly packLabel: string;
  readonly packQtyBase: number;
  /** Of one pack on the day asked for. */
  readonly priceIdr: Rupiah;
  /** How much in one period of quota; null: no limit is agreed. */
  readonly quotaBase: number | null;
}

/** What a cooperative and a partner agreed, as it stands on a day. */
export interface Agreement {
  readonly id: Id<'agreement'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly partnerId: Id<'partner'>;
  /** Whose goods an agent passes on. */
  readonly principalId: Id<'partner'> | null;
  readonly number: string;
  readonly validFrom: BusinessDate;
  /** The first day it no longer holds. */
  readonly validTo: BusinessDate | null;
  readonly payment: Payment;
  /** Days after the invoice; given when `payment` is `after_days`. */
  readonly payWithinDays: number | null;
  /** What may be owed at once; null: no limit is agreed. */
  readonly creditLimitIdr: Rupiah | null;
  /** The goods stay the partner's until they are sold. */
  readonly isConsigned: boolean;
  readonly quotaPeriod: QuotaPeriod | null;
  readonly products: readonly AgreedProduct[];
}

/** The line of an agreement that an item of the cooperative is bought under: the item itself, else what it is of the national catalogue. */
export function agreedProductOf(
  agreement: Agreement,
  item: { readonly id: Id<'item'>; readonly productCode: string | null },
): AgreedProduct | undefined {
  return (
    agreement.products.find((product) => product.itemId === item.id) ??
    agreement.products.find((product) => product.productCode !== null && product.productCode === item.productCode)
  );
}

/** The calendar week (from Monday) or month that a day lies in; `to` is the first day after it. */
export function quotaWindow(period: QuotaPeriod, day: BusinessDate): { from: BusinessDate; to: BusinessDate } {
  if (period === 'week') {
    const sinceMonday = daysBetween(businessDate('1900-01-01'), day) % 7; // which was a Monday
    const from = addDays(day, -sinceMonday);
    return { from, to: addDays(from, 7) };
  }
  const from = firstOfMonth(day);
  return { from, to: firstOfMonth(addDays(from, 31)) };
}

function firstOfMonth(day: BusinessDate): BusinessDate {
  return businessDate(`${day.slice(0, 8)}01`);
}
