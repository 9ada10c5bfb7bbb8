import { describe, expect, test } from 'vitest';
import {
  readAssetCode,
  readDay,
  readDecimal,
  readLocation,
  readStoredNumber,
  readYear,
  scaled,
  splitKey,
} from './kib-values.ts';

const hundredths = (text: string) => {
  const read = readDecimal(text);
  return typeof read === 'object' ? scaled(read, 2)?.value : read;
};

describe('figures as people write them', () => {
  test.each([
    ['1240', 124_000],
    ['1.240', 124_000],
    ['1.240,50', 124_050],
    ['1240,5', 124_050],
    ['1240.5', 124_050],
    ['1,240.50', 124_050],
    ['1,240,500', 124_050_000],
    ['0,125', 13],
    ['0,240', 24],
    ['Rp 1.658.000,-', 165_800_000],
    ['Rp1.658.000', 165_800_000],
    ['600 M2', 60_000],
    ['1,240', 'ambiguous'],
    ['12,345', 'ambiguous'],
    ['1.24.000', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    ['luas', undefined],
  ])('%s', (text, value) => {
    expect(hundredths(text)).toBe(value);
  });

  test('and as spreadsheets keep them, with what binary fractions leave behind', () => {
    const kept = (text: string) => {
      const read = readStoredNumber(text);
      return read && scaled(read, 2)?.value;
    };
    expect(['1240.5', '0.30000000000000004', '1.658E9', '1240.4999999999998', '-1', 'NaN'].map(kept)).toEqual([
      124_050,
      30,
      165_800_000_000,
      124_050,
      undefined,
      undefined,
    ]);
  });

  test('thousands of rupiah keep their fraction to the rupiah', () => {
    expect(scaled({ whole: '1658', fraction: '5' }, 3)).toEqual({ value: 1_658_500, isRounded: false });
    expect(scaled({ whole: '1', fraction: '2345' }, 3)).toEqual({ value: 1_235, isRounded: true });
    expect(scaled({ whole: '99999999999999', fraction: '' }, 3)).toBeUndefined();
  });
});

test.each([
  ['17-10-2005', '2005-10-17'],
  ['17/10/2005', '2005-10-17'],
  ['7.1.2005', '2005-01-07'],
  ['2005-10-17', '2005-10-17'],
  ['17 Oktober 2005', '2005-10-17'],
  ['17-Agt-2005', '2005-08-17'],
  ['17-10-2005 00:00:00', '2005-10-17'],
  ['31-02-2020', undefined],
  ['03/25/2010', undefined],
  ['17-10-05', undefined],
  ['17-10/2005', undefined],
  ['2005', undefined],
])('the day %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test('years stand alone or in a day', () => {
  expect(['2005', '17-10-2005', '05', '20055', 'lama'].map(readYear)).toEqual([
    2005,
    2005,
    undefined,
    undefined,
    undefined,
  ]);
});

test('codes have seven groups; missing zeros are put back, old codes are known as such', () => {
  expect(readAssetCode('1.3.1.01.01.04.001')).toEqual({ code: '1.3.1.01.01.04.001', isPadded: false });
  expect(readAssetCode(' 1.3.1.1.1.4.1 ')).toEqual({ code: '1.3.1.01.01.04.001', isPadded: true });
  expect(['01.01.11.04.001', '1.3.1.01', 'tanah', '1.3.1.001.01.04.001'].map(readAssetCode)).toEqual([
    'old',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a combined key is a place with its year, a dash and a code', () => {
  const key = splitKey('12.01.33.16.010101.00016.00000.2006-1.3.3.01.01.12.001');
  expect(key).toEqual({ location: '12.01.33.16.010101.00016.00000.2006', code: '1.3.3.01.01.12.001' });
  expect(readLocation(key.location ?? '')).toEqual({ location: '12.01.33.16.010101.00016.00000', year: 2006 });
  expect(splitKey('1.3.3.01.01.12.001')).toEqual({ code: '1.3.3.01.01.12.001' });
  expect(['12.01', 'a.b.c'].map(readLocation)).toEqual([undefined, undefined]);
});
