import { businessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';

/**
 * What the demonstration shows of Balikpapan. Facts of the city's press report carry it as their source; everything else is
 * invented and marked as a sample wherever it shows ("contoh").
 */
export const demoToday = businessDate('2025-11-27');

/** All 34 cooperatives had their legal-entity decree by this day (kotaku.co.id, 7 Jul 2025). */
export const foundedBy = businessDate('2025-07-07');

export const article = {
  name: 'Siaran pers Pemerintah Kota Balikpapan, 21 Oktober 2025',
  date: businessDate('2025-10-21'),
};
export const sampleSource = { name: 'data contoh', date: businessDate('2025-10-21') };

/** Building since the groundbreaking of 17 October 2025, planned for three months. */
export const building = {
  villages: ['Graha Indah', 'Sepinggan Baru', 'Manggar'],
  startedOn: businessDate('2025-10-17'),
  targetOn: businessDate('2026-01-15'),
};

/** Three of the seven that trade with Bulog and Patra Niaga are known by name; the article counts seven. */
export const tradingKnown = {
  villages: ['Graha Indah', 'Damai', 'Baru Ulu'],
  source: { name: 'Prokaltim, September 2025', date: businessDate('2025-09-15') },
  since: businessDate('2025-09-15'),
};

/** Four stand in for those the article counts and does not name. */
export const tradingSample = ['Sepinggan', 'Manggar Baru', 'Batu Ampar', 'Karang Rejo'];

export const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');
export const patraNiaga = id<'partner'>('01980000-0000-7000-8000-000000000002');
/** The city's agent, invented: what it passes on is Patra Niaga's. */
export const lpgAgent = id<'partner'>('01980000-0000-7000-8000-0000000000a1');
export const lpgAgentName = 'Agen LPG Contoh Balikpapan';
export const lpdb = id<'lender'>('01980000-0000-7000-8000-000000000101');

/** Invented prices, within what is usual; the last is above the list price on purpose, so that the warning can be seen. */
export const samplePrices: Readonly<Record<string, readonly number[]>> = {
  'rice-sphp-5kg': [62_500, 63_000, 65_000],
  'rice-medium-kg': [13_500, 13_800, 14_000],
  'minyakita-litre': [15_500, 15_700, 15_700],
  'sugar-kg': [17_500, 18_000, 18_200],
  'lpg-5.5kg': [97_000, 97_000, 99_000],
  'lpg-12kg': [202_000, 202_000, 205_000],
};

/** Invented people, recognisable as such. */
export const sampleNames = [
  'Contoh Siti Rahma',
  'Contoh Budi Santoso',
  'Contoh Andi Pratama',
  'Contoh Nurul Hidayah',
  'Contoh Joko Susilo',
  'Contoh Rina Marlina',
  'Contoh Agus Salim',
  'Contoh Dewi Lestari',
];
