import { describe, expect, test } from 'vitest';
import { businessDate } from './business-date.ts';
import { tellsDay } from './source-name.ts';

describe('the name of a source', () => {
  const day = businessDate('2025-10-21');

  test.each([
    ['Siaran pers Pemerintah Kota Balikpapan, 21 Oktober 2025', true],
    ['Siaran pers Pemerintah Kota Balikpapan, 1 Oktober 2025', false],
    ['Prokaltim, Oktober 2025', false],
    ['kunjungan', false],
  ])('%s: tells the day itself: %s', (name, tells) => {
    expect(tellsDay(name, day)).toBe(tells);
  });
});
