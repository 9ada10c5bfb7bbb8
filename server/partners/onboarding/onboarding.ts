import type { BusinessDate } from '../../kernel/business-date.ts';

export const outcomes = ['done', 'held', 'rejected', 'withdrawn'] as const;
export type Outcome = (typeof outcomes)[number];
export const waitedOn = ['cooperative', 'partner', 'agent', 'city', 'ministry', 'other'] as const;
export type WaitedOn = (typeof waitedOn)[number];
export type Stage = 'applied' | 'verified' | 'active';

/** One step of a programme, as it was when the onboarding was opened. */
export interface Step {
  readonly code: string;
  readonly seq: number;
  readonly name: string;
  readonly askedOf: 'cooperative' | 'partner';
  /** What the partnership has come to once this is done. */
  readonly stage: Stage | null;
}

export interface Action {
  readonly outcome: Outcome;
  readonly step: string | null;
  readonly happenedOn: BusinessDate;
  readonly waitsOn: WaitedOn | null;
}

export interface Standing {
  readonly status: 'running' | 'approved' | 'rejected' | 'withdrawn';
  /** The first step that is not done; none once it is over. */
  readonly current: string | null;
  /** Whose move it is, and since which day; of what is over, the day it ended. */
  readonly waitsOn: WaitedOn | null;
  readonly since: BusinessDate;
  /** Somebody said that it is stuck, and with whom. */
  readonly isHeld: boolean;
  /** What the partnership has come to by the steps done, and since when. */
  readonly reached: { readonly stage: Stage; readonly since: BusinessDate } | null;
}

/**
 * Where an onboarding stands after its actions, given in the order they were recorded. Steps may be done in any order, since each is done in
 * another system: what is done is done, and it waits for the first that is not. A step done ends a hold.
 */
export function standingOf(steps: readonly Step[], openedOn: BusinessDate, actions: readonly Action[]): Standing {
  const doneOn = new Map(
    actions.flatMap(({ outcome, step, happenedOn }) =>
      outcome === 'done' && step !== null ? [[step, happenedOn] as const] : [],
    ),
  );
  const current = steps.find(({ code }) => !doneOn.has(code));
  const reached = reachedBy(steps, doneOn);
  const last = actions.at(-1);
  const over = { current: null, waitsOn: null, isHeld: false, reached };
  if (last?.outcome === 'rejected' || last?.outcome === 'withdrawn')
    return { ...over, status: last.outcome, since: last.happenedOn };
  const latest = [...doneOn.values()].toSorted().at(-1) ?? openedOn;
  if (current === undefined) return { ...over, status: 'approved', since: latest };
  const isHeld = last?.outcome === 'held';
  return {
    ...{ status: 'running', current: current.code, isHeld, reached },
    waitsOn: isHeld ? last.waitsOn : current.askedOf,
    since: isHeld ? last.happenedOn : latest,
  };
}

/** The furthest stage of which the step and all before it are done: nobody is verified who has not applied. */
function reachedBy(steps: readonly Step[], doneOn: ReadonlyMap<string, BusinessDate>): Standing['reached'] {
  let reached: Standing['reached'] = null;
  let latest: BusinessDate | undefined;
  for (const { code, stage } of steps) {
    const on = doneOn.get(code);
    if (on === undefined) break;
    latest = latest === undefined || on > latest ? on : latest;
    if (stage !== null) reached = { stage, since: latest };
  }
  return reached;
}

const order = ['applied', 'verified', 'active'] as const;

/** Whether one stage lies further than another; any lies further than none. */
export function isFurther(stage: Stage, than: Stage | null): boolean {
  return than === null || order.indexOf(stage) > order.indexOf(than);
}
