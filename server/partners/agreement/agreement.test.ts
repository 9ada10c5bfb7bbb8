import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { quotaWindow } from './agreement.ts';

describe('a quota is counted in', () => {
  const window = (period: 'week' | 'month', day: string) => Object.values(quotaWindow(period, businessDate(day)));

  test('the calendar month, whatever its length', () => {
    expect(window('month', '2025-11-27')).toEqual(['2025-11-01', '2025-12-01']);
    expect(window('month', '2025-12-31')).toEqual(['2025-12-01', '2026-01-01']);
    expect(window('month', '2028-02-29')).toEqual(['2028-02-01', '2028-03-01']);
  });

  test('the week from Monday to Sunday', () => {
    expect(window('week', '2025-11-24')).toEqual(['2025-11-24', '2025-12-01']);
    expect(window('week', '2025-11-30')).toEqual(['2025-11-24', '2025-12-01']);
    expect(window('week', '2025-12-01')).toEqual(['2025-12-01', '2025-12-08']);
  });
});
