import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Demand, suggestedPacks } from './suggestion.ts';

const sack: Demand = { soldBase: 280_000, heldBase: 0, comingBase: 0, leadDays: 3, packQtyBase: 5_000, maxBase: null };

describe('an order is suggested from sales, lead time and pack', () => {
  test('10 kg a day over 3 days of waiting and 14 of selling are 170 kg: 34 sacks of 5 kg', () => {
    expect(suggestedPacks(sack)).toBe(34);
    expect(suggestedPacks({ ...sack, soldBase: 280_001 }), 'a gram more is a whole sack').toBe(35);
    expect(suggestedPacks({ ...sack, heldBase: 100_000, comingBase: 50_000 })).toBe(4);
    expect(suggestedPacks({ ...sack, heldBase: 170_000 })).toBe(0);
    expect(suggestedPacks({ ...sack, soldBase: 0 }), 'what does not sell').toBe(0);
  });

  test('no more than may be ordered, in whole packs', () => {
    expect(suggestedPacks({ ...sack, maxBase: 52_000 })).toBe(10);
    expect(suggestedPacks({ ...sack, maxBase: 0 })).toBe(0);
  });

  test('it is enough, and one pack less is not', () => {
    const whole = fc.integer({ min: 0, max: 10_000_000 });
    const demand = fc.record({
      ...{ soldBase: whole, heldBase: whole, comingBase: whole, leadDays: fc.integer({ min: 0, max: 60 }) },
      ...{ packQtyBase: fc.integer({ min: 1, max: 50_000 }), maxBase: fc.constant(null) },
    });
    fc.assert(
      fc.property(demand, (asked) => {
        const packs = suggestedPacks(asked);
        const reaches = (n: number) =>
          28 * (asked.heldBase + asked.comingBase + n * asked.packQtyBase) >= asked.soldBase * (asked.leadDays + 14);
        expect(reaches(packs)).toBe(true);
        expect(packs === 0 || !reaches(packs - 1)).toBe(true);
      }),
    );
  });
});
