import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Problem } from './simkopdes-problem.ts';

export const snapshotRefusals = {
  /** `problems` names the files, or what is wrong with them. */
  incomplete: refusal<{ problems: readonly Problem[] }>(
    'exchange/snapshot-incomplete',
    422,
    (d) => `the three files are not all there and readable: ${d.problems.slice(0, 5).map(inShort).join('; ')}`,
  ),
  olderThanLast: refusal<{ asOf: BusinessDate; lastAsOf: BusinessDate }>(
    'exchange/snapshot-older-than-last',
    409,
    (d) => `a snapshot of ${d.lastAsOf} is already held, this one is of ${d.asOf}; say so if it is history`,
  ),
  takenMeanwhile: refusal<{ asOf: BusinessDate }>(
    'exchange/snapshot-taken-meanwhile',
    409,
    (d) => `somebody else has just taken these files of ${d.asOf}`,
  ),
  inFuture: refusal<{ asOf: BusinessDate; today: BusinessDate }>(
    'exchange/snapshot-in-future',
    422,
    (d) => `nothing can be known of ${d.asOf} on ${d.today}`,
  ),
};

function inShort({ file, line, column, problem }: Problem): string {
  return [file, line > 0 ? `line ${line}` : '', column ?? '', problem].filter((part) => part !== '').join(' ');
}
