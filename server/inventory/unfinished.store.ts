import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Numbers of papers begun by the end of these days whose end will still be posted: counts not settled, goods on the way. */
export async function unfinishedPapers(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  through: BusinessDate,
): Promise<{ counts: string[]; transfers: string[] }> {
  const { rows } = await sql<{ kind: 'counts' | 'transfers'; number: string }>`
    select 'counts' as kind, number from inventory.stocktake
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and opened_on <= ${through} and outcome is null
    union all
    select 'transfers', t.number from inventory.transfer as t
    where t.regency_id = ${tx.regencyId} and t.cooperative_id = ${cooperativeId} and t.happened_on <= ${through} and t.driver is not null
      and not exists (select from inventory.arrival as a where a.regency_id = ${tx.regencyId} and a.transfer_id = t.id)
    order by 1, 2
  `.execute(tx);
  const of = (kind: 'counts' | 'transfers') => rows.filter((row) => row.kind === kind).map(({ number }) => number);
  return { counts: of('counts'), transfers: of('transfers') };
}
