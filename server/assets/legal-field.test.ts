import { describe, expect, test } from 'vitest';
import { readLegal, sameWriting, writeLegal } from './legal-field.ts';

describe('a value of the register is read as the printed form writes it', () => {
  test.each([
    ['landAreaDm2', '1.240,50', 124_050],
    ['landAreaDm2', '1240,5', 124_050],
    ['landAreaDm2', '0,01', 1],
    ['landAreaDm2', '0', undefined],
    ['landAreaDm2', '1.24', undefined],
    ['landAreaDm2', '12,345', undefined],
    ['priceIdr', 'Rp 1.658.000.000', 1_658_000_000],
    ['priceIdr', '1658000', 1_658_000],
    ['priceIdr', '1,5', undefined],
    ['certificateDate', '17-10-2003', '2003-10-17'],
    ['certificateDate', '7/1/2003', '2003-01-07'],
    ['certificateDate', '31-02-2003', undefined],
    ['acquiredYear', '1998', 1998],
    ['acquiredYear', '98', undefined],
    ['registerCondition', 'rr', 'minor_damage'],
    ['registerCondition', 'RB', 'major_damage'],
    ['registerCondition', 'hancur', undefined],
    ['isStoreyed', 'Tidak', false],
    ['address', '  ', undefined],
  ] as const)('%s "%s" is %s', (field, typed, value) => {
    expect(readLegal(field, typed)).toBe(value);
  });

  test('and written back in one way, so that two writings of the same are the same', () => {
    expect(sameWriting('landAreaDm2', '1.240,50')).toBe(writeLegal('landAreaDm2', 124_050));
    expect(sameWriting('certificateDate', '2003-10-17')).toBe('17-10-2003');
    expect(writeLegal('registerCondition', 'minor_damage')).toBe('KB');
    expect(writeLegal('isConcrete', true)).toBe('Ya');
    expect(writeLegal('note', null)).toBe('');
  });
});
