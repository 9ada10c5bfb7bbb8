import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { monthOf, nextMonth } from '../statements/period.ts';

/** What has not told all it knows of the days that are to be closed. Facts that arrive later are posted in the next month, flagged. */
export const openPointKinds = ['drafts', 'devices', 'counts', 'transfers'] as const;
export type OpenPointKind = (typeof openPointKinds)[number];

export interface OpenPoint {
  readonly kind: OpenPointKind;
  readonly count: number;
  /** Names of what is waited for, where they have one. */
  readonly names: readonly string[];
}

/** The last day of the month that is to be closed next; none while it is not over. */
export function nextClosing(closedThrough: BusinessDate, today: BusinessDate): BusinessDate | null {
  const through = addDays(nextMonth(addDays(closedThrough, 1)), -1);
  return through < today ? through : null;
}

/** Why a book cannot be closed through a day. */
export function closingFault(
  asked: { readonly through: BusinessDate; readonly closedThrough: BusinessDate },
  closedThrough: BusinessDate,
  today: BusinessDate,
): Refusal | undefined {
  if (asked.closedThrough !== closedThrough || asked.through <= closedThrough)
    return ledgerRefusals.closedAlready({ closedThrough });
  if (monthOf(addDays(asked.through, 1)) !== addDays(asked.through, 1)) return ledgerRefusals.notMonthEnd({});
  if (asked.through >= today) return ledgerRefusals.notOverYet({ today });
  return undefined;
}
