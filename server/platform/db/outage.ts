/**
 * The database cannot serve us just now. Answered with 503 and Retry-After. Nothing was recorded; only when the answer to COMMIT
 * was lost may it have been, and then sending it again changes nothing.
 */
export class Outage extends Error {
  override readonly name = 'Outage';
}

/** PostgreSQL's own codes for "run the whole transaction again" (serialization failure, deadlock). */
const worthRetrying = new Set(['40001', '40P01']);

/** Codes and messages that mean the database is away, starting, stopping, has no room for us or waited too long for a lock or in all. */
const awayCodes = /^(08|57P0|53|55P03|57014|ECONN|EPIPE|ETIMEDOUT)/;
const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client has encountered/;

export function isWorthRetrying(error: unknown): boolean {
  return worthRetrying.has(codeOf(error));
}

/** Also of an error that a library wrapped: what caused it tells. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    awayCodes.test(codeOf(error)) || isSocketGone(error) || awayMessages.test(error.message) || isAway(error.cause)
  );
}

/** A stopped server takes its socket with it. Any other file that is missing is a defect of ours. */
function isSocketGone(error: Error): boolean {
  return codeOf(error) === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Turns a violated constraint into the refusal its name stands for; anything else is thrown on.
 * `insert(…).catch(onConstraint({ sale_reversed_once: () => saleRefusals.alreadyReversed({ id }) }))`
 */
export function onConstraint(refusals: Readonly<Record<string, () => Error>>): (error: unknown) => never {
  return (error) => {
    const name =
      error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
    throw refusals[name]?.() ?? error;
  };
}
