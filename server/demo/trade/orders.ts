import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import * as facts from '../facts.ts';

/** One order and what became of it; what is left out has not happened by the demo's day. */
export interface SampleOrder {
  readonly village: string;
  readonly partnerId: Id<'partner'>;
  readonly on: BusinessDate;
  readonly lines: readonly {
    readonly productCode: string;
    readonly packs: number;
    /** What the supplier agreed to, where it is less. */
    readonly agreed?: number;
    /** Packs of the delivery that came torn, or did not come. */
    readonly damaged?: number;
    readonly missing?: number;
  }[];
  readonly confirmedOn?: BusinessDate;
  readonly refused?: { readonly on: BusinessDate; readonly reason: string };
  readonly cancelled?: { readonly on: BusinessDate; readonly reason: string };
  readonly leftOn?: BusinessDate;
  /** Orders of several outlets that went on one truck share its name. */
  readonly load?: string;
  readonly receivedOn?: BusinessDate;
  readonly invoicedOn?: BusinessDate;
  readonly accepted?: { readonly on: BusinessDate; readonly reason?: string };
  readonly paid?: { readonly on: BusinessDate; readonly evidence: string };
}

const november = (day: number) => businessDate(`2025-11-${String(day).padStart(2, '0')}`);
const { bulog, lpgAgent } = facts;

const fills = (small: number, large: number) => [
  { productCode: 'lpg-5.5kg', packs: small },
  { productCode: 'lpg-12kg', packs: large },
];

/** Fills that came the day after they were asked for and were paid at once, without cash, as the agent wants it. */
function filled(village: string, day: number, small: number, large: number): SampleOrder {
  const next = november(day + 1);
  const at = { confirmedOn: november(day), leftOn: next, receivedOn: next, invoicedOn: next };
  const evidence = `TRF-CONTOH-${village.slice(0, 3).toUpperCase()}-${day}`;
  return {
    ...{ village, partnerId: lpgAgent, on: november(day), lines: fills(small, large), ...at },
    ...{ accepted: { on: next }, paid: { on: next, evidence } },
  };
}

/** Every stage an order can stand at, somewhere in the city. Invented. */
export const sampleOrders: readonly SampleOrder[] = [
  {
    ...{ village: 'Graha Indah', partnerId: bulog, on: november(3), confirmedOn: november(4), leftOn: november(5) },
    lines: [
      { productCode: 'rice-sphp-5kg', packs: 60, damaged: 1 },
      { productCode: 'rice-medium-50kg', packs: 4, agreed: 2 },
      { productCode: 'minyakita-12l', packs: 10, missing: 1 },
    ],
    ...{ receivedOn: november(5), invoicedOn: november(6) },
    accepted: { on: november(7), reason: 'Satu dus minyak tidak datang' },
    paid: { on: november(19), evidence: 'TRF-CONTOH-0119' },
  },
  filled('Graha Indah', 4, 30, 8),
  {
    ...{ village: 'Graha Indah', partnerId: bulog, on: november(24), confirmedOn: november(25), leftOn: november(26) },
    lines: [
      { productCode: 'rice-sphp-5kg', packs: 40 },
      { productCode: 'sugar-kg', packs: 2 },
    ],
  },
  { village: 'Graha Indah', partnerId: lpgAgent, on: november(26), lines: fills(24, 6) },
  {
    ...{ village: 'Damai', partnerId: bulog, on: november(10), confirmedOn: november(10), leftOn: november(11) },
    lines: [
      { productCode: 'rice-sphp-5kg', packs: 50 },
      { productCode: 'sugar-kg', packs: 1 },
    ],
    ...{ receivedOn: november(11), invoicedOn: november(12), accepted: { on: november(13) } },
  },
  {
    ...{ village: 'Damai', partnerId: bulog, on: november(25), confirmedOn: november(26) },
    lines: [{ productCode: 'minyakita-12l', packs: 20, agreed: 8 }],
  },
  filled('Damai', 12, 24, 6),
  {
    ...{ village: 'Baru Ulu', partnerId: bulog, on: november(26) },
    lines: [
      { productCode: 'rice-sphp-5kg', packs: 80 },
      { productCode: 'minyakita-12l', packs: 6 },
    ],
  },
  filled('Baru Ulu', 13, 18, 4),
  {
    ...{
      village: 'Sepinggan',
      partnerId: bulog,
      on: november(19),
      lines: [{ productCode: 'rice-sphp-5kg', packs: 120 }],
    },
    refused: { on: november(20), reason: 'Kuota SPHP bulan ini habis; ajukan kembali awal Desember' },
  },
  {
    ...{ village: 'Sepinggan', partnerId: lpgAgent, on: november(25), lines: fills(20, 5) },
    ...{ confirmedOn: november(25), leftOn: november(26) },
  },
  {
    ...{ village: 'Manggar Baru', partnerId: bulog, on: november(17), confirmedOn: november(18), leftOn: november(19) },
    ...{ lines: [{ productCode: 'rice-sphp-5kg', packs: 40 }], receivedOn: november(19), invoicedOn: november(20) },
  },
  {
    ...{ village: 'Manggar Baru', partnerId: bulog, on: november(24), confirmedOn: november(25), leftOn: november(26) },
    ...{ load: 'truk timur', lines: [{ productCode: 'minyakita-12l', packs: 8 }] },
  },
  {
    ...{ village: 'Karang Rejo', partnerId: bulog, on: november(24), confirmedOn: november(25), leftOn: november(26) },
    ...{ load: 'truk timur', lines: [{ productCode: 'rice-sphp-5kg', packs: 30 }] },
  },
  filled('Karang Rejo', 14, 12, 3),
  {
    ...{ village: 'Batu Ampar', partnerId: bulog, on: november(12), lines: [{ productCode: 'sugar-kg', packs: 6 }] },
    cancelled: { on: november(13), reason: 'Gula didapat dari koperasi lain' },
  },
  {
    ...{ village: 'Batu Ampar', partnerId: bulog, on: november(26) },
    lines: [{ productCode: 'rice-sphp-5kg', packs: 60 }],
  },
];
