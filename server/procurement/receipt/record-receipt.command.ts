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
import { orderRefusals } from '../order.refusals.ts';
import { agreedPacksOf, linesOf, partiesOf, takeStep } from '../order.store.ts';
import type { Order } from '../order.ts';
import { meetPaper } from '../paper.store.ts';
import { placeNameOf } from '../place-order.command.ts';
import { refuseTooLarge } from '../refuse-too-large.ts';
import { orderFor } from '../step-order.command.ts';
import { receiptRefusals } from './receipt.refusals.ts';
import type { NewReceipt } from './receipt.schema.ts';
import { insertReceipt, onNote, receivedBaseOf } from './receipt.store.ts';
import { type DecidedReceipt, decideReceipt, type ReceiptPart } from './receipt.ts';

/**
 * Records what came: goods into the outlet, the debt for them into the book, at the price of the order, in one transaction. A fact: more than
 * ordered, less than delivered, of an order that was never confirmed or long closed, it is recorded and flagged. Idempotent on its id.
 * @throws procurement/not-found, not-yours, id-reused, in-future, place-not-found, line-not-found, unit-differs, too-large, delivery-not-found, nothing-came;
 *   ledger/no-book
 */
export async function recordReceipt(
  tx: Tx,
  doer: Doer,
  given: NewReceipt,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const order = await orderFor(tx, given.orderId, 'receive');
  const { met, contentHash } = await meetPaper(tx, 'receipt', given);
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (given.receivedOn > today) throw orderRefusals.inFuture({});
  await placeNameOf(tx, order.cooperativeId, given.placeId);
  const decided = await decide(tx, order, given);
  const number = await nextNumber(tx, 'procurement.counter', order.cooperativeId, 'BPB', given.receivedOn);
  const items = await catalogue.itemsById(tx, [...new Set(decided.lines.map(({ orderLine }) => orderLine.itemId))]);
  const cylinders = cylindersOf(given, decided, items);
  const postedOn = await book(tx, doer, { order, given, decided, number, sample, items });
  await inventory.moveCylinders(tx, doer, order.cooperativeId, cylinders.moves, { as: 'fact', sample });
  const parties = partiesOf(order);
  const by = recordedBy(doer);
  const { id, orderId, deliveryId = null, placeId, receivedOn, note = null } = given;
  const { valueIdr, flags } = decided;
  await insertReceipt(
    tx,
    {
      ...{ id, orderId, deliveryId, placeId, receivedOn, postedOn, note, number, ...by },
      ...{ cooperativeId: order.cooperativeId, valueIdr, flags: [...flags], contentHash, sample },
    },
    parties,
    rowsOf(given, decided, cylinders.given),
  );
  const status = decided.isComplete ? 'received' : order.status === 'closed' ? 'closed' : 'part_received';
  const step = { id: newId<'order-step'>(), step: 'receive', status, happenedOn: receivedOn } as const;
  await takeStep(tx, order, { ...step, contentHash, detail: { receiptId: id }, ...by });
  await audit(
    tx,
    doer,
    'procurement/record-receipt',
    { kind: 'procurement/receipt', id },
    { cooperativeId: order.cooperativeId, detail: { number, order: order.number, valueIdr, flags: [...flags] } },
  );
}

async function decide(tx: Tx, order: Order, given: NewReceipt): Promise<DecidedReceipt> {
  const lines = await linesOf(tx, order.id);
  for (const { seq, baseUnit } of given.lines) {
    const line = lines.find((known) => known.seq === seq);
    if (line === undefined) throw orderRefusals.lineNotFound({ seq });
    if (line.baseUnit !== baseUnit) throw receiptRefusals.unitDiffers({ seq, unit: line.baseUnit });
  }
  const receivedBase = await receivedBaseOf(tx, order.id);
  for (const line of lines) {
    const counted = given.lines.filter(({ seq }) => seq === line.seq);
    const base = counted.reduce((sum, c) => sum + c.goodBase + (c.quarantinedBase ?? 0) + (c.damagedBase ?? 0), 0);
    refuseTooLarge(line, (receivedBase.get(line.seq) ?? 0) + base);
  }
  const note = given.deliveryId === undefined ? undefined : await onNote(tx, order.id, given.deliveryId);
  if (given.deliveryId !== undefined && note === undefined) throw receiptRefusals.deliveryNotFound({});
  const decided = decideReceipt(given.lines, {
    ...{ lines, onNote: note, status: order.status, isConsigned: order.isConsigned },
    ...{ agreedPacks: await agreedPacksOf(tx, order.id), receivedBase },
  });
  const came = decided.lines.some(({ parts }) => Object.values(parts).some(({ qtyBase }) => qtyBase > 0));
  if (!came) throw receiptRefusals.nothingCame({});
  return decided;
}

interface Booked {
  readonly order: Order;
  readonly given: NewReceipt;
  readonly decided: DecidedReceipt;
  readonly number: string;
  readonly sample: boolean;
  readonly items: ReadonlyMap<string, catalogue.Item>;
}

