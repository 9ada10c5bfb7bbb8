import { type Selectable, sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { insertOnce, type Met } from '../platform/db/insert-once.ts';
import type { InventoryMove } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Shortage } from './decide-moves.ts';
import type { PlaceKind } from './move.ts';
import type { Pool } from './valuation.ts';

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

/**
 * Locks the stock of a cooperative, opening it when it holds its first goods, so that moves of it come one after the other. Who moves goods and
 * posts takes it before the lock of the book. @returns its last number
 */
export async function lockStock(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<number> {
  const { regencyId } = tx;
  const lock = async () =>
    (
      await sql<{ lastSeq: number }>`
        select last_seq from inventory.stock_book where regency_id = ${regencyId} and cooperative_id = ${cooperativeId} for update
      `.execute(tx)
    ).rows[0]?.lastSeq;
  const lastSeq = await lock();
  if (lastSeq !== undefined) return lastSeq;
  await sql`insert into inventory.stock_book (regency_id, cooperative_id) values (${regencyId}, ${cooperativeId}) on conflict do nothing`.execute(
    tx,
  );
  return (await lock()) ?? 0;
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

/** What left places that, by the books, did not hold it, of these items: what sales and the like took out of lost and found. */
export async function shortagesOf(
  tx: Tx,
  lostFoundId: Id<'place'>,
  itemIds: readonly Id<'item'>[],
): Promise<Shortage[]> {
  const { rows } = await sql<Shortage>`
    select to_place_id as place_id, item_id, owner_id, occurred_on, sum(qty_base)::bigint as qty_base from inventory.move
    where regency_id = ${tx.regencyId} and from_place_id = ${lostFoundId} and item_id = any(${[...itemIds]}::uuid[])
      and source_kind not like 'inventory/%'
    group by to_place_id, item_id, owner_id, occurred_on
  `.execute(tx);
  return rows;
}

/** A move as it is written; `occurredAt` null: now. */
type MoveRow = Omit<
  Selectable<InventoryMove>,
  'regencyId' | 'cooperativeId' | 'recordedAt' | 'occurredAt' | 'batchId' | 'fromPlaceId' | 'toPlaceId'
> & {
  readonly batchId: string;
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly occurredAt: string | null;
};

export interface Written {
  readonly cooperativeId: Id<'cooperative'>;
  readonly lastSeq: number;
  readonly moves: readonly MoveRow[];
  readonly stock: readonly StockRow[];
  readonly pools: ReadonlyMap<string, Pool>;
}

/** From so many rows on, planning each foreign key's check anew costs more than a plan for all. */
const manyRows = 20;

/** Writes moves and, in the same breath, the stock and the pools that are their cache. */
export async function writeMoves(tx: Tx, { cooperativeId, lastSeq, moves, stock, pools }: Written): Promise<void> {
  const { regencyId } = tx;
  const many = moves.length > manyRows;
  const averages = [...pools].map(([key, pool]) => ({
    ...{ itemId: key.split('/')[0], ownerId: key.split('/')[1], qtyBase: pool.qtyBase, valueIdr: pool.valueIdr },
    ...{ lastQtyBase: pool.last?.qtyBase ?? null, lastValueIdr: pool.last?.valueIdr ?? null },
  }));
  await Promise.all([
    ...(many ? [sql`set local plan_cache_mode = auto`.execute(tx)] : []),
    sql`
      insert into inventory.move (regency_id, id, cooperative_id, item_id, batch_id, owner_id, from_place_id, to_place_id, qty_base, value_idr,
        occurred_on, occurred_at, posted_on, seq, source_kind, source_id, note, sample, recorded_by, recorded_role, on_behalf)
      select ${regencyId}, m.id, ${cooperativeId}, m."itemId", m."batchId", m."ownerId", m."fromPlaceId", m."toPlaceId", m."qtyBase", m."valueIdr",
        m."occurredOn", coalesce(m."occurredAt", now()), m."postedOn", m.seq, m."sourceKind", m."sourceId", m.note, m.sample, m."recordedBy",
        m."recordedRole", m."onBehalf"
      from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "itemId" uuid, "batchId" uuid, "ownerId" uuid, "fromPlaceId" uuid,
        "toPlaceId" uuid, "qtyBase" bigint, "valueIdr" bigint, "occurredOn" date, "occurredAt" timestamptz, "postedOn" date, seq bigint,
        "sourceKind" text, "sourceId" uuid, note text, sample boolean, "recordedBy" text, "recordedRole" text, "onBehalf" boolean)
    `.execute(tx),
    sql`
      insert into inventory.stock as s (regency_id, cooperative_id, place_id, item_id, batch_id, owner_id, qty_base)
      select ${regencyId}, ${cooperativeId}, r."placeId", r."itemId", r."batchId", r."ownerId", r."qtyBase"
      from jsonb_to_recordset(${JSON.stringify(stock)}::jsonb) as r ("placeId" uuid, "itemId" uuid, "batchId" uuid, "ownerId" uuid, "qtyBase" bigint)
      on conflict (regency_id, place_id, item_id, batch_id, owner_id) do update set qty_base = excluded.qty_base
    `.execute(tx),
    sql`
      insert into inventory.pool as p (regency_id, cooperative_id, item_id, owner_id, qty_base, value_idr, last_qty_base, last_value_idr)
      select ${regencyId}, ${cooperativeId}, r."itemId", r."ownerId", r."qtyBase", r."valueIdr", r."lastQtyBase", r."lastValueIdr"
      from jsonb_to_recordset(${JSON.stringify(averages)}::jsonb)
        as r ("itemId" uuid, "ownerId" uuid, "qtyBase" bigint, "valueIdr" bigint, "lastQtyBase" bigint, "lastValueIdr" bigint)
      on conflict (regency_id, cooperative_id, item_id, owner_id) do update set qty_base = excluded.qty_base, value_idr = excluded.value_idr,
        last_qty_base = excluded.last_qty_base, last_value_idr = excluded.last_value_idr
    `.execute(tx),
    countMoves(tx, cooperativeId, lastSeq),
    ...(many ? [sql`set local plan_cache_mode = force_custom_plan`.execute(tx)] : []),
  ]);
}

/** The number of the last move of goods or cylinders of a cooperative; the caller holds its lock. */
export async function countMoves(tx: Tx, cooperativeId: Id<'cooperative'>, lastSeq: number): Promise<void> {
  await sql`
    update inventory.stock_book set last_seq = ${lastSeq} where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
}

export async function insertPlace(
  tx: Tx,
  place: Place & { readonly cooperativeId: Id<'cooperative'>; readonly kind: 'outlet' | 'warehouse' },
): Promise<Met> {
  const { id, cooperativeId, kind, name } = place;
  return await insertOnce(tx, 'inventory.place', { id, cooperativeId, kind, name });
}

/** A place, in use or not, and whether anything lies there. */
export async function stockAt(
  tx: Tx,
  id: Id<'place'>,
): Promise<{ cooperativeId: Id<'cooperative'>; kind: PlaceKind; hasGoods: boolean } | undefined> {
  const { rows } = await sql<{ cooperativeId: Id<'cooperative'>; kind: PlaceKind; hasGoods: boolean }>`
    select p.cooperative_id, p.kind,
      exists (select from inventory.stock as s where s.regency_id = p.regency_id and s.place_id = p.id and s.qty_base <> 0) as has_goods
    from inventory.place as p where p.regency_id = ${tx.regencyId} and p.id = ${id}
  `.execute(tx);
  return rows[0];
}

export async function updatePlace(tx: Tx, id: Id<'place'>, to: { name: string; isActive: boolean }): Promise<void> {
  await tx.updateTable('inventory.place').set(to).where('regencyId', '=', tx.regencyId).where('id', '=', id).execute();
}

/** @returns whether that is another point than before */
export async function setReorder(
  tx: Tx,
  point: { cooperativeId: Id<'cooperative'>; itemId: Id<'item'>; qtyBase: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into inventory.reorder_point as r (regency_id, cooperative_id, item_id, qty_base)
    values (${tx.regencyId}, ${point.cooperativeId}, ${point.itemId}, ${point.qtyBase})
    on conflict (regency_id, cooperative_id, item_id) do update set qty_base = excluded.qty_base where r.qty_base <> excluded.qty_base
    returning item_id
  `.execute(tx);
  return rows.length > 0;
}
