import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { id } from '../../kernel/ids.ts';
import { broughtForward, readCursor, remarkOf, writeCursor, writtenDay, writtenMonth } from './account-book.ts';

const plain = {
  occurredOn: businessDate('2025-10-28'),
  isLate: false,
  reverses: null,
  reversedBy: null,
  sample: false,
};

describe('Keterangan', () => {
  test.each([
    [{}, ''],
    [{ isLate: true }, 'terlambat, kejadian 28 Okt 2025'],
    [{ reverses: 12 }, 'koreksi jurnal 12'],
    [{ reversedBy: 13, sample: true }, 'dikoreksi jurnal 13; contoh'],
  ])('%j says %s', (about, said) => {
    expect(remarkOf({ ...plain, ...about })).toBe(said);
  });
});

test('the first line of a month is what the books kept by hand begin with', () => {
  expect(broughtForward(businessDate('2025-11-01'))).toBe('Saldo Bulan Lalu');
  expect(broughtForward(businessDate('2025-11-02'))).toBe('Saldo sebelumnya');
  expect([writtenDay(businessDate('2025-05-09')), writtenMonth(businessDate('2025-08-01'))]).toEqual([
    '9 Mei 2025',
    'Agu 2025',
  ]);
});

describe('a cursor', () => {
  const cursor = {
    ...{ no: 50, on: businessDate('2025-11-17'), seq: 2 },
    journalId: id<'journal'>('01980000-0000-7000-8000-00000000000a'),
  };

  test('is read as it was written', () => {
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  test.each([
    '',
    'x',
    writeCursor(cursor).replace('2025-11-17', '2025-02-30'),
    writeCursor(cursor).replace('-7000-', '-4000-'),
    `${writeCursor(cursor)} or 1=1`,
    writeCursor(cursor).replace('50', '-1'),
  ])('that is none names nothing: %s', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
