import { businessDateOf } from '../kernel/business-date.ts';
import { now } from '../platform/clock.ts';
import type { AccessParts } from './access.ts';
import { grantsOf } from './grant.store.ts';
import { holdsOn } from './grant.ts';

/** Whether a person administers some city today: who may look at metrics and at the table of calls. */
export async function isAdministrator({ signIn }: Pick<AccessParts, 'signIn'>, userId: string): Promise<boolean> {
  const day = businessDateOf(now(), 'Asia/Makassar');
  return (await grantsOf(signIn.central, userId)).some(
    (grant) => grant.role === 'city-administrator' && holdsOn(grant, day),
  );
}
