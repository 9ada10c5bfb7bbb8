import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { PublishedCommodity, PublishedCooperative } from './summary.ts';

/** What the outlets of a city ask for one commodity. */
export interface GoodsRange {
  readonly name: string;
  readonly packLabel: string;
  /** Whole rupiah a pack; undefined while nobody reported a price. */
  readonly leastIdr: number | undefined;
  readonly mostIdr: number | undefined;
  /** A kelurahan whose outlet asks the least. */
  readonly leastAt: { readonly code: string; readonly name: string } | undefined;
  readonly outlets: number;
  readonly newest: BusinessDate;
  /** Whether any of the figures is invented. */
  readonly sample: boolean;
}

/** Each commodity that some outlet carries, in the order in which outlets list them. */
export function goodsRanges(cooperatives: readonly PublishedCooperative[]): GoodsRange[] {
  const offers = cooperatives.flatMap(({ commodities, villages }) =>
    commodities.map((commodity, place) => ({ commodity, place, village: villages[0] })),
  );
  const byCode = Map.groupBy(offers, ({ commodity }) => commodity.code);
  return [...byCode.values()]
    .toSorted((a, b) => firstPlace(a) - firstPlace(b))
    .map((ofOne) => {
      const [first] = ofOne;
      const priced = ofOne.filter(hasPrice).toSorted((a, b) => a.commodity.priceIdr - b.commodity.priceIdr);
      return {
        name: first?.commodity.name ?? '',
        packLabel: first?.commodity.packLabel ?? '',
        leastIdr: priced[0]?.commodity.priceIdr,
        mostIdr: priced.at(-1)?.commodity.priceIdr,
        leastAt: priced[0]?.village,
        outlets: ofOne.length,
        newest: latest(ofOne.map(({ commodity }) => commodity.since)),
        sample: ofOne.some(({ commodity }) => commodity.sample),
      };
    });
}

function firstPlace(offers: readonly { readonly place: number }[]): number {
  return Math.min(...offers.map(({ place }) => place));
}

function hasPrice<T extends { readonly commodity: PublishedCommodity }>(
  offer: T,
): offer is T & { readonly commodity: { readonly priceIdr: number } } {
  return offer.commodity.priceIdr !== null;
}

/** The last of some days. */
export function latest(days: readonly BusinessDate[]): BusinessDate {
  return present(days.toSorted().at(-1), 'a day');
}
