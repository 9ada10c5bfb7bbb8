import { type Instant, instantOf } from '../../../server/kernel/business-date.ts';

/** The phone's clock, which may be wrong: what it says travels with what was done, and is put right where it arrives. */
export function phoneMs(): number {
  return Date.now();
}

export function phoneMoment(): Instant {
  return instantOf(Date.now());
}
