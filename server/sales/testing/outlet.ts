import { sql } from 'kysely';
import * as catalogue from '../../catalogue/public.ts';
import * as inventory from '../../inventory/public.ts';
import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { SaleDraft } from '../public.ts';

export const machine = { role: 'machine' } as const;
export const today = businessDate('2025-11-27');

/** An outlet with a book, `held` sacks of SPHP rice bought at Rp 56.500 each, sold at Rp 65.000. */
export async function outlet(tx: Tx, held = 10) {
  const [cooperativeId, placeId] = [newId<'cooperative'>(), newId<'place'>()];
  const [itemId, packId] = [newId<'item'>(), newId<'pack'>()];
  const { regencyId } = tx;
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regencyId}, ${cooperativeId}, ${`Kopkel ${cooperativeId}`})`.execute(
    tx,
  );
  await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name) values (${regencyId}, ${placeId}, ${cooperativeId}, 'outlet', 'Gerai')`.execute(
    tx,
  );
  await ledger.openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
  await catalogue.takeProduct(tx, machine, {
    ...{ id: itemId, cooperativeId, productCode: 'rice-sphp-5kg', orderPackId: packId, soldPackId: newId<'pack'>() },
  });
  const price = { id: newId<'price'>(), packId, buyer: 'non_member' as const, priceIdr: rupiah(65_000) };
  await catalogue.setPrice(tx, machine, { ...price, effectiveOn: businessDate('2025-11-01') }, { today });
  const supplier = present(
    (await inventory.placesOf(tx, cooperativeId)).find(({ kind }) => kind === 'supplier'),
    'supplier',
  );
  const source = { kind: 'uji/terima', id: newId() } as const;
  const received = {
    id: newId<'move'>(),
    itemId,
    fromPlaceId: supplier.id,
    toPlaceId: placeId,
    occurredOn: today,
    source,
  };
  if (held > 0)
    await inventory.moveStock(
      tx,
      machine,
      cooperativeId,
      [{ ...received, qtyBase: held * 5000, valueIdr: rupiah(held * 56_500) }],
      { as: 'fact' },
    );
  const draft = (over: Partial<SaleDraft> = {}, packs = 1): SaleDraft => ({
    ...{ id: newId<'sale'>(), cooperativeId, placeId, soldOn: today, buyer: 'non_member', accountCode: '111000' },
    lines: [{ itemId, packId, qtyPacks: packs, qtyBase: packs * 5000, priceIdr: rupiah(65_000) }],
    ...over,
  });
  return { cooperativeId, placeId, itemId, packId, draft };
}
