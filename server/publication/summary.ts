import type { BusinessDate } from '../kernel/business-date.ts';

/** What the public sees of one cooperative on a day. */
export interface PublishedCooperative {
  readonly cooperativeId: string;
  readonly name: string;
  readonly villages: readonly { readonly code: string; readonly name: string; readonly district: string }[];
  readonly facility: 'none' | 'proposed' | 'designated' | 'under_construction' | 'handed_over';
  readonly facilitySince: BusinessDate | null;
  readonly facilityTarget: BusinessDate | null;
  readonly operation: 'trading' | 'not_trading' | 'unknown';
  readonly operationSince: BusinessDate | null;
  readonly withBumnPartner: boolean;
  readonly partners: readonly PublishedPartner[];
  readonly premises: readonly PublishedPremises[];
  readonly commodities: readonly PublishedCommodity[];
  readonly sources: readonly PublishedSource[];
}

export interface PublishedPartner {
  readonly name: string;
  readonly kind: string;
  readonly goods: readonly string[];
  readonly since: BusinessDate;
  readonly sample: boolean;
}

export interface PublishedPremises {
  readonly use: string;
  readonly place: string;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly right: string;
  readonly since: BusinessDate;
  readonly sample: boolean;
}

export interface PublishedCommodity {
  readonly code: string;
  readonly name: string;
  readonly packLabel: string;
  readonly goods: string;
  readonly priceIdr: number | null;
  readonly since: BusinessDate;
  readonly sample: boolean;
}

/** Who says so: of one cooperative and one thing said about it. */
export interface PublishedSource {
  readonly about: 'facility' | 'operation' | 'partnership' | 'premises' | 'price';
  readonly name: string;
  readonly date: BusinessDate;
  readonly sample: boolean;
}

export interface Counts {
  readonly cooperatives: number;
  readonly facility: {
    readonly none: number;
    readonly proposed: number;
    readonly designated: number;
    readonly underConstruction: number;
    readonly handedOver: number;
  };
  readonly operation: {
    readonly trading: number;
    readonly notTrading: number;
    readonly unknown: number;
    readonly withBumnPartner: number;
  };
}

/** Counts by state on the two axes, kept apart: a trading cooperative is counted once on each. `withBumnPartner` is a part of `trading`. */
export function countStates(
  cooperatives: readonly Pick<PublishedCooperative, 'facility' | 'operation' | 'withBumnPartner'>[],
): Counts {
  const facility = (state: PublishedCooperative['facility']) =>
    cooperatives.filter((cooperative) => cooperative.facility === state).length;
  const operation = (state: PublishedCooperative['operation']) =>
    cooperatives.filter((cooperative) => cooperative.operation === state).length;
  return {
    cooperatives: cooperatives.length,
    facility: {
      none: facility('none'),
      proposed: facility('proposed'),
      designated: facility('designated'),
      underConstruction: facility('under_construction'),
      handedOver: facility('handed_over'),
    },
    operation: {
      trading: operation('trading'),
      notTrading: operation('not_trading'),
      unknown: operation('unknown'),
      withBumnPartner: cooperatives.filter(
        (cooperative) => cooperative.operation === 'trading' && cooperative.withBumnPartner,
      ).length,
    },
  };
}

/** A source named once, with everything it is about. */
export interface NamedSource extends Omit<PublishedSource, 'about'> {
  readonly about: PublishedSource['about'][];
}

/** Each source once, newest first; what was invented last. */
export function namedSources(sources: readonly PublishedSource[]): NamedSource[] {
  const bySource = Map.groupBy(sources, ({ name, date, sample }) => JSON.stringify({ name, date, sample }));
  return [...bySource.values()]
    .flatMap(([first, ...rest]) => {
      if (!first) return [];
      const about = [...new Set([first, ...rest].map((source) => source.about))].toSorted();
      return [{ name: first.name, date: first.date, sample: first.sample, about }];
    })
    .toSorted(
      (a, b) =>
        Number(a.sample) - Number(b.sample) || b.date.localeCompare(a.date) || a.name.localeCompare(b.name, 'id'),
    );
}
