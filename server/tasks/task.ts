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

export type TaskAction = 'settle' | 'remind';

/** Papers that are answered where they lie: their tasks end with the answer, so that nobody ticks off what he has not answered. */
const answeredPapers = ['inventory/stocktake', 'ledger/manual', 'opening/sheet', 'partners/onboarding'];

export function endsWithPaper({ originKind }: { readonly originKind: string }): boolean {
  return answeredPapers.includes(originKind);
}

/** What someone may do about a task: its owner settles it, who keeps the list (`task.assign`) settles any and reminds others. */
export function actionsOpenTo(
  task: { ownerRole: string; originKind: string; settledOn: BusinessDate | null },
  actor: { role: string; permissions: ReadonlySet<string> },
): TaskAction[] {
  if (task.settledOn !== null) return [];
  const isOwner = task.ownerRole === actor.role;
  const keepsList = actor.permissions.has('task.assign');
  return [
    ...((isOwner || keepsList) && actor.permissions.has('task.settle') && !endsWithPaper(task)
      ? (['settle'] as const)
      : []),
    ...(keepsList && !isOwner ? (['remind'] as const) : []),
  ];
}
