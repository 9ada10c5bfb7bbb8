import { describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { actionsOpenTo, daysWaiting, urgencyOf } from './task.ts';

const today = businessDate('2025-11-27');

describe('how long a task has waited', () => {
  test.each([
    ['2025-11-27', 0],
    ['2025-11-15', 12],
    ['2024-02-28', 638],
    ['2025-11-28', 0],
  ])('opened on %s it has waited %i days on 27 November 2025', (openedOn, days) => {
    expect(daysWaiting({ openedOn: businessDate(openedOn) }, today)).toBe(days);
  });
});

describe('a task is late from the day after it was due, and nearing from three days before', () => {
  test.each([
    ['2025-11-26', 'late'],
    ['2025-11-27', 'due_soon'],
    ['2025-11-30', 'due_soon'],
    ['2025-12-01', 'waiting'],
  ])('due on %s it is %s', (dueOn, urgency) => {
    expect(urgencyOf({ dueOn: businessDate(dueOn) }, today)).toBe(urgency);
  });

  test('without a due day it only waits', () => expect(urgencyOf({ dueOn: null }, today)).toBe('waiting'));
});

describe('what may be done about a task of BKAD', () => {
  const task = { ownerRole: 'bkad-officer', originKind: 'taskforce/action', settledOn: null };
  const may = (role: string, ...permissions: string[]) =>
    actionsOpenTo(task, { role, permissions: new Set(permissions) });

  test('its owner settles it and needs no reminder', () => {
    expect(may('bkad-officer', 'task.settle')).toEqual(['settle']);
    expect(may('bkad-officer', 'task.settle', 'task.assign')).toEqual(['settle']);
  });

  test('who keeps the list settles or reminds', () => {
    expect(may('dinas-head', 'task.settle', 'task.assign')).toEqual(['settle', 'remind']);
  });

  test('others, and an auditor who writes nothing, only read', () => {
    expect(may('lurah', 'task.settle')).toEqual([]);
    expect(may('bkad-officer')).toEqual([]);
  });

  test('one of a paper that is answered where it lies is only reminded of', () => {
    const ofPaper = { ...task, originKind: 'ledger/manual' };
    const permissions = new Set(['task.settle', 'task.assign']);
    expect(actionsOpenTo(ofPaper, { role: 'bkad-officer', permissions })).toEqual([]);
    expect(actionsOpenTo(ofPaper, { role: 'dinas-head', permissions })).toEqual(['remind']);
  });

  test('once settled there is nothing to do', () => {
    const settled = { ...task, settledOn: today };
    expect(actionsOpenTo(settled, { role: 'bkad-officer', permissions: new Set(['task.settle']) })).toEqual([]);
  });
});
