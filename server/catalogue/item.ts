import type { Id } from '../kernel/ids.ts';

export const baseUnits = ['gram', 'millilitre', 'piece'] as const;
export type BaseUnit = (typeof baseUnits)[number];

/** Goods a cooperative trades, as other modules need them. */
export interface Item {
  readonly id: Id<'item'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly name: string;
  readonly categoryCode: string;
  readonly goods: 'staples' | 'lpg' | 'other';
  /** The account its stock stands on. */
  readonly stockAccount: string;
  readonly baseUnit: BaseUnit;
  readonly productCode: string | null;
  readonly commodityCode: string | null;
  /** Tenths of a kilogram its cylinder holds; null where it comes in none. */
  readonly cylinderKg10: number | null;
  /** Kept by batch, first expired first out. */
  readonly expires: boolean;
  readonly isActive: boolean;
}

export interface Pack {
  readonly id: Id<'pack'>;
  readonly itemId: Id<'item'>;
  readonly label: string;
  /** Base units of the item in one pack. */
  readonly qtyBase: number;
  readonly barcode: string | null;
  readonly isOrdered: boolean;
  readonly isSold: boolean;
  readonly isActive: boolean;
}

/** What price rules and the public page speak of. */
export interface Commodity {
  readonly code: string;
  readonly name: string;
  readonly packLabel: string;
  readonly baseUnit: BaseUnit;
  /** Base units in what one price of it buys. */
  readonly qtyBase: number;
  /** Sold in its own pack only: an SPHP sack is not opened. */
  readonly isWhole: boolean;
}
