import { type Insertable, sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import type { InventoryMove } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { PlaceKind } from './move.ts';
import type { Pool } from './valuation.ts';

/** Stands for "no batch" and "the cooperative's own" in keys, where null cannot. */
export const zeroId = '00000000-0000-0000-0000-000000000000';

export interface Place {
  readonly id: Id<'place'>;
  readonly kind: PlaceKind;
  readonly name: string;
}

/** The places that every cooperative has one of; warehouses and outlets are added by name. */
const ownPlaces: readonly [PlaceKind, string][] = [
  ['supplier', 'Pemasok'],
  ['customer', 'Pembeli'],
  ['in_transit', 'Dalam perjalanan'],
  ['quarantine', 'Karantina'],
  ['damaged', 'Rusak'],
  ['lost_found', 'Selisih'],
  ['disposed', 'Dihapus'],
];

/** Locks the stock of a cooperative, opening it when it holds its first goods, so that moves of it come one after the other. @returns its last number */
export async function lockStock(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<number> {
  await sql`insert into inventory.stock_book (regency_id, cooperative_id) values (${tx.regencyId}, ${cooperativeId}) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<{ lastSeq: number }>`
    select last_seq from inventory.stock_book where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} for update
  `.execute(tx);
  return rows[0]?.lastSeq ?? 0;
}

/** The places of a cooperative, its border places included; those are made when first asked for. */
export async function placesOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Place[]> {
  const find = async () =>
    (
      await sql<Place>`
        select id, kind, name from inventory.place
        where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and is_active order by kind, name
      `.execute(tx)
    ).rows;
  const there = await find();
  const missing = ownPlaces.filter(([kind]) => !there.some((place) => place.kind === kind));
  if (missing.length === 0) return there;
  await tx
    .insertInto('inventory.place')
    .values(
      missing.map(([kind, name]) => ({ regencyId: tx.regencyId, id: newId<'place'>(), cooperativeId, kind, name })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
  return await find();
}

/** A place of any cooperative the reader may see. */
export async function findPlace(
  tx: Tx,
  id: Id<'place'>,
): Promise<(Place & { cooperativeId: Id<'cooperative'> }) | undefined> {
  const { rows } = await sql<Place & { cooperativeId: Id<'cooperative'> }>`
    select id, kind, name, cooperative_id from inventory.place where regency_id = ${tx.regencyId} and id = ${id} and is_active
  `.execute(tx);
  return rows[0];
}

/** Of which item each of these batches is. */
export async function itemOfBatch(tx: Tx, batchIds: readonly string[]): Promise<Map<string, string>> {
  if (batchIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; itemId: string }>`
    select id, item_id from inventory.batch where regency_id = ${tx.regencyId} and id = any(${[...batchIds]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row.itemId]));
}

export interface StockRow {
  readonly placeId: Id<'place'>;
  readonly itemId: Id<'item'>;
  readonly batchId: string;
  readonly ownerId: string;
  readonly qtyBase: number;
}

export async function stockOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  itemIds: readonly string[],
): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    select place_id, item_id, batch_id, owner_id, qty_base from inventory.stock
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and item_id = any(${[...itemIds]}::uuid[])
  `.execute(tx);
  return rows;
}

/** Pools by `item/owner`. */
export async function poolsOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  itemIds: readonly string[],
): Promise<Map<string, Pool>> {
  const { rows } = await sql<{
    itemId: string;
    ownerId: string;
    qtyBase: number;
    valueIdr: Rupiah;
    lastQtyBase: number | null;
    lastValueIdr: Rupiah | null;
  }>`
    select item_id, owner_id, qty_base, value_idr, last_qty_base, last_value_idr from inventory.pool
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and item_id = any(${[...itemIds]}::uuid[])
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      `${row.itemId}/${row.ownerId}`,
      {
        qtyBase: row.qtyBase,
        valueIdr: row.valueIdr,
        last:
          row.lastQtyBase === null || row.lastValueIdr === null
            ? null
            : { qtyBase: row.lastQtyBase, valueIdr: row.lastValueIdr },
      },
    ]),
  );
}

export interface Written {
  readonly cooperativeId: Id<'cooperative'>;
  readonly lastSeq: number;
  readonly moves: readonly Omit<Insertable<InventoryMove>, 'regencyId' | 'cooperativeId'>[];
  readonly stock: readonly StockRow[];
  readonly pools: ReadonlyMap<string, Pool>;
}

/** Writes moves and, in the same breath, the stock and the pools that are their cache. */
export async function writeMoves(tx: Tx, written: Written): Promise<void> {
  const { cooperativeId, lastSeq } = written;
  const { regencyId } = tx;
  if (written.moves.length > 0)
    await tx
      .insertInto('inventory.move')
      .values(written.moves.map((move) => ({ ...move, regencyId, cooperativeId })))
      .execute();
  if (written.stock.length > 0)
    await tx
      .insertInto('inventory.stock')
      .values(written.stock.map((row) => ({ ...row, regencyId, cooperativeId })))
      .onConflict((on) =>
        on
          .columns(['regencyId', 'placeId', 'itemId', 'batchId', 'ownerId'])
          .doUpdateSet({ qtyBase: (set) => set.ref('excluded.qtyBase') }),
      )
      .execute();
  const pools = [...written.pools].map(([key, pool]) => ({
    ...{ regencyId, cooperativeId, itemId: key.split('/')[0] ?? '', ownerId: key.split('/')[1] ?? '' },
    ...{ qtyBase: pool.qtyBase, valueIdr: pool.valueIdr },
    ...{ lastQtyBase: pool.last?.qtyBase ?? null, lastValueIdr: pool.last?.valueIdr ?? null },
  }));
  if (pools.length > 0)
    await tx
      .insertInto('inventory.pool')
      .values(pools)
      .onConflict((on) =>
        on.columns(['regencyId', 'cooperativeId', 'itemId', 'ownerId']).doUpdateSet((set) => ({
          qtyBase: set.ref('excluded.qtyBase'),
          valueIdr: set.ref('excluded.valueIdr'),
          lastQtyBase: set.ref('excluded.lastQtyBase'),
          lastValueIdr: set.ref('excluded.lastValueIdr'),
        })),
      )
      .execute();
  await sql`
    update inventory.stock_book set last_seq = ${lastSeq} where regency_id = ${regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
}
