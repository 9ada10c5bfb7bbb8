import { type BusinessDate, daysBetween } from '../kernel/business-date.ts';

/** How a task stands on a day: the colour of its mark and its place in the list. */
export type Urgency = 'late' | 'due_soon' | 'waiting';

/** A task within this many days of its due date is shown as nearing. */
const soonDays = 3;

/** Days a task has waited; 0 on the day it was opened. */
export function daysWaiting(task: { openedOn: BusinessDate }, today: BusinessDate): number {
  return Math.max(0, daysBetween(task.openedOn, today));
}

/** Late from the day after it was due. */
export function urgencyOf(task: { dueOn: BusinessDate | null }, today: BusinessDate): Urgency {
  if (task.dueOn === null) return 'waiting';
  const left = daysBetween(today, task.dueOn);
  if (left < 0) return 'late';
  return left <= soonDays ? 'due_soon' : 'waiting';
}
