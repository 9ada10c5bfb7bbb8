import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import * as inventory from '../../inventory/public.ts';
import { assert, present } from '../../kernel/assert.ts';
import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import { audit, type Doer } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { resaleBars } from './notice.store.ts';
import { openSalesOf } from './sale.store.ts';
import { type Pile, suggest, usualCover } from './suggest.ts';
import { endSuggestions, insertSuggestions, openSuggestions, type Suggestion } from './suggestion.store.ts';

/**
 * Looks over stock and sales of the whole city and tells each two cooperatives what one could sell the other. What still holds stays as it is;
 * what no longer does ends. Whoever has a sale of a product under way is left out of it until that is done.
 */
export async function makeSuggestions(
  tx: Tx,
  doer: Doer,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<{ made: number; ended: number }> {
  assert(tx.reach.scope === 'regency', 'only who sees the whole city compares the stock of its cooperatives');
  const wanted = await suggestedNow(tx, today);
  const standing = await openSuggestions(tx);
  const keyOf = (one: Pick<Suggestion, 'productCode' | 'cooperativeId' | 'supplierCooperativeId' | 'qtyPacks'>) =>
    [one.productCode, one.cooperativeId, one.supplierCooperativeId, one.qtyPacks].join('/');
  const [there, now] = [new Set(standing.map(keyOf)), new Set(wanted.map(keyOf))];
  const fresh = wanted.filter((one) => !there.has(keyOf(one)));
  const gone = standing.filter((one) => !now.has(keyOf(one)));
  const names = await cooperatives.namesOf(
    tx,
    fresh.flatMap((one) => [one.cooperativeId, one.supplierCooperativeId]),
  );
  const nameOf = (id: Suggestion['cooperativeId']) => present(names.get(id), 'a cooperative with stock');
  await endSuggestions(
    tx,
    gone.map(({ id }) => id),
    today,
  );
  await insertSuggestions(
    tx,
    fresh.map((one) => ({
      ...{ ...one, id: newId<'surplus-suggestion'>(), madeOn: today, sample },
      ...{ buyerName: nameOf(one.cooperativeId), sellerName: nameOf(one.supplierCooperativeId) },
    })),
  );
  const counts = { made: fresh.length, ended: gone.length };
  if (counts.made + counts.ended > 0) {
    const subject = { kind: 'procurement/surplus', id: tx.regencyId };
    await audit(tx, doer, 'procurement/make-surplus-suggestions', subject, { detail: counts });
  }
  return counts;
}

type Wanted = Omit<Suggestion, 'id' | 'madeOn' | 'sample' | 'buyerName' | 'sellerName'>;

async function suggestedNow(tx: Tx, today: BusinessDate): Promise<Wanted[]> {
  const turnover = await inventory.turnoverOver(tx, {
    from: addDays(today, -usualCover.soldOverDays),
    to: addDays(today, -1),
  });
  const items = await catalogue.itemsById(
    tx,
    turnover.map(({ itemId }) => itemId),
  );
  const bars = await resaleBars(tx, today);
  const underWay = await openSalesOf(tx);
  const piles = Map.groupBy(turnover, ({ itemId }) => items.get(itemId)?.productCode ?? '');
  return (await catalogue.products(tx))
    .filter(({ code }) => !bars.has(code))
    .flatMap((product) => {
      const busy = new Set(
        underWay.filter((sale) => sale.productCode === product.code).flatMap((sale) => [sale.buyerId, sale.sellerId]),
      );
      const free: Pile[] = (piles.get(product.code) ?? []).filter((pile) => !busy.has(pile.cooperativeId));
      const { code: productCode, name: productName, packLabel, packQtyBase } = product;
      return suggest(free, packQtyBase).map(
        ({ buyerId: cooperativeId, sellerId: supplierCooperativeId, packs: qtyPacks }) => ({
          ...{ cooperativeId, supplierCooperativeId, productCode, productName, packLabel, packQtyBase, qtyPacks },
        }),
      );
    });
}
