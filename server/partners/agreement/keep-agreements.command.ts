import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { jsonHash } from '../../platform/audit/canonical-json.ts';
import { newId } from '../../platform/clock.ts';
import { insertOnce } from '../../platform/db/insert-once.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { activatePartnership } from '../keep-partnerships.command.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import { adoptNational, lockPartnersOf } from '../partner.store.ts';
import { agreementRefusals } from './agreement.refusals.ts';
import type { NewAgreement, NewPrice } from './agreement.schema.ts';
import {
  findOtherInForce,
  insertLines,
  lockAgreement,
  nationalProducts,
  updateAgreementEnd,
} from './agreement.store.ts';
import type { AgreedProduct } from './agreement.ts';

/** Goods as their catalogue calls them, before price and quota. */
type NamedGoods = Omit<AgreedProduct, 'seq' | 'priceIdr' | 'quotaBase'>;

/**
 * Records what a cooperative and a partner agreed, and that their partnership is active for these goods. Idempotent on its id.
 * @throws partners/not-found, cooperative-not-found, id-reused, dates-reversed, agreement-in-force, unknown-product, product-twice,
 * principal-is-partner, days-of-credit, quota-without-period
 */
export async function addAgreement(tx: Tx, doer: Doer, given: NewAgreement, sample = false): Promise<void> {
  const { source, products, validTo = null, principalId = null, ...terms } = given;
  refuseOddTerms(given);
  if (!(await cooperatives.cooperativeExists(tx, given.cooperativeId))) throw partnerRefusals.cooperativeNotFound({});
  await lockPartnersOf(tx, given.cooperativeId);
  for (const id of [given.partnerId, principalId]) if (id !== null) await adoptNational(tx, id);
  const unknown = () => partnerRefusals.notFound({});
  const met = await insertOnce(
    tx,
    'partners.agreement',
    {
      ...{ id: terms.id, cooperativeId: terms.cooperativeId, partnerId: terms.partnerId, principalId },
      ...{ number: terms.number, validFrom: terms.validFrom, validTo, payment: terms.payment },
      ...{ payWithinDays: terms.payWithinDays ?? null, creditLimitIdr: terms.creditLimitIdr ?? null },
      ...{ isConsigned: terms.isConsigned, quotaPeriod: terms.quotaPeriod ?? null, contentHash: jsonHash(given) },
      ...{ ...recordedBy(doer), sourceName: source.name, sourceDate: source.date, sample },
    },
    'validTo',
  ).catch(onConstraint({ agreement_partner_fk: unknown, agreement_principal_fk: unknown }));
  if (met === 'other') throw partnerRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const other = await findOtherInForce(tx, { ...terms, validTo });
  if (other) throw agreementRefusals.inForce({ number: other.number, since: other.validFrom });
  const lines = await linesOf(tx, given);
  await writeLines(tx, doer, given, lines);
  await audit(
    tx,
    doer,
    'partners/add-agreement',
    { kind: 'partners/agreement', id: given.id },
    { cooperativeId: given.cooperativeId, detail: { number: given.number, products: products.length } },
  );
  const { cooperativeId, partnerId, validFrom } = given;
  const goods = lines.map((line) => line.goods);
  await activatePartnership(tx, doer, { cooperativeId, partnerId, validFrom, source }, goods, sample);
}

function refuseOddTerms(given: NewAgreement): void {
  if (given.validTo !== undefined && given.validTo <= given.validFrom) throw partnerRefusals.datesReversed({});
  if (given.principalId === given.partnerId) throw agreementRefusals.principalIsPartner({});
  if ((given.payment === 'after_days') !== (given.payWithinDays !== undefined))
    throw agreementRefusals.daysOfCredit({});
  const hasQuota = given.products.some(({ quotaPacks }) => quotaPacks !== undefined);
  if (hasQuota && given.quotaPeriod === undefined) throw agreementRefusals.quotaWithoutPeriod({});
  const seen = new Set<string>();
  for (const [at, product] of given.products.entries()) {
    const goods = 'productCode' in product ? product.productCode : product.itemId;
    if (seen.has(goods)) throw agreementRefusals.productTwice({ line: at + 1 });
    seen.add(goods);
  }
}

