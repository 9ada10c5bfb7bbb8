import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { RecordedSale, SaleDraft, SaleFlag } from './sale.schema.ts';

/** What became of one draft: recorded now or before, or refused without harm to the others. */
export type Outcome = { readonly recorded: RecordedSale } | { readonly refused: Refusal };

export interface DecidedLine {
  readonly itemId: Id<'item'>;
  readonly packId: Id<'pack'>;
  readonly itemName: string;
  readonly stockAccount: string;
  readonly commodityCode: string | null;
  /** Tenths of a kilogram its cylinder holds: a full one goes out for an empty. */
  readonly cylinderKg10: number | null;
  readonly qtyPacks: number;
  readonly qtyBase: number;
  readonly priceIdr: Rupiah;
  readonly listPriceIdr: Rupiah | null;
  readonly amountIdr: Rupiah;
  readonly flags: readonly SaleFlag[];
}

/** A draft that will be recorded, before the shelf was asked. */
export interface DecidedSale {
  readonly draft: SaleDraft;
  readonly contentHash: string;
  readonly postedOn: BusinessDate;
  readonly totalIdr: Rupiah;
  readonly lines: readonly DecidedLine[];
}
