import { describe, expect, test } from 'vitest';
import { businessDate, instant } from '../../server/kernel/business-date.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { formats } from './formats.ts';
import { readable } from './i18n.ts';

/** Amounts and times never break across lines, so their gaps are no-break spaces; here they are read as plain ones. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('figures and days are written as offices in Indonesia write them', () => {
  const inBalikpapan = formats('id', 'Asia/Makassar');

  test('money in whole rupiah, grouped by dots', () => {
    expect(plain(inBalikpapan.rupiah(rupiah(1_658_000_000)))).toBe('Rp 1.658.000.000');
    expect(plain(inBalikpapan.rupiah(rupiah(-65_000)))).toBe('−Rp 65.000');
  });

  test('days and hours in the zone of the regency', () => {
    expect(plain(inBalikpapan.date(businessDate('2025-10-17')))).toBe('17 Okt 2025');
    expect(inBalikpapan.longDate(businessDate('2025-10-17'))).toBe('Jumat, 17 Oktober 2025');
    expect(plain(inBalikpapan.time(instant('2025-11-27T13:30:00Z')))).toBe('21.30 WITA');
    expect(plain(formats('id', 'Asia/Jayapura').moment(instant('2025-11-27T15:30:00Z')))).toBe(
      '28 Nov 2025, 00.30 WIT',
    );
  });

  test('also the days that a refusal tells', () => {
    const { since, state, km } = readable({ since: '2025-10-17', state: 'proposed', km: 12 });
    expect([plain(String(since)), state, km]).toEqual(['17 Okt 2025', 'proposed', 12]);
  });

  test('numbers keep the Indonesian way in English too, so that a screen and a letter agree', () => {
    const english = formats('en', 'Asia/Makassar');
    expect(english.number(-12_000.5)).toBe('−12.000,5');
    expect(english.percent(4850)).toBe('48,5%');
    expect(plain(english.date(businessDate('2025-10-17')))).toBe('17 Oct 2025');
  });
});
