import { type Id, idFrom } from '../../server/kernel/ids.ts';

/** A new id, made where the thing is born: a call sent twice with the same id has one effect. */
export function newId<Entity extends string>(): Id<Entity> {
  return idFrom(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
