import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDate, instant } from '../kernel/business-date.ts';
import { dayOfFact, momentOfFact } from './moment-of-fact.ts';

const received = instant('2025-11-27T10:00:00Z');
const enrolled = instant('2025-11-01T00:00:00Z');
const told = (madeAt: string, sentAt = '2025-11-27T10:00:00Z', notBefore = enrolled) =>
  momentOfFact({ madeAt: instant(madeAt), sentAt: instant(sentAt), receivedAt: received, notBefore });

describe('R20 when a thing was done', () => {
  test('a clock that is right is believed, also three days later', () => {
    expect(told('2025-11-24T02:00:00Z')).toEqual({ at: '2025-11-24T02:00:00Z', aheadSeconds: 0, flags: [] });
  });

  test('a few minutes are no error', () => {
    expect(told('2025-11-27T09:03:00Z', '2025-11-27T10:04:00Z')).toMatchObject({ flags: [], aheadSeconds: 240 });
  });

  test.each([
    ['a day ahead', '2025-11-28T08:30:00Z', '2025-11-28T10:00:00Z', 86_400],
    ['a day behind', '2025-11-26T08:30:00Z', '2025-11-26T10:00:00Z', -86_400],
    ['set to another zone by hand', '2025-11-27T09:30:00Z', '2025-11-27T11:00:00Z', 3_600],
  ])('a clock %s is put right and flagged', (_, madeAt, sentAt, aheadSeconds) => {
    expect(told(madeAt, sentAt)).toEqual({ at: '2025-11-27T08:30:00Z', aheadSeconds, flags: ['clock-skew'] });
  });

  test('a clock that jumped back in between cannot place it before a contact at which it was not there', () => {
    const contact = instant('2025-11-27T07:00:00Z');
    expect(told('2025-11-20T08:00:00Z', '2025-11-27T10:00:00Z', contact)).toEqual({
      ...{ at: '2025-11-27T06:58:00Z', aheadSeconds: 0, flags: ['moment-bounded'] },
    });
  });

  test('nothing is done after we heard of it', () => {
    expect(told('2025-12-03T08:00:00Z')).toMatchObject({ at: received, flags: ['moment-bounded'] });
  });

  test('whatever both clocks say, it lies between', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (made, sent) => {
        const { at, flags } = told(made.toISOString(), sent.toISOString());
        expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(received));
        expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(enrolled) - 120_000);
        if (Math.abs(Date.parse(at) - made.getTime()) > 300_000) expect(flags).not.toEqual([]);
      }),
    );
  });
});

describe('its business date', () => {
  const now = instant('2025-11-27T17:30:00Z');
  test('is the day in the zone of the regency: half past one at night in Balikpapan, not yet midnight in Jakarta', () => {
    const made = instant('2025-11-27T16:30:00Z');
    expect(dayOfFact(made, { zone: 'Asia/Makassar', now, today: businessDate('2025-11-28') })).toBe('2025-11-28');
    expect(dayOfFact(made, { zone: 'Asia/Jakarta', now, today: businessDate('2025-11-28') })).toBe('2025-11-27');
  });

  test('keeps its distance where the calendar stands still', () => {
    const [made, today] = [instant('2026-11-22T03:00:00Z'), businessDate('2025-11-27')];
    const standing = { zone: 'Asia/Makassar', now: instant('2026-11-24T03:00:00Z'), today } as const;
    expect(dayOfFact(made, standing)).toBe('2025-11-25');
  });
});
