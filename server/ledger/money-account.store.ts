import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

export interface MoneyAccount {
  readonly cooperativeId: Id<'cooperative'>;
  readonly code: string;
  readonly name: string;
}

/** The accounts in use of these cooperatives that hold cash or stand at a bank: where money comes from and goes to. */
export async function moneyAccountsOf(tx: Tx, cooperativeIds: readonly Id<'cooperative'>[]): Promise<MoneyAccount[]> {
  if (cooperativeIds.length === 0) return [];
  const { rows } = await sql<MoneyAccount>`
    select cooperative_id, code, name from ledger.account
    where regency_id = ${tx.regencyId} and cooperative_id = any(${[...cooperativeIds]}::uuid[]) and holds is not null and is_active order by code
  `.execute(tx);
  return rows;
}
