import { type BusinessDate, businessDate } from './business-date.ts';
import type { Id, RegencyId, RegionId } from './ids.ts';

/**
 * How far a grant reaches inside one regency. It becomes the transaction's settings, which every row-level policy reads.
 * - `regency`: the whole city (Dinas, mayor, auditor …)
 * - `cooperatives`: only `cooperativeIds` whole, of `knownCooperativeIds` the public side (identity, premises, prices), and what lies in
 *   the kelurahan `villageIds` (assets); none without
 */
export interface Reach {
  readonly regencyId: RegencyId;
  readonly scope: 'regency' | 'cooperatives';
  readonly cooperativeIds: readonly Id<'cooperative'>[];
  readonly knownCooperativeIds: readonly Id<'cooperative'>[];
  readonly villageIds?: readonly RegionId[];
  readonly partnerId?: Id<'partner'>;
}

/** A person acting under exactly one grant. Two hats are two grants, so they never mix within one request. */
export interface Actor {
  readonly userId: string;
  readonly grantId: Id<'grant'>;
  readonly role: string;
  readonly permissions: ReadonlySet<string>;
  readonly reach: Reach;
  /** The business date in the regency as the request began: rules take it from here, never from a clock. */
  readonly today: BusinessDate;
  /** Set when the role enters facts for a cooperative that is not its own (facilitator): shown beside what was entered. */
  readonly onBehalf: boolean;
}

/** The day a picture is asked for (`?asOf=`); never after today, because the future has no facts. */
export function dayAsked(actor: Actor, asOf: string | undefined): BusinessDate {
  return asOf === undefined || asOf > actor.today ? actor.today : businessDate(asOf);
}
