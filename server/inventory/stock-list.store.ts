import { sql } from 'kysely';
import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import { inventoryRefusals } from './inventory.refusals.ts';
import { isHeld, type PlaceKind, zeroId } from './move.ts';
import type { CardRow, PlaceShown, StockOfItem, StockShown } from './stock.schema.ts';

type Sums = Omit<StockShown, 'item' | 'isLow' | 'cooperative'>;

/** What one cooperative has, or all that the reader may see, an item a row, by name; items that never lay anywhere are left out unless they are to be ordered. */
export async function stockList(
  tx: Tx,
  { cooperativeId, low }: { cooperativeId?: Id<'cooperative'>; low?: boolean },
): Promise<StockShown[]> {
  const all = cooperativeId === undefined;
  const of = (column: string) => (all ? sql`true` : sql`${sql.ref(column)} = ${cooperativeId}`);
  const shown = await named(tx, await sumsOf(tx, of('s.cooperative_id'), of('r.cooperative_id')));
  return shown
    .filter(({ isLow }) => low !== true || isLow)
    .toSorted((a, b) => a.item.name.localeCompare(b.item.name, 'id') || (a.id < b.id ? -1 : 1));
}

async function sumsOf(tx: Tx, ofStock: ReturnType<typeof sql>, ofPoint: ReturnType<typeof sql>): Promise<Sums[]> {
  const { regencyId } = tx;
  const { rows } = await sql<Omit<Sums, 'valueIdr'> & { valueIdr: Rupiah | null }>`
    with held as (
      select s.item_id,
        sum(s.qty_base) filter (where p.kind in ('warehouse', 'outlet'))::bigint as shelf_base,
        sum(s.qty_base) filter (where p.kind = 'in_transit')::bigint as transit_base,
        sum(s.qty_base) filter (where p.kind = 'quarantine')::bigint as quarantine_base,
        sum(s.qty_base) filter (where p.kind = 'damaged')::bigint as damaged_base,
        sum(s.qty_base) filter (where p.kind = 'lost_found')::bigint as lost_found_base,
        sum(s.qty_base) filter (where p.kind <> 'lost_found' and s.owner_id <> ${zeroId})::bigint as consigned_base,
        min(b.expires_on) filter (where p.kind <> 'lost_found' and s.qty_base > 0) as expires_on
      from inventory.stock as s
      join inventory.place as p on p.regency_id = s.regency_id and p.id = s.place_id
      left join inventory.batch as b on b.regency_id = s.regency_id and b.id = s.batch_id
      where s.regency_id = ${regencyId} and ${ofStock} group by s.item_id
    ), point as (select r.item_id, r.qty_base from inventory.reorder_point as r where r.regency_id = ${regencyId} and ${ofPoint})
    select item_id as id, coalesce(held.shelf_base, 0) as shelf_base, coalesce(held.transit_base, 0) as transit_base,
      coalesce(held.quarantine_base, 0) as quarantine_base, coalesce(held.damaged_base, 0) as damaged_base,
      coalesce(held.lost_found_base, 0) as lost_found_base, coalesce(held.consigned_base, 0) as consigned_base, held.expires_on,
      point.qty_base as reorder_base,
      (select q.value_idr from inventory.pool as q where q.regency_id = ${regencyId} and q.item_id = any_item.item_id and q.owner_id = ${zeroId})
        as value_idr
    from (select item_id from held union select item_id from point) as any_item
      left join held using (item_id) left join point using (item_id)
  `.execute(tx);
  return rows.map((row) => ({ ...row, valueIdr: row.valueIdr ?? rupiah(0) }));
}

async function named(tx: Tx, rows: readonly Sums[]): Promise<StockShown[]> {
  const ids = rows.map(({ id }) => id);
  const [items, packs] = [await catalogue.itemsById(tx, ids), await catalogue.packsOf(tx, ids)];
  const names = await cooperatives.namesOf(tx, [...new Set([...items.values()].map((item) => item.cooperativeId))]);
  return rows.flatMap((row) => {
    const item = items.get(row.id);
    if (item === undefined) return [];
    const own = packs.filter(({ itemId, isActive }) => itemId === row.id && isActive);
    const pack = own.find(({ isOrdered }) => isOrdered) ?? own.at(-1);
    return {
      ...row,
      cooperative: { id: item.cooperativeId, name: names.get(item.cooperativeId) ?? '' },
      item: {
        ...{ id: row.id, name: item.name, baseUnit: item.baseUnit },
        pack: pack === undefined ? null : { label: pack.label, qtyBase: pack.qtyBase },
      },
      isLow: row.reorderBase !== null && row.shelfBase <= row.reorderBase,
    };
  });
}

/** An item with where it lies. @throws inventory/not-found */
export async function stockOfItem(tx: Tx, itemId: Id<'item'>): Promise<StockOfItem> {
  await itemSeen(tx, itemId);
  const sums = await sumsOf(tx, sql`s.item_id = ${itemId}`, sql`r.item_id = ${itemId}`);
  const nothing = { shelfBase: 0, transitBase: 0, quarantineBase: 0, damagedBase: 0, lostFoundBase: 0 };
  const empty = { id: itemId, ...nothing, consignedBase: 0, valueIdr: rupiah(0), expiresOn: null, reorderBase: null };
  const [shown] = await named(tx, sums.length > 0 ? sums : [empty]);
  return { ...present(shown, 'an item that was seen'), lots: await lotsOf(tx, itemId) };
}

