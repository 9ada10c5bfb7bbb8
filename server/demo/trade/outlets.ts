import { businessDate } from '../../kernel/business-date.ts';

/** The day on which the seven began to keep their books here, with what they had then. */
export const openedOn = businessDate('2025-11-01');

/** What an outlet had in packs of the national catalogue when its books began, and how briskly it sells. Invented. */
export interface SampleOutlet {
  readonly village: string;
  readonly cashIdr: number;
  readonly bankIdr: number;
  /** Packs of each product, as they are ordered: sacks of 5 kg, sacks of 50 kg, boxes of 12 litres, cylinders. */
  readonly stock: Readonly<Record<string, number>>;
  /** Empty cylinders of the outlet's own, by tenths of a kilogram. */
  readonly empties: Readonly<Record<string, number>>;
  readonly owedToBulogIdr: number;
  /** Simpanan pokok and wajib of its members, as sums. */
  readonly pokokIdr: number;
  readonly wajibIdr: number;
  /** Receipts a day. */
  readonly receipts: number;
}

const usual = {
  'rice-sphp-5kg': 160,
  'rice-medium-50kg': 8,
  'minyakita-12l': 24,
  'sugar-kg': 6,
  'lpg-5.5kg': 40,
  'lpg-12kg': 12,
};

/** The first is where the demo's local accounts work. Karang Rejo has cooking oil for a year, Damai for three days: what a suggestion is made of. */
export const sampleOutlets: readonly SampleOutlet[] = [
  outlet('Graha Indah', { receipts: 4, cashIdr: 6_250_000, bankIdr: 48_500_000 }),
  outlet('Damai', { receipts: 4, cashIdr: 3_400_000, bankIdr: 27_750_000, stock: { ...usual, 'minyakita-12l': 9 } }),
  outlet('Baru Ulu', { receipts: 3, cashIdr: 2_150_000, bankIdr: 19_000_000 }),
  outlet('Sepinggan', { receipts: 3, cashIdr: 4_800_000, bankIdr: 31_200_000, stock: { ...usual, 'sugar-kg': 40 } }),
  outlet('Manggar Baru', {
    receipts: 3,
    cashIdr: 1_950_000,
    bankIdr: 22_400_000,
    stock: { ...usual, 'rice-medium-50kg': 30 },
  }),
  outlet('Batu Ampar', { receipts: 2, cashIdr: 2_700_000, bankIdr: 16_900_000, stock: { ...usual, 'sugar-kg': 2 } }),
  outlet('Karang Rejo', {
    receipts: 2,
    cashIdr: 1_600_000,
    bankIdr: 14_300_000,
    stock: { ...usual, 'minyakita-12l': 120 },
  }),
];

function outlet(
  village: string,
  own: Pick<SampleOutlet, 'receipts' | 'cashIdr' | 'bankIdr'> & Partial<SampleOutlet>,
): SampleOutlet {
  const empties = { '55': 40, '120': 16 };
  return {
    village,
    stock: usual,
    empties,
    owedToBulogIdr: 5_650_000,
    pokokIdr: 20_000_000,
    wajibIdr: 24_000_000,
    ...own,
  };
}

/** What a pack costs the outlet, as agreed with Bulog and with the agent; within what is usual (domain facts 6.1), invented all the same. */
export const costOfPack: Readonly<Record<string, number>> = {
  'rice-sphp-5kg': 56_500,
  'rice-medium-50kg': 630_000,
  'minyakita-12l': 168_000,
  'sugar-kg': 800_000,
  'lpg-5.5kg': 88_000,
  'lpg-12kg': 185_000,
};
