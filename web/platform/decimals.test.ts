import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeUnitsIn, writtenUnits } from './decimals.ts';

describe('numbers as they are typed', () => {
  test.each([
    ['1.658.000.000', 1, 1_658_000_000],
    ['65000', 1, 65_000],
    ['12,5', 1000, 12_500],
    ['1.250', 1000, 1_250_000],
  ])('%s with %i base units to one is %i', (text, perUnit, units) => {
    expect(wholeUnitsIn(text, perUnit)).toBe(units);
  });

  test.each(['', '-1', '1.25', '1,5', '1e9', '12a', '99999999999999999'])('"%s" is no whole rupiah', (text) => {
    expect(wholeUnitsIn(text)).toBeUndefined();
  });

  test('what was written is read back, whatever the unit', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(1, 10, 100, 1000),
        (units, perUnit) => wholeUnitsIn(writtenUnits(units, perUnit), perUnit) === units,
      ),
    );
  });
});
