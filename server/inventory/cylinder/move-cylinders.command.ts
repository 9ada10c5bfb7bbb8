import type { Id } from '../../kernel/ids.ts';
import { type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { zeroId } from '../move.ts';
import { lockStock } from '../stock.store.ts';
import { cylindersOf, writeCylinders } from './cylinder.store.ts';
import { type CylindersAsked, type CylindersMoved, decideCylinders } from './cylinder.ts';

/**
 * Moves cylinders of one cooperative in the caller's transaction. The caller is the document they belong to (a sale, a receipt, an opening balance):
 * it is recorded once, audits the act and posts the journal: what the cooperative owns stands on 114301 at the values this returns, deposits on 213000.
 * @param as a `fact` has happened: cylinders that were not there by the books come out of lost and found and the answer says so. An `intention` is refused.
 * @throws inventory/too-few-cylinders (of an intention)
 */
export async function moveCylinders(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  asked: readonly CylindersAsked[],
  { as, sample = false }: { as: 'fact' | 'intention'; sample?: boolean },
): Promise<readonly CylindersMoved[]> {
  if (asked.length === 0) return [];
  const lastSeq = await lockStock(tx, cooperativeId);
  const { steps, moved, after, short } = decideCylinders(asked, await cylindersOf(tx, cooperativeId));
  const [first] = short;
  if (first !== undefined && as === 'intention') throw inventoryRefusals.tooFewCylinders(first);
  const by = recordedBy(doer);
  await writeCylinders(tx, cooperativeId, {
    ...{ lastSeq: lastSeq + steps.length, after },
    moves: steps.map(({ asked: { act, ownerId, occurredOn, source, note }, ...step }, at) => ({
      ...{ id: newId<'cylinder-move'>(), sizeKg10: step.sizeKg10, ownerId: ownerId ?? zeroId, qty: step.qty },
      ...{ fromState: step.from, toState: step.to, valueIdr: step.valueIdr, seq: lastSeq + at + 1, occurredOn },
      act: step.part === 'shortage' ? 'shortage' : act,
      ...{ sourceKind: source.kind, sourceId: source.id, note: note ?? null, sample, ...by },
    })),
  });
  return moved;
}
