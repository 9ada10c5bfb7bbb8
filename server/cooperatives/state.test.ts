import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type BusinessDate, businessDate, instant } from '../kernel/business-date.ts';
import { type Id, id } from '../kernel/ids.ts';
import { actionOn, facilityStates, flagsOf, type StateAction, standingActions, withoutCorrected } from './state.ts';

const start = businessDate('2025-10-01');
const on = (days: number): BusinessDate => addDays(start, days);
const idOf = (nth: number): Id<'state-action'> => id(`01980000-0000-7000-8000-${String(nth).padStart(12, '0')}`);

/** The nth report: of a state from a day on, correcting an earlier report or none. */
function action(nth: number, state: StateAction['state'], days: number, corrects?: number): StateAction {
  return {
    id: idOf(nth),
    axis: 'facility',
    state,
    effectiveOn: on(days),
    recordedAt: instant(`2025-11-01T00:00:${String(nth).padStart(2, '0')}Z`),
    correctsId: corrects === undefined ? null : idOf(corrects),
  };
}
const stateOn = (actions: readonly StateAction[], days: number) => actionOn(actions, 'facility', on(days))?.state;

describe('the state on a day', () => {
  test('is what the last report in effect says; of two on one day, the one recorded later', () => {
    const actions = [action(1, 'proposed', 0), action(2, 'designated', 5), action(3, 'under_construction', 5)];
    expect([stateOn(actions, -1), stateOn(actions, 0), stateOn(actions, 4), stateOn(actions, 5)]).toEqual([
      undefined,
      'proposed',
      'proposed',
      'under_construction',
    ]);
  });

  test('is as before a mistake once the mistake is corrected to what held before', () => {
    const actions = [action(1, 'proposed', 0), action(2, 'designated', 5), action(3, 'proposed', 0, 2)];
    expect(stateOn(actions, 5)).toBe('proposed');
    expect(actionOn(actions, 'facility', on(5))?.effectiveOn).toBe(on(0));
  });

  test('of a corrected correction is that of the last; what the first corrected stays away', () => {
    const actions = [action(1, 'designated', 0), action(2, 'proposed', 2, 1), action(3, 'proposed', 4, 2)];
    expect([stateOn(actions, 3), stateOn(actions, 4)]).toEqual([undefined, 'proposed']);
  });

  const reports = fc
    .array(fc.record({ state: fc.constantFrom(...facilityStates), day: fc.nat(30), corrects: fc.option(fc.nat(40)) }), {
      maxLength: 25,
    })
    .map((given) => {
      const free = new Set<number>();
      return given.map(({ state, day, corrects }, nth) => {
        const target = corrects === null ? undefined : [...free][corrects % Math.max(1, free.size)];
        if (target !== undefined) free.delete(target);
        free.add(nth);
        return action(nth, state, day, target);
      });
    });

  test('does not depend on the order in which reports are read', () =>
    fc.assert(
      fc.property(reports, fc.nat(30), (actions, day) => {
        expect(stateOn(actions.toReversed(), day)).toBe(stateOn(actions, day));
      }),
    ));

  test('never is that of a corrected report, and each report that is not corrected stands', () =>
    fc.assert(
      fc.property(reports, (actions) => {
        const corrected = new Set(actions.map(({ correctsId }) => correctsId));
        const standing = standingActions(actions, 'facility').map((each) => each.id);
        expect(standing.some((each) => corrected.has(each))).toBe(false);
        expect(standing).toHaveLength(actions.length - actions.filter(({ correctsId }) => correctsId).length);
      }),
    ));
});

describe('the flags of a report', () => {
  const flags = (actions: readonly StateAction[], state: StateAction['state'], days: number, corrects?: number) =>
    flagsOf(actions, {
      axis: 'facility',
      state,
      effectiveOn: on(days),
      ...(corrects === undefined ? {} : { correctsId: idOf(corrects) }),
    });

  test('are none for each step forward, and for each way back that the programme knows', () => {
    const steps = ['proposed', 'designated', 'under_construction', 'handed_over'] as const;
    steps.forEach((state, nth) => {
      const before = steps.slice(0, nth).map((earlier, at) => action(at, earlier, at));
      expect(flags(before, state, nth), state).toEqual([]);
    });
    expect(flags([action(1, 'designated', 0)], 'proposed', 1)).toEqual([]);
    expect(flags([action(1, 'under_construction', 0)], 'none', 1)).toEqual([]);
  });

  test('say that steps were skipped, and that a later report was there already', () => {
    expect(flags([], 'under_construction', 0)).toEqual(['steps_skipped']);
    expect(flags([action(1, 'handed_over', 0)], 'none', 1)).toEqual(['steps_skipped']);
    expect(flags([action(1, 'designated', 5)], 'proposed', 0)).toEqual(['backdated']);
    expect(flags([action(1, 'designated', 5)], 'handed_over', 0)).toEqual(['steps_skipped', 'backdated']);
  });

  test('are measured without the report that is corrected', () => {
    const actions = [action(1, 'proposed', 0), action(2, 'designated', 5)];
    expect(flags(actions, 'designated', 3, 2), 'moved to an earlier day').toEqual([]);
    expect(flags(actions, 'under_construction', 6, 2), 'the step between is gone').toEqual(['steps_skipped']);
    expect(flags(actions, 'proposed', 0, 2), 'taken back').toEqual([]);
    expect(withoutCorrected(actions, idOf(2))).toEqual([actions[0]]);
  });
});
