import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import { zeroId } from './move.ts';

/** A move as it stands on record, with what it takes to move the same goods back. */
export interface MoveOnRecord {
  readonly itemId: Id<'item'>;
  readonly batchId: Id<'batch'> | null;
  readonly ownerId: Id<'partner'> | null;
  readonly fromPlaceId: Id<'place'>;
  readonly toPlaceId: Id<'place'>;
  readonly qtyBase: number;
  readonly valueIdr: Rupiah;
}

/** The moves of one document, in the order in which they were made. */
export async function movesOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  source: { readonly kind: `${string}/${string}`; readonly id: string },
): Promise<MoveOnRecord[]> {
  const { rows } = await sql<MoveOnRecord>`
    select item_id, nullif(batch_id, ${zeroId}::uuid) as batch_id, nullif(owner_id, ${zeroId}::uuid) as owner_id, from_place_id, to_place_id,
      qty_base, value_idr
    from inventory.move
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and source_kind = ${source.kind} and source_id = ${source.id}
    order by seq
  `.execute(tx);
  return rows;
}
