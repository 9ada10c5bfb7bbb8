import type { FastifyRequest } from 'fastify';
import { businessDateOf, weekOf } from '../kernel/business-date.ts';
import type { ReplyOf } from '../kernel/call.ts';
import type { RegencyId } from '../kernel/ids.ts';
import { now, today } from '../platform/clock.ts';
import { handlePersonal } from '../platform/http/handle.ts';
import type { Http, Person } from '../platform/http/http.ts';
import * as reference from '../reference/public.ts';
import { meCall } from './access.schema.ts';
import type { AccessParts } from './access.ts';
import { grantsOf, regenciesInUse } from './grant.store.ts';
import { type Grant, grantHeader, holdsOn, reachesRegency } from './grant.ts';
import { labelOf, roleOf } from './role.ts';
import { scopeNames } from './scope-name.ts';

export function meRoutes(http: Http, parts: AccessParts): void {
  handlePersonal(http, meCall, ({ person, request }) => meOf(parts, person, request));
}

type Me = ReplyOf<typeof meCall>;

/** Who is signed in, the hats he may wear today, and what day it is where he works. */
async function meOf(parts: AccessParts, person: Person, request: FastifyRequest): Promise<Me> {
  const { userId, name, email } = person;
  const hats = await hatsOf(parts, userId);
  const worn = hats.find(({ id }) => id === request.headers[grantHeader]) ?? hats[0];
  const day = today(worn?.regency.timeZone ?? 'Asia/Jakarta', parts.fixedToday);
  return {
    userId,
    name,
    email,
    hats,
    worn: worn?.id ?? null,
    today: day,
    week: weekOf(day),
    demo: parts.isDemo,
    secondFactor: { has: person.hasSecondFactor, needed: worn?.needsSecondFactor === true && !person.hasSecondFactor },
  };
}

async function hatsOf(parts: AccessParts, userId: string): Promise<Me['hats']> {
  const { central } = parts.signIn;
  const grants = await grantsOf(central, userId);
  const day = today('Asia/Jakarta', parts.fixedToday);
  const nameOf = await scopeNames(
    parts,
    grants.map(({ scope }) => scope),
    day,
  );
  const hats: Me['hats'] = [];
  for (const regencyId of await regenciesReached(parts, grants)) {
    const regency = await reference.findRegencyById(central, regencyId, day);
    if (regency === undefined) continue;
    const realDay = businessDateOf(now(), regency.timeZone);
    const here = grants.filter((grant) => holdsOn(grant, realDay) && reachesRegency(grant, regencyId));
    hats.push(
      ...here.map(({ id, role, scope }) => {
        const name = nameOf(scope);
        const { permissions, needsSecondFactor } = roleOf(role);
        return {
          id,
          role,
          label: labelOf(role),
          ...(name === undefined ? {} : { scope: name }),
          regency,
          permissions: [...permissions],
          needsSecondFactor: needsSecondFactor && !parts.isDemo,
        };
      }),
    );
  }
  return hats;
}

async function regenciesReached(parts: AccessParts, grants: readonly Grant[]): Promise<RegencyId[]> {
  const isWide = grants.some(({ scope }) => scope.kind === 'nation' || scope.regencyId === undefined);
  if (isWide) return regenciesInUse(parts.signIn.central);
  return [...new Set(grants.flatMap(({ scope }) => (scope.kind === 'nation' ? [] : (scope.regencyId ?? []))))];
}
