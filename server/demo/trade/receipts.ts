import { addDays, type BusinessDate, daysBetween } from '../../kernel/business-date.ts';
import type { SampleOutlet } from './outlets.ts';

/** One receipt of an outlet: who bought, and how many packs of what. */
export interface SampleReceipt {
  readonly on: BusinessDate;
  readonly buyer: 'member' | 'non_member';
  readonly lines: readonly { readonly productCode: string; readonly packs: number }[];
}

/** What people carry home at once; packs as they are sold: a sack of 5 kg, a kilogram, a litre, a cylinder. */
const baskets: readonly SampleReceipt['lines'][] = [
  [
    { productCode: 'rice-sphp-5kg', packs: 2 },
    { productCode: 'minyakita-12l', packs: 2 },
  ],
  [
    { productCode: 'rice-sphp-5kg', packs: 1 },
    { productCode: 'sugar-kg', packs: 2 },
  ],
  [
    { productCode: 'rice-medium-50kg', packs: 5 },
    { productCode: 'minyakita-12l', packs: 1 },
  ],
  [{ productCode: 'lpg-5.5kg', packs: 1 }],
  [
    { productCode: 'sugar-kg', packs: 1 },
    { productCode: 'minyakita-12l', packs: 3 },
  ],
  [{ productCode: 'lpg-12kg', packs: 1 }],
];

/** The receipts of an outlet over some days, the last included, the same at each start. Three of five buyers are members. */
export function receiptsOf(
  { receipts }: SampleOutlet,
  index: number,
  from: BusinessDate,
  to: BusinessDate,
): SampleReceipt[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, day) =>
    Array.from({ length: receipts }, (__, at): SampleReceipt => {
      const turn = index * 7 + day * receipts + at;
      return {
        on: addDays(from, day),
        buyer: turn % 5 < 3 ? 'member' : 'non_member',
        lines: baskets[turn % baskets.length] ?? [],
      };
    }),
  ).flat();
}
