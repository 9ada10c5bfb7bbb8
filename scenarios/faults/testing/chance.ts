import { randomInt } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';

/** Chance that can be had again: the seed is printed, and `FAULT_SEED` repeats it. */
export function chance(what: string): { below(limit: number): number } {
  const seed = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`${what}: FAULT_SEED=${seed}\n`);
  let state = seed;
  return {
    below: (limit) => {
      state = (state * 48_271 + 11) % 2_147_483_647; // Lehmer's generator: plenty for moments to kill at
      return state % limit;
    },
  };
}

/** Rounds of each fault: few in `npm test`, all of them in `npm run bench -- faults`. */
export const rounds = Number(process.env['FAULT_ROUNDS'] ?? 3);

/** Each round as a row of `test.each`. */
export const eachRound = Array.from({ length: rounds }, (_, index) => index + 1);

/** A time that a machine at rest must keep; one with more to do than it has cores is given more, in proportion. */
export function inTime(ms: number): number {
  const [busy = 0] = loadavg();
  return ms * Math.max(1, busy / availableParallelism());
}
