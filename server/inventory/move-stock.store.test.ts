import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { PlaceKind } from './move.ts';
import { moveStock } from './move-stock.command.ts';
import { placesOf } from './stock.store.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const city: Reach = { regencyId: regencyId(9211), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };

async function outletWithRice(tx: Tx) {
  const [cooperativeId, itemId, outletId] = [newId<'cooperative'>(), newId<'item'>(), newId<'place'>()];
  const { regencyId } = tx;
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regencyId}, ${cooperativeId}, 'Kopkel Contoh')`.execute(
    tx,
  );
  await sql`insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, recorded_role)
    values (${regencyId}, ${itemId}, ${cooperativeId}, 'Beras', 'rice', 'gram', 'machine')`.execute(tx);
  await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name) values (${regencyId}, ${outletId}, ${cooperativeId}, 'outlet', 'Gerai')`.execute(
    tx,
  );
  const places = await placesOf(tx, cooperativeId);
  const placeOf = (kind: PlaceKind) =>
    present(
      places.find((place) => place.kind === kind),
      kind,
    ).id;
  const move = (from: Id<'place'>, to: Id<'place'>, qtyBase: number, as: 'fact' | 'intention', valueIdr?: number) => {
    const source = { kind: 'uji/pindah', id: newId<'test'>() } as const;
    const asked = {
      id: newId<'move'>(),
      itemId,
      fromPlaceId: from,
      toPlaceId: to,
      qtyBase,
      occurredOn: businessDate('2025-11-03'),
      source,
    };
    return moveStock(
      tx,
      machine,
      cooperativeId,
      [valueIdr === undefined ? asked : { ...asked, valueIdr: rupiah(valueIdr) }],
      { as },
    );
  };
  return { outletId, placeOf, move };
}

describe('goods move from place to place', () => {
  test('at the moving average, and the last unit takes the remaining value', async () => {
    await database.rolledBack(city, async (tx) => {
      const { outletId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), outletId, 3, 'fact', 100);
      expect(await move(outletId, placeOf('customer'), 1, 'intention')).toMatchObject([{ valueIdr: 33, shortBase: 0 }]);
      expect(await move(outletId, placeOf('customer'), 1, 'intention')).toMatchObject([{ valueIdr: 34 }]);
      expect(await move(outletId, placeOf('customer'), 1, 'intention')).toMatchObject([{ valueIdr: 33 }]);
    });
  });

  test('an intention beyond the shelf is refused; a fact takes the rest from lost and found', async () => {
    await database.rolledBack(city, async (tx) => {
      const { outletId, placeOf, move } = await outletWithRice(tx);
      await move(placeOf('supplier'), outletId, 2, 'fact', 20);
      await expect(move(outletId, placeOf('customer'), 3, 'intention')).rejects.toMatchObject({
        type: 'inventory/short',
        data: { availableBase: 2 },
      });
      expect(await move(outletId, placeOf('customer'), 3, 'fact')).toMatchObject([
        { valueIdr: 30, shortBase: 1, shortIdr: 10 },
      ]);
      const { rows } =
        await sql`select p.kind, s.qty_base from inventory.stock s join inventory.place p on p.regency_id = s.regency_id and p.id = s.place_id
        where s.regency_id = ${tx.regencyId} order by 1`.execute(tx);
      expect(rows).toEqual([
        { kind: 'lost_found', qtyBase: -1 },
        { kind: 'outlet', qtyBase: 0 },
      ]);
    });
  });
});
