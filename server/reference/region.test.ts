import { describe, expect, test } from 'vitest';
import { kindOf, levelOf, parentCodeOf, timeZoneOf } from './region.ts';

describe('a Kemendagri code says what it names', () => {
  test.each([
    ['64', 'province', undefined],
    ['64.71', 'regency', '64'],
    ['64.71.05', 'district', '64.71'],
    ['64.71.05.1002', 'village', '64.71.05'],
  ])('%s', (code, level, parent) => {
    expect(levelOf(code)).toBe(level);
    expect(parentCodeOf(code)).toBe(parent);
  });

  test.each(['', '6471', '64.71.05.10', '64.71.05.1002.1', '6471010007', '64.71 '])('"%s" names nothing', (code) => {
    expect(levelOf(code)).toBeUndefined();
    expect(() => kindOf(code, 'Manggar')).toThrow(RangeError);
  });

  test.each([
    ['64.71', 'Kota Balikpapan', 'kota'],
    ['31.71', 'Kota Administrasi Jakarta Pusat', 'kota'],
    ['64.01', 'Kabupaten Paser', 'kabupaten'],
    ['64.71.05.1002', 'Sepinggan', 'kelurahan'],
    ['64.01.01.2001', 'Bekoso', 'desa'],
    ['91.03.01.3001', 'Kayo Pulo', 'desa-adat'],
  ])('%s %s is a %s', (code, name, kind) => expect(kindOf(code, name)).toBe(kind));
});

describe('three time zones (Keppres 41/1987)', () => {
  test.each([
    ['11', 'Asia/Jakarta'],
    ['31.71', 'Asia/Jakarta'],
    ['61', 'Asia/Jakarta'],
    ['62', 'Asia/Jakarta'],
    ['63', 'Asia/Makassar'],
    ['64.71', 'Asia/Makassar'],
    ['65', 'Asia/Makassar'],
    ['51', 'Asia/Makassar'],
    ['53', 'Asia/Makassar'],
    ['76', 'Asia/Makassar'],
    ['81', 'Asia/Jayapura'],
    ['96', 'Asia/Jayapura'],
  ])('%s keeps %s', (code, zone) => expect(timeZoneOf(code)).toBe(zone));
});
