import { describe, expect, test } from 'vitest';
import { isPossible } from './observation.ts';

describe('an observation', () => {
  test('has one of the words of its subject', () => {
    expect(isPossible({ subject: 'flood', word: 'occasional' })).toBe(true);
    expect(isPossible({ subject: 'flood', word: 'asphalt' })).toBe(false);
    expect(isPossible({ subject: 'flood', number: 1 })).toBe(false);
  });

  test('or a whole number in its unit, never both and never neither', () => {
    expect(isPossible({ subject: 'slope_percent', number: 0 })).toBe(true);
    expect(isPossible({ subject: 'slope_percent', number: 100_000 })).toBe(true);
    expect(isPossible({ subject: 'slope_percent', number: 100_001 })).toBe(false);
    expect(isPossible({ subject: 'slope_percent', number: 2.5 })).toBe(false);
    expect(isPossible({ subject: 'slope_percent', word: 'flat' })).toBe(false);
    expect(isPossible({ subject: 'slope_percent' })).toBe(false);
  });
});
