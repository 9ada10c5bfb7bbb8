import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id, RegionId } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import { insertCooperatives, servedVillages } from './cooperative.store.ts';

/**
 * Gives every kelurahan and desa that has none its cooperative, named as the SABH format fixes it. Running it again adds
 * nothing, so it also serves after a kelurahan has split.
 * @returns the ids made now
 * Source: JUKLAK, name format "Koperasi Kelurahan Merah Putih [nama]" (docs/rules/cooperatives.md)
 */
export async function foundCooperatives(
  tx: Tx,
  doer: Doer,
  villages: readonly { readonly id: RegionId; readonly name: string; readonly kind: string }[],
  servesFrom: BusinessDate,
): Promise<Id<'cooperative'>[]> {
  const served = await servedVillages(tx);
  const made = villages
    .filter((village) => !served.has(village.id))
    .map((village) => ({ id: newId<'cooperative'>(), name: nameFor(village), villageId: village.id, servesFrom }));
  await insertCooperatives(tx, made);
  const ids = made.map((cooperative) => cooperative.id);
  await audit(
    tx,
    doer,
    'cooperatives/found',
    made.map(({ id }) => ({ kind: 'cooperatives/cooperative', id, cooperativeId: id })),
  );
  if (ids.length > 0) await enqueue(tx, 'publication/refresh', { cooperativeIds: ids });
  return ids;
}

function nameFor(village: { name: string; kind: string }): string {
  return `Koperasi ${village.kind === 'kelurahan' ? 'Kelurahan' : 'Desa'} Merah Putih ${village.name}`;
}
