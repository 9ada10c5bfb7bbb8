import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { zeroId } from './move.ts';
import { type OnShelf, type Picked, pickFrom, type Wanted } from './pick-batches.ts';

/** A batch as it is printed on the pack. */
export interface BatchSeen {
  readonly itemId: Id<'item'>;
  readonly label: string;
  readonly expiresOn?: BusinessDate;
}

/** The batches of these labels, made where they are new; a known label keeps the day it had. @returns ids in the order asked */
export async function batchIdsFor(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  seen: readonly BatchSeen[],
): Promise<Id<'batch'>[]> {
  if (seen.length === 0) return [];
  const given = JSON.stringify(seen.map((batch) => ({ id: newId<'batch'>(), expiresOn: null, ...batch })));
  await sql`
    insert into inventory.batch (regency_id, id, cooperative_id, item_id, label, expires_on)
    select distinct on (b."itemId", b.label) ${tx.regencyId}::integer, b.id, ${cooperativeId}::uuid, b."itemId", b.label, b."expiresOn"
    from jsonb_to_recordset(${given}::jsonb) as b (id uuid, "itemId" uuid, label text, "expiresOn" date)
    order by b."itemId", b.label, b.id
    on conflict (regency_id, item_id, label) do nothing
  `.execute(tx);
  const { rows } = await sql<{ id: Id<'batch'> }>`
    select t.id from jsonb_array_elements(${given}::jsonb) with ordinality as b(value, ord)
    join inventory.batch as t on t.regency_id = ${tx.regencyId} and t.item_id = (b.value ->> 'itemId')::uuid and t.label = b.value ->> 'label'
    order by b.ord
  `.execute(tx);
  return rows.map((row) => row.id);
}

/**
 * Which batches and owners' goods go out of a place, first expired first out (`pickFrom`). The caller holds the lock of the stock (`lockStock`), or
 * somebody else may take them before him.
 */
export async function pickBatches(
  tx: Tx,
  placeId: Id<'place'>,
  wanted: readonly Wanted[],
  how: { on: BusinessDate; as: 'fact' | 'intention' },
): Promise<Picked[][]> {
  return pickFrom(await shelfOf(tx, placeId, [...new Set(wanted.map(({ itemId }) => itemId))]), wanted, how);
}

async function shelfOf(tx: Tx, placeId: Id<'place'>, itemIds: readonly Id<'item'>[]): Promise<OnShelf[]> {
  const { rows } = await sql<OnShelf>`
    select s.item_id, nullif(s.batch_id, ${zeroId}::uuid) as batch_id, nullif(s.owner_id, ${zeroId}::uuid) as owner_id, b.expires_on, s.qty_base
    from inventory.stock as s left join inventory.batch as b on b.regency_id = s.regency_id and b.id = s.batch_id
    where s.regency_id = ${tx.regencyId} and s.place_id = ${placeId} and s.item_id = any(${[...itemIds]}::uuid[])
  `.execute(tx);
  return rows;
}
