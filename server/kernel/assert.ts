/** Thrown when something that must hold does not: our mistake, never the caller's. Answered with 500 and an incident id. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/** States what must hold. A false claim is a defect of ours, so the message is for engineers and carries no personal data. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Defect(message);
}

/** The value, or a defect when it is missing. For look-ups that cannot miss unless we are wrong. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Defect(`missing: ${what}`);
  return value;
}
