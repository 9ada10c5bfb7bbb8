import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as tasks from '../../tasks/public.ts';

const origin = (id: Id<'manual'>) => ({ kind: 'ledger/manual', id }) as const;

interface Drafted {
  readonly id: Id<'manual'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly description: string;
  readonly sample: boolean;
}

/** A draft waits for the chair: of those who may approve, the one who can never have drafted. */
export async function askApprover(tx: Tx, doer: Doer, draft: Drafted, openedOn: BusinessDate): Promise<void> {
  const { id, cooperativeId, description, sample } = draft;
  await tasks.open(tx, doer, [
    {
      ...{ kind: 'journal-drafted', data: { description }, cooperativeId, ownerRole: 'cooperative-chair' },
      ...{ openedOn, origin: origin(id), sample },
    },
  ]);
}

/** What was answered waits for nobody. */
export async function stopAsking(
  tx: Tx,
  doer: Doer,
  id: Id<'manual'>,
  settlement: { on: BusinessDate; outcome: 'done' | 'dropped' },
): Promise<void> {
  await tasks.settleFrom(tx, doer, origin(id), settlement);
}
