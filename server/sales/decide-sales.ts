import * as catalogue from '../catalogue/public.ts';
import { addDays, type BusinessDate } from '../kernel/business-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { saleRefusals } from './sale.refusals.ts';
import type { RecordedSale, SaleDraft, SaleFlag } from './sale.schema.ts';
import type { DecidedLine, DecidedSale } from './sale.ts';

/** More is a slip of the hand: a hundred billion in one sale would outweigh all else in the book. */
const saleMaxIdr = rupiah(100_000_000_000);

/** What is known before sales are decided, of all of them together. */
export interface SalesKnown {
  readonly today: BusinessDate;
  /** Sales recorded before under one of these ids. */
  readonly there: ReadonlyMap<string, { readonly contentHash: string; readonly recorded: RecordedSale }>;
  /** The cooperatives the actor may sell for, with the day their book begins and the first that takes postings, where one is kept. */
  readonly cooperatives: ReadonlyMap<
    string,
    {
      readonly book: { readonly openedOn: BusinessDate; readonly firstOpenOn: BusinessDate } | undefined;
      readonly placeIds: ReadonlySet<string>;
      readonly accounts: ReadonlySet<string>;
    }
  >;
  readonly items: ReadonlyMap<string, catalogue.Item>;
  readonly packs: ReadonlyMap<string, catalogue.Pack>;
  readonly commodities: ReadonlyMap<string, catalogue.Commodity>;
  readonly prices: ReadonlyMap<BusinessDate, readonly catalogue.Price[]>;
  readonly rules: ReadonlyMap<BusinessDate, ReadonlyMap<string, catalogue.Rules>>;
  /** What known buyers took before. */
  readonly bought: readonly Bought[];
}

export interface Bought {
  readonly buyerId: string;
  readonly commodityCode: string;
  readonly soldOn: BusinessDate;
  readonly qtyBase: number;
}

export type Decided =
  | { readonly kind: 'fresh'; readonly sale: DecidedSale }
  /** The very draft was recorded before, or stands earlier among these. */
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Says of each draft, in order, what becomes of it. Pure; a refused one leaves no trace on the others. */
export function decideSales(
  drafts: readonly { draft: SaleDraft; contentHash: string }[],
  known: SalesKnown,
): Decided[] {
  const hashes = new Map([...known.there].map(([id, { contentHash }]) => [id, contentHash]));
  const bought = [...known.bought];
  return drafts.map(({ draft, contentHash }) => {
    const before = hashes.get(draft.id);
    if (before === contentHash) return { kind: 'again' };
    if (before !== undefined) return { kind: 'refused', refusal: saleRefusals.idReused({ id: draft.id }) };
    const refusal = refusalOf(draft, known);
    if (refusal !== undefined) return { kind: 'refused', refusal };
    hashes.set(draft.id, contentHash);
    const lines = flagLimits(draft, linesOf(draft, known), known, bought);
    const totalIdr = rupiah(lines.reduce((sum, line) => sum + line.amountIdr, 0));
    const firstOpenOn = known.cooperatives.get(draft.cooperativeId)?.book?.firstOpenOn ?? draft.soldOn;
    const isLate = draft.soldOn < firstOpenOn;
    return {
      kind: 'fresh',
      sale: { draft, contentHash, postedOn: isLate ? firstOpenOn : draft.soldOn, totalIdr, lines },
    };
  });
}

