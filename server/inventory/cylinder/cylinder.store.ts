import { type Insertable, sql } from 'kysely';
import * as cooperatives from '../../cooperatives/public.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import type { InventoryCylinderMove } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { zeroId } from '../move.ts';
import { countMoves } from '../stock.store.ts';
import type { CylindersShown } from './cylinder.schema.ts';
import { type Cylinders, keyOf } from './cylinder.ts';

interface StockRow {
  readonly sizeKg10: number;
  readonly ownerId: string;
  readonly fullQty: number;
  readonly emptyQty: number;
  readonly damagedQty: number;
  readonly agentQty: number;
  readonly customerQty: number;
  readonly lostFoundQty: number;
  readonly heldQty: number;
  readonly valueIdr: Rupiah;
  readonly lastQty: number | null;
  readonly lastValueIdr: Rupiah | null;
}

/** The cylinders of a cooperative, by size and owner. */
export async function cylindersOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Map<string, Cylinders>> {
  const { rows } = await sql<StockRow>`
    select size_kg10, owner_id, full_qty, empty_qty, damaged_qty, agent_qty, customer_qty, lost_found_qty, held_qty, value_idr, last_qty, last_value_idr
    from inventory.cylinder_stock where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      keyOf(row.sizeKg10, row.ownerId),
      {
        at: {
          ...{ full: row.fullQty, empty: row.emptyQty, damaged: row.damagedQty, agent: row.agentQty },
          ...{ customer: row.customerQty, lost_found: row.lostFoundQty },
        },
        pool: {
          ...{ qtyBase: row.heldQty, valueIdr: row.valueIdr },
          last:
            row.lastQty === null || row.lastValueIdr === null
              ? null
              : { qtyBase: row.lastQty, valueIdr: row.lastValueIdr },
        },
      },
    ]),
  );
}

export type CylinderMoveRow = Omit<Insertable<InventoryCylinderMove>, 'regencyId' | 'cooperativeId'>;

/** Writes moves of cylinders and, in the same breath, the stock that is their cache. The caller holds the lock of the cooperative's stock. */
export async function writeCylinders(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  written: { lastSeq: number; moves: readonly CylinderMoveRow[]; after: ReadonlyMap<string, Cylinders> },
): Promise<void> {
  const { regencyId } = tx;
  const stock = [...written.after].map(([key, { at, pool }]) => {
    const [size = '', ownerId = ''] = key.split('/');
    return {
      ...{ regencyId, cooperativeId, sizeKg10: Number(size), ownerId },
      ...{ fullQty: at.full, emptyQty: at.empty, damagedQty: at.damaged, agentQty: at.agent },
      ...{ customerQty: at.customer, lostFoundQty: at.lost_found, heldQty: pool.qtyBase, valueIdr: pool.valueIdr },
      ...{ lastQty: pool.last?.qtyBase ?? null, lastValueIdr: pool.last?.valueIdr ?? null },
    };
  });
  const changing = [
    ...(['fullQty', 'emptyQty', 'damagedQty', 'agentQty', 'customerQty', 'lostFoundQty'] as const),
    ...(['heldQty', 'valueIdr', 'lastQty', 'lastValueIdr'] as const),
  ];
  await Promise.all([
    tx
      .insertInto('inventory.cylinderMove')
      .values(written.moves.map((move) => ({ ...move, regencyId, cooperativeId })))
      .execute(),
    tx
      .insertInto('inventory.cylinderStock')
      .values(stock)
      .onConflict((on) =>
        on
          .columns(['regencyId', 'cooperativeId', 'sizeKg10', 'ownerId'])
          .doUpdateSet((set) => Object.fromEntries(changing.map((column) => [column, set.ref(`excluded.${column}`)]))),
      )
      .execute(),
    countMoves(tx, cooperativeId, written.lastSeq),
  ]);
}

interface CylindersDone {
  readonly sizeKg10: number;
  readonly act: string;
  readonly qty: number;
  readonly fromState: string;
  readonly occurredOn: BusinessDate;
  readonly ownerId: string | null;
  readonly note: string | null;
}

/** Whether a cooperative deals with a partner on a day: whose cylinders it may have borrowed. */
export async function dealsWith(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  partnerId: Id<'partner'>,
  day: BusinessDate,
): Promise<boolean> {
  const { rows } = await sql`
    select from partners.active_on(${tx.regencyId}, ${day}::date) where cooperative_id = ${cooperativeId} and partner_id = ${partnerId}
  `.execute(tx);
  return rows.length > 0;
}

/** What a paper did to cylinders, without what was added for a shortage: to tell sent twice from changed. */
export async function cylinderMovesFrom(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  source: { kind: string; id: string },
): Promise<CylindersDone[]> {
  const { rows } = await sql<CylindersDone>`
    select size_kg10, act, qty, from_state, occurred_on, nullif(owner_id, ${zeroId}::uuid) as owner_id, note from inventory.cylinder_move
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and source_kind = ${source.kind} and source_id = ${source.id}
      and act <> 'shortage' order by seq
  `.execute(tx);
  return rows;
}

/** The cylinders of one cooperative, or of all the reader may see, by size; the cooperative's own before borrowed ones. */
export async function cylinderList(tx: Tx, cooperativeId: Id<'cooperative'> | undefined): Promise<CylindersShown[]> {
  const own = cooperativeId === undefined ? sql`true` : sql`cooperative_id = ${cooperativeId}`;
  const { rows } = await sql<Omit<CylindersShown, 'cooperative'> & { cooperativeId: Id<'cooperative'> }>`
    select concat_ws('/', cooperative_id, size_kg10, owner_id) as id, cooperative_id, size_kg10, nullif(owner_id, ${zeroId}::uuid) as owner_id,
      full_qty as full, empty_qty as empty, damaged_qty as damaged, agent_qty as agent, customer_qty as customer, lost_found_qty as lost_found,
      held_qty as held, value_idr
    from inventory.cylinder_stock where regency_id = ${tx.regencyId} and ${own}
    order by cooperative_id, size_kg10, owner_id
  `.execute(tx);
  const names = await cooperatives.namesOf(tx, [...new Set(rows.map((row) => row.cooperativeId))]);
  return rows.map(({ cooperativeId: of, ...row }) => ({ ...row, cooperative: { id: of, name: names.get(of) ?? '' } }));
}
