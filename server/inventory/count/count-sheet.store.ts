import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { CountSheet } from './count-sheet.schema.ts';

/** Goods on a phone; a cooperative with more counts the rest in the office. */
const itemsMax = 1_000;

/** The sheet of one cooperative. A batch is on it while some of it lies anywhere there, or was told of within a month. */
export async function countSheetOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<CountSheet> {
  const { rows } = await sql<CountSheet>`
    select coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name) order by p.kind, p.name)
      from inventory.place as p
      where p.regency_id = ${tx.regencyId} and p.cooperative_id = ${cooperativeId} and p.is_active and p.kind in ('outlet', 'warehouse')
    ), '[]') as places, coalesce((
      select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'baseUnit', i.base_unit,
        'packs', coalesce((
          select jsonb_agg(jsonb_build_object('label', k.label, 'qtyBase', k.qty_base) order by k.qty_base desc, k.label)
          from catalogue.pack as k where k.regency_id = i.regency_id and k.item_id = i.id and k.is_active), '[]'),
        'batches', coalesce((
          select jsonb_agg(jsonb_build_object('id', b.id, 'label', b.label, 'expiresOn', b.expires_on) order by b.expires_on, b.label)
          from inventory.batch as b where b.regency_id = i.regency_id and b.item_id = i.id and (b.recorded_at > now() - interval '1 month'
            or exists (select from inventory.stock as s where s.regency_id = b.regency_id and s.item_id = b.item_id
              and s.batch_id = b.id and s.qty_base <> 0))), '[]')) order by i.name, i.id)
      from (select * from catalogue.item where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and is_active
        order by name, id limit ${itemsMax}) as i
    ), '[]') as items
  `.execute(tx);
  return rows[0] ?? { places: [], items: [] };
}
