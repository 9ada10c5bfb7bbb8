import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegencyId } from '../kernel/ids.ts';
import * as reference from '../reference/public.ts';
import { accessRefusals } from './access.refusals.ts';
import type { AccessParts } from './access.ts';
import type { Offer, Scope } from './grant.ts';
import { scopeNames } from './scope-name.ts';

interface Where {
  readonly regencyId: RegencyId;
  readonly day: BusinessDate;
}

/** A grant as it is asked for, on screen or at the command line; what names no place is for the whole city. */
export interface OfferAsked extends Pick<Offer, 'role'> {
  readonly districtCode?: string;
  readonly villageCode?: string;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly partnerId?: Id<'partner'>;
  readonly lenderId?: Id<'lender'>;
  readonly validTo?: BusinessDate;
}

/** @throws access/unknown-scope for a place, cooperative or partner that this regency does not have, or more than one */
export async function offerOf(parts: AccessParts, where: Where, asked: OfferAsked): Promise<Offer> {
  const scope = await scopeAsked(parts, where, asked);
  const nameOf = await scopeNames(parts, [scope], where.day);
  if (scope.kind !== 'regency' && nameOf(scope) === undefined) throw accessRefusals.unknownScope({});
  return { role: asked.role, scope, validTo: asked.validTo ?? 'infinity' };
}

async function scopeAsked(parts: AccessParts, { regencyId, day }: Where, asked: OfferAsked): Promise<Scope> {
  const { districtCode, villageCode, cooperativeId, partnerId, lenderId } = asked;
  const named = [districtCode, villageCode, cooperativeId, partnerId, lenderId].filter((part) => part !== undefined);
  if (named.length > 1) throw accessRefusals.unknownScope({});
  const { central } = parts.signIn;
  if (districtCode !== undefined) {
    const districts = await reference.districtsOf(central, regencyId, day);
    const district = districts.find(({ code }) => code === districtCode);
    if (district === undefined) throw accessRefusals.unknownScope({});
    return { kind: 'district', regencyId, districtId: district.id };
  }
  if (villageCode !== undefined) {
    const village = await reference.findVillageByCode(central, villageCode, day);
    if (village === undefined) throw accessRefusals.unknownScope({});
    return { kind: 'village', regencyId, villageId: village.id };
  }
  if (cooperativeId !== undefined) return { kind: 'cooperative', regencyId, cooperativeId };
  if (partnerId !== undefined) return { kind: 'partner', regencyId, partnerId };
  if (lenderId !== undefined) return { kind: 'lender', regencyId, lenderId };
  return { kind: 'regency', regencyId };
}
