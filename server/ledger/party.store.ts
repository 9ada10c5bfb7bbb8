import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';

/** What stands on an account against one partner, cooperative or member: debit above zero, credit below. */
export async function balanceWith(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  accountCode: string,
  partyId: string,
): Promise<Rupiah> {
  const { rows } = await sql<{ balanceIdr: number }>`
    select coalesce(sum(amount_idr), 0)::bigint as balance_idr from ledger.posting
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and account_code = ${accountCode} and party_id = ${partyId}
  `.execute(tx);
  return rupiah(rows[0]?.balanceIdr ?? 0);
}
