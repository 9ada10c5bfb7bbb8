import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as tasks from '../../tasks/public.ts';
import type { WaitsFor } from './compare-counts.ts';
import type { Stocktake } from './count.store.ts';

/** Who sees to it: the manager finds another who counts, the treasurer, who counts nothing, accepts. */
const asked = {
  second_count: { kind: 'count-second', ownerRole: 'cooperative-manager' },
  third_count: { kind: 'count-third', ownerRole: 'cooperative-manager' },
  approval: { kind: 'count-agreed', ownerRole: 'cooperative-treasurer' },
} as const satisfies Record<WaitsFor, object>;

/** Takes off the list what this stocktake asked before, and puts on it what it waits for after so many counts. */
export async function askForNext(
  tx: Tx,
  doer: Doer,
  { id, cooperativeId, number, sample }: Stocktake,
  { waitsFor, counts, on }: { waitsFor: WaitsFor; counts: number; on: BusinessDate },
): Promise<void> {
  const origin = { kind: 'inventory/stocktake', id } as const;
  if (counts > 1) await tasks.settleFrom(tx, doer, origin, { on, outcome: 'done' });
  await tasks.open(tx, doer, [
    { ...asked[waitsFor], data: { number }, cooperativeId, openedOn: on, origin: { ...origin, part: counts }, sample },
  ]);
}

/** What ended waits for nobody. */
export async function stopAsking(
  tx: Tx,
  doer: Doer,
  { id }: Pick<Stocktake, 'id'>,
  settlement: { on: BusinessDate; outcome: 'done' | 'dropped' },
): Promise<void> {
  await tasks.settleFrom(tx, doer, { kind: 'inventory/stocktake', id }, settlement);
}
