import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { chartDay } from '../journal.store.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import type { AccountShown } from './chart.schema.ts';
import type { natureOf } from './chart.ts';

/** The chart of accounts of a book, by code, with what stands on each. */
export async function chartOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<AccountShown[]> {
  const { rows } = await sql<AccountShown>`
    select a.code, a.name, a.kind, a.normal, a.holds, a.is_active,
      (case a.normal when 'D' then 1 else -1 end * coalesce(sum(b.debit_idr - b.credit_idr), 0))::bigint as balance_idr
    from ledger.account as a
    left join ledger.balance as b on b.regency_id = ${tx.regencyId} and b.cooperative_id = a.cooperative_id and b.account_code = a.code
    where a.regency_id = ${tx.regencyId} and a.cooperative_id = ${cooperativeId}
    group by a.code, a.name, a.kind, a.normal, a.holds, a.is_active order by a.code
  `.execute(tx);
  return rows;
}

/** @throws ledger/account-taken */
export async function insertAccount(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  account: { code: string; name: string } & NonNullable<ReturnType<typeof natureOf>>,
): Promise<void> {
  await tx
    .insertInto('ledger.account')
    .values({ regencyId: tx.regencyId, cooperativeId, ...account })
    .execute()
    .catch(onConstraint({ account_pk: () => ledgerRefusals.accountTaken({}) }));
}

export async function updateAccount(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  account: { code: string; name: string; isActive: boolean },
): Promise<void> {
  await sql`
    update ledger.account set name = ${account.name}, is_active = ${account.isActive}
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and code = ${account.code}
  `.execute(tx);
}

/** What a book of this cooperative can begin with on a day: accounts of its own chart once it is open, else of the chart it will get. */
export async function accountsToOpenWith(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  day: BusinessDate,
): Promise<Pick<AccountShown, 'code' | 'name' | 'normal'>[]> {
  const { rows } = await sql<Pick<AccountShown, 'code' | 'name' | 'normal'>>`
    select code, name, normal from ledger.account
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and is_active and kind in ('asset', 'liability', 'equity')
    union
    select code, name, normal from reference.account_template as t
    where t.valid_from <= ${chartDay(day)} and (t.valid_to is null or t.valid_to > ${chartDay(day)}) and kind in ('asset', 'liability', 'equity')
      and not exists (select from ledger.book as b where b.regency_id = ${tx.regencyId} and b.cooperative_id = ${cooperativeId})
    order by code
  `.execute(tx);
  return rows;
}
