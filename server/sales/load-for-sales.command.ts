import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import * as inventory from '../inventory/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import * as ledger from '../ledger/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { SalesKnown } from './decide-sales.ts';
import type { SaleDraft } from './sale.schema.ts';
import { boughtBefore, salesThere } from './sale.store.ts';

/**
 * Loads what deciding sales takes, one query per kind of thing, for all drafts. The stock and then the book of each cooperative are locked in the
 * order of their ids, as everyone who moves goods and posts locks them, so that nothing changes between the answer and the writing.
 */
export async function loadForSales(tx: Tx, drafts: readonly SaleDraft[], today: BusinessDate): Promise<SalesKnown> {
  const own = await lockOwn(tx, [...new Set(drafts.map((draft) => draft.cooperativeId))].toSorted());
  const lines = drafts.flatMap((draft) => draft.lines);
  const items = await catalogue.itemsById(tx, unique(lines.map((line) => line.itemId)));
  const packs = await catalogue.packsOf(tx, unique(lines.map((line) => line.itemId)));
  const codes = unique([...items.values()].flatMap((item) => item.commodityCode ?? []));
  const prices = new Map<BusinessDate, readonly catalogue.Price[]>();
  const rules = new Map<BusinessDate, ReadonlyMap<string, catalogue.Rules>>();
  for (const [day, group] of Map.groupBy(drafts, (draft) => draft.soldOn)) {
    const packIds = unique(group.flatMap((draft) => draft.lines.map((line) => line.packId)));
    prices.set(day, await catalogue.pricesOn(tx, packIds, day));
    rules.set(day, codes.length === 0 ? new Map() : await catalogue.rulesOn(tx, day));
  }
  const firstDay = drafts.map((draft) => draft.soldOn).toSorted()[0] ?? today;
  return {
    ...{ today, cooperatives: own, items, prices, rules },
    there: await salesThere(tx, unique(drafts.map((draft) => draft.id))),
    packs: new Map(packs.map((pack) => [pack.id, pack])),
    commodities: await catalogue.commoditiesByCode(tx, codes),
    bought: await boughtBefore(tx, unique(drafts.flatMap((draft) => draft.buyerId ?? [])), firstDay),
  };
}

async function lockOwn(tx: Tx, asked: readonly Id<'cooperative'>[]): Promise<SalesKnown['cooperatives']> {
  const { scope, cooperativeIds } = tx.reach;
  const known = await cooperatives.namesOf(tx, asked);
  const ids = asked.filter((id) => known.has(id) && (scope === 'regency' || cooperativeIds.includes(id)));
  for (const id of ids) await inventory.lockStock(tx, id);
  const books = new Map<string, Awaited<ReturnType<typeof lockedBook>>>();
  for (const id of ids) books.set(id, await lockedBook(tx, id));
  const shelves = Map.groupBy(await inventory.shelvesOf(tx, ids), (shelf) => shelf.cooperativeId);
  const accounts = Map.groupBy(await ledger.moneyAccountsOf(tx, ids), (account) => account.cooperativeId);
  return new Map(
    ids.map((id) => {
      const placeIds = new Set<string>((shelves.get(id) ?? []).map((shelf) => shelf.id));
      const codes = new Set((accounts.get(id) ?? []).map((account) => account.code));
      return [id, { book: books.get(id), placeIds, accounts: codes }];
    }),
  );
}

/** The days of a book, which nobody closes meanwhile; undefined where none is kept. */
async function lockedBook(tx: Tx, id: Id<'cooperative'>) {
  const book = await ledger.findBook(tx, id);
  return book && { openedOn: book.openedOn, firstOpenOn: await ledger.postingDay(tx, id, book.openedOn) };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
