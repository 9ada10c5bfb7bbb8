import type { BusinessDate } from '../kernel/business-date.ts';
import type { RegencyId } from '../kernel/ids.ts';
import type { Central } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import type { AccessParts } from './access.ts';
import { regencyIn, type Scope } from './grant.ts';

/** Names places, cooperatives and partners of scopes; says nothing for a whole regency, the nation, or what it does not know. */
export async function scopeNames(
  parts: AccessParts,
  scopes: readonly Scope[],
  day: BusinessDate,
): Promise<(scope: Scope) => string | undefined> {
  const names = new Map<string | number, string>();
  const byRegency = Map.groupBy(scopes, regencyIn);
  for (const [regencyId, group] of byRegency) {
    for (const [id, name] of await parts.namesOf(regencyId, idsIn(group))) names.set(id, name);
    if (regencyId === undefined || !group.some(isPlace)) continue;
    for (const [id, name] of await placeNames(parts.signIn.central, regencyId, day)) names.set(id, name);
  }
  return (scope) => names.get(keyOf(scope));
}

async function placeNames(central: Central, regencyId: RegencyId, day: BusinessDate): Promise<[number, string][]> {
  const villages = await reference.villagesOf(central, regencyId, day);
  return villages.flatMap((village): [number, string][] => [
    [village.id, village.name],
    [village.districtId, village.districtName],
  ]);
}

function isPlace(scope: Scope): boolean {
  return scope.kind === 'district' || scope.kind === 'village';
}

function idsIn(scopes: readonly Scope[]) {
  return {
    cooperativeIds: scopes.flatMap((scope) => (scope.kind === 'cooperative' ? [scope.cooperativeId] : [])),
    partnerIds: scopes.flatMap((scope) => (scope.kind === 'partner' ? [scope.partnerId] : [])),
    lenderIds: scopes.flatMap((scope) => (scope.kind === 'lender' ? [scope.lenderId] : [])),
  };
}

function keyOf(scope: Scope): string | number {
  switch (scope.kind) {
    case 'district':
      return scope.districtId;
    case 'village':
      return scope.villageId;
    case 'cooperative':
      return scope.cooperativeId;
    case 'partner':
      return scope.partnerId;
    case 'lender':
      return scope.lenderId;
    default:
      return '';
  }
}
