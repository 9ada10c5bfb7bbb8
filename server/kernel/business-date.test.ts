import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  businessDate,
  businessDateOf,
  daysBetween,
  instant,
  instantOf,
  parseBusinessDate,
  type TimeZone,
  weekOf,
} from './business-date.ts';

const day = fc
  .integer({ min: -150_000, max: 150_000 })
  .map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }).toString());
const zones: TimeZone[] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

describe('days are counted as the calendar does, without Temporal (Temporal is the judge here)', () => {
  test('adding, the days between and the ISO week agree on every day from 1589 to 2410', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (text, days) => {
        const date = Temporal.PlainDate.from(text);
        const later = date.add({ days });
        expect(addDays(businessDate(text), days)).toBe(later.toString());
        expect(daysBetween(businessDate(text), businessDate(later.toString()))).toBe(days);
        expect(weekOf(businessDate(text))).toBe(date.weekOfYear);
      }),
    );
  });

  test.each([
    '2025-02-29',
    '2025-02-30',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '1900-02-29',
    '2025-1-1',
    '27-11-2025',
    '',
  ])('%s is no day', (text) => expect(parseBusinessDate(text)).toBeUndefined());

  test('a leap day is one, the demonstration day lies in week 48', () => {
    expect(parseBusinessDate('2024-02-29')).toBe('2024-02-29');
    expect(parseBusinessDate('2000-02-29')).toBe('2000-02-29');
    expect(weekOf(businessDate('2025-11-27'))).toBe(48);
  });
});

describe('moments', () => {
  test('fall on the day that Temporal gives them in each zone of Indonesia', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2400-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const moment = Temporal.Instant.from(date.toISOString());
          expect(instant(date.toISOString())).toBe(moment.toString());
          expect(instantOf(date.getTime())).toBe(moment.toString());
          expect(businessDateOf(instant(date.toISOString()), zone)).toBe(
            moment.toZonedDateTimeISO(zone).toPlainDate().toString(),
          );
        },
      ),
    );
  });

  test('are taken as databases and browsers write them', () => {
    const written = [
      '2025-11-27 11:02:03.120+08',
      '2025-11-27T03:02:03.12Z',
      '2025-11-27T11:02:03.120000+08:00',
      '2025-11-27T11:02:03.12+0800',
    ];
    for (const text of written) expect(instant(text)).toBe('2025-11-27T03:02:03.12Z');
    expect(instant('2025-11-27T03:02Z')).toBe('2025-11-27T03:02:00Z');
  });

  test.each(['2025-11-27', '2025-11-27T03:02:03', 'kemarin', '2025-02-30T03:02:03Z', '2025-11-27T25:00:00Z'])(
    '%s is none',
    (text) => expect(() => instant(text)).toThrow(RangeError),
  );
});
