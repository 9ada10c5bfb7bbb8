import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { type Action, isFurther, type Outcome, type Step, standingOf, type WaitedOn } from './onboarding.ts';

// The way of LPG (domain 6.3): SIMKOPDES, the region of Pertamina, DDMS, MAP.
const steps: Step[] = [
  { code: 'simkopdes', seq: 1, name: '', askedOf: 'cooperative', stage: 'applied' },
  { code: 'region-check', seq: 2, name: '', askedOf: 'partner', stage: 'verified' },
  { code: 'ddms', seq: 3, name: '', askedOf: 'partner', stage: null },
  { code: 'map', seq: 4, name: '', askedOf: 'cooperative', stage: 'active' },
];
const opened = businessDate('2025-08-01');
const done = (step: string, on: string): Action => ({
  ...{ outcome: 'done', step, happenedOn: businessDate(on), waitsOn: null },
});
const said = (outcome: Outcome, on: string, waitsOn: WaitedOn | null = null): Action => ({
  ...{ outcome, step: null, happenedOn: businessDate(on), waitsOn },
});
const standing = (...actions: Action[]) => standingOf(steps, opened, actions);

describe('an onboarding', () => {
  test('waits for its first step since it was opened', () => {
    expect(standing()).toMatchObject({
      ...{
        status: 'running',
        current: 'simkopdes',
        waitsOn: 'cooperative',
        since: opened,
        isHeld: false,
        reached: null,
      },
    });
  });

  test('waits for the next since the last was done, with whose move it is', () => {
    expect(standing(done('simkopdes', '2025-08-05'))).toMatchObject({
      ...{ current: 'region-check', waitsOn: 'partner', since: '2025-08-05' },
      reached: { stage: 'applied', since: '2025-08-05' },
    });
  });

  test('is stuck with whom somebody named, until the next step is done', () => {
    const held = [done('simkopdes', '2025-08-05'), said('held', '2025-09-01', 'agent')];
    expect(standing(...held)).toMatchObject({ isHeld: true, waitsOn: 'agent', since: '2025-09-01' });
    expect(standing(...held, done('region-check', '2025-09-10'))).toMatchObject({
      ...{ isHeld: false, waitsOn: 'partner', current: 'ddms', reached: { stage: 'verified', since: '2025-09-10' } },
    });
  });

  test('takes steps in any order, and has come only as far as all before are done', () => {
    const late = [done('simkopdes', '2025-08-05'), done('ddms', '2025-08-20')];
    expect(standing(...late)).toMatchObject({ current: 'region-check', reached: { stage: 'applied' } });
    expect(standing(...late, done('region-check', '2025-08-10'), done('map', '2025-08-15'))).toMatchObject({
      ...{ status: 'approved', current: null, waitsOn: null, since: '2025-08-20' },
      reached: { stage: 'active', since: '2025-08-20' },
    });
  });

  test('is over once rejected or withdrawn', () => {
    expect(standing(done('simkopdes', '2025-08-05'), said('rejected', '2025-10-01'))).toMatchObject({
      ...{ status: 'rejected', current: null, since: '2025-10-01', reached: { stage: 'applied' } },
    });
  });
});

test('active lies further than verified, and any stage further than none', () => {
  expect([isFurther('active', 'verified'), isFurther('verified', 'verified'), isFurther('applied', null)]).toEqual([
    true,
    false,
    true,
  ]);
});
