import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, businessDate, daysBetween } from '../../kernel/business-date.ts';
import { cutBefore, monthsOf, nextMonth } from './period.ts';

const first = businessDate('2023-01-01');
const someDay = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(first, days));

describe('what was posted before a day', () => {
  test('is whole months, and the days by which they miss it: half a month at most', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const { month, days } = cutBefore(day);
        expect(month).toMatch(/-01$/);
        const { from, before, sign } = days ?? { from: month, before: month, sign: 1 };
        expect(daysBetween(from, before)).toBeLessThanOrEqual(15);
        expect(addDays(month, sign * daysBetween(from, before))).toBe(day);
        expect([from, before]).toEqual(sign === 1 ? [month, day] : [day, month]);
      }),
    );
  });

  test.each([
    ['2025-11-01', { month: '2025-11-01', days: null }],
    ['2025-11-16', { month: '2025-11-01', days: { from: '2025-11-01', before: '2025-11-16', sign: 1 } }],
    ['2025-11-17', { month: '2025-12-01', days: { from: '2025-11-17', before: '2025-12-01', sign: -1 } }],
    ['2024-02-29', { month: '2024-03-01', days: { from: '2024-02-29', before: '2024-03-01', sign: -1 } }],
    ['2025-12-31', { month: '2026-01-01', days: { from: '2025-12-31', before: '2026-01-01', sign: -1 } }],
  ])('before %s', (day, cut) => {
    expect(cutBefore(businessDate(day))).toEqual(cut);
  });
});

test('a period is its months, the first and the last as far as they go', () => {
  const period = { from: businessDate('2025-11-20'), to: businessDate('2026-01-03') };
  expect(monthsOf(period)).toEqual([
    { from: '2025-11-20', to: '2025-11-30' },
    { from: '2025-12-01', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-01-03' },
  ]);
  expect(nextMonth(businessDate('2025-01-31'))).toBe('2025-02-01');
});
