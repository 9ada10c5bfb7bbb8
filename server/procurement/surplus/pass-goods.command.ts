import * as catalogue from '../../catalogue/public.ts';
import * as inventory from '../../inventory/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import { nextNumber } from '../../platform/db/next-number.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import { insertStep, lockSale, type Sale, updateSale } from './sale.store.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import type { Dispatch, Receipt } from './surplus.schema.ts';
import { amountOf, flagsOf } from './surplus.ts';
import { beginStep, endStep } from './take-step.command.ts';

/**
 * The seller's goods leave with a driver: still the seller's, in transit. An intention, so what does not lie there is refused.
 * @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now, -in-future, -more; inventory/unknown-place, short;
 *   ledger/no-book
 */
export async function dispatchSale(
  tx: Tx,
  doer: Doer,
  id: Id<'surplus-sale'>,
  given: Dispatch,
  today: BusinessDate,
): Promise<void> {
  const taking = await beginStep(tx, id, 'dispatch', given);
  if (taking === undefined) return;
  const { sale } = taking;
  if (given.on > today) throw surplusRefusals.inFuture({ today });
  if (given.packs > sale.qtyPacks) throw surplusRefusals.moreThanStands({ packs: sale.qtyPacks });
  await inventory.lockStock(tx, sale.sellerId); // before the book, as everyone locks them who does both
  await ledger.postingDay(tx, sale.sellerId, given.on); // without a book its half could never be posted
  const number = await nextNumber(tx, 'procurement.counter', sale.sellerId, 'KS', given.on);
  const { driver, vehicle, placeId } = given;
  const goods = await goodsOf(tx, sale, sale.sellerId);
  const [leaving = []] = await goods.pick(placeId, [given.packs], { on: given.on, as: 'intention' });
  const moves = goods.moves(leaving, placeId, goods.place('in_transit'), {
    on: given.on,
    note: `${number}: ${driver}, ${vehicle}`,
  });
  await inventory.moveStock(tx, doer, sale.sellerId, moves, { as: 'intention', sample: sale.sample });
  const step = {
    id: given.id,
    step: 'dispatch',
    happenedOn: given.on,
    detail: { driver, vehicle, packs: given.packs },
  } as const;
  await endStep(tx, doer, taking, step, { number, sentPacks: given.packs }, { number, packs: given.packs });
}

/**
 * The buyer counts what came: into its stock and its book at the agreed price, at once. The seller's book is another's, so its half is left to a
 * job in the same transaction; until that is done the goods stand as the seller's, in transit, and the sale says so.
 * @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now, -in-future, -too-many-back; inventory/unknown-place; ledger/no-book
 */
export async function receiveSale(
  tx: Tx,
  doer: Doer,
  id: Id<'surplus-sale'>,
  given: Receipt,
  today: BusinessDate,
): Promise<void> {
  const taking = await beginStep(tx, id, 'receive', given);
  if (taking === undefined) return;
  const { sale } = taking;
  const sent = present(sale.sentPacks, 'what was sent');
  if (given.on > today) throw surplusRefusals.inFuture({ today });
  if (given.returnedPacks > sent) throw surplusRefusals.tooManyBack({ packs: sent });
  const amountIdr = amountOf(given.receivedPacks, sale.priceIdr);
  const goods = await goodsOf(tx, sale, sale.buyerId);
  if (given.receivedPacks > 0) {
    await inventory.lockStock(tx, sale.buyerId); // before the book, as everyone who moves goods and posts locks them
    const [posted] = await ledger.postJournals(tx, doer, [buyersJournal(sale, amountIdr, goods.stockAccount, given)]);
    const coming = [{ qtyBase: given.receivedPacks * sale.packQtyBase, valueIdr: amountIdr }];
    const moves = goods.moves(coming, goods.place('supplier'), given.placeId, { on: given.on });
    await inventory.moveStock(tx, doer, sale.buyerId, moves, {
      ...{ as: 'fact', postedOn: present(posted, 'the journal').postedOn, sample: sale.sample },
    });
  }
  const { receivedPacks, returnedPacks, on: receivedOn, note } = given;
  const flags = flagsOf({ sent, received: receivedPacks, returned: returnedPacks });
  await endStep(
    tx,
    doer,
    taking,
    {
      id: given.id,
      step: 'receive',
      happenedOn: receivedOn,
      detail: { packs: receivedPacks },
      ...(note && { reason: note }),
    },
    { receivedPacks, returnedPacks, amountIdr, receivedOn, flags },
    { receivedPacks, returnedPacks, amountIdr, flags },
  );
  await enqueue(tx, 'procurement/post-surplus-sale', { saleId: id });
}

