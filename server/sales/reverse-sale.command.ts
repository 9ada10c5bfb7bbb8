import * as catalogue from '../catalogue/public.ts';
import * as inventory from '../inventory/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { jsonHash } from '../platform/audit/canonical-json.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { accountsOf, numberOf, payableTo, postingsOf } from './record-sales.command.ts';
import { saleRefusals } from './sale.refusals.ts';
import type { RecordedSale, SaleReversal } from './sale.schema.ts';
import {
  insertLines,
  insertSales,
  linesOfSale,
  type SaleRow,
  saleById,
  salesThere,
  takeNumbers,
} from './sale.store.ts';

/**
 * Undoes a sale by another of the same goods and money with the other sign: what left the shelf comes back at what it was worth, and what lost and
 * found gave goes back to it. Idempotent on `given.id`.
 * @throws sales/not-found, id-reused, in-future, already-reversed, is-reversal, before-sale
 */
export async function reverseSale(
  tx: Tx,
  doer: Doer,
  saleId: Id<'sale'>,
  given: SaleReversal,
  today: BusinessDate,
): Promise<RecordedSale> {
  const sale = await saleById(tx, saleId);
  if (sale === undefined) throw saleRefusals.notFound({});
  const { cooperativeId } = sale;
  await inventory.lockStock(tx, cooperativeId); // before the book, as everyone who moves goods and posts locks them
  const contentHash = jsonHash({ ...given, saleId });
  const there = (await salesThere(tx, [given.id])).get(given.id);
  if (there !== undefined && there.contentHash !== contentHash) throw saleRefusals.idReused({ id: given.id });
  if (there !== undefined) return there.recorded;
  if (given.reversedOn > today) throw saleRefusals.inFuture({ today });
  if (sale.reversesId !== null) throw saleRefusals.isReversal({});
  if (given.reversedOn < sale.soldOn) throw saleRefusals.beforeSale({ soldOn: sale.soldOn });
  const year = Number(given.reversedOn.slice(0, 4));
  const number = numberOf(year, (await takeNumbers(tx, cooperativeId, year, 1)) + 1);
  const postedOn = await ledger.postingDay(tx, cooperativeId, given.reversedOn);
  const totalIdr = rupiah(-sale.totalIdr);
  const head = { ...sale, id: given.id, number, soldOn: given.reversedOn, postedOn, totalIdr, contentHash };
  const free = await insertSales(tx, recordedBy(doer), [{ ...head, reversesId: saleId, reason: given.reason }]);
  if (!free.has(given.id)) throw saleRefusals.idReused({ id: given.id });
  await bringBack(tx, doer, { sale, number, given, postedOn });
  await insertLines(
    tx,
    (await linesOfSale(tx, saleId)).map((line) => ({
      ...{ ...line, saleId: given.id, qtyPacks: -line.qtyPacks, qtyBase: -line.qtyBase, shortBase: -line.shortBase },
      ...{ amountIdr: rupiah(-line.amountIdr), costIdr: rupiah(-line.costIdr), flags: [], owed: [] },
    })),
  );
  const detail = { number: sale.number, reversal: number, totalIdr: sale.totalIdr };
  const about = { cooperativeId, detail, reason: given.reason };
  await audit(tx, doer, 'sales/reverse-sale', { kind: 'sales/sale', id: saleId }, about);
  return { id: given.id, number, totalIdr, postedOn, flags: [] };
}

interface Reversed {
  readonly sale: SaleRow;
  readonly number: string;
  readonly given: SaleReversal;
  readonly postedOn: BusinessDate;
}

/** Moves everything back, last first, and books it. */
async function bringBack(tx: Tx, doer: Doer, { sale, number, given, postedOn }: Reversed): Promise<void> {
  const { cooperativeId, sample } = sale;
  const source = { kind: 'sales/sale', id: given.id } as const;
  const places = await inventory.placesOf(tx, cooperativeId);
  const lostFound = places.find(({ kind }) => kind === 'lost_found')?.id;
  const made = (await inventory.movesOf(tx, cooperativeId, { kind: 'sales/sale', id: sale.id })).toReversed();
  const isShortage = (move: inventory.MoveOnRecord) => move.fromPlaceId === lostFound;
  const moved = await inventory.moveStock(
    tx,
    doer,
    cooperativeId,
    made.map((move) => ({
      ...{ id: newId<'move'>(), itemId: move.itemId, qtyBase: move.qtyBase, occurredOn: given.reversedOn, source },
      ...{ fromPlaceId: move.toPlaceId, toPlaceId: move.fromPlaceId, note: given.reason },
      ...(move.batchId === null ? {} : { batchId: move.batchId }),
      ...(move.ownerId === null ? {} : { ownerId: move.ownerId }),
      ...(isShortage(move) ? {} : { valueIdr: move.valueIdr }),
    })),
    { as: 'fact', postedOn, sample },
  );
  const items = await catalogue.itemsById(tx, [...new Set(made.map((move) => move.itemId))]);
  const sums = new Map<string, number>();
  const add = (account: string, idr: number) => sums.set(account, (sums.get(account) ?? 0) + idr);
  const lines = await linesOfSale(tx, sale.id);
  await takeCylindersBack();
  const [income, cost] = accountsOf(sale.buyer);
  add(income, sale.totalIdr);
  add(sale.accountCode, -sale.totalIdr);
  for (const [at, move] of made.entries()) {
    const { stockAccount } = present(items.get(move.itemId), 'the item of a move');
    const { valueIdr } = present(moved[at], 'what was moved back');
    add(stockAccount, isShortage(move) ? -valueIdr : valueIdr);
    add(isShortage(move) ? '527000' : cost, isShortage(move) ? valueIdr : -valueIdr);
  }
  for (const { partnerId, costIdr } of lines.flatMap(({ owed }) => owed)) {
    add(cost, -costIdr);
    add(payableTo(partnerId), costIdr);
  }
  const description = `Pembatalan penjualan ${sale.number}: ${given.reason}`.slice(0, 200);
  const journal = { id: newId<'journal'>(), cooperativeId, occurredOn: given.reversedOn, sample, source };
  await ledger.postJournals(tx, doer, [{ ...journal, description, evidence: number, postings: postingsOf(sums) }]);

  /** The empty ones go back to whoever brought them, for the full ones he took. */
  async function takeCylindersBack(): Promise<void> {
    const acts = lines.flatMap(({ itemId, qtyBase: qty }) => {
      const sizeKg10 = items.get(itemId)?.cylinderKg10 ?? null;
      return sizeKg10 === null
        ? []
        : [{ act: 'exchange', sizeKg10, qty, occurredOn: given.reversedOn, source, note: given.reason } as const];
    });
    await inventory.moveCylinders(tx, doer, cooperativeId, acts, { as: 'fact', sample });
  }
}
