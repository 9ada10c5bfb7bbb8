import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { audit } from '../platform/audit/audit.ts';
import { resetSecondFactor, setDisabled } from '../platform/auth/user.store.ts';
import type { Tx } from '../platform/db/tx.ts';
import { accessRefusals } from './access.refusals.ts';
import { grantsOf, holdsFast } from './grant.store.ts';
import { holdsOn, regencyIn } from './grant.ts';

/**
 * Lets a person in no more, or in again. His sessions die at once; his grants stay for the record.
 * @throws access/user-not-found, access/not-your-own, access/not-yours-alone, access/no-such-grant
 */
export async function disableUser(
  tx: Tx,
  actor: Actor,
  asked: { userId: string; disabled: boolean },
  realDay: BusinessDate,
): Promise<void> {
  await assertOursAlone(tx, actor, asked.userId, realDay);
  await setDisabled(tx, asked.userId, asked.disabled);
  const detail = { disabled: asked.disabled };
  await audit(tx, actor, 'access/disable-user', { kind: 'access/user', id: asked.userId, detail });
}

/**
 * For a lost phone without backup codes: the next sign-in asks for the password alone, and to set up a new second factor.
 * @throws access/user-not-found, access/not-your-own, access/not-yours-alone, access/no-such-grant
 */
export async function helpWithSecondFactor(tx: Tx, actor: Actor, userId: string, realDay: BusinessDate): Promise<void> {
  await assertOursAlone(tx, actor, userId, realDay);
  await resetSecondFactor(tx, userId);
  await audit(tx, actor, 'access/reset-second-factor', { kind: 'access/user', id: userId });
}

/** A city's administrator has no power over who also works for another city or the nation. */
export async function assertOursAlone(tx: Tx, actor: Actor, userId: string, realDay: BusinessDate): Promise<void> {
  if (userId === actor.userId) throw accessRefusals.notYourOwn({});
  if (!(await holdsFast(tx, actor, realDay))) throw accessRefusals.noSuchGrant({});
  const grants = await grantsOf(tx, userId);
  if (!grants.some(({ scope }) => regencyIn(scope) === tx.regencyId)) throw accessRefusals.userNotFound({});
  const elsewhere = grants.some((grant) => holdsOn(grant, realDay) && regencyIn(grant.scope) !== tx.regencyId);
  if (elsewhere) throw accessRefusals.notYoursAlone({});
}
