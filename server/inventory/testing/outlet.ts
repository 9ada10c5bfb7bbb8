import { sql } from 'kysely';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { MoveAsked, Moved, PlaceKind } from '../move.ts';
import { moveStock } from '../move-stock.command.ts';
import { placesOf } from '../stock.store.ts';

export const machine = { role: 'machine' } as const;
export const day = businessDate('2025-11-27');

/** People of the outlet: two who count, and the chair who approves. */
export function person(userId: string, role = 'cooperative-cashier') {
  return { userId, grantId: newId<'grant'>(), role, onBehalf: false, today: day };
}

export interface Outlet {
  readonly cooperativeId: Id<'cooperative'>;
  readonly outletId: Id<'place'>;
  readonly warehouseId: Id<'place'>;
  readonly riceId: Id<'item'>;
  placeOf(kind: PlaceKind): Id<'place'>;
  /** Grams of rice, as a fact of the 27th unless said otherwise. */
  move(from: Id<'place'>, to: Id<'place'>, qtyBase: number, other?: Partial<MoveAsked>): Promise<readonly Moved[]>;
}

/** A cooperative with a book, an outlet, a warehouse and rice. */
export async function outletWithRice(tx: Tx): Promise<Outlet> {
  const [cooperativeId, riceId] = [newId<'cooperative'>(), newId<'item'>()];
  const [outletId, warehouseId] = [newId<'place'>(), newId<'place'>()];
  const { regencyId } = tx;
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regencyId}, ${cooperativeId}, ${`Kopkel ${cooperativeId.slice(-12)}`})`.execute(
    tx,
  );
  await sql`insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, recorded_role)
    values (${regencyId}, ${riceId}, ${cooperativeId}, 'Beras', 'rice', 'gram', 'machine')`.execute(tx);
  await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name)
    values (${regencyId}, ${outletId}, ${cooperativeId}, 'outlet', 'Gerai'), (${regencyId}, ${warehouseId}, ${cooperativeId}, 'warehouse', 'Gudang')`.execute(
    tx,
  );
  await ledger.openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
  const places = await placesOf(tx, cooperativeId);
  return {
    ...{ cooperativeId, outletId, warehouseId, riceId },
    placeOf: (wanted) =>
      present(
        places.find(({ kind }) => kind === wanted),
        wanted,
      ).id,
    move: (fromPlaceId, toPlaceId, qtyBase, other = {}) => {
      const source = { kind: 'uji/pindah', id: newId<'test'>() } as const;
      const asked = { id: newId<'move'>(), itemId: riceId, fromPlaceId, toPlaceId, qtyBase, occurredOn: day, source };
      return moveStock(tx, machine, cooperativeId, [{ ...asked, ...other }], { as: 'fact' });
    },
  };
}

/** What stands on accounts of the book, debit positive. */
export async function accountsOf(tx: Tx, cooperativeId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ code: string; idr: number }>`
    select account_code as code, sum(amount_idr)::bigint as idr from ledger.posting
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} group by 1 having sum(amount_idr) <> 0 order by 1
  `.execute(tx);
  return Object.fromEntries(rows.map(({ code, idr }) => [code, rupiah(idr)]));
}

/** How much lies at each kind of place, batches and owners together. */
export async function lyingOf(tx: Tx, cooperativeId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; qtyBase: number }>`
    select p.kind, sum(s.qty_base)::bigint as qty_base from inventory.stock as s
    join inventory.place as p on p.regency_id = s.regency_id and p.id = s.place_id
    where s.regency_id = ${tx.regencyId} and s.cooperative_id = ${cooperativeId} group by 1 having sum(s.qty_base) <> 0 order by 1
  `.execute(tx);
  return Object.fromEntries(rows.map(({ kind, qtyBase }) => [kind, qtyBase]));
}
