import type { meCall } from '../../server/access/access.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';

/** One grant of the signed-in person: a role, and how far it reaches. */
export type Hat = ReplyOf<typeof meCall>['hats'][number];

const remembered = 'lumbung.hat';
let worn: Hat | undefined;

/** Tells two hats apart: a grant of the nation is one hat in each city. */
export function hatKey({ id, regency }: Hat): string {
  return `${id} ${regency.code}`;
}

/** The grant this tab acts under. One person may hold several; each tab wears one, so that two tabs can wear two. */
export function hat(): Hat | undefined {
  return worn;
}

export function wear(next: Hat | undefined): void {
  worn = next;
  if (next === undefined) sessionStorage.removeItem(remembered);
  else sessionStorage.setItem(remembered, hatKey(next));
}

/** The hat this tab wore before, also before it was reloaded; else the first. */
export function wearAgain(hats: readonly Hat[]): void {
  const before = sessionStorage.getItem(remembered);
  wear(hats.find((each) => hatKey(each) === before) ?? hats[0]);
}

/** Whether the hat being worn may do this. The server decides; this only keeps closed doors off the screen. */
export function may(permission: string | undefined): boolean {
  return permission === undefined || (worn?.permissions.includes(permission) ?? false);
}
