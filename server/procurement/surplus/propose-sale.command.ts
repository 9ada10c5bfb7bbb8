import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { meetPaper } from '../paper.store.ts';
import { closeNoticeOn, lockNotice, resaleBar } from './notice.store.ts';
import { insertSale, insertStep } from './sale.store.ts';
import { endSuggestions, lockSuggestion } from './suggestion.store.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import type { NewSale } from './surplus.schema.ts';
import { type Between, covers, otherOf, type Side } from './surplus.ts';

/** What a proposal answers: whose it is with, and how much of it stands. */
interface Origin extends Between {
  readonly proposedBy: Side;
  /** The other cooperative's name, as the notice or the suggestion says it: the proposer cannot look it up. */
  readonly otherName: string;
  readonly productCode: string;
  readonly packsMax: number;
  readonly sample: boolean;
}

/**
 * Answers a notice or a suggestion with so many packs at a price. The counterpart comes from there and from nowhere else, so nobody finds out
 * by asking whom there is. What is answered no longer stands for others. Idempotent on its id.
 * @throws procurement/surplus-id-reused, -not-found, -not-yours, -own-notice, -notice-closed, -more, -no-item, -barred
 */
export async function proposeSale(
  tx: Tx,
  doer: Doer,
  given: NewSale,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { met, contentHash } = await meetPaper(tx, 'surplusSale', given);
  if (met === 'other') throw surplusRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const { id, cooperativeId, originId, qtyPacks, priceIdr } = given;
  if (!covers(tx.reach, cooperativeId)) throw surplusRefusals.notYours({});
  const origin = (await fromNotice(tx, given, today)) ?? (await fromSuggestion(tx, given, today));
  if (origin === undefined) throw surplusRefusals.notFound({});
  if (qtyPacks > origin.packsMax) throw surplusRefusals.moreThanStands({ packs: origin.packsMax });
  const { productCode, buyerId, sellerId, proposedBy } = origin;
  await itemOf(tx, cooperativeId, productCode);
  const basis = await resaleBar(tx, productCode, today);
  if (basis !== undefined) throw surplusRefusals.barred({ basis });
  const product = present(
    (await catalogue.products(tx)).find(({ code }) => code === productCode),
    'the product of a notice',
  );
  const ownName = present((await cooperatives.namesOf(tx, [cooperativeId])).get(cooperativeId), 'the own cooperative');
  const names = { [proposedBy]: ownName, [otherOf(proposedBy)]: origin.otherName } as Record<Side, string>;
  await insertSale(tx, {
    ...recordedBy(doer),
    ...{ id, buyerId, sellerId, buyerName: names.buyer, sellerName: names.seller, proposedBy, originId, productCode },
    ...{ productName: product.name, baseUnit: product.baseUnit, packLabel: product.packLabel },
    ...{ packQtyBase: product.packQtyBase, qtyPacks, priceIdr, contentHash, sample: sample || origin.sample },
  });
  const step = {
    id: newId<'surplus-step'>(),
    step: 'propose',
    side: proposedBy,
    happenedOn: today,
    contentHash,
  } as const;
  await insertStep(tx, { id, buyerId, sellerId }, { ...step, ...recordedBy(doer) });
  await audit(
    tx,
    doer,
    'procurement/propose-surplus-sale',
    { kind: 'procurement/surplus-sale', id },
    { cooperativeId, detail: { productCode, qtyPacks, priceIdr } },
  );
}

async function fromNotice(tx: Tx, given: NewSale, today: BusinessDate): Promise<Origin | undefined> {
  const notice = await lockNotice(tx, given.originId);
  if (notice === undefined) return undefined;
  if (notice.cooperativeId === given.cooperativeId) throw surplusRefusals.ownNotice({});
  if (notice.closedOn !== null || notice.until < today) throw surplusRefusals.noticeClosed({});
  await closeNoticeOn(tx, notice.id, today);
  const isOffer = notice.side === 'offer';
  const [buyerId, sellerId] = isOffer
    ? [given.cooperativeId, notice.cooperativeId]
    : [notice.cooperativeId, given.cooperativeId];
  const { cooperativeName: otherName, productCode, qtyPacks: packsMax, sample } = notice;
  return { buyerId, sellerId, proposedBy: isOffer ? 'buyer' : 'seller', otherName, productCode, packsMax, sample };
}

async function fromSuggestion(tx: Tx, given: NewSale, today: BusinessDate): Promise<Origin | undefined> {
  const suggestion = await lockSuggestion(tx, given.originId);
  if (suggestion === undefined) return undefined;
  const {
    cooperativeId: buyerId,
    supplierCooperativeId: sellerId,
    productCode,
    qtyPacks: packsMax,
    sample,
  } = suggestion;
  if (given.cooperativeId !== buyerId && given.cooperativeId !== sellerId) throw surplusRefusals.notYours({});
  await endSuggestions(tx, [suggestion.id], today);
  const proposedBy = given.cooperativeId === buyerId ? 'buyer' : 'seller';
  const otherName = proposedBy === 'buyer' ? suggestion.sellerName : suggestion.buyerName;
  return { buyerId, sellerId, proposedBy, otherName, productCode, packsMax, sample };
}

/** @throws procurement/surplus-no-item where the cooperative does not carry the product */
export async function itemOf(tx: Tx, cooperativeId: Id<'cooperative'>, productCode: string): Promise<Id<'item'>> {
  const itemId = await catalogue.findItemOfProduct(tx, cooperativeId, productCode);
  if (itemId === undefined) throw surplusRefusals.noItem({});
  return itemId;
}
