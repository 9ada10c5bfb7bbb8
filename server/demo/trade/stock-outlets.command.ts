import * as catalogue from '../../catalogue/public.ts';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as partners from '../../partners/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as facts from '../facts.ts';
import type { Goods } from './outlet.ts';
import { costOfPack, openedOn, type SampleOutlet } from './outlets.ts';

const machine = { role: 'machine' } as const;

/**
 * What an outlet trades: the goods of the national catalogue that Bulog and the agent supply, at prices within the ceilings of the day the books
 * began. A member pays a little less, but for LPG.
 * @param turn which of the sample prices are this outlet's
 */
export async function takeGoods(tx: Tx, cooperativeId: Id<'cooperative'>, turn: number): Promise<Map<string, Goods>> {
  const goods = new Map<string, Goods>();
  for (const productCode of Object.keys(costOfPack)) {
    const taken = { id: newId<'item'>(), orderPackId: newId<'pack'>(), soldPackId: newId<'pack'>() };
    await catalogue.takeProduct(tx, machine, { ...taken, cooperativeId, productCode }, true);
    const item = present((await catalogue.itemsById(tx, [taken.id])).get(taken.id), productCode);
    const packs = await catalogue.packsOf(tx, [taken.id]);
    const ordered = present(
      packs.find(({ isOrdered }) => isOrdered),
      'the pack it is ordered in',
    );
    const sold = present(
      packs.find(({ isSold }) => isSold),
      'the pack it is sold in',
    );
    const prices = present(facts.samplePrices[item.commodityCode ?? ''], productCode);
    const priceIdr = rupiah(prices[turn % prices.length] ?? 0);
    const less = item.goods === 'lpg' ? 0 : 200;
    for (const [buyer, price] of [
      ['non_member', priceIdr],
      ['member', rupiah(priceIdr - less)],
    ] as const)
      await catalogue.setPrice(
        tx,
        machine,
        { id: newId<'price'>(), packId: sold.id, buyer, priceIdr: price, effectiveOn: openedOn },
        { today: openedOn, sample: true },
      );
    goods.set(productCode, {
      itemId: taken.id,
      baseUnit: item.baseUnit,
      ordered: { packId: ordered.id, qtyBase: ordered.qtyBase },
      sold: { packId: sold.id, qtyBase: sold.qtyBase, priceIdr },
    });
  }
  return goods;
}

/** Rice, oil and sugar from Bulog on fourteen days' credit; fills from the agent, which passes on what is Patra Niaga's, paid as they come. */
export async function agree(tx: Tx, cooperativeId: Id<'cooperative'>, { village }: SampleOutlet): Promise<void> {
  const common = { cooperativeId, validFrom: openedOn, validTo: businessDate('2026-11-01'), isConsigned: false };
  const source = { name: facts.sampleSource.name, date: facts.sampleSource.date };
  const products = Object.entries(costOfPack).map(([productCode, idr]) => ({ productCode, priceIdr: rupiah(idr) }));
  const [staples, fills] = [
    products.filter(({ productCode }) => !productCode.startsWith('lpg')),
    products.filter(({ productCode }) => productCode.startsWith('lpg')),
  ];
  await partners.addAgreement(
    tx,
    machine,
    {
      ...{ ...common, id: newId<'agreement'>(), partnerId: facts.bulog, number: `CONTOH/BULOG/${village}`, source },
      ...{ payment: 'after_days', payWithinDays: 14, creditLimitIdr: rupiah(40_000_000), quotaPeriod: 'month' },
      products: staples.map((product) =>
        product.productCode === 'rice-sphp-5kg' ? { ...product, quotaPacks: 400 } : product,
      ),
    },
    true,
  );
  await partners.addAgreement(
    tx,
    machine,
    {
      ...{ ...common, id: newId<'agreement'>(), partnerId: facts.lpgAgent, principalId: facts.patraNiaga, source },
      ...{ number: `CONTOH/AGEN/${village}`, payment: 'on_receipt', products: fills },
    },
    true,
  );
}
