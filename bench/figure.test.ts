import { describe, expect, test } from 'vitest';
import { figureOf, percentile } from './figure.ts';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

  test('is the value at its rank, whatever the order the values came in', () => {
    expect(percentile(hundred, 95)).toBe(95);
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 100)).toBe(100);
  });

  test('is always a value that was measured, never one in between', () => {
    expect(percentile([10, 20], 50)).toBe(10);
    expect(percentile([10, 20], 51)).toBe(20);
    expect(percentile([7], 95)).toBe(7);
  });

  test('of nothing, or beyond the whole, is refused', () => {
    expect(() => percentile([], 95)).toThrow(RangeError);
    expect(() => percentile([1], 0)).toThrow(RangeError);
    expect(() => percentile([1], 101)).toThrow(RangeError);
  });
});

describe('a figure', () => {
  test('that costs less than its baseline has a ratio above 1', () => {
    const figure = figureOf('lists', { figure: 'register, p95', value: 25, unit: 'ms', baseline: 50 });
    expect(JSON.stringify(figure)).toBe(
      '{"bench":"lists","figure":"register, p95","value":25,"unit":"ms","baseline":50,"ratio":2}',
    );
  });

  test('of which more is better turns the ratio round', () => {
    const rate = { figure: 'rate', value: 300, unit: 'requests/s', baseline: 100, better: 'more' } as const;
    expect(figureOf('lists', rate).ratio).toBe(3);
  });

  test('of nothing where nothing was asked for is as good as asked, and anything there is not', () => {
    expect(figureOf('faults', { figure: 'failed', value: 0, unit: 'count', baseline: 0 }).ratio).toBe(1);
    expect(figureOf('faults', { figure: 'failed', value: 1, unit: 'count', baseline: 0 }).ratio).toBe(0);
  });

  test('says no more digits than it knows', () => {
    const figure = figureOf('rls', { figure: 'x', value: 12.3456, unit: 'ms', baseline: 11.1111 });
    expect(figure).toMatchObject({ value: 12.3, baseline: 11.1, ratio: 0.9 });
  });
});
