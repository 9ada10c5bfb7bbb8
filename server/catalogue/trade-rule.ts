import type { BusinessDate } from '../kernel/business-date.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Commodity } from './item.ts';

/** What holds for a commodity in a city on a day. */
export type TradeRule = {
  readonly commodityCode: string;
  readonly legalBasis: string;
  readonly since: BusinessDate;
  /** The city's own, which goes before the nation's. */
  readonly isCity: boolean;
} & (
  | { readonly kind: 'ceiling' | 'list'; readonly priceIdr: Rupiah }
  | {
      readonly kind: 'limit';
      readonly qtyBaseMax: number;
      /** 0: in one purchase; n: in the n days that end with it. */
      readonly perDays: number;
    }
);

export type PriceRule = Extract<TradeRule, { kind: 'ceiling' | 'list' }>;
export type LimitRule = Extract<TradeRule, { kind: 'limit' }>;

/** The rules of one commodity. */
export interface Rules {
  readonly ceiling?: PriceRule;
  readonly list?: PriceRule;
  readonly limit?: LimitRule;
}

/** above-ceiling is unlawful; above-list only a warning; splits-pack opens what is sold whole. */
export type PriceFlag = 'above-ceiling' | 'above-list' | 'splits-pack';

/** A rule's price for another quantity, rounded down: a rupiah more would be above it. */
export function priceFor(rule: PriceRule, commodity: Commodity, qtyBase: number): Rupiah {
  return rupiah(Number((BigInt(rule.priceIdr) * BigInt(qtyBase)) / BigInt(commodity.qtyBase)));
}

/** What the rules say of asking so much for so much; nothing of goods that are no commodity. */
export function priceFlags(
  asked: { readonly qtyBase: number; readonly priceIdr: Rupiah },
  commodity: Commodity | undefined,
  rules: Rules,
): PriceFlag[] {
  if (commodity === undefined) return [];
  const above = (rule: PriceRule | undefined) =>
    rule !== undefined &&
    BigInt(asked.priceIdr) * BigInt(commodity.qtyBase) > BigInt(rule.priceIdr) * BigInt(asked.qtyBase);
  return [
    ...(above(rules.ceiling) ? (['above-ceiling'] as const) : []),
    ...(above(rules.list) ? (['above-list'] as const) : []),
    ...(splitsPack(commodity, asked.qtyBase) ? (['splits-pack'] as const) : []),
  ];
}

function splitsPack(commodity: Commodity, qtyBase: number): boolean {
  return commodity.isWhole && qtyBase % commodity.qtyBase !== 0;
}
