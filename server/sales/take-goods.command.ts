import * as inventory from '../inventory/public.ts';
import { present } from '../kernel/assert.ts';
import type { Id } from '../kernel/ids.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Doer } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type Consigned, priceConsigned } from './price-consigned.command.ts';
import { refillCylinders } from './refill-cylinders.command.ts';
import type { SaleFlag } from './sale.schema.ts';
import type { DecidedSale } from './sale.ts';

/** What one line of a sale took, in however many batches. */
export interface Taken {
  /** What the cooperative's own goods were worth. */
  readonly valueIdr: Rupiah;
  readonly shortBase: number;
  readonly shortIdr: Rupiah;
  /** What is owed for consigned goods, by whom they belonged to. */
  readonly owed: readonly Owed[];
  readonly flags: readonly SaleFlag[];
}

export interface Owed {
  readonly partnerId: Id<'partner'>;
  readonly costIdr: Rupiah;
}

export function keyOf(saleId: string, seq: number): string {
  return `${saleId}/${seq}`;
}

/** Takes the goods of sales off their shelves, first expired first out, and their cylinders. @returns what each line took, by `keyOf` */
export async function takeGoods(
  tx: Tx,
  doer: Doer,
  sales: readonly DecidedSale[],
  sample: boolean,
): Promise<Map<string, Taken>> {
  const parts = new Map<string, inventory.Moved[]>();
  const consigned: Consigned[] = [];
  for (const [, group] of Map.groupBy(sales, ({ draft, postedOn }) => `${draft.cooperativeId}/${postedOn}`)) {
    const asked = await pickGoods(tx, group);
    const { draft, postedOn } = present(group[0], 'a sale of the group');
    const moves = asked.map(({ move }) => move);
    const moved = await inventory.moveStock(tx, doer, draft.cooperativeId, moves, { as: 'fact', postedOn, sample });
    for (const [at, { key, move }] of asked.entries()) {
      parts.set(key, [...(parts.get(key) ?? []), present(moved[at], 'what was moved')]);
      const { ownerId: partnerId, itemId, qtyBase, occurredOn: soldOn } = move;
      if (partnerId !== undefined)
        consigned.push({ key, cooperativeId: draft.cooperativeId, partnerId, itemId, qtyBase, soldOn });
    }
  }
  const priced = Map.groupBy(await priceConsigned(tx, consigned), ({ key }) => key);
  const lacking = await refillCylinders(tx, doer, sales, { keyOf, sample });
  return new Map([...parts].map(([key, moved]) => [key, takenIn(moved, priced.get(key) ?? [], lacking.get(key) ?? 0)]));
}

/** Which goods go out for sales of one cooperative that are booked on one day. */
async function pickGoods(tx: Tx, sales: readonly DecidedSale[]): Promise<{ key: string; move: inventory.MoveAsked }[]> {
  const { draft } = present(sales[0], 'a sale of the group');
  const places = await inventory.placesOf(tx, draft.cooperativeId);
  const toPlaceId = present(
    places.find(({ kind }) => kind === 'customer'),
    'customer',
  ).id;
  const asked: { key: string; move: inventory.MoveAsked }[] = [];
  for (const [fromPlaceId, group] of Map.groupBy(sales, (sale) => sale.draft.placeId)) {
    const lines = group.flatMap((sale) => sale.lines.map((line, at) => ({ line, sale: sale.draft, seq: at + 1 })));
    const wanted = lines.map(({ line: { itemId, qtyBase } }) => ({ itemId, qtyBase }));
    const picked = await inventory.pickBatches(tx, fromPlaceId, wanted, { on: draft.soldOn, as: 'fact' });
    for (const [at, { sale, seq }] of lines.entries())
      for (const part of picked[at] ?? []) {
        const source = { kind: 'sales/sale', id: sale.id } as const;
        const move = { id: newId<'move'>(), ...part, fromPlaceId, toPlaceId, occurredOn: sale.soldOn, source };
        asked.push({ key: keyOf(sale.id, seq), move });
      }
  }
  return asked;
}

function takenIn(
  parts: readonly inventory.Moved[],
  consigned: readonly { partnerId: Id<'partner'>; costIdr: Rupiah | undefined }[],
  cylindersShort: number,
): Taken {
  const sum = (of: (part: inventory.Moved) => number) => parts.reduce((total, part) => total + of(part), 0);
  const shortBase = sum((part) => part.shortBase);
  return {
    valueIdr: rupiah(sum((part) => part.valueIdr)),
    shortBase,
    shortIdr: rupiah(sum((part) => part.shortIdr)),
    owed: consigned.flatMap(({ partnerId, costIdr }) => (costIdr === undefined ? [] : [{ partnerId, costIdr }])),
    flags: [
      ...(shortBase > 0 ? (['short'] as const) : []),
      ...(consigned.some(({ costIdr }) => costIdr === undefined) ? (['no-agreement'] as const) : []),
      ...(cylindersShort > 0 ? (['cylinders-short'] as const) : []),
    ],
  };
}
