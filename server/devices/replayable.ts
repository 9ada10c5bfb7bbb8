import type { Static, TSchema } from 'typebox';
import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

/** When and where something was done that a device tells of now. `on` is for the books; a phone's own date is never taken. */
export interface Fact {
  readonly at: Instant;
  readonly on: BusinessDate;
  readonly cooperativeId: Id<'cooperative'>;
}

/** A call that a device may make later. Its module hands it in through the wiring, so that devices know none of them. */
export interface Replayable {
  readonly name: `${string}/${string}`;
  readonly can: string;
  readonly body: TSchema;
  /** Records it in this transaction, under the person who did it. @throws a refusal, which is kept with the content */
  record(tx: Tx, actor: Actor, body: unknown, fact: Fact): Promise<unknown>;
}

export function replayable<Body extends TSchema>(given: {
  name: `${string}/${string}`;
  can: string;
  body: Body;
  record: (tx: Tx, actor: Actor, body: Static<Body>, fact: Fact) => Promise<unknown>;
}): Replayable {
  return { ...given, record: (tx, actor, body, fact) => given.record(tx, actor, body as Static<Body>, fact) };
}

/** What a phone must know to work without network: one part per module. Nothing that must not lie on a phone in a drawer. */
export interface KitPart {
  readonly name: string;
  readonly shape: TSchema;
  load(tx: Tx, cooperativeId: Id<'cooperative'>, today: BusinessDate): Promise<unknown>;
}
