import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Price } from './price.ts';

/** What the lists ask for these packs on a day: of a pack and buyer the latest effective day counts, then the later id. */
export async function pricesOn(tx: Tx, packIds: readonly Id<'pack'>[], day: BusinessDate): Promise<Price[]> {
  const { rows } = await sql<Price>`
    select pack.id as pack_id, buyer.kind as buyer, latest.price_idr, latest.effective_on
    from unnest(${[...packIds]}::uuid[]) as pack (id)
    cross join (values ('member'), ('non_member')) as buyer (kind)
    cross join lateral (
      select price_idr, effective_on from catalogue.price as price
      where price.regency_id = ${tx.regencyId} and price.pack_id = pack.id and price.buyer = buyer.kind and price.effective_on <= ${day}
      order by price.effective_on desc, price.id desc limit 1
    ) as latest
  `.execute(tx);
  return rows;
}
