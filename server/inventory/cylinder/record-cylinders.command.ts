import * as cooperatives from '../../cooperatives/public.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { audit, type Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { lockStock } from '../stock.store.ts';
import type { NewCylinderAct } from './cylinder.schema.ts';
import { cylinderMovesFrom, dealsWith } from './cylinder.store.ts';
import type { CylinderAct } from './cylinder.ts';
import { moveCylinders } from './move-cylinders.command.ts';

/**
 * Records what was done with cylinders by hand. Idempotent on its id.
 * @throws inventory/cooperative-not-found, id-reused, in-future, owner-missing, owner-unknown, too-few-cylinders
 */
export async function recordCylinders(
  tx: Tx,
  doer: Doer,
  given: NewCylinderAct,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { id, cooperativeId, act, sizeKg10, qty, ownerId, happenedOn, note } = given;
  if (!(await cooperatives.cooperativeExists(tx, cooperativeId))) throw inventoryRefusals.cooperativeNotFound({});
  if (happenedOn > today) throw inventoryRefusals.inFuture({});
  if ((act === 'borrow' || act === 'give_back') && ownerId === undefined) throw inventoryRefusals.ownerMissing({});
  await lockStock(tx, cooperativeId);
  const source = { kind: 'inventory/cylinders', id } as const;
  const [there] = await cylinderMovesFrom(tx, cooperativeId, source);
  const done = actOf(act);
  if (there !== undefined) {
    const isSame = [
      ...[there.act === done.act, there.sizeKg10 === sizeKg10, there.qty === qty, there.occurredOn === happenedOn],
      ...[there.ownerId === (ownerId ?? null), there.note === (note ?? null)],
    ].every(Boolean);
    if (!isSame) throw inventoryRefusals.idReused({ id });
    return;
  }
  if (act === 'borrow' && ownerId !== undefined && !(await dealsWith(tx, cooperativeId, ownerId, happenedOn)))
    throw inventoryRefusals.ownerUnknown({});
  const about = { ...(ownerId === undefined ? {} : { ownerId }), ...(note === undefined ? {} : { note }) };
  const asked = { ...done, sizeKg10, qty, occurredOn: happenedOn, source, ...about };
  await moveCylinders(tx, doer, cooperativeId, [asked], { as: 'intention', sample });
  const detail = { act, sizeKg10, qty };
  await audit(tx, doer, 'inventory/record-cylinders', { kind: 'inventory/cylinders', id }, { cooperativeId, detail });
}

/** Borrowed ones come full; what is given back, or breaks, is empty. */
function actOf(act: NewCylinderAct['act']): CylinderAct {
  switch (act) {
    case 'borrow':
      return { act: 'enter', state: 'full' };
    case 'give_back':
      return { act: 'leave', state: 'empty' };
    case 'damage':
      return { act, state: 'empty' };
    default:
      return { act };
  }
}