function buyersJournal(sale: Sale, amountIdr: Rupiah, stockAccount: string, given: Receipt): ledger.Journal {
  return {
    ...{
      id: newId<'journal'>(),
      cooperativeId: sale.buyerId,
      occurredOn: given.on,
      source: sourceOf(sale),
      sample: sale.sample,
    },
    description: `Pembelian ${sale.productName} dari ${sale.sellerName}`,
    evidence: present(sale.number, 'the number of what left'),
    postings: [
      { accountCode: stockAccount, amountIdr },
      { accountCode: '211000', amountIdr: rupiah(-amountIdr), partyId: sale.sellerId },
    ],
  };
}

/**
 * The seller's half of a received sale: what the buyer kept leaves its stock at what it cost, what came back lies at its warehouse again, what is
 * missing is a loss of its own. Does nothing when it is done already, so it may be carried out any number of times.
 */
export async function postSellersHalf(tx: Tx, doer: Doer, id: Id<'surplus-sale'>): Promise<void> {
  const sale = await lockSale(tx, id);
  if (sale === undefined || sale.stage !== 'received' || sale.isSellerPosted) return;
  const on = present(sale.receivedOn, 'the day of the receipt');
  await inventory.lockStock(tx, sale.sellerId); // before the book, as everyone who moves goods and posts locks them
  const postedOn = await ledger.postingDay(tx, sale.sellerId, on);
  const [sent, received, returned] = [sale.sentPacks ?? 0, sale.receivedPacks ?? 0, sale.returnedPacks ?? 0];
  const goods = await goodsOf(tx, sale, sale.sellerId);
  const [inTransit, customer] = [goods.place('in_transit'), goods.place('customer')];
  const missing = Math.max(0, sent - received - returned);
  const surprising = Math.max(0, received + returned - sent);
  const [kept = [], back = [], gone = []] = await goods.pick(inTransit, [received, returned, missing], {
    on,
    as: 'fact',
  });
  const found = surprising > 0 ? [{ qtyBase: surprising * sale.packQtyBase }] : [];
  const [lostFound, about] = [goods.place('lost_found'), { on }];
  const finding = goods.moves(found, lostFound, inTransit, about);
  const selling = goods.moves(kept, inTransit, customer, about);
  const returning = goods.moves(back, inTransit, goods.shelf(), about);
  const losing = goods.moves(gone, inTransit, lostFound, about);
  const moves = [...finding, ...selling, ...returning, ...losing];
  const how = { as: 'fact', postedOn, sample: sale.sample } as const;
  const moved = await inventory.moveStock(tx, doer, sale.sellerId, moves, how);
  const worthOf = (some: readonly inventory.MoveAsked[]) => {
    const ids = new Set<string>(some.map((move) => move.id));
    return moved.filter((move) => ids.has(move.id)).reduce((sum, { valueIdr }) => sum + valueIdr, 0);
  };
  const [soldIdr, lostIdr, foundIdr] = [worthOf(selling), worthOf(losing), worthOf(finding)];
  const journal = sellersJournal(sale, { on, soldIdr, lossIdr: lostIdr - foundIdr, stockAccount: goods.stockAccount });
  await ledger.postJournals(tx, doer, journal);
  await insertStep(tx, sale, {
    ...recordedBy(doer),
    ...{ id: newId<'surplus-step'>(), step: 'post', side: null, happenedOn: on, contentHash: sale.contentHash },
  });
  await updateSale(tx, id, { sellerPostedOn: postedOn });
  const told = { cooperativeId: sale.sellerId, detail: { amountIdr: sale.amountIdr, soldIdr, lostIdr, foundIdr } };
  await audit(tx, doer, 'procurement/post-surplus-sale', { kind: 'procurement/surplus-sale', id }, told);
}

