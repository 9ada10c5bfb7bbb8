import { sql } from 'kysely';
import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import type { Actor } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { countedMax, type Page } from '../../kernel/page.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { beyond } from '../../platform/db/day-cursor.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { zeroId } from '../move.ts';
import { type ComparedLine, compareCounts, differenceOf, waitsFor } from './compare-counts.ts';
import type { StocktakeLineShown, StocktakeShown, StocktakeWhole } from './count.schema.ts';
import { type CountedRow, countedOf } from './count.store.ts';

interface HeadRow extends Omit<StocktakeShown, 'cooperative' | 'place' | 'waitsFor'> {
  readonly cooperativeId: Id<'cooperative'>;
  readonly placeId: Id<'place'>;
  readonly placeName: string;
  readonly reason: string | null;
}

interface Asked {
  readonly cooperativeId?: Id<'cooperative'>;
  readonly after?: string;
  readonly limit?: number;
}

/** A page of the counts of places, the latest first, with what each that goes on waits for. */
export async function stocktakesPage(tx: Tx, asked: Asked): Promise<Page<StocktakeShown>> {
  const { limit = 50, cooperativeId } = asked;
  const own = cooperativeId === undefined ? sql`true` : sql`cooperative_id = ${cooperativeId}`;
  const before = beyond(asked.after, { day: 'openedOn', id: 'id' }, 'desc');
  const from = (rest: typeof before) =>
    sql`from inventory.stocktake where regency_id = ${tx.regencyId} and ${own} and ${rest}`;
  const heads = await headsOf(tx, sql`select * ${from(before)} order by opened_on desc, id desc limit ${limit + 1}`);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from (select ${from(sql`true`)} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = heads.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await shownOf(tx, page),
    next: last && heads.length > limit ? `${last.openedOn}.${last.id}` : null,
    total: counted[0]?.total ?? 0,
  };
}

