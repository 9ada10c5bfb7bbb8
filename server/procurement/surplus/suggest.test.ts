import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { id } from '../../kernel/ids.ts';
import { type Pile, suggest, usualCover } from './suggest.ts';

const cooperative = (n: number) => id<'cooperative'>(`01980000-0000-7000-8000-00000000000${n}`);
const sack = 50_000;
/** So many sacks held, so many sold in the four weeks before. */
const pile = (n: number, held: number, sold: number): Pile => ({
  cooperativeId: cooperative(n),
  heldBase: held * sack,
  soldBase: sold * sack,
});

describe('surplus is suggested from stock and demand', () => {
  test('whoever is sold out first takes from whoever has most to spare, up to two weeks of sales', () => {
    // One sells 28 sacks in four weeks and has 3 left: three days; two weeks are 14 sacks. The other keeps 30 of its 60.
    expect(suggest([pile(1, 3, 28), pile(2, 60, 28)], sack)).toEqual([
      { sellerId: cooperative(2), buyerId: cooperative(1), packs: 11 },
    ]);
  });

  test('several give where one has not enough, and the neediest comes first', () => {
    const piles = [pile(1, 6, 28), pile(2, 0, 28), pile(3, 38, 28), pile(4, 40, 28)];
    expect(suggest(piles, sack)).toEqual([
      { sellerId: cooperative(4), buyerId: cooperative(2), packs: 10 },
      { sellerId: cooperative(3), buyerId: cooperative(2), packs: 4 },
      { sellerId: cooperative(3), buyerId: cooperative(1), packs: 4 },
    ]);
  });

  test('a week of sales is enough, a sack less is not', () => {
    expect(suggest([pile(1, 7, 28), pile(2, 90, 28)], sack)).toEqual([]);
    expect(suggest([pile(1, 6, 28), pile(2, 90, 28)], sack)).toMatchObject([{ packs: 8 }]);
  });

  test('what nobody buys is all to spare, and who sells none of it lacks none', () => {
    expect(suggest([pile(1, 5, 0), pile(2, 0, 0), pile(3, 0, 4)], sack)).toMatchObject([
      { sellerId: cooperative(1), buyerId: cooperative(3), packs: 2 },
    ]);
  });

  test('nobody gives below what it keeps, nobody gets above what fills it, nobody does both', () => {
    const piles = fc.array(fc.record({ heldBase: fc.nat(9_000_000), soldBase: fc.nat(9_000_000) }), { maxLength: 9 });
    fc.assert(
      fc.property(piles, fc.integer({ min: 1, max: 60_000 }), (given, pack) => {
        const all = given.map((each, at) => ({ ...each, cooperativeId: cooperative(at + 1) }));
        const suggested = suggest(all, pack);
        for (const { cooperativeId, heldBase, soldBase } of all) {
          const out = sum(suggested.filter(({ sellerId }) => sellerId === cooperativeId)) * pack;
          const into = sum(suggested.filter(({ buyerId }) => buyerId === cooperativeId)) * pack;
          expect(out === 0 || into === 0).toBe(true);
          if (out > 0)
            expect((heldBase - out) * usualCover.soldOverDays).toBeGreaterThanOrEqual(soldBase * usualCover.keepDays);
          if (into > 0)
            expect((heldBase + into) * usualCover.soldOverDays).toBeLessThanOrEqual(soldBase * usualCover.fillDays);
        }
      }),
    );
  });
});

const sum = (suggested: readonly { packs: number }[]) => suggested.reduce((total, { packs }) => total + packs, 0);
