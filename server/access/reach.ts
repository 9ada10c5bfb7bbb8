import type { Reach } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegencyId, RegionId } from '../kernel/ids.ts';
import * as reference from '../reference/public.ts';
import type { AccessParts } from './access.ts';
import type { Grant } from './grant.ts';

/** How far a grant reaches inside a regency on a day. */
export async function reachOf(
  parts: AccessParts,
  grant: Grant,
  regencyId: RegencyId,
  day: BusinessDate,
): Promise<Reach> {
  const { scope } = grant;
  switch (scope.kind) {
    case 'nation':
    case 'regency':
    case 'lender': // sees the portfolio, which holds no people; what it lent comes with the loans
      return { regencyId, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
    case 'district':
    case 'village': {
      const villageIds = await villagesIn(parts, scope, day);
      return { ...own(regencyId, await parts.cooperativesServing(regencyId, villageIds, day)), villageIds };
    }
    case 'cooperative': {
      const ids = [scope.cooperativeId];
      return { ...own(regencyId, ids), villageIds: await parts.villagesServedBy(regencyId, ids, day) };
    }
    case 'partner': {
      const { partnerId } = scope;
      const knownCooperativeIds = await parts.cooperativesOfPartner(regencyId, partnerId, day);
      return { regencyId, scope: 'cooperatives', cooperativeIds: [], knownCooperativeIds, partnerId };
    }
  }
}

function own(regencyId: RegencyId, ids: readonly Id<'cooperative'>[]): Reach {
  return { regencyId, scope: 'cooperatives', cooperativeIds: ids, knownCooperativeIds: ids };
}

async function villagesIn(
  parts: AccessParts,
  scope: Extract<Grant['scope'], { kind: 'district' | 'village' }>,
  day: BusinessDate,
): Promise<RegionId[]> {
  if (scope.kind === 'village') return [scope.villageId];
  const villages = await reference.villagesOf(parts.signIn.central, scope.regencyId, day);
  return villages.filter((village) => village.districtId === scope.districtId).map((village) => village.id);
}
