import * as catalogue from '../../catalogue/public.ts';
import * as inventory from '../../inventory/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import { nextNumber } from '../../platform/db/next-number.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { matchOf } from '../billing/billing.store.ts';
import type { MatchLine } from '../billing/billing.ts';
import { orderRefusals } from '../order.refusals.ts';
import { partiesOf } from '../order.store.ts';
import { type Order, type OrderStatus, orderSteps } from '../order.ts';
import { meetPaper } from '../paper.store.ts';
import { costOf } from '../receipt/receipt.ts';
import { orderFor } from '../step-order.command.ts';
import { returnRefusals } from './return.refusals.ts';
import type { NewReturn } from './return.schema.ts';
import { insertReturn } from './return.store.ts';

interface ReturnedLine {
  readonly match: MatchLine;
  readonly seq: number;
  readonly fromPlaceId: NewReturn['lines'][number]['fromPlaceId'];
  readonly qtyBase: number;
  readonly creditIdr: Rupiah;
}

/**
 * Sends goods back to the supplier: of a consignment his own, else ours, never one for the other. They leave at the average they lie at; what the supplier credits for them is the price of the order, and the
 * rest is a difference of stock. Idempotent on its id.
 * @throws procurement/not-found, not-yours, id-reused, in-future, not-now, line-not-found, item-twice, more-than-received; inventory/short,
 *   unknown-place; ledger/no-book
 */
export async function returnGoods(
  tx: Tx,
  doer: Doer,
  given: NewReturn,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const order = await orderFor(tx, given.orderId, 'return');
  const { met, contentHash } = await meetPaper(tx, 'goodsReturn', given);
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (given.returnedOn > today) throw orderRefusals.inFuture({});
  const from: readonly OrderStatus[] = orderSteps.return.from;
  if (!from.includes(order.status)) throw orderRefusals.notNow({ status: order.status });
  const lines = priced(given, await matchOf(tx, order.id), order.isConsigned);
  const { cooperativeId } = order;
  const number = await nextNumber(tx, 'procurement.counter', cooperativeId, 'RTR', given.returnedOn);
  const creditIdr = rupiah(lines.reduce((sum, line) => sum + line.creditIdr, 0));
  const postedOn = await book(tx, doer, { order, given, lines, number, creditIdr, sample });
  const { id, orderId, returnedOn, reason } = given;
  await insertReturn(
    tx,
    {
      ...{ id, orderId, number, returnedOn, postedOn, creditIdr, reason, contentHash, sample },
      ...{ ...partiesOf(order), ...recordedBy(doer) },
    },
    lines.map(({ match: _, ...line }) => line),
  );
  await audit(
    tx,
    doer,
    'procurement/return-goods',
    { kind: 'procurement/return', id },
    { cooperativeId, detail: { number, order: order.number, creditIdr }, reason },
  );
}

function priced(given: NewReturn, match: readonly MatchLine[], isConsigned: boolean): ReturnedLine[] {
  if (new Set(given.lines.map(({ seq }) => seq)).size < given.lines.length) throw orderRefusals.itemTwice({});
  return given.lines.map(({ seq, fromPlaceId, qtyBase }) => {
    const known = match.find(({ line }) => line.seq === seq);
    if (known === undefined) throw orderRefusals.lineNotFound({ seq });
    const leftBase = known.receivedBase - known.returnedBase;
    if (qtyBase > leftBase) throw returnRefusals.moreThanReceived({ seq, leftBase });
    const credit = costOf(known.line, known.returnedBase + qtyBase) - costOf(known.line, known.returnedBase);
    return { match: known, seq, fromPlaceId, qtyBase, creditIdr: rupiah(isConsigned ? 0 : credit) };
  });
}

interface Booked {
  readonly order: Order;
  readonly given: NewReturn;
  readonly lines: readonly ReturnedLine[];
  readonly number: string;
  readonly creditIdr: Rupiah;
  readonly sample: boolean;
}

/** Moves and journal of one return. @returns the day of the books */
async function book(
  tx: Tx,
  doer: Doer,
  { order, given, lines, number, creditIdr, sample }: Booked,
): Promise<BusinessDate> {
  const { cooperativeId } = order;
  const source = { kind: 'procurement/return', id: given.id } as const;
  await inventory.lockStock(tx, cooperativeId);
  const postedOn = await ledger.postingDay(tx, cooperativeId, given.returnedOn);
  const places = await inventory.placesOf(tx, cooperativeId);
  const supplier = present(
    places.find(({ kind }) => kind === 'supplier'),
    'the place of suppliers',
  );
  const moves: inventory.MoveAsked[] = [];
  const dated = { occurredOn: given.returnedOn, note: given.reason, source };
  for (const { match, fromPlaceId, qtyBase } of lines) {
    const wanted = [{ itemId: match.line.itemId, qtyBase, ownerId: order.isConsigned ? order.partnerId : null }];
    const picked = await inventory.pickBatches(tx, fromPlaceId, wanted, { on: given.returnedOn, as: 'fact' });
    const route = { fromPlaceId, toPlaceId: supplier.id, ...dated };
    moves.push(...picked.flat().map((part) => ({ id: newId<'move'>(), ...part, ...route })));
  }
  const moved = await inventory.moveStock(tx, doer, cooperativeId, moves, { as: 'intention', postedOn, sample });
  const items = await catalogue.itemsById(tx, [...new Set(lines.map(({ match }) => match.line.itemId))]);
  const credits = new Map<string, number>();
  for (const { itemId, valueIdr } of moved) {
    const account = present(items.get(itemId), 'the item of an order line').stockAccount;
    credits.set(account, (credits.get(account) ?? 0) + valueIdr);
  }
  const takenIdr = [...credits.values()].reduce((sum, idr) => sum + idr, 0);
  const partyId = order.partnerId ?? present(order.supplierCooperativeId, 'the supplier of an order');
  const postings: ledger.Posting[] = [
    { accountCode: '211000', amountIdr: creditIdr, partyId },
    ...[...credits].map(([accountCode, idr]) => ({ accountCode, amountIdr: rupiah(-idr) })),
    { accountCode: '527000', amountIdr: rupiah(takenIdr - creditIdr) },
  ].filter(({ amountIdr }) => amountIdr !== 0);
  if (postings.length === 0) return postedOn;
  const description = `Retur ${number}, pesanan ${order.number}`;
  const { returnedOn: occurredOn } = given;
  await ledger.postJournals(tx, doer, [
    { id: newId<'journal'>(), cooperativeId, source, description, postings, occurredOn, evidence: number, sample },
  ]);
  return postedOn;
}
