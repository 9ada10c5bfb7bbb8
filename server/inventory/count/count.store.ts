import { type Insertable, type Selectable, sql } from 'kysely';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { InventoryCount, InventoryStocktake, InventoryStocktakeLine } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import type { CountedLine } from './compare-counts.ts';

export interface Stocktake extends Pick<Selectable<InventoryStocktake>, 'number' | 'outcome' | 'reason' | 'sample'> {
  readonly id: Id<'stocktake'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly placeId: Id<'place'>;
}

/** The counts of a place that go on. */
export async function findOpenStocktake(tx: Tx, placeId: Id<'place'>): Promise<Stocktake | undefined> {
  const { rows } = await sql<Stocktake>`
    select id, cooperative_id, place_id, number, outcome, reason, sample from inventory.stocktake
    where regency_id = ${tx.regencyId} and place_id = ${placeId} and outcome is null
  `.execute(tx);
  return rows[0];
}

export async function findStocktake(tx: Tx, id: Id<'stocktake'>): Promise<Stocktake | undefined> {
  const { rows } = await sql<Stocktake>`
    select id, cooperative_id, place_id, number, outcome, reason, sample from inventory.stocktake
    where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return rows[0];
}

export async function stocktakeIdOfCount(tx: Tx, countId: Id<'count'>): Promise<Id<'stocktake'> | undefined> {
  const { rows } = await sql<{ stocktakeId: Id<'stocktake'> }>`
    select stocktake_id from inventory.count where regency_id = ${tx.regencyId} and id = ${countId}
  `.execute(tx);
  return rows[0]?.stocktakeId;
}

/** How many counts a stocktake has. */
export async function countsIn(tx: Tx, stocktakeId: Id<'stocktake'>): Promise<number> {
  const { rows } = await sql<{ counts: number }>`
    select count(*)::integer as counts from inventory.count where regency_id = ${tx.regencyId} and stocktake_id = ${stocktakeId}
  `.execute(tx);
  return rows[0]?.counts ?? 0;
}

export async function insertStocktake(tx: Tx, row: Omit<Insertable<InventoryStocktake>, 'regencyId'>): Promise<void> {
  await tx
    .insertInto('inventory.stocktake')
    .values({ ...row, regencyId: tx.regencyId })
    .execute();
}

export interface CountLineRow {
  readonly itemId: Id<'item'>;
  readonly batchId: string;
  readonly ownerId: string;
  readonly qtyBase: number;
}

/** @throws inventory/id-reused */
export async function insertCount(
  tx: Tx,
  count: Omit<Insertable<InventoryCount>, 'regencyId'>,
  lines: readonly CountLineRow[],
): Promise<void> {
  const { regencyId } = tx;
  const { id: countId, cooperativeId } = count;
  await tx
    .insertInto('inventory.count')
    .values({ ...count, regencyId })
    .execute()
    .catch(onConstraint({ count_pk: () => inventoryRefusals.idReused({ id: countId }) }));
  await tx
    .insertInto('inventory.countLine')
    .values(lines.map((line) => ({ ...line, regencyId, countId, cooperativeId })))
    .execute();
}

/** One line of one person's count, with all that settling it takes. */
export interface CountedRow extends CountedLine {
  readonly itemId: Id<'item'>;
  readonly batchId: string;
  readonly ownerId: string;
  readonly countedAt: Instant;
  readonly countedOn: BusinessDate;
}

/**
 * The counts of stocktakes, in the order they were made, each line beside what the books say of the place at that very moment: what lies there now
 * without what moved since. A fact of an earlier day that was entered later counts as of its day.
 */
export async function countedOf(
  tx: Tx,
  stocktakeIds: readonly string[],
): Promise<(CountedRow & { stocktakeId: string })[]> {
  const { regencyId } = tx;
  const { rows } = await sql<CountedRow & { stocktakeId: string }>`
    select c.stocktake_id, concat_ws('/', l.item_id, l.batch_id, l.owner_id) as slot, coalesce(c.recorded_by, 'machine') as person,
      l.qty_base as counted_base, l.item_id, l.batch_id, l.owner_id, c.counted_at, c.counted_on,
      coalesce(s.qty_base, 0) - coalesce(since.qty_base, 0) as book_base
    from inventory.count as c
    join inventory.count_line as l on l.regency_id = c.regency_id and l.count_id = c.id
    left join inventory.stock as s
      on s.regency_id = c.regency_id and s.place_id = c.place_id and s.item_id = l.item_id and s.batch_id = l.batch_id and s.owner_id = l.owner_id
    left join lateral (
      select sum(case when m.to_place_id = c.place_id then m.qty_base else -m.qty_base end)::bigint as qty_base
      from inventory.move as m
      where m.regency_id = c.regency_id and m.cooperative_id = c.cooperative_id and (m.occurred_on, m.occurred_at) > (c.counted_on, c.counted_at)
        and m.item_id = l.item_id and m.batch_id = l.batch_id and m.owner_id = l.owner_id and c.place_id in (m.from_place_id, m.to_place_id)
    ) as since on true
    where c.regency_id = ${regencyId} and c.stocktake_id = any(${[...stocktakeIds]}::uuid[])
    order by c.stocktake_id, c.counted_at, c.id, l.item_id, l.batch_id, l.owner_id
  `.execute(tx);
  return rows;
}

/** What was agreed, as it was settled. */
export async function insertStocktakeLines(
  tx: Tx,
  { id: stocktakeId, cooperativeId }: Stocktake,
  lines: readonly Omit<Insertable<InventoryStocktakeLine>, 'regencyId' | 'stocktakeId' | 'cooperativeId'>[],
): Promise<void> {
  await tx
    .insertInto('inventory.stocktakeLine')
    .values(lines.map((line) => ({ ...line, regencyId: tx.regencyId, stocktakeId, cooperativeId })))
    .execute();
}

type Ending = 'outcome' | 'endedOn' | 'postedOn' | 'gainIdr' | 'lossIdr' | 'reason' | 'endedBy' | 'endedRole';

export async function endStocktake(
  tx: Tx,
  id: Id<'stocktake'>,
  ending: Pick<Selectable<InventoryStocktake>, Ending>,
): Promise<void> {
  await tx
    .updateTable('inventory.stocktake')
    .set(ending)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