/** Journal and moves of one receipt. @returns the day of the books, which is later than the fact's where that month is closed */
async function book(
  tx: Tx,
  doer: Doer,
  { order, given, decided, number, sample, items }: Booked,
): Promise<BusinessDate> {
  const { cooperativeId } = order;
  const source = { kind: 'procurement/receipt', id: given.id } as const;
  await inventory.lockStock(tx, cooperativeId); // before the book, as everyone who moves goods and posts locks them
  const postedOn = await ledger.postingDay(tx, cooperativeId, given.receivedOn);
  const debits = new Map<string, number>();
  for (const { orderLine, valueIdr } of decided.lines) {
    const account = present(items.get(orderLine.itemId), 'the item of an order line').stockAccount;
    debits.set(account, (debits.get(account) ?? 0) + valueIdr);
  }
  await ledger.postJournals(tx, doer, journalOf(debits));
  await inventory.moveStock(tx, doer, cooperativeId, await movesOf(), { as: 'fact', postedOn, sample });
  return postedOn;

  function journalOf(byAccount: ReadonlyMap<string, number>): ledger.Journal[] {
    if (decided.valueIdr === 0) return [];
    const partyId = order.partnerId ?? present(order.supplierCooperativeId, 'the supplier of an order');
    const stock = [...byAccount]
      .filter(([, idr]) => idr > 0)
      .map(([accountCode, idr]) => ({ accountCode, amountIdr: rupiah(idr) }));
    const postings = [...stock, { accountCode: '211000', amountIdr: rupiah(-decided.valueIdr), partyId }];
    const description = `Penerimaan barang ${number}, pesanan ${order.number}`;
    const { receivedOn: occurredOn } = given;
    return [
      { id: newId<'journal'>(), cooperativeId, occurredOn, source, description, evidence: number, postings, sample },
    ];
  }

  async function movesOf(): Promise<inventory.MoveAsked[]> {
    const places = await inventory.placesOf(tx, cooperativeId);
    const placeOf = (kind: inventory.PlaceKind) =>
      present(
        places.find((place) => place.kind === kind),
        kind,
      ).id;
    const to = { good: given.placeId, quarantined: placeOf('quarantine'), damaged: placeOf('damaged') };
    const batchIds = await batchesOf(tx, order, given, decided);
    return decided.lines.flatMap(({ orderLine, parts }, at) =>
      (Object.entries(parts) as [ReceiptPart, { qtyBase: number; valueIdr: Rupiah }][])
        .filter(([, { qtyBase }]) => qtyBase > 0)
        .map(([part, { qtyBase, valueIdr }]) => ({
          ...{ id: newId<'move'>(), itemId: orderLine.itemId, qtyBase, valueIdr, occurredOn: given.receivedOn, source },
          ...{ fromPlaceId: placeOf('supplier'), toPlaceId: to[part] },
          ...batchIds.get(at),
          ...(order.isConsigned && order.partnerId !== null ? { ownerId: order.partnerId } : {}),
        })),
    );
  }
}

/** The batch of each line that names one, by its place in the receipt. */
async function batchesOf(tx: Tx, order: Order, given: NewReceipt, decided: DecidedReceipt) {
  const seen = decided.lines.flatMap(({ orderLine: { itemId } }, at) => {
    const batch = given.lines[at]?.batch;
    return batch === undefined ? [] : [{ at, batch: { itemId, ...batch } }];
  });
  const ids = await inventory.batchIdsFor(
    tx,
    order.cooperativeId,
    seen.map(({ batch }) => batch),
  );
  return new Map(seen.map(({ at }, index) => [at, { batchId: present(ids[index], 'a batch that was asked for') }]));
}

/**
 * Full cylinders come against empty ones. Where fewer went back than came, the rest are ours that the agent had; where more did, he has them now.
 * By the line of the receipt how many empties were handed over, where its goods come in cylinders.
 */
function cylindersOf(given: NewReceipt, { lines }: DecidedReceipt, items: ReadonlyMap<string, catalogue.Item>) {
  const source = { kind: 'procurement/receipt', id: given.id } as const;
  const handed = new Map<number, number>();
  const moves: inventory.CylindersAsked[] = [];
  for (const [at, { orderLine, parts }] of lines.entries()) {
    const sizeKg10 = items.get(orderLine.itemId)?.cylinderKg10 ?? null;
    if (sizeKg10 === null) continue;
    const came = parts.good.qtyBase + parts.quarantined.qtyBase + parts.damaged.qtyBase;
    const back = given.lines[at]?.emptiesGiven ?? came;
    handed.set(at, back);
    const acts = { exchange: Math.min(came, back), receive_full: came - back, send_empty: back - came };
    for (const [act, qty] of Object.entries(acts) as [keyof typeof acts, number][])
      if (qty > 0) moves.push({ act, sizeKg10, qty, occurredOn: given.receivedOn, source });
  }
  return { moves, given: handed };
}

function rowsOf(given: NewReceipt, { lines }: DecidedReceipt, emptiesGiven: ReadonlyMap<number, number>) {
  return lines.map(({ orderLine, parts, valueIdr, flags }, at) => {
    const batch = given.lines[at]?.batch;
    return {
      ...{ seq: at + 1, orderSeq: orderLine.seq, valueIdr, flags: [...flags] },
      ...{
        goodBase: parts.good.qtyBase,
        quarantinedBase: parts.quarantined.qtyBase,
        damagedBase: parts.damaged.qtyBase,
      },
      emptiesGiven: emptiesGiven.get(at) ?? null,
      ...{ batchLabel: batch?.label ?? null, expiresOn: batch?.expiresOn ?? null },
    };
  });
}
