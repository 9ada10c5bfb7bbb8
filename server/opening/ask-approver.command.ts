import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Doer } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as tasks from '../tasks/public.ts';
import type { Sheet, Stage } from './sheet.ts';

/** What a sheet at this stage waits for; at the others it waits for nobody. */
const kinds = { proposed: 'opening-proposed', 'reversal-asked': 'opening-reversal' } as const satisfies Partial<
  Record<Stage, string>
>;

/** Takes off the list what this sheet asked before, and puts on it what it asks now: of the chair, who writes none down himself. */
export async function askApprover(
  tx: Tx,
  doer: Doer,
  sheet: Pick<Sheet, 'asOf' | 'sample'> & { id: Id<'sheet'>; cooperativeId: Id<'cooperative'> },
  now: { stage: Stage; steps: number; today: BusinessDate },
): Promise<void> {
  const { id, cooperativeId, asOf, sample } = sheet;
  const { stage, steps, today } = now;
  const origin = { kind: 'opening/sheet', id } as const;
  const outcome = stage === 'withdrawn' ? 'dropped' : 'done';
  if (steps > 0) await tasks.settleFrom(tx, doer, origin, { on: today, outcome });
  if (stage !== 'proposed' && stage !== 'reversal-asked') return;
  await tasks.open(tx, doer, [
    {
      ...{ kind: kinds[stage], data: { asOf }, cooperativeId, ownerRole: 'cooperative-chair' },
      ...{ openedOn: today, origin: { ...origin, part: steps }, sample },
    },
  ]);
}
