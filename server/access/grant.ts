import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegencyId, RegionId } from '../kernel/ids.ts';
import { type RoleName, roleOf, type ScopeKind } from './role.ts';

/** Where a grant holds. `regencyId` is left out only by `nation`, and by partners and lenders that serve every city. */
export type Scope =
  | { readonly kind: 'nation' }
  | { readonly kind: 'regency'; readonly regencyId: RegencyId }
  | { readonly kind: 'district'; readonly regencyId: RegencyId; readonly districtId: RegionId }
  | { readonly kind: 'village'; readonly regencyId: RegencyId; readonly villageId: RegionId }
  | { readonly kind: 'cooperative'; readonly regencyId: RegencyId; readonly cooperativeId: Id<'cooperative'> }
  | { readonly kind: 'partner'; readonly regencyId?: RegencyId; readonly partnerId: Id<'partner'> }
  | { readonly kind: 'lender'; readonly regencyId?: RegencyId; readonly lenderId: Id<'lender'> };

/** Request header that names the grant to act under; without it the person's first that holds there counts. */
export const grantHeader = 'lumbung-grant';

/** One hat of one person. Two hats are two grants. */
export interface Grant {
  readonly id: Id<'grant'>;
  readonly userId: string;
  readonly role: RoleName;
  readonly scope: Scope;
  readonly validFrom: BusinessDate;
  /** The first day it no longer holds. */
  readonly validTo: BusinessDate | 'infinity';
}

/** A grant as its giver asks for it; it holds from the real day on. */
export interface Offer {
  readonly role: RoleName;
  readonly scope: Scope;
  readonly validTo: BusinessDate | 'infinity';
}

export function holdsOn(grant: Pick<Grant, 'validFrom' | 'validTo'>, day: BusinessDate): boolean {
  return grant.validFrom <= day && (grant.validTo === 'infinity' || day < grant.validTo);
}

export function reachesRegency({ scope }: Pick<Grant, 'scope'>, regencyId: RegencyId): boolean {
  return scope.kind === 'nation' || scope.regencyId === undefined || scope.regencyId === regencyId;
}

export function regencyIn(scope: Scope): RegencyId | undefined {
  return scope.kind === 'nation' ? undefined : scope.regencyId;
}

/** The region, cooperative, partner or lender a scope names; the same for two scopes exactly when they are equal. */
export function scopeColumns(scope: Scope) {
  return {
    regencyId: regencyIn(scope) ?? null,
    districtId: scope.kind === 'district' ? scope.districtId : null,
    villageId: scope.kind === 'village' ? scope.villageId : null,
    cooperativeId: scope.kind === 'cooperative' ? scope.cooperativeId : null,
    partnerId: scope.kind === 'partner' ? scope.partnerId : null,
    lenderId: scope.kind === 'lender' ? scope.lenderId : null,
  };
}

export type GiveProblem = 'to-oneself' | 'wrong-scope' | 'beyond-the-regency';

/**
 * Why an administrator may not give this; undefined when he may. Nobody gives himself a grant, and nobody gives further
 * than his own regency: national roles, and partners of all cities, come from the operator's command line.
 */
export function giveProblem(
  giver: { userId: string; regencyId: RegencyId },
  offer: { userId: string | undefined; role: RoleName; scope: Scope },
): GiveProblem | undefined {
  if (offer.userId === giver.userId) return 'to-oneself';
  if (regencyIn(offer.scope) !== giver.regencyId) return 'beyond-the-regency';
  return fits(offer.role, offer.scope.kind) ? undefined : 'wrong-scope';
}

export function fits(role: RoleName, kind: ScopeKind): boolean {
  return roleOf(role).scopes.includes(kind);
}
