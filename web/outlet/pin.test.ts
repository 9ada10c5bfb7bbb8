import { describe, expect, test } from 'vitest';
import { isPin, newPin, waitMs, wrongMax } from './pin.ts';

describe('a PIN on a phone', () => {
  test('is known again, and no other is', async () => {
    const kept = await newPin('271125');
    expect(await isPin('271125', kept)).toBe(true);
    expect(await isPin('271126', kept)).toBe(false);
    expect(JSON.stringify([...kept.hash])).not.toContain('271125');
  });

  test('three wrong ones are forgiven, then each costs twice the time of the last, up to a quarter of an hour', () => {
    const waits = [0, 2, 3, 4, 5, 6, 7, 8, 9].map((wrong) => waitMs({ wrong, wrongAt: 1_000 }, 1_000) / 1_000);
    expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900]);
    expect(waitMs({ wrong: 4, wrongAt: 1_000 }, 31_000)).toBe(30_000);
    expect(waitMs({ wrong: wrongMax, wrongAt: 0 }, 9e12)).toBe(Number.POSITIVE_INFINITY);
  });

  test('setting the clock back shortens no wait', () => {
    expect(waitMs({ wrong: 4, wrongAt: 1_000_000 }, 0)).toBe(60_000);
  });
});
