import type { Actor } from '../kernel/actor.ts';
import { type BusinessDate, businessDateOf, type Instant, type TimeZone } from '../kernel/business-date.ts';
import type { Id, RegencyId } from '../kernel/ids.ts';
import type { AccessParts } from './access.ts';
import { type HeldGrant, heldGrant } from './grant.store.ts';
import { holdsOn, reachesRegency } from './grant.ts';
import { reachOf } from './reach.ts';
import { roleOf } from './role.ts';

/** Someone who did a thing earlier, of which we hear now. */
export interface EarlierActor {
  readonly actor: Actor;
  /** His grant, or he himself, has been taken out of service since: what he did before still happened. */
  readonly hasEnded: boolean;
}

/**
 * The person as he acted then, confined to one cooperative; undefined when the grant is not his, did not hold at that moment or does not
 * reach that cooperative.
 * @param on the regency, the moment of the act, and its business date (which a demo keeps still)
 */
export async function actorThen(
  parts: AccessParts,
  { userId, grantId }: { userId: string; grantId: Id<'grant'> },
  cooperativeId: Id<'cooperative'>,
  on: { regencyId: RegencyId; zone: TimeZone; at: Instant; day: BusinessDate; now: Instant },
): Promise<EarlierActor | undefined> {
  const held = await heldGrant(parts.signIn.central, grantId);
  if (held === undefined || held.grant.userId !== userId || !reachesRegency(held.grant, on.regencyId)) return undefined;
  if (!heldAt(held, on.at, on.zone)) return undefined;
  const reach = await reachOf(parts, held.grant, on.regencyId, on.day);
  if (reach.scope !== 'regency' && !reach.cooperativeIds.includes(cooperativeId)) return undefined;
  const role = roleOf(held.grant.role);
  const villageIds = await parts.villagesServedBy(on.regencyId, [cooperativeId], on.day);
  const actor: Actor = {
    ...{ userId, grantId, role: held.grant.role, permissions: new Set(role.permissions), onBehalf: role.onBehalf },
    today: on.day,
    reach: {
      ...{ regencyId: on.regencyId, scope: 'cooperatives', cooperativeIds: [cooperativeId] },
      ...{ knownCooperativeIds: [cooperativeId], villageIds },
    },
  };
  return { actor, hasEnded: !heldAt(held, on.now, on.zone) };
}

/** A grant ended at noon held that morning, although its last day is over by its dates. */
function heldAt({ grant, endedAt, disabledAt }: HeldGrant, at: Instant, zone: TimeZone): boolean {
  const day = businessDateOf(at, zone);
  const isPast = (moment: Instant) => Date.parse(at) >= Date.parse(moment);
  if (disabledAt !== null && isPast(disabledAt)) return false;
  return endedAt === null ? holdsOn(grant, day) : grant.validFrom <= day && !isPast(endedAt);
}