/** The lines as the agreement will keep them: goods by the name and in the pack they have today. */
async function linesOf(tx: Tx, { cooperativeId, products }: NewAgreement): Promise<AgreedProduct[]> {
  const codes = products.flatMap((product) => ('productCode' in product ? product.productCode : []));
  const itemIds = products.flatMap((product) => ('itemId' in product ? product.itemId : []));
  const national = await nationalProducts(tx, codes);
  const [items, packs] = [await catalogue.itemsById(tx, itemIds), await catalogue.packsOf(tx, itemIds)];
  const namedBy = (product: NewAgreement['products'][number]): NamedGoods | undefined => {
    if ('productCode' in product) {
      const named = national.get(product.productCode);
      return named && { ...named, productCode: product.productCode, itemId: null };
    }
    const item = items.get(product.itemId);
    const pack = packs.find(({ id, itemId }) => id === product.packId && itemId === product.itemId);
    if (item?.cooperativeId !== cooperativeId || pack === undefined) return undefined;
    const { name, goods, baseUnit } = item;
    return {
      ...{ name, goods, baseUnit, packLabel: pack.label, packQtyBase: pack.qtyBase },
      ...{ productCode: null, itemId: product.itemId },
    };
  };
  return products.map((product, at) => {
    const named = namedBy(product);
    if (named === undefined) throw agreementRefusals.unknownProduct({ line: at + 1 });
    const quotaBase = product.quotaPacks === undefined ? null : product.quotaPacks * named.packQtyBase;
    return { ...named, seq: at + 1, priceIdr: product.priceIdr, quotaBase };
  });
}

async function writeLines(tx: Tx, doer: Doer, given: NewAgreement, lines: readonly AgreedProduct[]): Promise<void> {
  const parties = { agreementId: given.id, cooperativeId: given.cooperativeId, partnerId: given.partnerId };
  await insertLines(
    tx,
    lines.map(({ priceIdr: _, ...line }) => ({ ...parties, ...line })),
    lines.map(({ seq, priceIdr }) => ({
      ...{ id: newId<'agreement-price'>(), ...parties, seq, priceIdr, effectiveOn: given.validFrom },
      ...{ ...recordedBy(doer), sourceName: given.source.name, sourceDate: given.source.date },
    })),
  );
}

/**
 * Says what a pack of the agreement costs from a day on; what was ordered before keeps its price. Idempotent on its id.
 * @throws partners/not-found, id-reused, unknown-product, outside-agreement
 */
export async function setAgreedPrice(tx: Tx, doer: Doer, agreementId: Id<'agreement'>, given: NewPrice): Promise<void> {
  const agreement = await lockAgreement(tx, agreementId);
  if (!agreement) throw partnerRefusals.notFound({});
  const { source, ...price } = given;
  const { cooperativeId, partnerId, validFrom, validTo } = agreement;
  if (given.effectiveOn < validFrom || (validTo !== null && given.effectiveOn >= validTo))
    throw agreementRefusals.outsideAgreement({});
  const row = { ...price, agreementId, cooperativeId, partnerId, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'partners.agreementPrice', {
    ...{ ...row, sourceName: source.name, sourceDate: source.date },
  }).catch(onConstraint({ agreement_price_product_fk: () => agreementRefusals.unknownProduct({ line: given.seq }) }));
  if (met === 'other') throw partnerRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const { seq, priceIdr, effectiveOn } = given;
  const about = { cooperativeId, detail: { seq, priceIdr, effectiveOn } };
  await audit(tx, doer, 'partners/set-agreed-price', { kind: 'partners/agreement', id: agreementId }, about);
}

/** Says that an agreement no longer holds from `on`, never later than was agreed; the same day again changes nothing. @throws partners/not-found, dates-reversed, already-ended */
export async function endAgreement(
  tx: Tx,
  doer: Doer,
  id: Id<'agreement'>,
  on: BusinessDate,
  reason: string,
): Promise<void> {
  const agreement = await lockAgreement(tx, id);
  if (!agreement) throw partnerRefusals.notFound({});
  if (agreement.validTo === on) return;
  if (agreement.validTo !== null && on > agreement.validTo)
    throw partnerRefusals.alreadyEnded({ on: agreement.validTo });
  if (on <= agreement.validFrom) throw partnerRefusals.datesReversed({});
  await updateAgreementEnd(tx, id, on);
  const { cooperativeId } = agreement;
  const about = { cooperativeId, detail: { on }, reason };
  await audit(tx, doer, 'partners/end-agreement', { kind: 'partners/agreement', id }, about);
}
