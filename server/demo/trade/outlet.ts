import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import type { SampleOutlet } from './outlets.ts';

/** One of an outlet's goods, in the pack it is ordered in and the one it is sold in. */
export interface Goods {
  readonly itemId: Id<'item'>;
  readonly baseUnit: 'gram' | 'millilitre' | 'piece';
  readonly ordered: { readonly packId: Id<'pack'>; readonly qtyBase: number };
  readonly sold: { readonly packId: Id<'pack'>; readonly qtyBase: number; readonly priceIdr: Rupiah };
}

/** An outlet of the demo whose goods are on its shelves and whose book is open. */
export interface OpenOutlet {
  readonly sample: SampleOutlet;
  readonly cooperativeId: Id<'cooperative'>;
  readonly placeId: Id<'place'>;
  /** By product of the national catalogue. */
  readonly goods: ReadonlyMap<string, Goods>;
}
