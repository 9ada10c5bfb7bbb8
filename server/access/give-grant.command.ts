import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit } from '../platform/audit/audit.ts';
import { usersById } from '../platform/auth/user.store.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { accessRefusals } from './access.refusals.ts';
import { endGrantRow, findGrant, holdsFast, insertGrant } from './grant.store.ts';
import { type Grant, giveProblem, type Offer, type Scope, scopeColumns } from './grant.ts';
import type { RoleName } from './role.ts';

/**
 * Gives a person another hat. Idempotent on `id`.
 * @throws access/may-not-give, access/user-not-found, access/id-reused
 */
export async function giveGrant(
  tx: Tx,
  actor: Actor,
  asked: Offer & { id: Id<'grant'>; userId: string },
  realDay: BusinessDate,
): Promise<void> {
  const grant: Grant = { ...asked, validFrom: realDay };
  assertMayGive(actor, grant);
  const known = await findGrant(tx, grant.id);
  if (known !== undefined) {
    if (isSame(known, grant)) return;
    throw accessRefusals.idReused({});
  }
  if ((await usersById(tx, [grant.userId])).length === 0) throw accessRefusals.userNotFound({});
  await insertGrant(tx, { ...grant, givenBy: actor.userId }).catch(
    onConstraint({ grant_pk: () => accessRefusals.idReused({}) }), // a twin that came at the same moment
  );
  await audit(tx, actor, 'access/give-grant', { kind: 'access/grant', id: grant.id, detail: traceOf(grant) });
}

/**
 * Ends a grant from the next request on. Nobody ends his own, so a city never loses its last administrator.
 * @throws access/grant-not-found, access/not-your-own
 */
export async function endGrant(tx: Tx, actor: Actor, id: Id<'grant'>, realDay: BusinessDate): Promise<void> {
  const known = await findGrant(tx, id);
  if (known?.userId === actor.userId) throw accessRefusals.notYourOwn({});
  if (!(await holdsFast(tx, actor, realDay))) throw accessRefusals.noSuchGrant({});
  const ended = await endGrantRow(tx, { id, within: tx.regencyId, by: actor.userId, today: realDay });
  if (!ended) throw accessRefusals.grantNotFound({});
  await audit(tx, actor, 'access/end-grant', { kind: 'access/grant', id });
}

/** @throws access/may-not-give */
export function assertMayGive(actor: Actor, offer: { userId: string | undefined; role: RoleName; scope: Scope }): void {
  const problem = giveProblem({ userId: actor.userId, regencyId: actor.reach.regencyId }, offer);
  if (problem !== undefined) throw accessRefusals.mayNotGive({ problem });
}

/** What the audit log keeps of a grant: no name, no e-mail. */
export function traceOf(grant: Pick<Grant, 'userId' | 'role' | 'scope'>) {
  return { userId: grant.userId, role: grant.role, scope: grant.scope.kind, ...scopeColumns(grant.scope) };
}

function isSame(known: Grant, asked: Grant): boolean {
  const what = ({ userId, role, scope, validTo }: Grant) =>
    JSON.stringify([userId, role, scopeColumns(scope), validTo]);
  return what(known) === what(asked);
}
