import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import { type Id, id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

/** Held places together are the valued stock; the others are its borders. */
export const heldKinds = ['warehouse', 'outlet', 'in_transit', 'quarantine', 'damaged'] as const;
export const borderKinds = ['supplier', 'customer', 'lost_found', 'disposed'] as const;
export type PlaceKind = (typeof heldKinds)[number] | (typeof borderKinds)[number];

export function isHeld(kind: PlaceKind): boolean {
  return heldKinds.some((held) => held === kind);
}

/** Goods that go from one place to another. */
export interface MoveAsked {
  readonly id: Id<'move'>;
  readonly itemId: Id<'item'>;
  readonly batchId?: Id<'batch'>;
  /** The partner whose goods they are (consignment); left out: the cooperative's own. */
  readonly ownerId?: Id<'partner'>;
  readonly fromPlaceId: Id<'place'>;
  readonly toPlaceId: Id<'place'>;
  /** Base units, above zero. */
  readonly qtyBase: number;
  /** What goods that come in cost; left out for goods found or brought back: the average. Never given for goods that go out. */
  readonly valueIdr?: Rupiah;
  readonly occurredOn: BusinessDate;
  /** The moment, where it is known: a count of that day is compared with what had moved by then. Left out: now. */
  readonly occurredAt?: Instant;
  readonly source: { readonly kind: `${string}/${string}`; readonly id: string };
  readonly note?: string;
}

/** A move as it was recorded. */
export interface Moved {
  readonly id: Id<'move'>;
  readonly itemId: Id<'item'>;
  readonly source: MoveAsked['source'];
  readonly qtyBase: number;
  /** What it brought into the valued stock or took out of it; zero within it and for consigned goods. */
  readonly valueIdr: Rupiah;
  /** The shelf held less than went out: this much was first taken from lost and found, and waits for a count. */
  readonly shortBase: number;
  /** What that much was worth: what lost and found gave to the valued stock. */
  readonly shortIdr: Rupiah;
  /** Of what was received, this much had been sold before and only now has a receipt: it went to lost and found, with its journal. */
  readonly settledBase: number;
  readonly settledIdr: Rupiah;
}

/** Stands for "no batch" and "the cooperative's own" in keys, where null cannot. */
export const zeroId = '00000000-0000-0000-0000-000000000000';

/** Batch and owner as a row keeps them, told as a move is asked for. */
export function lotOf(row: { batchId: string; ownerId: string }): Pick<MoveAsked, 'batchId' | 'ownerId'> {
  return {
    ...(row.batchId === zeroId ? {} : { batchId: id<'batch'>(row.batchId) }),
    ...(row.ownerId === zeroId ? {} : { ownerId: id<'partner'>(row.ownerId) }),
  };
}
