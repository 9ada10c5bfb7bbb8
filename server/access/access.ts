import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegencyId, RegionId } from '../kernel/ids.ts';
import type { Doer } from '../platform/audit/audit.ts';
import type { SignIn } from '../platform/auth/library.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Regency } from '../reference/public.ts';

/** What modules above this one know and `main` hands in, so that access needs none of them. */
export interface AccessParts {
  readonly signIn: SignIn;
  /** The business date stands still (demo, exercises). Whether a grant holds goes by the real day. */
  readonly fixedToday: BusinessDate | undefined;
  /** In the demo no second factor is asked for, and its banner says so. */
  readonly isDemo: boolean;
  /** The cooperatives that serve any of these villages on a day. */
  cooperativesServing(
    regencyId: RegencyId,
    villageIds: readonly RegionId[],
    day: BusinessDate,
  ): Promise<readonly Id<'cooperative'>[]>;
  /** The villages that these cooperatives serve on a day. */
  villagesServedBy(
    regencyId: RegencyId,
    cooperativeIds: readonly Id<'cooperative'>[],
    day: BusinessDate,
  ): Promise<readonly RegionId[]>;
  /** The cooperatives a partner works with on a day. */
  cooperativesOfPartner(
    regencyId: RegencyId,
    partnerId: Id<'partner'>,
    day: BusinessDate,
  ): Promise<readonly Id<'cooperative'>[]>;
  /** Names by id; an id it does not know is left out. Without a regency: partners and lenders of the nation. */
  namesOf(regencyId: RegencyId | undefined, ids: NamedIds): Promise<ReadonlyMap<string, string>>;
  /** Opens a city that was chosen at set-up (its cooperatives, say), in the transaction that makes its first administrator. */
  foundCity(tx: Tx, doer: Doer, regency: Regency): Promise<void>;
}

export interface NamedIds {
  readonly cooperativeIds: readonly Id<'cooperative'>[];
  readonly partnerIds: readonly Id<'partner'>[];
  readonly lenderIds: readonly Id<'lender'>[];
}
