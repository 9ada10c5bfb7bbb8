import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { meCall } from '../../server/access/access.schema.ts';
import { type Instant, instant } from '../../server/kernel/business-date.ts';
import { signOutCall } from '../../server/platform/auth/sign-in.schema.ts';
import { hat, wear, wearAgain } from './hat.ts';
import { showTimesIn } from './i18n.ts';
import { Problem, send } from './send.ts';

export type Me = Static<typeof meCall.reply>;

/** Who is signed in; `null` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['platform', 'me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await send(meCall, { signal });
      wearAgain(me.hats);
      showTimesIn(hat()?.regency.timeZone ?? 'Asia/Makassar');
      return me;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'signed-out') return null;
      throw error;
    }
  },
});

/** Ends the session on the server. */
export async function signOut(): Promise<void> {
  await send(signOutCall);
  leave();
}

/** To the door; the page starts anew, so that nothing personal stays in memory. */
export function leave(): void {
  wear(undefined);
  location.assign(`${import.meta.env.BASE_URL}masuk`);
}

/** Whether the hat being worn does nothing before its wearer has set up a second factor. */
export function needsSecondFactor(me: Me): boolean {
  return hat()?.needsSecondFactor === true && !me.secondFactor.has;
}

/** The real time, for the clock in the header. Business days come from the server. */
export function momentNow(): Instant {
  return instant(new Date().toISOString());
}