function refusalOf(draft: SaleDraft, known: SalesKnown): Refusal | undefined {
  const own = known.cooperatives.get(draft.cooperativeId);
  if (own === undefined) return saleRefusals.cooperativeNotFound({});
  if (draft.soldOn > known.today) return saleRefusals.inFuture({ today: known.today });
  if (own.book === undefined) return saleRefusals.noBook({});
  const { openedOn } = own.book;
  if (draft.soldOn < openedOn) return saleRefusals.beforeBook({ openedOn });
  const asked = draft.lines.reduce((sum, { qtyPacks, priceIdr }) => sum + qtyPacks * priceIdr, 0);
  if (asked > saleMaxIdr) return saleRefusals.tooLarge({ maxIdr: saleMaxIdr });
  if (!own.placeIds.has(draft.placeId)) return saleRefusals.placeNotFound({});
  if (!own.accounts.has(draft.accountCode)) return saleRefusals.accountNotFound({});
  for (const [at, { itemId, packId, qtyPacks, qtyBase }] of draft.lines.entries()) {
    const [item, pack] = [known.items.get(itemId), known.packs.get(packId)];
    const line = at + 1;
    if (item?.cooperativeId !== draft.cooperativeId || pack?.itemId !== itemId)
      return saleRefusals.itemNotFound({ line });
    const expectedBase = qtyPacks * pack.qtyBase;
    if (qtyBase !== expectedBase)
      return saleRefusals.otherUnit({ line, qtyPacks, pack: pack.label, expectedBase, unit: item.baseUnit });
  }
  return undefined;
}

function linesOf(draft: SaleDraft, known: SalesKnown): DecidedLine[] {
  const prices = known.prices.get(draft.soldOn) ?? [];
  const rules = known.rules.get(draft.soldOn);
  return draft.lines.flatMap(({ itemId, packId, qtyPacks, qtyBase, priceIdr }) => {
    const [item, pack] = [known.items.get(itemId), known.packs.get(packId)];
    if (item === undefined || pack === undefined) return []; // refused before
    const { commodityCode, cylinderKg10, name: itemName, stockAccount } = item;
    const code = commodityCode ?? '';
    const ruled = catalogue.priceFlags(
      { qtyBase: pack.qtyBase, priceIdr },
      known.commodities.get(code),
      rules?.get(code) ?? {},
    );
    const listPriceIdr = catalogue.listPriceOf(prices, packId, draft.buyer)?.priceIdr ?? null;
    const flags: SaleFlag[] = [...ruled, ...(listPriceIdr === priceIdr ? [] : (['off-list'] as const))];
    const goods = { itemId, packId, itemName, stockAccount, commodityCode, cylinderKg10, qtyPacks, qtyBase };
    return [{ ...goods, priceIdr, listPriceIdr, amountIdr: rupiah(qtyPacks * priceIdr), flags }];
  });
}

/** Flags what goes beyond the limit of one buyer, and remembers what a known buyer took. */
function flagLimits(
  draft: SaleDraft,
  lines: readonly DecidedLine[],
  known: SalesKnown,
  bought: Bought[],
): DecidedLine[] {
  const over = new Set<string>();
  for (const [commodityCode, limit] of limitsOf(draft, lines, known)) {
    const taken = sum(lines.filter((line) => line.commodityCode === commodityCode));
    const from = addDays(draft.soldOn, 1 - limit.perDays);
    const before = sum(
      bought.filter(
        (each) =>
          each.buyerId === draft.buyerId &&
          each.commodityCode === commodityCode &&
          each.soldOn >= from &&
          each.soldOn <= draft.soldOn,
      ),
    );
    if (taken + before > limit.qtyBaseMax) over.add(commodityCode);
    if (draft.buyerId !== undefined)
      bought.push({ buyerId: draft.buyerId, commodityCode, soldOn: draft.soldOn, qtyBase: taken });
  }
  return lines.map((line) =>
    over.has(line.commodityCode ?? '') ? { ...line, flags: [...line.flags, 'over-limit' as const] } : line,
  );
}

function limitsOf(
  draft: SaleDraft,
  lines: readonly DecidedLine[],
  known: SalesKnown,
): Map<string, catalogue.LimitRule> {
  const rules = known.rules.get(draft.soldOn);
  return new Map(
    lines.flatMap(({ commodityCode }) => {
      const limit = rules?.get(commodityCode ?? '')?.limit;
      return commodityCode === null || limit === undefined ? [] : [[commodityCode, limit] as const];
    }),
  );
}

function sum(each: readonly { readonly qtyBase: number }[]): number {
  return each.reduce((total, { qtyBase }) => total + qtyBase, 0);
}