async function itemSeen(tx: Tx, itemId: Id<'item'>): Promise<catalogue.Item> {
  const item = (await catalogue.itemsById(tx, [itemId])).get(itemId);
  if (item === undefined) throw inventoryRefusals.notFound({});
  return item;
}

async function lotsOf(tx: Tx, itemId: Id<'item'>): Promise<StockOfItem['lots']> {
  const { rows } = await sql<{
    placeId: Id<'place'>;
    placeName: string;
    kind: PlaceKind;
    label: string | null;
    expiresOn: BusinessDate | null;
    isConsigned: boolean;
    qtyBase: number;
  }>`
    select p.id as place_id, p.name as place_name, p.kind, b.label, b.expires_on, s.owner_id <> ${zeroId} as is_consigned, s.qty_base
    from inventory.stock as s
    join inventory.place as p on p.regency_id = s.regency_id and p.id = s.place_id
    left join inventory.batch as b on b.regency_id = s.regency_id and b.id = s.batch_id
    where s.regency_id = ${tx.regencyId} and s.item_id = ${itemId} and s.qty_base <> 0
    order by p.kind = 'lost_found', p.name, b.expires_on, b.label, s.owner_id
  `.execute(tx);
  return rows.map(({ placeId, placeName, kind, label, expiresOn, ...lot }) => ({
    ...{ ...lot, place: { id: placeId, name: placeName, kind } },
    batch: label === null ? null : { label, expiresOn },
  }));
}

interface CardMove extends Omit<CardRow, 'itemName' | 'type' | 'from' | 'to' | 'changeBase' | 'balanceBase'> {
  readonly seq: number;
  readonly qtyBase: number;
  readonly fromId: string;
  readonly fromName: string;
  readonly fromKind: PlaceKind;
  readonly toName: string;
  readonly toKind: PlaceKind;
}

/**
 * A page of the stock card of an item, the latest move first. The cursor carries the balance before its row, so that no page reads the history
 * behind it. @throws inventory/not-found
 */
export async function stockCard(
  tx: Tx,
  itemId: Id<'item'>,
  { placeId, after, limit = 50 }: { placeId?: Id<'place'>; after?: string; limit?: number },
): Promise<Page<CardRow>> {
  const item = await itemSeen(tx, itemId);
  const [seq, balance] = (after ?? '').split('.').map(Number);
  const at = placeId === undefined ? sql`true` : sql`${placeId} in (m.from_place_id, m.to_place_id)`;
  const before = Number.isSafeInteger(seq) && after !== undefined ? sql`m.seq < ${seq}` : sql`true`;
  const { rows } = await sql<CardMove>`
    select m.id, m.seq, m.source_kind as activity, m.note, m.occurred_on, m.posted_on, m.qty_base, m.value_idr, m.sample, b.label as batch,
      f.id as from_id, f.name as from_name, f.kind as from_kind, t.name as to_name, t.kind as to_kind
    from inventory.move as m
    join inventory.place as f on f.regency_id = m.regency_id and f.id = m.from_place_id
    join inventory.place as t on t.regency_id = m.regency_id and t.id = m.to_place_id
    left join inventory.batch as b on b.regency_id = m.regency_id and b.id = m.batch_id
    where m.regency_id = ${tx.regencyId} and m.item_id = ${itemId} and ${at} and ${before}
    order by m.seq desc limit ${limit + 1}
  `.execute(tx);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from (
      select from inventory.move as m where m.regency_id = ${tx.regencyId} and m.item_id = ${itemId} and ${at} limit ${countedMax + 1}) as counted
  `.execute(tx);
  let balanceBase =
    after !== undefined && Number.isSafeInteger(balance) ? (balance ?? 0) : await heldNow(tx, itemId, placeId);
  const page = rows.slice(0, limit).map((move): CardRow => {
    const changeBase = changeOf(move, placeId);
    const row = { ...cardRow(move, item.name, changeBase), balanceBase };
    balanceBase -= changeBase;
    return row;
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: page, next: last ? `${last.seq}.${balanceBase}` : null, total: counted[0]?.total ?? 0 };
}

async function heldNow(tx: Tx, itemId: Id<'item'>, placeId: Id<'place'> | undefined): Promise<number> {
  const lots = await lotsOf(tx, itemId);
  return lots
    .filter(({ place }) => (placeId === undefined ? isHeld(place.kind) : place.id === placeId))
    .reduce((sum, { qtyBase }) => sum + qtyBase, 0);
}

function changeOf(move: CardMove, placeId: Id<'place'> | undefined): number {
  if (placeId !== undefined) return move.fromId === placeId ? -move.qtyBase : move.qtyBase;
  return (Number(isHeld(move.toKind)) - Number(isHeld(move.fromKind))) * move.qtyBase;
}

function cardRow(move: CardMove, itemName: string, changeBase: number): Omit<CardRow, 'balanceBase'> {
  const { seq: _, qtyBase: __, fromId: ___, fromName, fromKind, toName, toKind, ...row } = move;
  return {
    ...{ ...row, itemName, changeBase, type: changeBase > 0 ? 'in' : changeBase < 0 ? 'out' : 'within' },
    ...{ from: { name: fromName, kind: fromKind }, to: { name: toName, kind: toKind } },
  };
}

/** Every place of a cooperative that was ever used, those in use first. */
export async function placesShown(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<PlaceShown[]> {
  const { rows } = await sql<PlaceShown>`
    select id, name, kind, is_active from inventory.place where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
    order by is_active desc, kind in ('outlet', 'warehouse') desc, kind, name
  `.execute(tx);
  return rows;
}
