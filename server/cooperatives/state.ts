import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';

export const facilityStates = ['none', 'proposed', 'designated', 'under_construction', 'handed_over'] as const;
export const operationStates = ['trading', 'not_trading', 'unknown'] as const;

/** How far the cooperative's new building is. */
export type FacilityState = (typeof facilityStates)[number];
/** Whether the cooperative trades. "Unknown" is honest: nobody said so. */
export type OperationState = (typeof operationStates)[number];

/** Two axes that are never mixed: a cooperative may trade from somewhere that is not a new building. */
export type Axis = 'facility' | 'operation';

/** Ways back: a proposal withdrawn, a designation revoked, a site abandoned. Ways forward go one step at a time. */
const facilitySteps: Readonly<Record<FacilityState, readonly FacilityState[]>> = {
  none: ['proposed'],
  proposed: ['designated', 'none'],
  designated: ['under_construction', 'proposed', 'none'],
  under_construction: ['handed_over', 'designated', 'none'],
  handed_over: [],
};

/** One change of state as recorded; never edited. */
export interface StateAction {
  readonly id: Id<'state-action'>;
  readonly axis: Axis;
  readonly state: FacilityState | OperationState;
  readonly effectiveOn: BusinessDate;
  readonly recordedAt: Instant;
  readonly correctsId: Id<'state-action'> | null;
}

export type StateFlag = 'steps_skipped' | 'backdated';

/** What is left once one more action is corrected; what that one corrected stays corrected. */
export function withoutCorrected<T extends StateAction>(actions: readonly T[], correctsId?: Id<'state-action'>): T[] {
  const corrected = new Set([correctsId, ...actions.map((action) => action.correctsId)]);
  return actions.filter((action) => !corrected.has(action.id));
}

/**
 * The actions that still count, oldest first: those that no later action corrects, by the day they took effect and, within
 * a day, by when they were recorded.
 */
export function standingActions<T extends StateAction>(actions: readonly T[], axis: Axis): T[] {
  return withoutCorrected(actions)
    .filter((action) => action.axis === axis)
    .toSorted(
      (a, b) => compare(a.effectiveOn, b.effectiveOn) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id),
    );
}

/** The action that holds on a day; none before the first took effect. */
export function actionOn<T extends StateAction>(actions: readonly T[], axis: Axis, day: BusinessDate): T | undefined {
  return standingActions(actions, axis).findLast((action) => action.effectiveOn <= day);
}

/**
 * What must be shown beside a reported change, measured against what stands once it has corrected what it corrects. A report from the field is a fact, so it is recorded even when it skips steps
 * or arrives after a later one; it is flagged instead of refused.
 */
export function flagsOf(
  actions: readonly StateAction[],
  reported: {
    axis: Axis;
    state: FacilityState | OperationState;
    effectiveOn: BusinessDate;
    correctsId?: Id<'state-action'>;
  },
): StateFlag[] {
  const standing = withoutCorrected(actions, reported.correctsId);
  const before = actionOn(standing, reported.axis, reported.effectiveOn);
  const isLate = standingActions(standing, reported.axis).some((action) => action.effectiveOn > reported.effectiveOn);
  return [
    ...(skipsSteps(before, reported) ? (['steps_skipped'] as const) : []),
    ...(isLate ? (['backdated'] as const) : []),
  ];
}

function skipsSteps(
  before: StateAction | undefined,
  reported: { axis: Axis; state: FacilityState | OperationState },
): boolean {
  if (reported.axis === 'operation') return false;
  const from = (before?.state ?? 'none') as FacilityState;
  return from !== reported.state && !facilitySteps[from].includes(reported.state as FacilityState);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
