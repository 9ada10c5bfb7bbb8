import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { actsOpenTo, postingsOf, type SheetStep } from './sheet.ts';

const item = id<'item'>('01980000-0000-7000-8000-0000000000a1');
const place = id<'place'>('01980000-0000-7000-8000-0000000000b1');
const accounts = new Map<string, string>([[item, '114101']]);

describe('what a book begins with', () => {
  test('is what was put down, goods on their account, and what is left over as results kept', () => {
    const postings = postingsOf(
      {
        lines: [
          { accountCode: '111000', amountIdr: rupiah(9_000_000), partyId: null },
          { accountCode: '211000', amountIdr: rupiah(-14_000_000), partyId: 'bulog' },
        ],
        stock: [{ itemId: item, placeId: place, qtyBase: 50_000, valueIdr: rupiah(10_000_000) }],
        cylinders: [{ sizeKg10: 55, ownerId: null, state: 'full', qty: 10, valueIdr: rupiah(3_000_000) }],
      },
      accounts,
    );
    expect(postings.map(({ accountCode, amountIdr }) => [accountCode, amountIdr])).toEqual([
      ['111000', 9_000_000],
      ['211000', -14_000_000],
      ['114101', 10_000_000],
      ['114301', 3_000_000],
      ['360000', -8_000_000],
    ]);
  });

  test('sums to zero whatever was put down', () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(1_000_000_000), (given, worth) => {
        const postings = postingsOf(
          {
            lines: given.map((amount) => ({ accountCode: '111000', amountIdr: rupiah(amount), partyId: null })),
            stock: [{ itemId: item, placeId: place, qtyBase: 1, valueIdr: rupiah(worth) }],
            cylinders: [],
          },
          accounts,
        );
        expect(postings.reduce((sum, { amountIdr }) => sum + amountIdr, 0)).toBe(0);
        expect(postings.every(({ amountIdr }) => amountIdr !== 0)).toBe(true);
      }),
    );
  });
});

describe('two people', () => {
  const both = (userId: string) => ({ userId, permissions: new Set(['opening.record', 'opening.approve']) });
  const asked: SheetStep = {
    ...{
      act: 'ask-reversal',
      reason: 'salah hitung',
      recordedBy: 'b',
      recordedRole: 'x',
      recordedAt: instant('2025-11-27T00:00:00Z'),
    },
  };
  test.each([
    ['proposed', 'a', [], ['withdraw']],
    ['proposed', 'b', [], ['approve', 'refuse']],
    ['approved', 'a', [], ['ask-reversal']],
    ['reversal-asked', 'b', [asked], []],
    ['reversal-asked', 'a', [asked], ['refuse-reversal', 'reverse']],
    ['reversed', 'a', [], []],
  ] as const)('a %s sheet offers %s …', (stage, person, steps, offered) => {
    expect(actsOpenTo({ stage, recordedBy: 'a', steps }, both(person))).toEqual(offered);
  });
});
