import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import { businessDateOf } from '../kernel/business-date.ts';
import { currentSession } from '../platform/auth/session.ts';
import { visitorOf } from '../platform/auth/visitor.ts';
import { now, today } from '../platform/clock.ts';
import { httpRefusals } from '../platform/http/http.refusals.ts';
import type { Gate, Person } from '../platform/http/http.ts';
import * as reference from '../reference/public.ts';
import { accessRefusals } from './access.refusals.ts';
import type { AccessParts } from './access.ts';
import { grantsOf } from './grant.store.ts';
import { grantHeader, holdsOn, reachesRegency } from './grant.ts';
import { reachOf } from './reach.ts';
import { roleOf } from './role.ts';

/** Nothing is remembered between requests, so a grant that ended counts no more from the next one on. */
export function createGate(parts: AccessParts): Gate {
  return {
    person: (request) => personOf(parts, request),
    actor: (person, request, regencyCode) => actorOf(parts, person, request, regencyCode),
  };
}

async function personOf({ signIn }: AccessParts, request: FastifyRequest): Promise<Person | undefined> {
  const session = await currentSession(signIn, visitorOf(request));
  if (session === undefined) return undefined;
  const { id, ...person } = session;
  return { ...person, sessionId: id };
}

/** @throws request/not-found for a regency where nothing was granted, as for one that does not exist */
async function actorOf(parts: AccessParts, person: Person, request: FastifyRequest, code: string): Promise<Actor> {
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
  if (role.needsSecondFactor && !parts.isDemo && !person.hasSecondFactor) {
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
