import * as inventory from '../inventory/public.ts';
import { present } from '../kernel/assert.ts';
import type { Doer } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { DecidedSale } from './sale.ts';

/**
 * LPG is sold as a refill (ISI_ULANG): for each full cylinder that goes out an empty one of its size comes in, and no money goes with it.
 * @returns the cylinders that were not there by the books, by sale and line as `keyOf` names them
 */
export async function refillCylinders(
  tx: Tx,
  doer: Doer,
  sales: readonly DecidedSale[],
  { keyOf, sample }: { keyOf: (saleId: string, seq: number) => string; sample: boolean },
): Promise<Map<string, number>> {
  const short = new Map<string, number>();
  for (const [cooperativeId, group] of Map.groupBy(sales, ({ draft }) => draft.cooperativeId)) {
    const asked = group.flatMap(({ draft, lines }) =>
      lines.flatMap(({ cylinderKg10, qtyBase: qty }, at) => {
        if (cylinderKg10 === null) return [];
        const source = { kind: 'sales/sale', id: draft.id } as const;
        const act = { act: 'refill', sizeKg10: cylinderKg10, qty, occurredOn: draft.soldOn, source } as const;
        return [{ key: keyOf(draft.id, at + 1), act }];
      }),
    );
    const acts = asked.map(({ act }) => act);
    const moved = await inventory.moveCylinders(tx, doer, cooperativeId, acts, { as: 'fact', sample });
    for (const [at, { key }] of asked.entries()) short.set(key, present(moved[at], 'what was moved').shortQty);
  }
  return short;
}
