import { present } from '../../kernel/assert.ts';
import { addDays } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as partners from '../../partners/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as sales from '../../sales/public.ts';
import * as facts from '../facts.ts';
import { openBooks } from './open-books.command.ts';
import { orderSamples } from './order-samples.command.ts';
import { sampleOrders } from './orders.ts';
import type { OpenOutlet } from './outlet.ts';
import { openedOn, sampleOutlets } from './outlets.ts';
import { receiptsOf } from './receipts.ts';
import { agree, takeGoods } from './stock-outlets.command.ts';
import { surplusSamples } from './surplus-samples.command.ts';

const machine = { role: 'machine' } as const;

/**
 * Four weeks of trade of the seven outlets: books that begin with what was there, agreements, orders at every stage, what was sold every day, and
 * what one sold another. All of it invented and marked, and entered by the commands people use.
 * @param places the trading cooperatives by kelurahan, with which of the sample prices are theirs
 */
export async function fillTrade(
  tx: Tx,
  places: ReadonlyMap<string, { readonly id: Id<'cooperative'>; readonly turn: number }>,
): Promise<void> {
  await partners.addPartner(tx, machine, { id: facts.lpgAgent, name: facts.lpgAgentName, kind: 'lpg_agent' });
  const outlets = new Map<string, OpenOutlet>();
  for (const sample of sampleOutlets) {
    const { id: cooperativeId, turn } = present(places.get(sample.village), sample.village);
    const goods = await takeGoods(tx, cooperativeId, turn);
    await agree(tx, cooperativeId, sample);
    const placeId = await openBooks(tx, { sample, cooperativeId, goods });
    outlets.set(sample.village, { sample, cooperativeId, placeId, goods });
  }
  await orderSamples(tx, outlets, sampleOrders);
  for (const [index, outlet] of [...outlets.values()].entries()) await sell(tx, outlet, index);
  await surplusSamples(tx, outlets);
  await partners.writeOutSellThrough(tx);
}

/** Every day from the third of November to yesterday. */
async function sell(tx: Tx, { sample, cooperativeId, placeId, goods }: OpenOutlet, index: number): Promise<void> {
  const receipts = receiptsOf(sample, index, addDays(openedOn, 2), addDays(facts.demoToday, -1));
  const drafts = receipts.map(({ on: soldOn, buyer, lines }) => ({
    ...{ id: newId<'sale'>(), cooperativeId, placeId, soldOn, buyer, accountCode: '111100' },
    lines: lines.map(({ productCode, packs: qtyPacks }) => {
      const { itemId, sold } = present(goods.get(productCode), productCode);
      const less = buyer === 'member' && !productCode.startsWith('lpg') ? 200 : 0;
      const priceIdr = rupiah(sold.priceIdr - less);
      return { itemId, packId: sold.packId, qtyPacks, qtyBase: qtyPacks * sold.qtyBase, priceIdr };
    }),
  }));
  const outcomes = await sales.recordSales(tx, machine, drafts, { today: facts.demoToday, sample: true });
  for (const outcome of outcomes) if ('refused' in outcome) throw outcome.refused;
}
