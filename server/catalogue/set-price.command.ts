import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import { findCommodity, lockItem, lockPack, packsOf } from './item.store.ts';
import type { Commodity, Item, Pack } from './item.ts';
import type { NewPrice } from './price.schema.ts';
import { pricesOn } from './price.store.ts';
import { publicPriceOf } from './public-price.ts';
import { rulesOn } from './trade-rule.store.ts';
import { type PriceFlag, priceFlags, priceFor } from './trade-rule.ts';

/**
 * Sets what a pack costs from a day on. What everybody is asked for a commodity goes to the public page in the same breath: it is entered once.
 * It keeps the rules of its first day and, where it is what is asked today, of today: an old day is no way round a ceiling. Idempotent on `price.id`.
 * @returns above-list where a supplier's list price is lower, which is no law
 * @throws catalogue/not-found, id-reused, above-ceiling, splits-pack
 */
export async function setPrice(
  tx: Tx,
  doer: Doer,
  price: NewPrice,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<'above-list'[]> {
  const pack = await lockPack(tx, price.packId);
  const item = pack && (await lockItem(tx, pack.itemId));
  if (pack === undefined || item === undefined) throw catalogueRefusals.notFound({});
  const { cooperativeId } = item;
  const commodity = item.commodityCode === null ? undefined : await findCommodity(tx, item.commodityCode);
  const flags = commodity === undefined ? [] : await lawfulFlags(tx, price, { pack, commodity, today });
  const row = { ...price, cooperativeId, itemId: item.id, sample, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'catalogue.price', row);
  if (met === 'other') throw catalogueRefusals.idReused({ id: price.id });
  const warnings = [...new Set(flags.filter((flag) => flag === 'above-list'))];
  if (met === 'same') return warnings;
  const detail = { item: item.name, pack: pack.label, buyer: price.buyer, priceIdr: price.priceIdr };
  await audit(
    tx,
    doer,
    'catalogue/set-price',
    { kind: 'catalogue/price', id: price.id },
    { cooperativeId, detail: { ...detail, effectiveOn: price.effectiveOn, warnings } },
  );
  if (commodity !== undefined) await publish(tx, doer, { item, commodity, pack, price, sample });
  return warnings;
}

/** What the rules say of a price that breaks none. @throws catalogue/above-ceiling, splits-pack */
async function lawfulFlags(
  tx: Tx,
  price: NewPrice,
  { pack, commodity, today }: { pack: Pack; commodity: Commodity; today: BusinessDate },
): Promise<PriceFlag[]> {
  const { effectiveOn, priceIdr } = price;
  const later = (await pricesOn(tx, [pack.id], today)).some(
    (each) => each.buyer === price.buyer && each.effectiveOn > effectiveOn,
  );
  const flags: PriceFlag[] = [];
  for (const day of new Set([effectiveOn, ...(effectiveOn < today && !later ? [today] : [])])) {
    const rules = (await rulesOn(tx, day)).get(commodity.code) ?? {};
    const found = priceFlags({ qtyBase: pack.qtyBase, priceIdr }, commodity, rules);
    const { ceiling } = rules;
    if (found.includes('above-ceiling') && ceiling) {
      const ceilingIdr = priceFor(ceiling, commodity, pack.qtyBase);
      throw catalogueRefusals.aboveCeiling({ ceilingIdr, legalBasis: ceiling.legalBasis, since: ceiling.since });
    }
    if (found.includes('splits-pack')) throw catalogueRefusals.splitsPack({});
    flags.push(...found);
  }
  return flags;
}

interface Listed {
  readonly item: Pick<Item, 'id' | 'cooperativeId'>;
  readonly commodity: Commodity;
  readonly pack: Pack;
  readonly price: NewPrice;
  readonly sample: boolean;
}

/** The page that citizens read shows one price of a commodity: what everybody is asked for the pack that stands for it. */
async function publish(tx: Tx, doer: Doer, { item, commodity, pack, price, sample }: Listed): Promise<void> {
  const priceIdr = publicPriceOf(price, pack, await packsOf(tx, [item.id]), commodity);
  if (priceIdr === undefined) return;
  const report = { id: newId<'commodity-price'>(), commodityCode: commodity.code, carried: true, priceIdr };
  const source = { name: 'Daftar harga koperasi', date: price.effectiveOn };
  await cooperatives.followPriceList(
    tx,
    doer,
    item.cooperativeId,
    { ...report, effectiveOn: price.effectiveOn, source },
    sample,
  );
}
