import type { FastifyRequest } from 'fastify';
import type { Actor, Reach } from '../kernel/actor.ts';
import { type BusinessDate, businessDateOf } from '../kernel/business-date.ts';
import type { Id, RegencyId, RegionId } from '../kernel/ids.ts';
import type { SignIn } from '../platform/auth/library.ts';
import { currentSession } from '../platform/auth/session.ts';
import { visitorOf } from '../platform/auth/visitor.ts';
import { now, today } from '../platform/clock.ts';
import { httpRefusals } from '../platform/http/http.refusals.ts';
import type { Gate, Person } from '../platform/http/http.ts';
import * as reference from '../reference/public.ts';
import { accessRefusals } from './access.refusals.ts';
import { grantsOf } from './grant.store.ts';
import { type Grant, holdsOn, reachesRegency } from './grant.ts';
import { roleOf } from './role.ts';

/** How far grants reach is known by modules above this one; `main` hands their answers in. */
export interface Reaches {
  /** The cooperatives that serve any of these villages on a day. */
  cooperativesServing(
    regencyId: RegencyId,
    villageIds: readonly RegionId[],
    day: BusinessDate,
  ): Promise<readonly Id<'cooperative'>[]>;
  /** The cooperatives a partner works with on a day. */
  cooperativesOfPartner(
    regencyId: RegencyId,
    partnerId: Id<'partner'>,
    day: BusinessDate,
  ): Promise<readonly Id<'cooperative'>[]>;
}

export interface GateParts extends Reaches {
  readonly signIn: SignIn;
  /** The business date stands still (demo, exercises); whether a grant holds goes by the real day. */
  readonly fixedToday: BusinessDate | undefined;
  /** False in the demo only, which says so in its banner. */
  readonly asksSecondFactor: boolean;
}

/** Names the grant to act under; without it the person's first that holds there counts. */
const grantHeader = 'lumbung-grant';

/** Nothing is remembered between requests, so a grant that ended counts no more from the next one on. */
export function createGate(parts: GateParts): Gate {
  return {
    person: (request) => personOf(parts, request),
    actor: (person, request, regencyCode) => actorOf(parts, person, request, regencyCode),
  };
}

async function personOf({ signIn }: GateParts, request: FastifyRequest): Promise<Person | undefined> {
  const session = await currentSession(signIn, visitorOf(request));
  if (session === undefined) return undefined;
  const { id, ...person } = session;
  return { ...person, sessionId: id };
}

/** @throws request/not-found for a regency where nothing was granted, as for one that does not exist */
async function actorOf(parts: GateParts, person: Person, request: FastifyRequest, code: string): Promise<Actor> {
  const { central } = parts.signIn;
  const regency = await reference.findRegencyByCode(central, code, today('Asia/Jakarta', parts.fixedToday));
  if (regency === undefined) throw httpRefusals.notFound({});
  const realDay = businessDateOf(now(), regency.timeZone);
  const here = (await grantsOf(central, person.userId)).filter(
    (grant) => holdsOn(grant, realDay) && reachesRegency(grant, regency.id),
  );
  if (here.length === 0) throw httpRefusals.notFound({});
  const asked = request.headers[grantHeader];
  const grant = asked === undefined ? here[0] : here.find(({ id }) => id === asked);
  if (grant === undefined) throw accessRefusals.noSuchGrant({});
  const role = roleOf(grant.role);
  if (role.needsSecondFactor && parts.asksSecondFactor && !person.hasSecondFactor) {
    throw accessRefusals.secondFactorNeeded({});
  }
  const day = today(regency.timeZone, parts.fixedToday);
  return {
    userId: person.userId,
    grantId: grant.id,
    role: grant.role,
    permissions: new Set(role.permissions),
    reach: await reachOf(parts, grant, regency.id, day),
    today: day,
    onBehalf: role.onBehalf,
  };
}

/** How far a grant reaches inside a regency on a day. */
export async function reachOf(parts: GateParts, grant: Grant, regencyId: RegencyId, day: BusinessDate): Promise<Reach> {
  const { scope } = grant;
  switch (scope.kind) {
    case 'nation':
    case 'regency':
    case 'lender': // sees the portfolio, which holds no people; what it lent comes with the loans
      return { regencyId, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
    case 'district':
    case 'village':
      return own(regencyId, await parts.cooperativesServing(regencyId, await villagesIn(parts, scope, day), day));
    case 'cooperative':
      return own(regencyId, [scope.cooperativeId]);
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
  parts: GateParts,
  scope: Extract<Grant['scope'], { kind: 'district' | 'village' }>,
  day: BusinessDate,
): Promise<RegionId[]> {
  if (scope.kind === 'village') return [scope.villageId];
  const villages = await reference.villagesOf(parts.signIn.central, scope.regencyId, day);
  return villages.filter((village) => village.districtId === scope.districtId).map((village) => village.id);
}