async function headsOf(tx: Tx, from: ReturnType<typeof sql>): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select t.id, t.number, t.cooperative_id, t.place_id, p.name as place_name, t.opened_on, t.outcome, t.ended_on, t.gain_idr, t.loss_idr, t.reason,
      t.sample, counted.counts, counted.people
    from (${from}) as t
    join inventory.place as p on p.regency_id = t.regency_id and p.id = t.place_id
    cross join lateral (
      select count(*)::integer as counts, count(distinct coalesce(c.recorded_by, 'machine'))::integer as people
      from inventory.count as c where c.regency_id = t.regency_id and c.stocktake_id = t.id
    ) as counted
    order by t.opened_on desc, t.id desc
  `.execute(tx);
  return rows;
}

async function shownOf(tx: Tx, heads: readonly HeadRow[]): Promise<StocktakeShown[]> {
  const open = heads.filter(({ outcome }) => outcome === null).map(({ id }) => id);
  const counts = Map.groupBy(open.length === 0 ? [] : await countedOf(tx, open), ({ stocktakeId }) => stocktakeId);
  const names = await cooperatives.namesOf(tx, [...new Set(heads.map(({ cooperativeId }) => cooperativeId))]);
  return heads.map(({ cooperativeId, placeId, placeName, reason: _, ...head }) => ({
    ...head,
    ...{
      cooperative: { id: cooperativeId, name: names.get(cooperativeId) ?? '' },
      place: { id: placeId, name: placeName },
    },
    waitsFor: head.outcome === null ? waitsFor(compareCounts(counts.get(head.id) ?? [])) : null,
  }));
}

/**
 * One stocktake as this reader may see it. While people still count, quantities are shown to nobody: who knows what is expected does not count. Once
 * it waits for approval, whoever may approve sees them; once it has ended, everyone. @throws inventory/not-found
 */
export async function stocktakeWhole(tx: Tx, actor: Actor, id: Id<'stocktake'>): Promise<StocktakeWhole> {
  const [head] = await headsOf(
    tx,
    sql`select * from inventory.stocktake where regency_id = ${tx.regencyId} and id = ${id}`,
  );
  if (head === undefined) throw inventoryRefusals.notFound({});
  const [shown] = await shownOf(tx, [head]);
  const stocktake = present(shown, 'a stocktake that was found');
  const mayApprove = actor.permissions.has('stock.approve');
  const isOpenToReader = head.outcome !== null || (mayApprove && stocktake.waitsFor === 'approval');
  const takers = await takersOf(tx, id, actor.userId);
  const lines = await linesOf(tx, head, isOpenToReader);
  const maySettle = stocktake.waitsFor === 'approval' && !takers.some(({ isMine }) => isMine);
  const actions =
    mayApprove && head.outcome === null ? [...(maySettle ? (['settle'] as const) : []), 'drop' as const] : [];
  return { ...stocktake, reason: head.reason, isOpenToReader, actions, takers, lines };
}

async function takersOf(tx: Tx, id: Id<'stocktake'>, userId: string): Promise<StocktakeWhole['takers']> {
  const { rows } = await sql<{ countedAt: Instant; countedOn: BusinessDate; isMine: boolean; onBehalf: boolean }>`
    select counted_at, counted_on, coalesce(recorded_by = ${userId}, false) as is_mine, on_behalf from inventory.count
    where regency_id = ${tx.regencyId} and stocktake_id = ${id} order by counted_at, id
  `.execute(tx);
  return rows;
}

async function linesOf(tx: Tx, { id, outcome }: HeadRow, isOpen: boolean): Promise<StocktakeLineShown[]> {
  const compared = compareCounts(await countedOf(tx, [id]));
  const settled = outcome === 'settled' ? await settledLines(tx, id) : new Map<string, SettledLine>();
  const first = (line: ComparedLine<CountedRow>) => present(line.counts[0], 'a line that was counted');
  const items = await catalogue.itemsById(tx, [...new Set(compared.map((line) => first(line).itemId))]);
  const batches = await batchesOf(
    tx,
    compared.map((line) => first(line).batchId),
  );
  return compared.map((line) => {
    const { itemId, batchId, ownerId } = first(line);
    const { name, baseUnit } = present(items.get(itemId), 'an item that was counted');
    const of = settled.get(line.slot) ?? agreedOf(line);
    const only = <Value>(value: Value | undefined) => (isOpen ? (value ?? null) : null);
    return {
      ...{ item: { id: itemId, name, baseUnit }, batch: batches.get(batchId) ?? null, isConsigned: ownerId !== zeroId },
      state: line.state,
      ...{ countedBase: only(of?.countedBase), bookBase: only(of?.bookBase), differenceBase: only(of?.differenceBase) },
      valueIdr: only(settled.get(line.slot)?.valueIdr),
      counts: line.counts.map((count) => ({
        ...{ qtyBase: only(count.countedBase), differenceBase: outcome === null ? only(differenceOf(count)) : null },
      })),
    };
  });
}

function agreedOf({ agreed }: ComparedLine<CountedRow>) {
  return agreed && { countedBase: agreed.countedBase, bookBase: agreed.bookBase, differenceBase: differenceOf(agreed) };
}

interface SettledLine {
  readonly slot: string;
  readonly countedBase: number;
  readonly bookBase: number;
  readonly differenceBase: number;
  readonly valueIdr: Rupiah;
}

async function settledLines(tx: Tx, id: Id<'stocktake'>): Promise<Map<string, SettledLine>> {
  const { rows } = await sql<SettledLine>`
    select concat_ws('/', item_id, batch_id, owner_id) as slot, counted_base, book_base, difference_base, value_idr from inventory.stocktake_line
    where regency_id = ${tx.regencyId} and stocktake_id = ${id}
  `.execute(tx);
  return new Map(rows.map((row) => [row.slot, row]));
}

async function batchesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { label: string; expiresOn: BusinessDate | null }>> {
  const { rows } = await sql<{ id: string; label: string; expiresOn: BusinessDate | null }>`
    select id, label, expires_on from inventory.batch where regency_id = ${tx.regencyId} and id = any(${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map(({ id, ...batch }) => [id, batch]));
}
