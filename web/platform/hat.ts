import { type Static, Type } from 'typebox';
import type { TimeZone } from '../../server/kernel/business-date.ts';

export const HatShape = Type.Object({
  id: Type.String(),
  role: Type.String(),
  /** What the grant reaches, in words: a cooperative, a kelurahan, a partner; absent for the whole city. */
  scope: Type.Optional(Type.String()),
  regency: Type.Object({ code: Type.String(), name: Type.String(), timeZone: Type.Unsafe<TimeZone>(Type.String()) }),
  permissions: Type.Array(Type.String()),
});

/** One grant of the signed-in person: a role, and how far it reaches. */
export type Hat = Static<typeof HatShape>;

const remembered = 'lumbung.hat';
let worn: Hat | undefined;

/** The grant this tab acts under. One person may hold several; each tab wears one, so that two tabs can wear two. */
export function hat(): Hat | undefined {
  return worn;
}

export function wear(next: Hat | undefined): void {
  worn = next;
  if (next === undefined) sessionStorage.removeItem(remembered);
  else sessionStorage.setItem(remembered, next.id);
}

/** The hat this tab wore before it was reloaded, else the first. */
export function wearAgain(hats: readonly Hat[]): void {
  const before = sessionStorage.getItem(remembered);
  wear(hats.find((each) => each.id === before) ?? hats[0]);
}

/** Whether the hat being worn may do this. The server decides; this only keeps closed doors off the screen. */
export function may(permission: string | undefined): boolean {
  return permission === undefined || (worn?.permissions.includes(permission) ?? false);
}
