import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import * as inventory from '../../inventory/public.ts';
import { present } from '../../kernel/assert.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import { newId, now } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as facts from '../facts.ts';

/**
 * Two people of an outlet counted its sugar and its large fills without seeing what the books say. Of the sugar they found the same; of the fills
 * the second found one less, so a third count is waited for (as in domain facts 6.4: ten, nine, nine).
 */
export async function countSamples(tx: Tx, village: string, people: readonly [Doer, Doer]): Promise<void> {
  const register = await cooperatives.registerOn(tx, facts.demoToday);
  const { id: cooperativeId } = present(
    register.find(({ villages }) => villages.some(({ name }) => name === village)),
    village,
  );
  const [shelf] = await inventory.shelvesOf(tx, [cooperativeId]);
  const placeId = present(shelf, 'the outlet').id;
  const held = await inventory.turnoverOver(tx, { from: facts.demoToday, to: facts.demoToday });
  const lineOf = async (productCode: string, baseUnit: 'gram' | 'piece', less: number) => {
    const itemId = present(await catalogue.findItemOfProduct(tx, cooperativeId, productCode), productCode);
    const onShelf = present(
      held.find((each) => each.itemId === itemId),
      productCode,
    );
    return { itemId, baseUnit, qtyBase: onShelf.heldBase - less };
  };
  const at = now();
  for (const [less, doer] of people.entries()) {
    const lines = [await lineOf('sugar-kg', 'gram', 0), await lineOf('lpg-12kg', 'piece', less)];
    const count = { id: newId<'count'>(), placeId, countedAt: at, lines };
    await inventory.recordCount(tx, doer, count, { at, on: facts.demoToday, sample: true });
  }
}
