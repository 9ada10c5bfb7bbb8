import { sql } from 'kysely';
import type { QueryOf } from '../kernel/call.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { AssetId } from './asset.store.ts';
import { cursorId } from './asset-list.store.ts';
import type { AssetEvent, assetHistoryCall } from './history.schema.ts';

interface StoredEvent extends Omit<AssetEvent, 'changes'> {
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly total: number;
}

/** Newest first: ids carry the moment they were made, so the two kinds of rows fall into one order. */
export async function historyOf(
  tx: Tx,
  id: AssetId,
  { limit = 50, after }: QueryOf<typeof assetHistoryCall>,
): Promise<Page<AssetEvent>> {
  const ofAsset = sql`regency_id = ${tx.regencyId} and asset_id = ${id}`;
  const { rows } = await sql<StoredEvent>`
    with happened as (
      select id, kind, changes, reason, import_id, recorded_at as at, recorded_role as role, on_behalf, false as sample
      from assets.asset_change where ${ofAsset}
      union all
      select id, 'observed', jsonb_build_object(subject, jsonb_build_array(null, coalesce(word, number::text))), note,
        null::uuid, recorded_at, authority, on_behalf, sample
      from assets.observation where ${ofAsset})
    select *, (select count(*) from (select from happened limit ${countedMax + 1}) as counted)::integer as total
    from happened
    where ${after === undefined ? sql`true` : sql`id < ${cursorId(after)}::uuid`}
    order by id desc limit ${limit + 1}
  `.execute(tx);
  const shown = rows.slice(0, limit);
  const nameOf = await villageNames(tx, shown);
  return {
    rows: shown.map(({ total: _, changes, ...event }) => ({
      ...event,
      changes: Object.entries(changes).map(([field, [before, after]]) => ({
        field,
        before: field === 'villageId' ? nameOf(before) : textOf(before),
        after: field === 'villageId' ? nameOf(after) : textOf(after),
      })),
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}

/** Kelurahan are told by name; their ids say nothing to a reader. */
async function villageNames(tx: Tx, events: readonly StoredEvent[]): Promise<(id: unknown) => string | null> {
  const ids = events.flatMap(({ changes }) => changes.villageId ?? []).filter((id) => typeof id === 'number');
  if (ids.length === 0) return textOf;
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from reference.region where id = any(${ids}::integer[])`.execute(tx);
  const names = new Map<unknown, string>(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? textOf(id);
}

/** A shape on the map is not told in numbers. */
function textOf(value: unknown): string | null {
  return value === null || typeof value === 'object' ? null : String(value);
}
