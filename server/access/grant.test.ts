import { describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { id, regencyId, regionId } from '../kernel/ids.ts';
import { giveProblem, holdsOn, reachesRegency } from './grant.ts';

const [balikpapan, samarinda] = [regencyId(17), regencyId(18)];
const bulog = id<'partner'>('01900000-0000-7000-8000-000000000001');

describe('a grant holds from its first day until the day before its end', () => {
  const grant = { validFrom: businessDate('2025-11-01'), validTo: businessDate('2025-12-01') };
  test.each([
    ['2025-10-31', false],
    ['2025-11-01', true],
    ['2025-11-30', true],
    ['2025-12-01', false],
  ])('on %s: %s', (day, holds) => expect(holdsOn(grant, businessDate(day))).toBe(holds));

  test('never, when it ended the day it began', () => {
    expect(holdsOn({ validFrom: grant.validFrom, validTo: grant.validFrom }, grant.validFrom)).toBe(false);
  });
  test('without end when none is set', () => {
    expect(holdsOn({ validFrom: grant.validFrom, validTo: 'infinity' }, businessDate('2099-01-01'))).toBe(true);
  });
});

test('a grant reaches its own regency, the nation all of them, and a national partner too', () => {
  const reaches = (scope: Parameters<typeof reachesRegency>[0]['scope']) =>
    [balikpapan, samarinda].map((regency) => reachesRegency({ scope }, regency));
  expect(reaches({ kind: 'regency', regencyId: balikpapan })).toEqual([true, false]);
  expect(reaches({ kind: 'village', regencyId: samarinda, villageId: regionId(9) })).toEqual([false, true]);
  expect(reaches({ kind: 'nation' })).toEqual([true, true]);
  expect(reaches({ kind: 'partner', partnerId: bulog })).toEqual([true, true]);
  expect(reaches({ kind: 'partner', regencyId: balikpapan, partnerId: bulog })).toEqual([true, false]);
});

describe('an administrator gives', () => {
  const giver = { userId: 'admin', regencyId: balikpapan };
  const here = { kind: 'regency', regencyId: balikpapan } as const;
  test('a role within his own regency', () => {
    expect(giveProblem(giver, { userId: 'siti', role: 'dinas-officer', scope: here })).toBeUndefined();
    expect(giveProblem(giver, { userId: undefined, role: 'city-administrator', scope: here })).toBeUndefined();
    const kelurahan = { kind: 'village', regencyId: balikpapan, villageId: regionId(9) } as const;
    expect(giveProblem(giver, { userId: 'siti', role: 'lurah', scope: kelurahan })).toBeUndefined();
  });
  test('nothing to himself', () => {
    expect(giveProblem(giver, { userId: 'admin', role: 'auditor', scope: here })).toBe('to-oneself');
  });
  test('nothing in another regency, nor in the nation', () => {
    const there = { kind: 'regency', regencyId: samarinda } as const;
    expect(giveProblem(giver, { userId: 'siti', role: 'mayor', scope: there })).toBe('beyond-the-regency');
    expect(giveProblem(giver, { userId: 'siti', role: 'ministry', scope: { kind: 'nation' } })).toBe(
      'beyond-the-regency',
    );
    const everywhere = { kind: 'partner', partnerId: bulog } as const;
    expect(giveProblem(giver, { userId: 'siti', role: 'partner', scope: everywhere })).toBe('beyond-the-regency');
  });
  test('no role in a scope it is not made for', () => {
    expect(giveProblem(giver, { userId: 'siti', role: 'lurah', scope: here })).toBe('wrong-scope');
    const partner = { kind: 'partner', regencyId: balikpapan, partnerId: bulog } as const;
    expect(giveProblem(giver, { userId: 'siti', role: 'dinas-head', scope: partner })).toBe('wrong-scope');
  });
});