function sellersJournal(
  sale: Sale,
  { on, soldIdr, lossIdr, stockAccount }: { on: BusinessDate; soldIdr: number; lossIdr: number; stockAccount: string },
): ledger.Journal[] {
  const amountIdr = sale.amountIdr ?? 0;
  const lines = [
    { accountCode: '113300', amountIdr: rupiah(amountIdr), partyId: sale.buyerId },
    { accountCode: '414000', amountIdr: rupiah(-amountIdr) },
    { accountCode: '514000', amountIdr: rupiah(soldIdr) },
    { accountCode: '527000', amountIdr: rupiah(lossIdr) },
    { accountCode: stockAccount, amountIdr: rupiah(-soldIdr - lossIdr) },
  ];
  const postings = lines.filter((line) => line.amountIdr !== 0);
  if (postings.length === 0) return [];
  const about = {
    description: `Penjualan ${sale.productName} kepada ${sale.buyerName}`,
    evidence: present(sale.number, 'the number of what left'),
  };
  const { sellerId: cooperativeId, sample } = sale;
  return [
    { id: newId<'journal'>(), cooperativeId, occurredOn: on, source: sourceOf(sale), ...about, postings, sample },
  ];
}

function sourceOf({ id }: Sale) {
  return { kind: 'procurement/surplus-sale', id } as const;
}

/** The item of one of the two, with the places it may lie at. */
async function goodsOf(tx: Tx, sale: Sale, cooperativeId: Id<'cooperative'>) {
  const itemId = present(
    await catalogue.findItemOfProduct(tx, cooperativeId, sale.productCode),
    'the item of who agreed to a sale',
  );
  const item = present((await catalogue.itemsById(tx, [itemId])).get(itemId), 'the item of a product');
  const places = await inventory.placesOf(tx, cooperativeId);
  const find = (...kinds: inventory.PlaceKind[]) => places.find(({ kind }) => kinds.includes(kind));
  return {
    stockAccount: item.stockAccount,
    place: (kind: inventory.PlaceKind) => present(find(kind), kind).id,
    /** Where goods that come back are put down: the warehouse, else the outlet. */
    shelf: () => present(find('warehouse') ?? find('outlet'), 'a shelf').id,
    /** Which of the cooperative's own goods at a place make up so many packs each; what is not there is asked for all the same. */
    pick: async (
      placeId: Id<'place'>,
      packs: readonly number[],
      how: { on: BusinessDate; as: 'fact' | 'intention' },
    ) => {
      const wanted = packs.map((count) => ({ itemId, qtyBase: count * sale.packQtyBase }));
      const picked = await inventory.pickBatches(tx, placeId, wanted, how);
      return wanted.map(({ qtyBase }, at): Part[] => {
        const own = (picked[at] ?? []).filter(({ ownerId }) => ownerId === undefined);
        const missing = qtyBase - own.reduce((sum, part) => sum + part.qtyBase, 0);
        return missing > 0 ? [...own, { qtyBase: missing }] : own;
      });
    },
    moves: (
      parts: readonly Part[],
      fromPlaceId: Id<'place'>,
      toPlaceId: Id<'place'>,
      { on: occurredOn, note }: { on: BusinessDate; note?: string },
    ): inventory.MoveAsked[] =>
      parts.map((part) => ({
        ...{ ...part, id: newId<'move'>(), itemId, fromPlaceId, toPlaceId, occurredOn, source: sourceOf(sale) },
        ...(note === undefined ? {} : { note }),
      })),
  };
}

/** So much of a making of the item, and what it cost where it comes in. */
interface Part {
  readonly qtyBase: number;
  readonly batchId?: Id<'batch'>;
  readonly valueIdr?: Rupiah;
}

declare module '../../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Posts the seller's half of a sale between cooperatives that the buyer has received. */
    'procurement/post-surplus-sale': { saleId: string };
  }
}
