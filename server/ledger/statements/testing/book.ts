import { type BusinessDate, businessDate } from '../../../kernel/business-date.ts';
import type { Id } from '../../../kernel/ids.ts';
import { rupiah } from '../../../kernel/rupiah.ts';
import { newId } from '../../../platform/clock.ts';
import type { Journal } from '../../journal.ts';

/** What a journal of a test says: its day, and what moves on which accounts, debit above zero. */
export interface Said {
  readonly on: string;
  readonly description?: string;
  readonly evidence?: string;
  readonly kind?: `${string}/${string}`;
  readonly reverses?: Id<'journal'>;
  readonly moves: Readonly<Record<string, number>>;
}

export function journalOf(cooperativeId: Id<'cooperative'>, said: Said): Journal {
  return {
    id: newId<'journal'>(),
    cooperativeId,
    occurredOn: businessDate(said.on),
    source: { kind: said.kind ?? 'uji/jurnal', id: newId<'test'>() },
    description: said.description ?? 'Uji',
    ...(said.evidence !== undefined && { evidence: said.evidence }),
    ...(said.reverses !== undefined && { reversesId: said.reverses }),
    postings: Object.entries(said.moves).map(([accountCode, amount]) => ({ accountCode, amountIdr: rupiah(amount) })),
  };
}

const million = 1_000_000;

/** The day the example's book is opened. */
export const opened: BusinessDate = businessDate('2025-01-01');

/** A year as in domain.md 3.6: what it was opened with, and a year of trade that ends in the statements shown there. */
export const workedExample: readonly Said[] = [
  {
    ...{ on: '2025-01-01', kind: 'opening/opening', description: 'Saldo awal' },
    moves: {
      ...{ 111000: 9 * million, 112100: 40 * million, 114101: 10 * million, 121000: 15 * million, 129000: -1_500_000 },
      ...{ 211000: -14 * million, 212000: -9_500_000, 213000: -3 * million },
      ...{ 310000: -20 * million, 320000: -20 * million, 340000: -6 * million },
    },
  },
  { on: '2025-03-10', moves: { 114101: 300 * million, 114201: 25_550_000, 211000: -325_550_000 } },
  { on: '2025-05-05', moves: { 111000: 206 * million, 113100: 6 * million, 411000: -212 * million } },
  { on: '2025-05-05', moves: { 511000: 190_800_000, 114101: -190_800_000 } },
  { on: '2025-08-20', moves: { 111000: 138 * million, 412000: -138 * million } },
  { on: '2025-08-20', moves: { 512000: 122 * million, 114101: -109 * million, 114201: -13 * million } },
  { on: '2025-09-01', moves: { 111000: 4_800_000, 419000: -4_800_000 } },
  { on: '2025-09-30', moves: { 211000: 325_550_000, 111000: -325_550_000 } },
  { on: '2025-10-02', moves: { 521000: 9_600_000, 522000: 3 * million, 523000: 2_400_000, 111000: -15 * million } },
  { on: '2025-10-03', moves: { 529000: 1_500_000, 112100: -1_500_000 } },
  { on: '2025-10-04', moves: { 112200: 3 * million, 111000: -3 * million } },
  { on: '2025-11-10', moves: { 111000: 4 * million, 320000: -4 * million } },
  { on: '2025-12-31', moves: { 524000: 1_500_000, 129000: -1_500_000 } },
];
